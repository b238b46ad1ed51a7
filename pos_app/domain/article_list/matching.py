"""Which article of the shop a row of a list is.

By the shop's article number; else by a code that stands on one article and one row; else by code and name; a row
without either is the n-th article of its name. Codes match letter for letter; what only matches as the same GTIN
under another name is refused. Source: COMMANDS "Import".
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from pos_app.domain import barcode
from pos_app.domain.article_list.model import ArticleRow, Note, note
from pos_app.domain.product import ProductId
from pos_app.domain.words import folded


@dataclass(frozen=True, slots=True)
class Known:
    """What of an article a row can be recognised by."""

    id: ProductId
    name: str
    number: str | None
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """The article a row is (None: a new one), or why it is refused; `notes` say what it shares with the shop."""

    id: ProductId | None = None
    refusal: Note | None = None
    notes: tuple[Note, ...] = ()


@dataclass(slots=True)
class _Shop:
    by_number: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_code: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_gtin: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))


def match(rows: Sequence[ArticleRow], articles: Sequence[Known], own_prefix: str) -> list[Matched]:
    """What each row is; `own_prefix` begins the codes the shop gave itself to articles without one."""
    shop = _index(articles)
    return _Matching(rows, shop, own_prefix).all()


def refuse_put_away(rows: Sequence[ArticleRow], matches: Sequence[Matched], archived: Sequence[Known], own_prefix: str) -> list[Matched]:
    """`matches` with the rows refused that would make anew what the shop has put away: it is there, and comes back when asked."""
    if not archived:
        return list(matches)
    shop = _index(archived)
    matching = _Matching(rows, shop, own_prefix)
    found = []
    for row, matched in zip(rows, matches, strict=True):
        if matched.id is None and matched.refusal is None and row.repeats is None and (known := matching.put_away(row)) is not None:
            matched = Matched(refusal=note("import_archived", code=known.number or known.codes[0], name=known.name))
        found.append(matched)
    return found


def _index(articles: Sequence[Known]) -> _Shop:
    shop = _Shop()
    for article in articles:
        if article.number:
            shop.by_number[article.number].append(article)
        shop.by_name[folded(article.name)].append(article)
        for code in dict.fromkeys(article.codes):
            shop.by_code[code].append(article)
        for gtin in dict.fromkeys(g for code in article.codes if (g := barcode.gtin14(code))):
            shop.by_gtin[gtin].append(article)
    return shop


class _Matching:
    def __init__(self, rows: Sequence[ArticleRow], shop: _Shop, own_prefix: str) -> None:
        self.rows = rows
        self.shop = shop
        self.own_prefix = own_prefix
        live = [row for row in rows if row.refusal is None and row.repeats is None]
        self.numbers = Counter(row.number for row in live if row.number)
        self.codes = Counter(code for row in live for code in dict.fromkeys(row.codes))
        self.taken: set[ProductId] = set()
        self.file_gtins: dict[str, ArticleRow] = {}
        for row in live:
            for gtin in filter(None, map(barcode.gtin14, row.codes)):
                self.file_gtins.setdefault(gtin, row)

    def all(self) -> list[Matched]:
        found: list[Matched | None] = [None] * len(self.rows)
        for at, row in enumerate(self.rows):
            if row.refusal is not None:
                found[at] = Matched(refusal=row.refusal)
            elif row.repeats is None and (key := self._numbered(row)) is not None:
                found[at] = Matched(key)
                self.taken.add(key)
        for at, row in enumerate(self.rows):
            if found[at] is None and row.repeats is None and (row.number or row.codes):
                found[at] = coded = self._coded(row)
                if coded.id is not None:
                    self.taken.add(coded.id)
        for at, row in enumerate(self.rows):
            if found[at] is None and row.repeats is None:
                found[at] = self._by_name(row)
        first = {row.place: matched for row, matched in zip(self.rows, found, strict=True) if matched is not None}
        repeated = [Matched(first[row.sheet, row.repeats].id) if row.repeats is not None else None for row in self.rows]
        return [matched or other or Matched() for matched, other in zip(found, repeated, strict=True)]

    def _numbered(self, row: ArticleRow) -> ProductId | None:
        """The article whose own number the row has; every row that has one comes before any that has but a code."""
        if not row.number or self.numbers[row.number] != 1:
            return None
        known = self.shop.by_number.get(row.number, [])
        alike = known if len(known) == 1 else [article for article in known if folded(article.name) == folded(row.name)]
        return next((article.id for article in alike if article.id not in self.taken), None)

    def _coded(self, row: ArticleRow) -> Matched:
        if row.number and self.numbers[row.number] == 1 and row.number not in self.shop.by_number:
            known = self.shop.by_code.get(row.number, [])
            if len(known) == 1 and known[0].id not in self.taken:
                return Matched(known[0].id)
        shared = [code for code in (*row.codes, row.number) if code]
        for code in row.codes:
            known = self._free(self.shop.by_code.get(code, []), row)
            if len(known) == 1 and len(self.shop.by_code[code]) == 1 and self.codes[code] == 1:
                return Matched(known[0].id)
        for code in shared:
            for article in self._free(self.shop.by_code.get(code, []), row):
                if folded(article.name) == folded(row.name):
                    return Matched(article.id)
        same = self._by_gtin(row)
        if same is not None:
            return same
        others = [article for code in row.codes for article in self.shop.by_code.get(code, []) if self.codes[code] == 1]
        said = tuple(note("import_shared_in_shop", code=row.shown_code, name=article.name) for article in others[:1])
        return Matched(notes=said)

    def _free(self, known: Sequence[Known], row: ArticleRow) -> list[Known]:
        """Articles no earlier row was, and whose own number the row does not contradict."""
        return [a for a in known if a.id not in self.taken and not (row.number and self._is_other(a, row.number))]

    def _is_other(self, article: Known, number: str) -> bool:
        given = article.number and not _is_own(article.number, self.own_prefix)
        return bool(given) and article.number != number and self.numbers[number] == 1

    def _by_gtin(self, row: ArticleRow) -> Matched | None:
        for code in row.codes:
            gtin = barcode.gtin14(code)
            if gtin is None:
                continue
            earlier = self.file_gtins[gtin]
            if earlier is not row and code not in earlier.codes and not (row.number and earlier.number and row.number != earlier.number):
                return Matched(
                    refusal=note("import_same_gtin_in_file", code=code, other=earlier.row, name=row.name, other_name=earlier.name)
                )
            if code in self.shop.by_code:
                continue
            known = [article for article in self.shop.by_gtin.get(gtin, []) if article.id not in self.taken]
            if not known:
                continue
            alike = [article for article in known if folded(article.name) == folded(row.name)]
            if alike:
                return Matched(alike[0].id)
            return Matched(refusal=note("import_name_conflict", code=code, name=row.name, shop_name=known[0].name))
        return None

    def put_away(self, row: ArticleRow) -> Known | None:
        """The archived article a row is: by its number, by a code or GTIN, or where it has neither by its name."""
        shop = self.shop
        gtins = [gtin for code in row.codes if (gtin := barcode.gtin14(code))]
        found = [
            *shop.by_number.get(row.number, ()),
            *(article for code in (row.number, *row.codes) if code for article in shop.by_code.get(code, ())),
            *(article for gtin in gtins for article in shop.by_gtin.get(gtin, ())),
        ]
        if not found and not row.number and not row.codes:
            found = shop.by_name.get(folded(row.name), [])
        return found[0] if found else None

    def _by_name(self, row: ArticleRow) -> Matched:
        """The n-th row of a name is the n-th article of that name that no other row was, those without a code first."""
        known = [article for article in self.shop.by_name.get(folded(row.name), []) if article.id not in self.taken]
        known.sort(key=lambda article: any(not _is_own(code, self.own_prefix) for code in article.codes))
        if not known:
            return Matched()
        self.taken.add(known[0].id)
        return Matched(known[0].id)


def _is_own(code: str, prefix: str) -> bool:
    return len(code) == len(prefix) + 6 and code.startswith(prefix) and code[len(prefix) :].isdecimal()
