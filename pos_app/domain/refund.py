"""Giving back a sale, whole or in parts, exact to the rupiah.

The amount for the n-th piece is the difference of two rounded sums, so that any order of partial refunds adds up to
what was paid. Cash comes back first, rounded as the sale was, then the other means in their order (DOMAIN: money,
"in parts"). Background: odoo#96721, where rounding a refund by its own rule gave back another amount.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pos_app.domain.cash_rounding import rounded
from pos_app.domain.money import Rupiah, half_away, times_qty
from pos_app.domain.product import ProductId
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


def refund(
    sale: Sale,
    earlier: Sequence[Sale],
    wanted: Sequence[Wanted],
    means: Sequence[Payment] = (),
    *,
    units: Mapping[ProductId, str] | None = None,
) -> Returned:
    """The refund of `wanted` (nothing named: all that is left) after `earlier` refunds of the same sale.

    `means` overrides how the money goes back; its positive amounts must sum to what the sale's own means would give.
    `units` names the articles' own units, in which pieces out of a pack are written.

    Raises:
        Refused: `refund_of_refund`, `nothing_left_to_refund`, `not_on_receipt`, `quantity_not_positive`,
            `more_than_left`, `refund_means_differ`.
    """
    if sale.kind is not SaleKind.SALE:
        raise Refused("refund_of_refund", receipt=sale.number)
    before = given_back(sale, earlier)
    after = _after(sale, before, wanted)
    lines = tuple(
        _counter_line(line, before[line.line_no], after[line.line_no], (units or {}).get(line.product_id, line.unit))
        for line in sale.lines
        if after[line.line_no] != before[line.line_no]
    )
    lines = tuple(replace(line, line_no=n) for n, line in enumerate(lines, start=1))
    total = Rupiah(sum(line.amount_idr for line in lines))
    due = _paid_back(sale, after) - _paid_back(sale, before)
    back = tuple(means) or _own_means(sale, earlier, due)
    if any(p.amount_idr <= 0 for p in back) or sum(p.amount_idr for p in back) != due:
        raise Refused("refund_means_differ", due_idr=Rupiah(due))
    paid = tuple(Payment(p.means, Rupiah(-p.amount_idr), p.reference) for p in back)
    settlement = Settlement(paid, Rupiah(-due - total), Rupiah(-due), Rupiah(0))
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


def _counter_line(line: SaleLine, before: Milli, after: Milli, base_unit: str) -> SaleLine:
    """The negative of what goes back of one line, with everything else the sale's line carries.

    Whole packs, or a line at once, are written in the unit sold; pieces out of a pack in pieces, at the pack's price
    per piece.
    """

    def part(amount: int) -> Rupiah:
        return Rupiah(_so_far(amount, before, line.base_qty) - _so_far(amount, after, line.base_qty))

    base_qty = Milli(before - after)
    holds = line.base_qty * 1000 // line.qty
    if holds == 1000 or base_qty % holds == 0 or -base_qty == line.base_qty:
        unit, qty, unit_price = line.unit, Milli(base_qty * line.qty // line.base_qty), line.unit_price_idr
    else:
        unit, qty, unit_price = base_unit, base_qty, Rupiah(half_away(line.unit_price_idr * 1000, holds))
    amount = part(line.amount_idr)
    gross = part(line.gross_idr) if line.gross_given else times_qty(unit_price, qty)
    own, promotion = part(line.line_discount_idr), part(line.promotion_discount_idr)
    return replace(
        line,
        unit=unit,
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
    taxed = [x for x in sale.lines if x.is_taxed]
    whole = sum(x.amount_idr for x in taxed)
    part = sum(_so_far(x.amount_idr, back[x.line_no], x.base_qty) for x in taxed)
    return half_away(sale.tax_idr * part, whole) if whole else 0


def _kept(sale: Sale) -> dict[Means, int]:
    """What the shop has kept of a sale in each means: cash first, without its change, then the others in their order."""
    kept: dict[Means, int] = {Means.CASH: -sale.change_idr}
    for payment in sale.payments:
        kept[payment.means] = kept.get(payment.means, 0) + payment.amount_idr
    return kept


def _paid_back(sale: Sale, back: Mapping[int, Milli]) -> int:
    """The money that has been given back once `back` has been returned: cash first, rounded as the sale was."""
    kept = _kept(sale)
    if all(back[x.line_no] == x.base_qty for x in sale.lines):
        return sum(kept.values())
    amount = _amount_so_far(sale, back)
    cash_part = kept[Means.CASH] - sale.rounding_idr
    if amount >= cash_part:
        return kept[Means.CASH] + amount - cash_part
    return min(int(rounded(Rupiah(amount), sale.cash_rounding)), kept[Means.CASH])


def _own_means(sale: Sale, earlier: Sequence[Sale], due: int) -> tuple[Payment, ...]:
    """`due` in the sale's own means, as far as each has not been given back: cash first, then the others in order."""
    left = _kept(sale)
    for payment in (payment for document in earlier for payment in document.payments):
        left[payment.means] = left.get(payment.means, 0) + payment.amount_idr
    found = []
    for means, most in left.items():
        part = max(0, min(due, most))
        due -= part
        if part:
            found.append(Payment(means, Rupiah(part)))
    return tuple(found)
