"""Which lines stand behind a figure: what a report says of a row, and what a person may ask for."""

from dataclasses import dataclass
from typing import TypeAlias

from pos_app.domain.days import Period
from pos_app.domain.origin import MakerSize, State, Strength
from pos_app.domain.product import Kind, ProductId


@dataclass(frozen=True, slots=True)
class Behind:
    """Lines of a period that are all of this; what is None is not asked. The empty text is of lines that have none.

    `product` has the lines of what was merged into it too, `articles` are those the lines were written for, whatever became
    of them. `hour` is that of the document's UTC instant; `shifts` are tills with the running numbers of theirs; `certified`
    asks for lines with a TKDN certificate in force, `expired` for those whose certificate or number had run out, or had not;
    `earned` leaves deposits out; `taxed` asks for lines whose receipt holds PPN, or holds none; `means` is one the receipt
    was paid by; `back` asks for the lines of returns and voids, `consigned` for goods that belonged to somebody else,
    whoever that was.
    """

    period: Period
    product: ProductId | None = None
    articles: tuple[ProductId, ...] = ()
    category: str | None = None
    kinds: tuple[Kind, ...] = ()
    state: State | None = None
    strength: Strength | None = None
    evidence_kind: str | None = None
    expired: bool | None = None
    earned: bool = False
    consignor: str | None = None
    consigned: bool = False
    certified: bool = False
    maker: str | None = None
    sizes: tuple[MakerSize, ...] = ()
    regency: str | None = None
    tax_class: str | None = None
    taxed: bool | None = None
    person: str | None = None
    customers: tuple[str, ...] = ()
    member: bool | None = None
    hour: int | None = None
    shifts: tuple[tuple[str, int], ...] = ()
    means: str | None = None
    receipt: str | None = None
    back: bool = False


@dataclass(frozen=True, slots=True)
class BehindStock:
    """Moves of the stock that are all of this; without a period those from the beginning, without an article those of all."""

    period: Period | None
    product: ProductId | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BehindPurchases:
    """Lines of the papers of a supplier; the empty name is of papers without one, None of all."""

    period: Period
    supplier: str | None = None


@dataclass(frozen=True, slots=True)
class BehindShelf:
    """Articles on the shelf that are of an origin now; without one all of them."""

    state: State | None = None


@dataclass(frozen=True, slots=True)
class BehindOffers:
    """What the till offered in place of one imported article: the lines it was offered on, and what was sold or came back instead.

    Without articles all that it offered.
    """

    period: Period
    imported: ProductId | None = None
    offered: ProductId | None = None


@dataclass(frozen=True, slots=True)
class BehindOrigin:
    """All that was ever said about where an article was made, and the lines of a period it was sold by."""

    product: ProductId
    period: Period


@dataclass(frozen=True, slots=True)
class BehindTable:
    """Another report as a whole, whose sum the figure is."""

    name: str
    period: Period


Asked: TypeAlias = Behind | BehindStock | BehindPurchases | BehindShelf | BehindOffers | BehindOrigin | BehindTable
"""What a row of a report may be made of."""
