"""A list of articles that was read: the rows, what was recognised, and everything there is to say about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pos_app.domain.article_list.numbers import Reading
from pos_app.domain.money import Cost, Rupiah
from pos_app.domain.quantity import Milli
from pos_app.errors import Refused


@dataclass(frozen=True, slots=True)
class Note:
    """Something to say about a row or the file: a stable code and the fields of its sentence."""

    code: str
    told: tuple[tuple[str, object], ...] = ()

    @property
    def fields(self) -> Mapping[str, object]:
        return dict(self.told)

    @property
    def as_refused(self) -> Refused:
        """The same as a refusal: they share their sentences."""
        return Refused(self.code, **self.fields)


def note(code: str, /, **fields: object) -> Note:
    return Note(code, tuple(fields.items()))


@dataclass(frozen=True, slots=True)
class ListedPack:
    """A larger unit as listed; `holds` is None where the list does not say how many base units it has."""

    unit: str
    holds: Milli | None = None
    code: str = ""
    price_idr: Rupiah | None = None
    more_codes: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(code for code in (self.code, *self.more_codes) if code))


@dataclass(frozen=True, slots=True)
class ListedSupplier:
    """Who brings an article, and what one `unit` of it (its own where none is named) costs there."""

    name: str
    cost: Cost | None = None
    unit: str = ""
    their_code: str = ""
    usual: bool = False


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article as its row tells it. None leaves a field of an article that is already there alone.

    `number` is the shop's own article number, `codes` what a scanner sends. `written_code` is the code as the
    file has it.
    """

    row: int
    name: str
    number: str = ""
    codes: tuple[str, ...] = ()
    written_code: str = ""
    receipt_name: str | None = None
    category: str | None = None
    brand: str | None = None
    maker: str | None = None
    supplier: str | None = None
    """The usual one."""
    suppliers: tuple[ListedSupplier, ...] = ()
    """Those of whom the list tells anything."""
    unit: str | None = None
    price_idr: Rupiah | None = None
    cost: Cost | None = None
    wholesale_price_idr: Rupiah | None = None
    member_price_idr: Rupiah | None = None
    fee_idr: Rupiah | None = None
    content: str | None = None
    """Net content as it is written; `0` where an article has none although its name looks as if."""
    stock: Milli | None = None
    min_stock: Milli | None = None
    max_stock: Milli | None = None
    tax_class: str | None = None
    kind: str | None = None
    sellable: bool | None = None
    weighed: bool | None = None
    shelf: str | None = None
    description: str | None = None
    registration: str | None = None
    packs: tuple[ListedPack, ...] = ()
    quantity_prices: tuple[tuple[Milli, Rupiah], ...] = ()
    """What one costs from how many on."""
    notes: tuple[Note, ...] = ()
    refusal: Note | None = None
    repeats: int | None = None
    """The row of the file whose cells are all the same."""
    holds: Milli | None = None
    """What the row's own unit holds, in lists that have a row for each unit."""
    sheet: str = ""
    """The sheet the row stands on, where it is not that of the list."""

    @property
    def place(self) -> tuple[str, int]:
        """Where the row stands; no two rows of a file share it."""
        return self.sheet, self.row

    @property
    def opens_price(self) -> bool:
        """The list says in so many words that the price is open (`variable`)."""
        return any(said.code == "import_price_open" for said in self.notes)

    @property
    def shown_code(self) -> str:
        """What a report names the row by."""
        return self.written_code or (self.codes[0] if self.codes else self.number)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is no article: a heading, a total, a guide, a repeated header, a continuation, a footnote."""

    row: int
    why: str
    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list: its header, the field it was understood as, why, and how its numbers are read."""

    index: int
    letter: str
    header: str
    field: str
    why: str
    store: str = ""
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the list stands in the file and what its columns are."""

    sheet: str
    system: str
    header_row: int
    columns: tuple[Column, ...]
    stores: tuple[str, ...] = ()
    store: str = ""
    other_sheets: tuple[str, ...] = ()

    @property
    def recognised(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.field and column.field != "ignore")


@dataclass(frozen=True, slots=True)
class ArticleList:
    """Everything a preview and a report need."""

    layout: Layout
    rows: tuple[ArticleRow, ...]
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[Note, ...] = ()
    fields: frozenset[str] = field(default_factory=frozenset)
