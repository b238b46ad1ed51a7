"""Giving back a sale, whole or in parts, exact to the rupiah.

The amount for the n-th piece is the difference of two rounded sums, so that any order of partial refunds adds up to
what was paid. Cash comes back first, rounded as the sale was, then the other means in their order (DOMAIN: money,
"in parts"). Background: odoo#96721, where rounding a refund by its own rule gave back another amount.
"""

from collections.abc import Iterator, Mapping, Sequence
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
    """Base quantity already returned of each counting line of `sale`, as a positive number."""
    back = {line.line_no: Milli(0) for line in sale.counting}
    for document in earlier:
        for line in document.counting:
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
    lines = _numbered([made for line in sale.lines for made in _counter_lines(line, before, after, units or {})])
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
        after = {line.line_no: line.base_qty for line in sale.counting}
        if after == dict(before):
            raise Refused("nothing_left_to_refund", receipt=sale.number)
        return after
    parcels = {line.product_id for line in sale.lines if line.parts}
    for ask in sorted(wanted, key=lambda x: x.product_id not in parcels):  # a parcel first, or its parts may be gone
        lines = [x for line in sale.lines for x in (line, *line.parts) if x.product_id == ask.product_id]
        if not lines:
            raise Refused("not_on_receipt", code=ask.code, receipt=sale.number)
        left = sum(_left(x, after) for x in lines)
        if ask.base_qty is not None and ask.base_qty <= 0:
            raise Refused("quantity_not_positive")
        asked = left if ask.base_qty is None else ask.base_qty
        if asked == 0 or asked > left:
            raise Refused("more_than_left", code=ask.code, left_milli=left)
        for line in lines:
            part = min(asked, _left(line, after))
            for counting in line.counting:
                after[counting.line_no] = Milli(after[counting.line_no] + part * counting.base_qty // line.base_qty)
            asked -= part
    return after


def _left(line: SaleLine, back: Mapping[int, Milli]) -> int:
    """How much of a line is left; of a parcel as many whole ones as its parts still make."""
    if not line.parts:
        return line.base_qty - back[line.line_no]
    return min((x.base_qty - back[x.line_no]) * line.base_qty // x.base_qty // 1000 * 1000 for x in line.parts)


def _numbered(lines: Sequence[SaleLine]) -> tuple[SaleLine, ...]:
    """The lines, and the parts of parcels, numbered through."""
    made: list[SaleLine] = []
    number = 1
    for line in lines:
        parts = tuple(replace(part, line_no=number + n) for n, part in enumerate(line.parts, start=1))
        made.append(replace(line, line_no=number, parts=parts))
        number += 1 + len(parts)
    return tuple(made)


def _counter_lines(
    line: SaleLine, before: Mapping[int, Milli], after: Mapping[int, Milli], units: Mapping[ProductId, str]
) -> list[SaleLine]:
    """What goes back of a line: nothing, the line, a parcel with its parts, or single parts of it as lines of their own."""
    back = [
        _counter_line(x, before[x.line_no], after[x.line_no], units.get(x.product_id, x.unit), ahead_idr=ahead)
        for x, ahead in _with_those_ahead(line)
        if after[x.line_no] != before[x.line_no]
    ]
    if not line.parts or not back:
        return back
    first = line.parts[0]
    parcels = Milli((after[first.line_no] - before[first.line_no]) * line.base_qty // first.base_qty)
    even = all((after[x.line_no] - before[x.line_no]) * line.base_qty == parcels * x.base_qty for x in line.parts)
    if not even or parcels % 1000:
        return back
    gone = Milli(max(0, line.base_qty - parcels - _left(line, after)))
    whole = _counter_line(line, gone, Milli(gone + parcels), line.unit)
    amount = Rupiah(sum(x.amount_idr for x in back))
    rest = Rupiah(whole.gross_idr - amount - whole.line_discount_idr - whole.promotion_discount_idr)
    return [replace(whole, amount_idr=amount, basket_discount_idr=rest, parts=tuple(back))]


def _so_far(amount: int, back: Milli, sold: Milli) -> int:
    return half_away(amount * back, sold)


def _with_those_ahead(line: SaleLine) -> Iterator[tuple[SaleLine, int]]:
    """What counts of a line, each with what the parts before it in its parcel amount to."""
    ahead = 0
    for counting in line.counting:
        yield counting, ahead
        ahead += counting.amount_idr


def _amount_back(line: SaleLine, ahead_idr: int, back: Milli) -> int:
    """What `back` of a line has given back; a parcel's parts together are rounded once, as the parcel is."""
    return _so_far(ahead_idr + line.amount_idr, back, line.base_qty) - _so_far(ahead_idr, back, line.base_qty)


def _counter_line(line: SaleLine, before: Milli, after: Milli, base_unit: str, *, ahead_idr: int = 0) -> SaleLine:
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
    amount = Rupiah(_amount_back(line, ahead_idr, before) - _amount_back(line, ahead_idr, after))
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
        promotion_points=part(line.promotion_points),
        basket_discount_idr=Rupiah(gross - amount - own - promotion),
        amount_idr=amount,
        pass_through_idr=part(line.pass_through_idr),
        owed_idr=None if line.owed_idr is None else part(line.owed_idr),
        refunds_line=line.line_no,
    )


def _amount_so_far(sale: Sale, back: Mapping[int, Milli]) -> int:
    return sum(_amount_back(x, ahead, back[x.line_no]) for line in sale.lines for x, ahead in _with_those_ahead(line))


def _tax_so_far(sale: Sale, back: Mapping[int, Milli]) -> int:
    whole = sum(x.taxed_idr for x in sale.counting)
    part = sum(_so_far(x.taxed_idr, back[x.line_no], x.base_qty) for x in sale.counting)
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
    if all(back[x.line_no] == x.base_qty for x in sale.counting):
        return sum(kept.values())
    amount = _amount_so_far(sale, back)
    cash_part = kept[Means.CASH] - sale.rounding_idr
    if amount >= cash_part:
        return kept[Means.CASH] + amount - cash_part
    return min(int(rounded(Rupiah(amount), sale.cash_rounding)), kept[Means.CASH])


def left_by_means(sale: Sale, earlier: Sequence[Sale]) -> dict[Means, int]:
    """What the shop still holds of a sale in each means, after refunds and corrections of how it was paid."""
    left = _kept(sale)
    for payment in (payment for document in earlier for payment in document.payments):
        left[payment.means] = left.get(payment.means, 0) + payment.amount_idr
    return left


def _own_means(sale: Sale, earlier: Sequence[Sale], due: int) -> tuple[Payment, ...]:
    """`due` in the sale's own means, as far as each has not been given back: cash first, then the others in order."""
    found = []
    for means, most in left_by_means(sale, earlier).items():
        part = max(0, min(due, most))
        due -= part
        if part:
            found.append(Payment(means, Rupiah(part)))
    return tuple(found)


def paid_in(back: Returned, means: Means) -> Returned:
    """The same return, all its money by one means: as a voucher, or in cash where the cashier says so."""
    due = back.settlement.paid_idr
    paid = (Payment(means, due),) if due else ()
    return replace(back, settlement=replace(back.settlement, payments=paid))


def correction(
    sale: Sale, earlier: Sequence[Sale], was: Means, *, really: Means, amount_idr: Rupiah | None, reference: str | None
) -> tuple[Payment, ...]:
    """What puts the means of a sale's payment right, all of it or `amount_idr`: the total stays as it is.

    Raises:
        Refused: `refund_of_refund`, `means_the_same`, `means_not_corrected`, `payment_not_positive`, `more_than_paid_so`.
    """
    if sale.kind is not SaleKind.SALE:
        raise Refused("refund_of_refund", receipt=sale.number)
    if was is really:
        raise Refused("means_the_same")
    if {was, really} & {Means.VOUCHER, Means.POINTS}:
        raise Refused("means_not_corrected")
    left = max(0, left_by_means(sale, earlier).get(was, 0))
    amount = left if amount_idr is None else amount_idr
    if amount_idr is not None and amount_idr <= 0:
        raise Refused("payment_not_positive")
    if not amount or amount > left:
        raise Refused("more_than_paid_so", left_idr=Rupiah(left), receipt=sale.number)
    return Payment(was, Rupiah(-amount)), Payment(really, Rupiah(amount), reference)
