"""Sheets beside a list that carry more of its articles, by their code: further units, variants, prices by quantity."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from pos_app.domain.article_list import rows
from pos_app.domain.article_list.model import ArticleRow, Note, Skipped, note
from pos_app.domain.article_list.reader import Draft, Reader
from pos_app.domain.article_list.together import free_name
from pos_app.domain.sheets import Row, shown

_ELSEWHERE = frozenset({"import_units_elsewhere", "import_variants_elsewhere"})


@dataclass(frozen=True, slots=True)
class Part:
    """A sheet that was opened: its name, what it adds (`units`, `variants` or `prices`), and its rows."""

    sheet: str
    adds: str
    reader: Reader
    rows: Sequence[tuple[int, Row]]


@dataclass(slots=True)
class WithParts:
    """The articles with what the other sheets add, the parents whose variants stand there, and what there is to say."""

    articles: list[ArticleRow]
    parents: list[Skipped] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def add(articles: Iterable[ArticleRow], parts: Iterable[Part]) -> WithParts:
    """Units become packs of their article, variants articles in place of their parent; prices by quantity its own."""
    whole = WithParts(list(articles))
    for part in parts:
        take, said = _TAKERS[part.adds]
        joined, left = take(whole, part)
        if joined:
            whole.notes.append(note(said, sheet=part.sheet, n=joined))
        if left:
            whole.notes.append(note("import_part_left", sheet=part.sheet, rows=", ".join(map(str, left[:20]))))
    return whole


def _places(whole: WithParts) -> dict[str, int]:
    """Where the article of a code stands; a code that stands on several is no way to it."""
    places: dict[str, int] = {}
    several: set[str] = set()
    for at, row in enumerate(whole.articles):
        for code in {*row.codes, row.number, row.written_code} - {""}:
            if code in places:
                several.add(code)
            places[code] = at
    return {code: at for code, at in places.items() if code not in several}


def _key(reader: Reader, cells: Row) -> str:
    return reader.text(cells, "group_key") or reader.number(cells)


def _units(whole: WithParts, part: Part) -> tuple[int, list[int]]:
    places, joined, left = _places(whole), 0, []
    for number, cells in part.rows:
        at = places.get(_key(part.reader, cells))
        if at is None:
            left.append(number)
            continue
        row = whole.articles[at]
        smallest = part.reader.text(cells, "unit")
        draft = Draft(number, cells)
        packs = [replace(p, unit=free_name(p.unit, row.packs)) for p in part.reader.packs(draft, smallest)]
        notes = (*(said for said in row.notes if said.code not in _ELSEWHERE), *draft.notes)
        whole.articles[at] = replace(row, unit=smallest or row.unit, packs=(*row.packs, *packs), notes=notes)
        joined += len(packs)
    return joined, left


def _variants(whole: WithParts, part: Part) -> tuple[int, list[int]]:
    places, left = _places(whole), []
    made: dict[int, list[ArticleRow]] = {}
    for number, cells in part.rows:
        at = places.get(_key(part.reader, cells))
        if at is None:
            left.append(number)
            continue
        parent = whole.articles[at]
        said = [text for column in part.reader.all("variant") if column.index < len(cells) and (text := shown(cells[column.index]))]
        shared = {"category": parent.category, "brand": parent.brand, "unit": parent.unit, "supplier": parent.supplier}
        carried = {name: value for name, value in shared.items() if value}
        name = rows.with_variant(parent.name, said)
        variant = rows.article(part.reader, Draft(number, cells), name=name, carried=carried, heading="")
        made.setdefault(at, []).append(replace(variant, sheet=part.sheet, kind=variant.kind or parent.kind, shelf=parent.shelf))
    whole.parents += [Skipped(whole.articles[at].row, "parent", whole.articles[at].name) for at in made]
    whole.articles = [row for at, one in enumerate(whole.articles) for row in made.get(at, [one])]
    return sum(map(len, made.values())), left


def _prices(whole: WithParts, part: Part) -> tuple[int, list[int]]:
    places, joined, left = _places(whole), 0, []
    for number, cells in part.rows:
        at = places.get(_key(part.reader, cells))
        draft = Draft(number, cells)
        least, price = part.reader.quantity(draft, "min_qty"), part.reader.money(draft, "wholesale_price")
        if at is None or least is None or least <= 1000 or not price:
            left.append(number)
            continue
        row = whole.articles[at]
        known = {**dict(row.quantity_prices), least: price}
        whole.articles[at] = replace(row, quantity_prices=tuple(sorted(known.items())))
        joined += 1
    return joined, left


_TAKERS: Final[dict[str, tuple[Callable[[WithParts, Part], tuple[int, list[int]]], str]]] = {
    "units": (_units, "import_part_units"),
    "variants": (_variants, "import_part_variants"),
    "prices": (_prices, "import_part_prices"),
}
