"""Goods being received: the draft of a paper, changed scan by scan, until it is posted.

Frozen like a basket: every change gives a new one, which is kept in the database before the next scan.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from pos_app.domain.barcode import read_scan
from pos_app.domain.money import WHOLE_BP, BasisPoints, Cost, Rupiah, checked, cost_of, half_away
from pos_app.domain.product import Found, Product, base_qty
from pos_app.domain.quantity import MOST, ONE, Milli
from pos_app.domain.stock_document import per_base
from pos_app.errors import Refused


@dataclass(frozen=True, slots=True)
class Carried:
    """What a package's 2D code says of itself."""

    batch: str | None = None
    expires: date | None = None

    def __bool__(self) -> bool:
        return self.batch is not None or self.expires is not None


def carried_by(text: str) -> Carried:
    """Batch and expiry of a scan; nothing for a plain code."""
    scan = read_scan(text)
    return Carried(scan.batch, scan.best_before)


@dataclass(frozen=True, slots=True)
class ReceivingLine:
    """`qty` of what a code stands for at `unit_cost` for one, None while it is not known.

    `wants_date`: goods of this kind carry a date, so that a missing one is shown and counted. `new_price_idr` is the
    selling price to be set when the paper is posted.
    """

    key: int
    found: Found
    qty: Milli
    unit_cost: Cost | None
    batch: str | None = None
    expires: date | None = None
    wants_date: bool = False
    new_price_idr: Rupiah | None = None
    by_scan: str = ""

    @property
    def product(self) -> Product:
        return self.found.product

    @property
    def base_qty(self) -> Milli:
        return base_qty(self.found, self.qty)

    @property
    def cost(self) -> Cost | None:
        """Of one base unit."""
        return None if self.unit_cost is None else per_base(self.unit_cost, self.found.holds)

    @property
    def amount_idr(self) -> Rupiah:
        return Rupiah(0) if self.unit_cost is None else cost_of(self.unit_cost, self.qty)

    @property
    def misses_date(self) -> bool:
        return self.wants_date and self.expires is None

    @property
    def cost_change_bp(self) -> BasisPoints | None:
        """How the cost moved against last time; None where one of the two is not known."""
        return change_bp(self.product.last_cost, self.cost)


def change_bp(before: Cost | None, now: Cost | None) -> BasisPoints | None:
    """By how much a cost changed, in basis points of the earlier one; None where there is nothing to compare."""
    if not before or now is None:
        return None
    return BasisPoints(half_away((now - before) * WHOLE_BP, before))


@dataclass(frozen=True, slots=True)
class Receiving:
    """The draft; `uid` becomes the paper's, so that posting twice posts once. `due` None means as agreed with the supplier."""

    uid: str
    begun: date
    supplier: str = ""
    their_number: str = ""
    their_date: date | None = None
    due: date | None = None
    discount_idr: Rupiah = Rupiah(0)
    freight_idr: Rupiah = Rupiah(0)
    lines: tuple[ReceivingLine, ...] = ()
    next_key: int = 1

    @property
    def goods_idr(self) -> Rupiah:
        return Rupiah(sum(line.amount_idr for line in self.lines))

    @property
    def total_idr(self) -> Rupiah:
        """Of the invoice: goods less its discount, with freight."""
        return Rupiah(self.goods_idr - self.discount_idr + self.freight_idr)

    @property
    def missing_dates(self) -> int:
        return sum(line.misses_date for line in self.lines)

    @property
    def missing_costs(self) -> int:
        return sum(line.unit_cost is None for line in self.lines)

    @property
    def base_qty(self) -> Milli:
        return Milli(sum(line.base_qty for line in self.lines))

    @property
    def is_untouched(self) -> bool:
        """Whether nobody has entered anything into it."""
        return not (self.lines or self.supplier or self.their_number or self.discount_idr or self.freight_idr)

    def line(self, key: int) -> ReceivingLine | None:
        return next((line for line in self.lines if line.key == key), None)


def add(
    draft: Receiving,
    found: Found,
    qty: Milli,
    *,
    unit_cost: Cost | None,
    carried: Carried = Carried(),
    wants_date: bool = False,
    text: str = "",
    separate: bool = False,
) -> tuple[Receiving, int]:
    """The draft after a scan, and the key of the line it changed.

    A 2D code scanned right after the code of the same article fills in its batch and date and adds nothing; otherwise
    the same article in the same unit, of the same batch and date, is added up, and anything else is a new line; with
    `separate` everything is.

    Raises:
        Refused: `quantity_not_positive`, `quantity_too_large`, `pack_does_not_divide`, `no_stock_kept`.
    """
    last = draft.lines[-1] if draft.lines else None
    bare = last is not None and last.product.id == found.product.id and last.batch is None and last.expires is None
    if last is not None and bare and carried and qty == ONE and not separate:
        filled = replace(last, batch=carried.batch, expires=carried.expires, by_scan=text)
        return _with(draft, last.key, lambda _line: filled), last.key
    for line in () if separate else reversed(draft.lines):
        same = line.product.id == found.product.id and line.found.unit == found.unit and line.found.holds == found.holds
        if same and (not carried or (line.batch, line.expires) == (carried.batch, carried.expires)):
            more = _sized(replace(line, qty=Milli(line.qty + qty)))
            rest = tuple(x for x in draft.lines if x.key != line.key)
            return replace(draft, lines=(*rest, more)), line.key
    fresh = ReceivingLine(
        draft.next_key, found, qty, unit_cost, carried.batch, carried.expires, wants_date=wants_date or bool(carried), by_scan=text
    )
    return replace(draft, lines=(*draft.lines, _sized(fresh)), next_key=draft.next_key + 1), fresh.key


def _sized(line: ReceivingLine) -> ReceivingLine:
    if line.qty <= 0:
        raise Refused("quantity_not_positive")
    if line.qty > MOST or line.base_qty > MOST:
        raise Refused("quantity_too_large", text=str(line.qty // 1000))
    checked(line.amount_idr)
    return line


def set_qty(draft: Receiving, key: int, qty: Milli) -> Receiving:
    """Raises: as `add`."""
    return _with(draft, key, lambda line: _sized(replace(line, qty=qty)))


def set_cost(draft: Receiving, key: int, unit_cost: Cost | None) -> Receiving:
    """Raises: `amount_too_large`."""
    return _with(draft, key, lambda line: _sized(replace(line, unit_cost=unit_cost)))


def set_expiry(draft: Receiving, key: int, expires: date | None, batch: str | None) -> Receiving:
    """Date and batch as typed; without a date the goods carry none, and it is no longer missed."""
    return _with(draft, key, lambda line: replace(line, expires=expires, batch=batch or None, wants_date=expires is not None))


def set_price(draft: Receiving, key: int, price_idr: Rupiah | None) -> Receiving:
    """The selling price to be set with the posting; None leaves it as it is."""
    return _with(draft, key, lambda line: replace(line, new_price_idr=price_idr))


def remove(draft: Receiving, key: int) -> Receiving:
    return replace(draft, lines=tuple(line for line in draft.lines if line.key != key))


def _with(draft: Receiving, key: int, change: Callable[[ReceivingLine], ReceivingLine]) -> Receiving:
    return replace(draft, lines=tuple(change(line) if line.key == key else line for line in draft.lines))


def fitting_price(price_idr: Rupiah, before: Cost, now: Cost) -> Rupiah:
    """The lowest price, in full hundreds, that leaves at least the share the price left at the cost of before."""
    return Rupiah(-(-price_idr * now // (before * 100)) * 100)
