"""Giving back a sale, whole or in parts, exact to the rupiah.

The amount for the n-th piece is the difference of two rounded sums, so that any order of partial refunds adds up to
what was paid. Cash comes back first, rounded as the sale was, then the other means in their order (DOMAIN: money,
"in parts"). Background: odoo#96721, where rounding a refund by its own rule gave back another amount.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pos_app.domain.cash_rounding import CashRounding, rounded
from pos_app.domain.money import Rupiah, half_away, times_qty
from pos_app.domain.product import Kind, ProductId, TaxClass
from pos_app.domain.quantity import Milli
from pos_app.domain.sale import Sale, SaleKind, SaleLine
from pos_app.domain.tender import Means, Payment, Settlement
from pos_app.errors import Refused


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to go back: `base_qty` in the article's own unit, None for all that is left; `code` as it was named."""

    product_id: ProductId
    code: str
    base_qty: Milli | None = None


@dataclass(frozen=True, slots=True)
class Returned:
    """A counter-document ready to be written: negative lines, negative payments."""

    lines: tuple[SaleLine, ...]
    settlement: Settlement
    total_idr: Rupiah
    tax_idr: Rupiah


def given_back(sale: Sale, earlier: Sequence[Sale]) -> dict[int, Milli]:
    """Base quantity already returned of each line of `sale`, as a positive number."""
    back = {line.line_no: Milli(0) for line in sale.lines}
    for document in earlier:
        for line in document.lines:
            if line.refunds_line is not None:
                back[line.refunds_line] = Milli(back[line.refunds_line] - line.base_qty)
    return back


def refund(sale: Sale, earlier: Sequence[Sale], wanted: Sequence[Wanted], means: Sequence[Payment] = ()) -> Returned:
    """The refund of `wanted` (nothing named: all that is left) after `earlier` refunds of the same sale.

    `means` overrides how the money goes back; its positive amounts must sum to what the sale's own means would give.

    Raises:
        Refused: `refund_of_refund`, `nothing_left_to_refund`, `not_on_receipt`, `quantity_not_positive`,
            `more_than_left`, `refund_means_differ`.
    """
    if sale.kind is not SaleKind.SALE:
        raise Refused("refund_of_refund", receipt=sale.number)
    before = given_back(sale, earlier)
    after = _after(sale, before, wanted)
    lines = tuple(
        _counter_line(line, before[line.line_no], after[line.line_no])
        for line in sale.lines
        if after[line.line_no] != before[line.line_no]
    )
    lines = tuple(replace(line, line_no=n) for n, line in enumerate(lines, start=1))
    total = Rupiah(sum(line.amount_idr for line in lines))
    so_far, then = _by_means(sale, before), _by_means(sale, after)
    own = tuple(Payment(m, Rupiah(so_far[m] - then[m])) for m in then if then[m] != so_far[m])
    paid = own if not means else tuple(Payment(p.means, Rupiah(-p.amount_idr), p.reference) for p in means)
    gives = sum(p.amount_idr for p in own)
    if any(p.amount_idr >= 0 for p in paid) or sum(p.amount_idr for p in paid) != gives:
        raise Refused("refund_means_differ", due_idr=Rupiah(-gives))
    settlement = Settlement(paid, Rupiah(gives - total), Rupiah(gives), Rupiah(0))
    return Returned(lines, settlement, total, Rupiah(_tax_so_far(sale, before) - _tax_so_far(sale, after)))


def _after(sale: Sale, before: Mapping[int, Milli], wanted: Sequence[Wanted]) -> dict[int, Milli]:
    """Base quantity returned of each line once `wanted` is back too."""
    after = dict(before)
    if not wanted:
        after = {line.line_no: line.base_qty for line in sale.lines}
        if after == dict(before):
            raise Refused("nothing_left_to_refund", receipt=sale.number)
        return after
    for ask in wanted:
        lines = [x for x in sale.lines if x.product_id == ask.product_id]
        if not lines:
            raise Refused("not_on_receipt", code=ask.code, receipt=sale.number)
        left = sum(x.base_qty - after[x.line_no] for x in lines)
        if ask.base_qty is not None and ask.base_qty <= 0:
            raise Refused("quantity_not_positive")
        asked = left if ask.base_qty is None else ask.base_qty
        if asked == 0 or asked > left:
            raise Refused("more_than_left", code=ask.code, left_milli=left)
        for line in lines:
            part = min(asked, line.base_qty - after[line.line_no])
            after[line.line_no] = Milli(after[line.line_no] + part)
            asked -= part
    return after


def _so_far(amount: int, back: Milli, sold: Milli) -> int:
    return half_away(amount * back, sold)


def _counter_line(line: SaleLine, before: Milli, after: Milli) -> SaleLine:
    """The negative of what goes back of one line, with everything else the sale's line carries."""

    def part(amount: int) -> Rupiah:
        return Rupiah(_so_far(amount, before, line.base_qty) - _so_far(amount, after, line.base_qty))

    base_qty = Milli(before - after)
    in_sold_unit = base_qty * line.qty % line.base_qty == 0
    unit_price = line.unit_price_idr
    qty = Milli(base_qty * line.qty // line.base_qty) if in_sold_unit else base_qty
    if not in_sold_unit:
        unit_price = Rupiah(half_away(line.unit_price_idr * line.qty, line.base_qty))
    amount = part(line.amount_idr)
    gross = part(line.gross_idr) if line.gross_given else times_qty(unit_price, qty)
    own, promotion = part(line.line_discount_idr), part(line.promotion_discount_idr)
    return replace(
        line,
        qty=qty,
        base_qty=base_qty,
        unit_price_idr=unit_price,
        gross_idr=gross,
        line_discount_idr=own,
        promotion_discount_idr=promotion,
        basket_discount_idr=Rupiah(gross - amount - own - promotion),
        amount_idr=amount,
        refunds_line=line.line_no,
    )


def _amount_so_far(sale: Sale, back: Mapping[int, Milli]) -> int:
    return sum(_so_far(x.amount_idr, back[x.line_no], x.base_qty) for x in sale.lines)


def _tax_so_far(sale: Sale, back: Mapping[int, Milli]) -> int:
    taxed = [x for x in sale.lines if x.tax_class is TaxClass.TAXED and x.kind is not Kind.DEPOSIT]
    whole = sum(x.amount_idr for x in taxed)
    part = sum(_so_far(x.amount_idr, back[x.line_no], x.base_qty) for x in taxed)
    return half_away(sale.tax_idr * part, whole) if whole else 0


def _by_means(sale: Sale, back: Mapping[int, Milli]) -> dict[Means, int]:
    """What has been given back in each means once `back` has been returned: cash first, then the others in order."""
    kept: dict[Means, int] = {Means.CASH: -sale.change_idr}
    for payment in sale.payments:
        kept[payment.means] = kept.get(payment.means, 0) + payment.amount_idr
    if all(back[x.line_no] == x.base_qty for x in sale.lines):
        return kept
    amount = _amount_so_far(sale, back)
    cash_part = kept[Means.CASH] - sale.rounding_idr
    cash = kept[Means.CASH] if amount >= cash_part else _cash(Rupiah(amount), kept[Means.CASH], sale.cash_rounding)
    given = {Means.CASH: cash}
    rest = max(0, amount - cash_part)
    for means, most in kept.items():
        if means is not Means.CASH:
            given[means] = min(rest, most)
            rest -= given[means]
    return given


def _cash(amount: Rupiah, most: int, rule: CashRounding) -> int:
    return min(int(rounded(amount, rule)), most)
