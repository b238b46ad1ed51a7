"""Deposits owed and given back: what receipts took is the customer's until the container returns."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from pos_app.domain import deposit as deposits
from pos_app.domain.actor import Actor
from pos_app.domain.deposit import Deposit, DepositSum
from pos_app.domain.money import Rupiah
from pos_app.domain.product import Kind, base_qty
from pos_app.domain.quantity import Milli
from pos_app.domain.sale import Sale
from pos_app.domain.tender import Means
from pos_app.errors import Refused
from pos_app.services import lookup, refunds
from pos_app.services.settings import today
from pos_app.services.shop import Changes, Shop
from pos_app.storage.uow import Transaction
from pos_app.texts import gettext as _


@dataclass(frozen=True, slots=True)
class Owed:
    """What is owed in deposits: by article, and every receipt something is still owed on, the oldest first."""

    articles: tuple[DepositSum, ...]
    open: tuple[Deposit, ...]

    @property
    def left_idr(self) -> Rupiah:
        return Rupiah(sum(x.left_idr for x in self.articles))


@dataclass(frozen=True, slots=True)
class GivenBack:
    """Counter-documents that gave deposits back, one a receipt."""

    documents: tuple[Sale, ...]
    changes: Changes

    @property
    def given_idr(self) -> Rupiah:
        return Rupiah(-sum(x.total_idr for x in self.documents))


def owed(shop: Shop) -> Owed:
    """All deposits of the shop."""
    with shop.uow.read() as u:
        found = u.deposits.all()
    return Owed(deposits.by_article(found), tuple(x for x in found if x.left))


def give_back(
    shop: Shop,
    actor: Actor,
    code: str,
    qty: Milli,
    *,
    customer: str | None = None,
    receipt: str | None = None,
    why: str = "",
    uid: str | None = None,
) -> GivenBack:
    """Gives deposits back in cash against containers, without the receipt too: on the oldest open ones, exactly what they took.

    Each receipt gets a counter-document of its own, all of them in one commit. `customer` or `receipt` narrow what is
    looked at. Posting the same `uid` twice changes nothing.

    Raises:
        Refused: `not_a_deposit`, `no_deposit_open`, `deposit_more_than_open`, `quantity_not_positive`, and as
            `lookup.one`, `base_qty` and `refunds.refund`.
    """
    uid = uid or shop.new_uid()
    with shop.uow.write() as u:
        if known := _posted(u, uid):
            return GivenBack(known, Changes())
        found = lookup.one(u, code, day=today(shop, u))
        if found.product.kind is not Kind.DEPOSIT:
            raise Refused("not_a_deposit", name=found.product.name)
        open_ones = u.deposits.all(product_id=found.product.id, customer=customer, only_open=True)
        if receipt is not None:
            open_ones = [x for x in open_ones if x.receipt == receipt.strip()]
        parts = deposits.given_back(open_ones, base_qty(found, qty), name=found.product.name)
        reason = why or _("Container returned")
        refunds.hold(u, [deposit.receipt for deposit, _part in parts])
        made = [
            refunds.given_back_in(
                shop, u, actor, deposit.receipt, [(found.product.code, part)], why=reason, only=Means.CASH, uid=_uid(uid, n)
            ).sale
            for n, (deposit, part) in enumerate(parts)
        ]
        u.commit()
    return GivenBack(tuple(made), Changes(sales=True))


def _uid(first: str, n: int) -> str:
    """The uid of the n-th document of one giving back, the same each time it is asked for."""
    return first if n == 0 else str(uuid5(UUID(first), str(n)))


def _posted(u: Transaction, uid: str) -> tuple[Sale, ...]:
    """The documents an earlier call with this uid wrote; others are kept from posting it meanwhile."""
    found: list[Sale] = []
    while (known := u.sales.by_uid(_uid(uid, len(found)), lock=not found)) is not None:
        found.append(known.sale)
    return tuple(found)
