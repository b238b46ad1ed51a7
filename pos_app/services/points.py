"""Members' points at the counter: what a sale earns and spends, what a return takes back, and how a member stands."""

from collections.abc import Mapping, Sequence

from pos_app.domain import points as rules
from pos_app.domain.money import Rupiah
from pos_app.domain.points import PointRule
from pos_app.domain.sale import Points, Sale
from pos_app.errors import Refused
from pos_app.services import settings
from pos_app.services.shop import Shop
from pos_app.storage.points import PointMove
from pos_app.storage.uow import Transaction


def rule_of(kept: Mapping[str, str]) -> PointRule:
    """The shop's rule, out of its settings."""
    per, value = (Rupiah(int(kept[name])) if kept[name] not in ("", "0") else None for name in ("points_per_idr", "point_value_idr"))
    return PointRule(per, value)


def rule(shop: Shop) -> PointRule:
    """The shop's rule as it stands."""
    with shop.uow.read() as u:
        return rule_of(settings.stored(u))


def moves(shop: Shop, number: str) -> tuple[PointMove, ...]:
    """A member's points, line by line.

    Raises:
        Refused: `no_such_customer`.
    """
    with shop.uow.read() as u:
        if u.customers.by_number(number.strip()) is None:
            raise Refused("no_such_customer", number=number)
        return u.points.of_customer(number.strip())


def of_sale(u: Transaction, kept: Mapping[str, str], sale: Sale) -> Points | None:
    """What a sale does to its member's points; None where it does nothing.

    Asked in the transaction that writes it and has locked the customer.

    Raises:
        Refused: `points_need_a_member`, `points_short` with what the member has, and as `PointRule.spent`.
    """
    shop_rule, paid = rule_of(kept), rules.paid_with_points(sale)
    extra = any(line.promotion_points for line in sale.lines)
    if not (paid or (sale.customer and (shop_rule.per_idr or extra))):
        return None
    known = u.customers.by_number(sale.customer) if sale.customer else None
    if known is None or not known.member or known.archived:
        if paid:
            raise Refused("points_need_a_member")
        return None
    spent, earned = shop_rule.spent(paid), shop_rule.earned(sale.lines, paid)
    if not spent and not earned:
        return None
    before = u.points.balance(known.number)
    if spent and spent > before:
        raise Refused("points_short", name=known.name, points=max(0, before))
    return Points(earned, spent, before - spent + earned)


def of_counter(u: Transaction, sale: Sale, earlier: Sequence[Sale], document: Sale) -> Points | None:
    """What a counter-document takes back of its sale's points and gives back of those spent; a balance may fall below zero.

    Asked as `of_sale`.

    Raises:
        Refused: `points_not_of_sale`.
    """
    earned, spent = rules.back(sale, earlier, document)
    if not (earned or spent) or not sale.customer:
        return None
    return Points(earned, spent, u.points.balance(sale.customer) + earned - spent)


def write(u: Transaction, sale: Sale, sale_id: int) -> None:
    """Writes a document's points into the ledger."""
    if sale.points is not None and sale.customer:
        u.points.add(sale_id, sale.customer, sale.points, amount_idr=rules.paid_with_points(sale))
