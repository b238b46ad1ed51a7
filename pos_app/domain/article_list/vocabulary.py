"""What columns are called: by the systems shops come from, and in the free lists shops keep themselves.

The words are facts kept in a file of their own; here they become one value that matches a header to a field.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from pos_app.domain.sheets import tidy

SINGLE: Final = frozenset(
    {
        "active", "brand", "bundle_sku", "category", "code", "content", "cost", "cost_per_pack", "description", "fee", "group_key",
        "ignore", "kind", "maker",
        "max_stock", "member_price", "min_stock", "more_codes", "name", "price", "promo_price", "receipt_name", "sellable", "shelf", "sku",
        "stock", "stock_counted", "store", "supplier", "tax", "tracked", "unit", "variant", "weighed", "wholesale_price",
    }
)  # fmt: skip
"""Fields an article list can be mapped to by hand, besides the numbered ones of its packs."""
_FURTHER: Final = re.compile(
    r"(satuan|unit|isi(?: satuan)?|konversi(?: satuan)?|conv|rasio(?: satuan)?|ratio|barcode(?: satuan)?|kode(?: satuan)?"
    r"|(?:def )?harga jual satuan|harga satuan|harga unit) ?#?([2-9])"
)
_NUMBERED: Final = re.compile(
    r"(unit|pack_qty|code|more_codes|price|supplier)[2-9]|(from_qty|from_price|supplier_cost|supplier_unit|supplier_code)[1-9]"
)
NO_PLACE: Final = frozenset({"promo_price", "expiry", "batch", "discount", "price_level", "min_qty"})
"""What a list may tell that an article here has no place for: read as such, left out, and said."""
_PRICES: Final = frozenset({"cost", "price", "wholesale_price", "member_price", "promo_price", "price_per_unit", "cost_per_pack"})
_STOCKS: Final = frozenset({"stock", "stock_counted", "min_stock", "max_stock"})
_LOUD: Final = _PRICES | _STOCKS | {"code", "code_or_sku", "name", "unit", "category", "brand", "supplier", "maker"}
"""Fields that a header may name with one word among others."""
_EVIDENCE: Final = {"OWN": 0, "SEEN": 1, "DOC": 2, "GUESS": 3}
_SETTINGS: Final = frozenset({"total_words", "empty_words"})
_UNITS_RANKED: Final = (
    ("ml", "gr", "gram", "g"),
    ("ons",),
    ("pcs", "pc", "biji", "bj", "buah", "bh", "butir", "btr", "lembar", "lbr", "batang", "btg", "ekor", "sachet", "sct", "saset", "eceran"),
    (
        "botol",
        "btl",
        "bungkus",
        "bks",
        "kaleng",
        "klg",
        "cup",
        "gelas",
        "sisir",
        "ikat",
        "pasang",
        "meter",
        "mtr",
        "kg",
        "kilo",
        "liter",
        "ltr",
        "lt",
        "l",
    ),
    (
        "renceng",
        "rcg",
        "rtg",
        "pak",
        "pack",
        "pck",
        "pouch",
        "strip",
        "str",
        "slop",
        "lusin",
        "lsn",
        "set",
        "box",
        "kotak",
        "kodi",
        "gross",
        "rim",
        "roll",
    ),
    (
        "dus",
        "dos",
        "karton",
        "ctn",
        "krt",
        "kardus",
        "kds",
        "krat",
        "peti",
        "bal",
        "ball",
        "sak",
        "karung",
        "zak",
        "ikat besar",
        "koli",
        "palet",
        "jerigen",
    ),
)

_UNITS: Final = frozenset(name for names in _UNITS_RANKED for name in names if len(name) > 1)
_OF_A_UNIT: Final = re.compile(r"(?:harga|price)(?: jual)? ?(?:/|per)? ?([a-z]+)")
_SHORT: Final = {
    "brg": "barang", "brng": "barang", "hrg": "harga", "jml": "jumlah", "jmlh": "jumlah", "kat": "kategori", "kd": "kode", "nm": "nama",
    "sat": "satuan", "stk": "stok",
}  # fmt: skip


def is_field(name: str) -> bool:
    return name in SINGLE or _NUMBERED.fullmatch(name) is not None


def unit_rank(unit: str) -> int:
    """How large a unit usually is; an unknown one stands between pieces and packs."""
    word = unit.casefold().strip(". ")
    for rank, names in enumerate(_UNITS_RANKED):
        if word in names:
            return rank
    return 3


@lru_cache(maxsize=4096)
def plain(header: str) -> str:
    """A header as it is compared: case folded, `_` `-` `.` as spaces, marks of obligation dropped."""
    text = tidy(header).casefold()
    text = re.sub(r"[_.\-]+", " ", text)
    return re.sub(r"\s+", " ", text.strip(" *#:'\"")).strip()


@lru_cache(maxsize=4096)
def bare(header: str) -> str:
    """`plain` without notes in brackets such as `(Wajib)` or `(Rp)`."""
    return plain(re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", header))


def _forms(header: str) -> tuple[str, ...]:
    """The header whole, without brackets, and without the `/Display Name` of a related record."""
    forms = (plain(header), bare(header))
    record, slash, part = forms[0].rpartition("/")
    return (*forms, record) if slash and part in ("display name", "name", "complete name", "id", ".id") else forms


@dataclass(frozen=True, slots=True)
class System:
    """What one system's files look like."""

    name: str
    rank: int
    columns: Mapping[str, str]
    patterns: tuple[tuple[re.Pattern[str], str], ...]
    sheet: str = ""
    decimal: str = ""
    stock_decimals: bool = False
    no_price: frozenset[str] = frozenset()
    variant_none: frozenset[str] = frozenset()
    kinds: Mapping[str, str] = field(default_factory=dict)
    front_matter: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    total_row: str = ""
    signature: tuple[str, ...] = ()
    """Headers without which a file is not this system's, where its other headers are common words."""
    part: str = ""
    """What a sheet beside the list itself adds to its articles: `units`, `variants` or `prices`."""

    @property
    def is_sales(self) -> bool:
        return "receipt" in self.columns.values()


@dataclass(frozen=True, slots=True)
class Match:
    """A header that was understood: the field it stands for, the store it belongs to, and why."""

    field: str
    why: str
    store: str = ""
    strength: int = 3


@dataclass(frozen=True, slots=True)
class Vocabulary:
    systems: tuple[System, ...]
    exact: Mapping[str, str]
    total_words: frozenset[str]
    empty_words: frozenset[str]
    by_any: Mapping[str, str]
    by_tokens: Mapping[tuple[str, ...], str]
    sales: Mapping[str, str]

    def in_system(self, system: System, header: str) -> Match | None:
        """The header as this system writes it."""
        for form in _forms(header):
            if form in system.columns:
                return Match(system.columns[form], "system")
        whole = tidy(header)
        for pattern, name in system.patterns:
            found = pattern.fullmatch(whole)
            if found:
                groups = found.groupdict()
                numbered = name.replace("{n}", groups.get("n") or "").replace("{m}", groups.get("m") or "")
                return Match(numbered, "system", store=groups.get("store") or "")
        return None

    def word(self, header: str) -> Match | None:
        """The header as free lists write it: the whole of it first, then the longest word in it."""
        spelt = dict.fromkeys((plain(header), _opened(header), bare(header), plain(_camel(header)), bare(_camel(header))))
        if header.rstrip().endswith("#") and (number := self.exact.get(f"{plain(header)} no")):
            return Match(number, "word")
        forms = dict.fromkeys((*spelt, *map(_written_out, spelt)))
        if any(map(_is_price_of_a_unit, forms)):
            return Match("price_per_unit", "word")
        for form in forms:
            if form in self.exact:
                return Match(self.exact[form], "word")
        for form in forms:
            numbered = _numbered(form)
            if numbered:
                return Match(numbered, "word")
            if form in self.by_any:
                return Match(self.by_any[form], "system", strength=2)
        return self._inside(_written_out(bare(_camel(header))))

    def sales_word(self, header: str) -> Match | None:
        """The header of a sales list as free lists write it."""
        for form in (plain(header), bare(header)):
            if form in self.sales:
                return Match(self.sales[form], "word")
        return None

    def _inside(self, form: str) -> Match | None:
        tokens = tuple(re.findall(r"[^\s/]+", form))
        if not 1 < len(tokens) <= 5 or form.endswith(("/id", " id")) or form.startswith("id "):
            return None
        family = _family(tokens)
        if family is None:
            return Match("ignore", "word", strength=1)
        best: tuple[int, str] | None = None
        for start in range(len(tokens)):
            for end in range(start + 1, len(tokens) + 1):
                name = self.by_tokens.get(tokens[start:end])
                size = sum(map(len, tokens[start:end]))
                if name and (not family or name in family) and (size > 3 or end - start > 1) and (best is None or size > best[0]):
                    best = size, name
        return Match(best[1], "word", strength=1) if best else None


def _family(tokens: tuple[str, ...]) -> frozenset[str] | None:
    """Fields a header may stand for by its loudest word; None where it is of no use to a list."""
    said = set(tokens)
    if said & {"nilai", "total", "untung", "laba", "margin", "profit", "keuntungan", "selisih", "omzet", "terjual", "penjualan", "mutasi"}:
        return None
    if said & {"diskon", "disc", "discount", "potongan", "komisi", "poin", "point"}:
        return None
    if said & {"alert", "reorder", "safety", "buffer"}:
        return frozenset({"min_stock"})
    if said & {"tgl", "tanggal", "date", "waktu", "jam"}:
        return frozenset({"expiry"})
    if said & {"harga", "hrg", "price", "modal", "hpp"}:
        return _PRICES
    if said & {"stok", "stock", "sisa"}:
        return _STOCKS
    return frozenset()


def _opened(header: str) -> str:
    """`plain` with what stands in brackets as words: `Harga Jual (Grosir)` is the wholesale price."""
    return plain(re.sub(r"[()\[\]]", " ", header))


def _written_out(form: str) -> str:
    """`hrg jual` as `harga jual`."""
    return " ".join(_SHORT.get(word, word) for word in form.split(" "))


def _is_price_of_a_unit(form: str) -> bool:
    found = _OF_A_UNIT.fullmatch(form)
    return found is not None and found[1] in _UNITS


def pack_named(header: str) -> str:
    """The pack or box a header speaks of, as it is written: `Dus` in `Harga Beli / Dus`; empty where it names none."""
    words = (word for word in re.findall(r"[A-Za-z]+", tidy(header)) if word.casefold() in _UNITS and unit_rank(word) >= 4)
    return next(words, "")


def _camel(header: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)


def _numbered(form: str) -> str:
    """Fields of the second to ninth unit: `satuan 2`, `isi 2`, `barcode satuan 2`, `harga jual 2`."""
    found = _FURTHER.fullmatch(form)
    if found is None:
        return ""
    head = found[1].split(" ")[0]
    name = {
        "satuan": "unit",
        "unit": "unit",
        "isi": "pack_qty",
        "konversi": "pack_qty",
        "conv": "pack_qty",
        "rasio": "pack_qty",
        "ratio": "pack_qty",
        "barcode": "code",
        "kode": "code",
    }.get(head, "price")
    return name + found[2]


def from_tables(tables: Mapping[str, Any]) -> Vocabulary:
    """The vocabulary of a parsed `headers.toml`."""
    systems = [_system(name, table) for name, table in tables["systems"].items()]
    systems.sort(key=lambda system: system.rank)
    words: Mapping[str, list[str]] = tables["words"]
    exact: dict[str, str] = {}
    for name, listed in words.items():
        if name not in _SETTINGS:
            for word in listed:
                for form in filter(None, (plain(word), word.casefold())):
                    exact.setdefault(form, _target(name))
    meant: dict[str, set[str]] = {}
    for system in systems:
        if not system.is_sales:
            for header, name in system.columns.items():
                meant.setdefault(header, set()).add(name)
    by_any = {header: next(iter(names)) for header, names in meant.items() if len(names) == 1 and names != {"group_key"}}
    return Vocabulary(
        systems=tuple(systems),
        exact=exact,
        total_words=frozenset(words["total_words"]),
        empty_words=frozenset(word.casefold() for word in words["empty_words"]),
        by_any=by_any,
        by_tokens={tuple(word.split(" ")): name for word, name in exact.items() if name in _LOUD},
        sales={plain(word): name for name, listed in tables["sales_words"].items() for word in listed},
    )


def _target(word_list: str) -> str:
    return {"pack_qty": "pack_qty2", "computed": "ignore", "weight": "ignore", "image": "ignore"}.get(word_list, word_list)


def _system(name: str, table: Mapping[str, Any]) -> System:
    columns: dict[str, str] = {}
    patterns: list[tuple[re.Pattern[str], str]] = []
    for key, headers in table.items():
        if key == "columns" or key.startswith("columns_"):
            for header, target in headers.items():
                if "{" in header:
                    patterns.append((_pattern(header), target))
                else:
                    columns.setdefault(plain(header), target)
    values = table.get("values", {})
    return System(
        name=name,
        rank=_EVIDENCE[table["evidence"]],
        columns=columns,
        patterns=tuple(patterns),
        sheet=table.get("sheet", ""),
        decimal=table.get("decimal", "." if "quantity_decimals" in table else ""),
        stock_decimals="stock_decimals" in table,
        no_price=frozenset(_folded(table.get("no_price", ()))),
        variant_none=frozenset(_folded(values.get("variant_none", ()))),
        kinds=table.get("kinds", {}),
        front_matter=tuple(_folded(table.get("front_matter", ()))),
        dates=tuple(table.get("dates", ())),
        total_row=table.get("total_row", ""),
        signature=tuple(plain(header) for header in table.get("signature", ())),
        part=table.get("part", ""),
    )


def _folded(words: Iterable[str]) -> list[str]:
    return [word.casefold() for word in words]


_COUNTED: Final = {"n": "[2-9]", "m": "[1-9]"}
"""What stands for a number in a system's headers: of those after the first, or of all."""


def _pattern(header: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", header)
    made = [
        r"\s+".join(re.escape(word) for word in part.split(" ")) if at % 2 == 0 else f"(?P<{part}>{_COUNTED.get(part, '.+?')})"
        for at, part in enumerate(parts)
    ]
    return re.compile("".join(made), re.IGNORECASE)
