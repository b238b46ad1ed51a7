"""An article: what is sold, by which codes, at which price, and where it was made."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NewType

from pos_app.domain.money import Cost, Rupiah
from pos_app.domain.origin import MakerSize, Origin
from pos_app.domain.quantity import ONE, Milli
from pos_app.errors import Refused

if TYPE_CHECKING:
    from pos_app.domain.content_size import ContentSize

ProductId = NewType("ProductId", int)


class Kind(StrEnum):
    """Only goods have an origin and stock; a deposit is owed, not earned; a parcel is sold as one and counts as its parts."""

    GOODS = "goods"
    SERVICE = "service"
    DEPOSIT = "deposit"
    PARCEL = "parcel"


class TaxClass(StrEnum):
    TAXED = "taxed"
    EXEMPT = "exempt"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Maker:
    """Who made it; `regency` is the four digits of the statistics office (6474 is Bontang).

    The name is empty where only a registration number tells of the maker.
    """

    name: str
    size: MakerSize = MakerSize.UNKNOWN
    regency: str | None = None


@dataclass(frozen=True, slots=True)
class Pack:
    """A larger unit an article is also sold in: `holds` base units under one code at one price."""

    unit: str
    holds: Milli
    price_idr: Rupiah | None


@dataclass(frozen=True, slots=True)
class Product:
    """An article as the books have it now.

    `code` is the one it is shown by. `price_idr` is None for an open price; `average_cost` and `last_cost` are None
    while unknown, never 0; `on_hand` is None where no stock is kept; a `stated_content` of nothing means that it has none.
    `quantity_prices` are what one unit costs from how many on, by quantity.
    `fee_idr` is set where the rest of the price is handed on to somebody else (phone credit, tokens); `parts` are those
    of a parcel.
    """

    id: ProductId
    uid: str
    code: str
    name: str
    unit: str
    price_idr: Rupiah | None
    origin: Origin
    kind: Kind = Kind.GOODS
    receipt_name: str | None = None
    category: str = ""
    maker: Maker | None = None
    average_cost: Cost | None = None
    last_cost: Cost | None = None
    tax_class: TaxClass = TaxClass.TAXED
    weighed: bool = False
    on_hand: Milli | None = None
    member_price_idr: Rupiah | None = None
    wholesale_price_idr: Rupiah | None = None
    quantity_prices: tuple[tuple[Milli, Rupiah], ...] = ()
    sellable: bool = True
    archived: bool = False
    stated_content: "ContentSize | None" = None
    fee_idr: Rupiah | None = None
    parts: tuple["ParcelPart", ...] = ()

    @property
    def content(self) -> "ContentSize | None":
        """The net content of one unit: as a person stated it, else as the name says; None where it has none."""
        from pos_app.domain import content_size  # its patterns take a while to compile, and a scan needs none of them

        if self.stated_content is not None:
            return self.stated_content if self.stated_content.amount_milli else None
        return content_size.of_article(self.name, self.unit)


@dataclass(frozen=True, slots=True)
class ParcelPart:
    """Goods in a parcel: `qty` base units in each."""

    product: Product
    qty: Milli


@dataclass(frozen=True, slots=True)
class Measured:
    """What the label on the goods states: kilograms in thousandths, or an amount; exactly one of the two."""

    weight_milli: Milli | None = None
    amount_idr: Rupiah | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """An article with the code it was found by, and the pack that code stands for (None: one base unit).

    `measured` stands where the code itself carries a weight or a price; the basket uses it up.
    """

    product: Product
    code: str
    pack: Pack | None = None
    measured: Measured | None = None

    @property
    def unit(self) -> str:
        return self.pack.unit if self.pack else self.product.unit

    @property
    def holds(self) -> Milli:
        return self.pack.holds if self.pack else ONE

    @property
    def price_idr(self) -> Rupiah | None:
        return self.pack.price_idr if self.pack else self.product.price_idr

    @property
    def content(self) -> "ContentSize | None":
        """The net content of what is sold: of all that a pack holds."""
        size = self.product.content
        return size if size is None or self.pack is None else replace(size, amount_milli=size.amount_milli * self.pack.holds // ONE)


_IN_A_KILOGRAM: Final = {"kg": 1, "kilo": 1, "ons": 10, "g": 1000, "gr": 1000, "gram": 1000}


def weighed_qty(found: Found, weight_milli: Milli) -> Milli:
    """So many thousandths of a kilogram in the article's own unit.

    Raises:
        Refused: `not_sold_by_weight`.
    """
    factor = _IN_A_KILOGRAM.get(found.unit.casefold()) or (1 if found.product.weighed and found.pack is None else 0)
    if not factor:
        raise Refused("not_sold_by_weight", name=found.product.name)
    return Milli(weight_milli * factor)


_MEASURED: Final = frozenset({"kg", "g", "gr", "gram", "ons", "l", "lt", "ltr", "liter", "litre", "ml", "m", "mtr", "meter", "metre", "cm"})
"""Units that are measured rather than counted: a part of a pack of them need not be whole."""


def base_qty(found: Found, qty: Milli) -> Milli:
    """What `qty` of the unit sold is in the article's own; a part of a pack of pieces is whole pieces.

    Raises:
        Refused: `pack_does_not_divide`, as for a third of a dus of ten.
    """
    own = qty * found.holds
    measured = found.product.weighed or found.product.unit.casefold() in _MEASURED
    if own % (1000 if measured or found.holds == ONE else 1_000_000):
        raise Refused("pack_does_not_divide", unit=found.unit, holds_milli=found.holds)
    return Milli(own // 1000)


OPEN_ARTICLE_CODE: Final = "UMUM"
"""Code of the open article a shop without a list sells by: name and price are typed at the till."""
