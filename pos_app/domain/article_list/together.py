"""What rows of a list say together: one article in several rows of units, the same cells twice, one code on several."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pos_app.domain.article_list.model import ArticleRow, ListedPack, Skipped, note
from pos_app.domain.words import folded


@dataclass(frozen=True, slots=True)
class Joined:
    """The articles of a list that has a row for each unit, and the rows that were a further unit of one."""

    articles: tuple[ArticleRow, ...]
    units: tuple[Skipped, ...] = ()


def joined(rows: Sequence[ArticleRow]) -> Joined:
    """Rows of one article number, or of one name where there are no numbers, whose units hold several of the smallest one.

    What is not beyond doubt stays apart: two rows of the same unit, no row of a unit that holds one, a shared code.
    """
    groups: dict[tuple[str, str], list[ArticleRow]] = defaultdict(list)
    for row in rows:
        if row.refusal is None:
            groups[("number", row.number) if row.number else ("name", folded(row.name))].append(row)
    whole: dict[tuple[str, int], ArticleRow] = {}
    further: dict[tuple[str, int], Skipped] = {}
    for group in groups.values():
        base = _smallest(group)
        if base is not None:
            larger = [row for row in group if row is not base]
            whole[base.place] = _with_units(base, larger)
            further |= {row.place: Skipped(row.row, "unit", f"{row.name} · {row.unit}") for row in larger}
    kept = tuple(whole.get(row.place, row) for row in rows if row.place not in further)
    return Joined(kept, tuple(further.values()))


def _smallest(group: Sequence[ArticleRow]) -> ArticleRow | None:
    """The row of the article's own unit, where every other row is plainly a larger unit of it."""
    singles = [row for row in group if (row.holds or 1000) == 1000]
    if len(group) < 2 or len(singles) != 1:
        return None
    (base,) = singles
    larger = [row for row in group if row is not base]
    units = [(row.unit or "").casefold() for row in group]
    codes = [code for row in group for code in row.codes]
    is_plain = (
        all((row.holds or 0) > 1000 and row.unit for row in larger) and len(set(units)) == len(units) and len(set(codes)) == len(codes)
    )
    return base if is_plain else None


def _with_units(base: ArticleRow, larger: Sequence[ArticleRow]) -> ArticleRow:
    packs = list(base.packs)
    notes = list(base.notes)
    for row in sorted(larger, key=lambda row: row.holds or 0):
        code, *others = row.codes or ("",)
        packs.append(ListedPack(free_name(row.unit or "", packs), row.holds, code, row.price_idr or None, tuple(others)))
        notes += [said for said in row.notes if said.code not in ("import_price_missing", "import_price_zero")]
        if row.stock and row.stock * (row.holds or 0) // 1000 != base.stock:
            notes.append(note("import_unit_stock", unit=row.unit or "", qty_milli=row.stock))
    return replace(base, packs=tuple(packs), notes=tuple(notes))


def free_name(unit: str, packs: Iterable[ListedPack]) -> str:
    """The unit, numbered where another of the article is called so."""
    taken = {pack.unit.casefold() for pack in packs}
    name, n = unit, 2
    while name.casefold() in taken:
        name, n = f"{unit} {n}", n + 1
    return name


def together(articles: Sequence[ArticleRow]) -> Iterator[ArticleRow]:
    """Rows with what only the others tell: the same cells twice, one code or one article number on several."""
    by_content: dict[object, int] = {}
    repeats: dict[tuple[str, int], int] = {}
    alike = Counter((row.number, row.codes, row.name) for row in articles)
    for row in articles:
        if (row.codes or row.number) and alike[row.number, row.codes, row.name] > 1:
            first = by_content.setdefault(replace(row, row=0, notes=(), written_code=""), row.row)
            if first != row.row:
                repeats[row.place] = first
    coded: dict[str, list[ArticleRow]] = defaultdict(list)
    numbered: dict[str, list[ArticleRow]] = defaultdict(list)
    for row in articles:
        if row.place not in repeats and row.refusal is None:
            for code in dict.fromkeys([*row.codes, *(code for pack in row.packs for code in pack.codes)]):
                coded[code].append(row)
            if row.number:
                numbered[row.number].append(row)
    for row in articles:
        if row.place in repeats:
            yield replace(row, repeats=repeats[row.place], notes=(note("import_repeats", other=repeats[row.place]),))
            continue
        said = list(row.notes)
        own = {*row.codes, row.number}
        for pack in row.packs:
            said += [note("import_pack_code", code=code, unit=pack.unit) for code in pack.codes if code in own]
            own.update(pack.codes)
        for code in row.codes:
            others = [other for other in coded[code] if other.place != row.place]
            if others and row.refusal is None:
                said.append(note("import_shared_code", code=code, other=others[0].row, name=others[0].name))
        if row.number and len(numbered[row.number]) > 1:
            other = next(other for other in numbered[row.number] if other.place != row.place)
            said.append(note("import_shared_number", code=row.number, other=other.row, name=other.name))
        notes = tuple(dict.fromkeys(said))
        yield row if notes == row.notes else replace(row, notes=notes)
