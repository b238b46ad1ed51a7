"""Papers that move goods other than by selling: received, corrected, sent back, broken, used, handed on, repacked.

Quantities and amounts carry the sign of the stock: in is positive, out is negative. What a receiving, its correction
and a return to the supplier sum to is owed; of the others it is what the goods were worth.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from pos_app.domain.money import Cost, Rupiah, cost_of, half_away
from pos_app.domain.product import Found, ProductId
from pos_app.domain.quantity import ONE, Milli
from pos_app.domain.supplier import SupplierId
from pos_app.errors import Refused


class DocumentKind(StrEnum):
    """What a paper is for; its value is the reason its moves carry."""

    RECEIVE = "receive"
    CORRECTION = "correction"
    SUPPLIER_RETURN = "supplier_return"
    BREAKAGE = "breakage"
    OWN_USE = "own_use"
    TRANSFER_OUT = "transfer_out"
    REPACK = "repack"


OUTGOING: Final = (DocumentKind.SUPPLIER_RETURN, DocumentKind.BREAKAGE, DocumentKind.OWN_USE, DocumentKind.TRANSFER_OUT)
SERIES: Final[Mapping[DocumentKind, str]] = {
    DocumentKind.RECEIVE: "IN",
    DocumentKind.CORRECTION: "CR",
    DocumentKind.SUPPLIER_RETURN: "SR",
    DocumentKind.BREAKAGE: "BR",
    DocumentKind.OWN_USE: "OU",
    DocumentKind.TRANSFER_OUT: "TR",
    DocumentKind.REPACK: "RP",
}


def number_of(series: str, day: date, running: int) -> str:
    """`IN-20261124-0001`."""
    return f"{series}-{day:%Y%m%d}-{running:04d}"


@dataclass(frozen=True, slots=True)
class StockLine:
    """One article of a paper: `qty` of `unit`, which holds `holds` base units and costs `unit_cost`; `cost` is that of a base unit.

    `last_cost_before` is the last cost before a receiving, so that the paper can say how the cost changed. `counters`
    is the key of the line that this one takes back. `reason` is the move's, where it is not the paper's own.
    """

    line_no: int
    product_id: ProductId
    code: str
    name: str
    unit: str
    holds: Milli
    qty: Milli
    base_qty: Milli
    unit_cost: Cost | None
    cost: Cost | None
    amount_idr: Rupiah
    batch: str | None = None
    expires: date | None = None
    last_cost_before: Cost | None = None
    counters: int | None = None
    id: int | None = None
    product_uid: str = ""
    reason: DocumentKind | None = None


@dataclass(frozen=True, slots=True)
class StockDocument:
    """A posted paper. `supplier` and `counters` (the number of the paper it corrects) stand where they apply."""

    uid: str
    number: str
    kind: DocumentKind
    at: datetime
    business_day: date
    person: str
    till: str
    lines: tuple[StockLine, ...]
    total_idr: Rupiah
    discount_idr: Rupiah = Rupiah(0)
    freight_idr: Rupiah = Rupiah(0)
    supplier_id: SupplierId | None = None
    supplier: str | None = None
    their_number: str | None = None
    their_date: date | None = None
    due: date | None = None
    other_shop: str | None = None
    counters: str | None = None
    why: str | None = None
    id: int | None = None

    @property
    def came_past_their_day(self) -> tuple[tuple[str, date], ...]:
        """Goods that were received after the day they expired: name and day."""
        if self.kind is not DocumentKind.RECEIVE:
            return ()
        dated = [(line.name, line.expires) for line in self.lines if line.expires is not None]
        return tuple((name, day) for name, day in dated if day < self.business_day)


def total_of(lines: Iterable[StockLine], *, discount_idr: int = 0, freight_idr: int = 0) -> Rupiah:
    """What a paper comes to. Discount and freight belong to the invoice and are in no article's cost."""
    return Rupiah(sum(line.amount_idr for line in lines) - discount_idr + freight_idr)


def line_of(
    found: Found, qty: Milli, base: Milli, *, line_no: int, unit_cost: Cost | None, cost: Cost | None, sign: int, **more: object
) -> StockLine:
    """A line for `qty` of what a code stands for, `base` in the article's own units, signed as the stock moves."""
    known = {"batch": None, "expires": None, "last_cost_before": None} | more
    amount = Rupiah(0) if unit_cost is None else cost_of(unit_cost, Milli(sign * qty))
    return StockLine(
        line_no,
        found.product.id,
        found.code,
        found.product.name,
        found.unit,
        found.holds,
        Milli(sign * qty),
        Milli(sign * base),
        unit_cost,
        cost,
        amount,
        product_uid=found.product.uid,
        **known,  # type: ignore[arg-type]
    )


def per_base(unit_cost: Cost, holds: Milli) -> Cost:
    """Cost of one base unit where a unit of `holds` of them costs `unit_cost`, to four decimals."""
    return Cost(half_away(unit_cost * 1000, holds))


@dataclass(frozen=True, slots=True)
class Left:
    """How much of a line still stands, as a positive number of base units, and what was taken back of its amount."""

    base_qty: Milli
    taken_idr: Rupiah


def left_of(line: StockLine, counters: Iterable[StockLine]) -> Left:
    """What of a line has not been taken back by `counters`."""
    mine = [x for x in counters if x.counters == line.id]
    return Left(Milli(abs(line.base_qty + sum(x.base_qty for x in mine))), Rupiah(-sum(x.amount_idr for x in mine)))


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a paper is to be taken back: `base_qty` of the article, None for all that stands; a `unit_cost` brings it in again.

    `lines` are the keys of the lines that are meant, where not every line of the article is.
    """

    product_id: ProductId
    code: str
    base_qty: Milli | None = None
    unit_cost: Cost | None = None
    lines: tuple[int, ...] = ()


def counter_lines(
    document: StockDocument, counters: Sequence[StockLine], asked: Sequence[Asked], *, units: Mapping[ProductId, str]
) -> tuple[StockLine, ...]:
    """Lines that take back what was asked for (nothing named: all that stands) after earlier `counters`.

    A line goes back at the cost at which it moved; in parts its amount is the difference of two rounded sums, so that
    all parts together are exactly the line. A corrected cost is two lines: out at the old cost, in again at the new one.
    `units` names the articles' own units, in which pieces out of a pack are written.

    Raises:
        Refused: `correction_of_correction` where nothing of a correction brought goods in, `nothing_left_to_correct`,
            `not_on_document`, `more_than_left`, `quantity_not_positive`, `cost_only_of_receiving`.
    """
    standing = {line.id: left_of(line, counters) for line in document.lines if line.counters is None}
    if not standing:
        raise Refused("correction_of_correction", number=document.number)
    if not any(left.base_qty for left in standing.values()):
        raise Refused("nothing_left_to_correct", number=document.number)
    made: list[StockLine] = []
    if not asked:
        for line in document.lines:
            if line.id in standing and (left := standing[line.id]).base_qty:
                made.append(_taken_back(line, left, left.base_qty, len(made) + 1, units))
        return tuple(made)
    for want in asked:
        _take(document, standing, want, made, units)
    return tuple(made)


def _take(
    document: StockDocument, standing: dict[int | None, Left], want: Asked, made: list[StockLine], units: Mapping[ProductId, str]
) -> None:
    lines = [line for line in document.lines if line.product_id == want.product_id and line.id in standing]
    lines = [line for line in lines if line.id in want.lines] if want.lines else lines
    if not lines:
        raise Refused("not_on_document", code=want.code, number=document.number)
    if want.unit_cost is not None and any(line.base_qty < 0 for line in lines):
        raise Refused("cost_only_of_receiving", number=document.number)
    if want.base_qty is not None and want.base_qty <= 0:
        raise Refused("quantity_not_positive")
    there = sum(standing[line.id].base_qty for line in lines)
    rest: int = there if want.base_qty is None else want.base_qty
    if rest > there or not there:
        raise Refused("more_than_left", code=want.code, left_milli=there)
    for line in lines:
        left = standing[line.id]
        size = min(rest, left.base_qty)
        if not size:
            continue
        back = _taken_back(line, left, Milli(size), len(made) + 1, units)
        standing[line.id] = Left(Milli(left.base_qty - size), Rupiah(left.taken_idr - back.amount_idr))
        made.append(back)
        if want.unit_cost is not None:
            made.append(_in_again(line, back, want.unit_cost, len(made) + 1))
        rest -= size


def _taken_back(line: StockLine, left: Left, size: Milli, line_no: int, units: Mapping[ProductId, str]) -> StockLine:
    sign = 1 if line.base_qty > 0 else -1
    gone = abs(line.base_qty) - left.base_qty
    so_far = half_away(line.amount_idr * (gone + size), abs(line.base_qty))
    qty = half_away(size * 1000, line.holds)
    whole_units = qty * line.holds == size * 1000
    return StockLine(
        line_no,
        line.product_id,
        line.code,
        line.name,
        line.unit if whole_units else units[line.product_id],
        line.holds if whole_units else ONE,
        Milli(-sign * (qty if whole_units else size)),
        Milli(-sign * size),
        line.unit_cost if whole_units else line.cost,
        line.cost,
        Rupiah(left.taken_idr - so_far),
        batch=line.batch,
        expires=line.expires,
        last_cost_before=line.last_cost_before,
        counters=line.id,
        product_uid=line.product_uid,
    )


def _in_again(line: StockLine, back: StockLine, unit_cost: Cost, line_no: int) -> StockLine:
    """The goods of `back` come in once more: `unit_cost` is of the unit the receiving named."""
    cost = per_base(unit_cost, line.holds)
    own = unit_cost if back.holds == line.holds else cost
    return StockLine(
        line_no,
        line.product_id,
        line.code,
        line.name,
        back.unit,
        back.holds,
        Milli(-back.qty),
        Milli(-back.base_qty),
        own,
        cost,
        cost_of(own, Milli(-back.qty)),
        batch=line.batch,
        expires=line.expires,
        last_cost_before=line.last_cost_before,
        product_uid=line.product_uid,
    )
