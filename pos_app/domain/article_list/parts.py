"""Sheets beside a list that carry more of its articles: their further units and their variants, by the article's code."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pos_app.domain.article_list import rows
from pos_app.domain.article_list.model import ArticleRow, ListedPack, Note, Skipped, note
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
    """Units become packs of their article, variants articles in place of their parent; prices by quantity have no place."""
    whole = WithParts(list(articles))
    for part in parts:
        if part.adds == "units":
            joined, left = _units(whole, part)
        elif part.adds == "variants":
            joined, left = _variants(whole, part)
        else:
            whole.notes.append(note("import_part_no_place", sheet=part.sheet))
            continue
        if joined:
            whole.notes.append(note("import_part_units" if part.adds == "units" else "import_part_variants", sheet=part.sheet, n=joined))
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
        packs = [ListedPack(free_name(p.unit, row.packs), p.holds, p.code, p.price_idr) for p in part.reader.packs(draft, smallest)]
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
