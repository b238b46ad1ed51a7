"""Lists of evidence as a shop, a supplier or this program writes them: one row, one piece of evidence.

Columns are known by the names of the export and by their usual Indonesian ones, in any order, below any title.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from pos_app.domain import days, registration
from pos_app.domain.evidence import Kind
from pos_app.domain.evidence_entry import Entry, basis_points, chosen_kind, chosen_size, chosen_state
from pos_app.domain.origin import State
from pos_app.domain.sheets import Book, Cell, Number, Row, Sheet, exact, shown, unguarded
from pos_app.errors import Refused

COLUMNS: Final = (
    "code", "state", "country", "kind", "number", "tkdn", "bmp", "valid_from", "valid_until",
    "maker", "maker_size", "regency", "maker_place", "note",
)  # fmt: skip
_ALSO: Final[Mapping[str, str]] = {
    **dict.fromkeys(("barcode", "kode", "kode_barang", "kd_barang", "sku"), "code"),
    **dict.fromkeys(("asal", "asal_barang", "origin"), "state"),
    **dict.fromkeys(("negara", "negara_asal"), "country"),
    **dict.fromkeys(("bukti", "jenis_bukti", "jenis"), "kind"),
    **dict.fromkeys(("nomor_izin_edar", "no_izin_edar", "izin_edar", "nie", "nomor_registrasi", "no_registrasi"), "number"),
    **dict.fromkeys(("bpom", "nomor_bpom", "no_bpom", "pirt", "p_irt", "nomor_sertifikat", "no_sertifikat"), "number"),
    **dict.fromkeys(("nilai_tkdn", "tkdn_%"), "tkdn"),
    **dict.fromkeys(("nilai_bmp", "bmp_%"), "bmp"),
    **dict.fromkeys(("berlaku_dari", "berlaku_mulai", "mulai_berlaku"), "valid_from"),
    **dict.fromkeys(("berlaku_sampai", "berlaku_hingga", "masa_berlaku"), "valid_until"),
    **dict.fromkeys(("produsen", "pabrik"), "maker"),
    **dict.fromkeys(("ukuran_produsen", "skala_usaha"), "maker_size"),
    **dict.fromkeys(("kabupaten", "kab_kota", "kode_kabupaten"), "regency"),
    **dict.fromkeys(("tempat_produsen", "desa_produsen", "alamat_produsen"), "maker_place"),
    **dict.fromkeys(("catatan", "keterangan"), "note"),
}
_WORDS: Final[Mapping[str, str]] = {
    "dalam negeri": "domestic", "domestik": "domestic", "lokal": "domestic", "impor": "imported", "import": "imported",
    "luar negeri": "imported", "belum diketahui": "unknown", "tidak diketahui": "unknown", "mikro": "micro", "kecil": "small",
    "menengah": "medium", "besar": "large", "label": "label", "kemasan": "label", "pernyataan": "statement", "toko": "shop",
    "sertifikat tkdn": "tkdn", "izin edar": "registration", "bpom": "registration", "p-irt": "registration", "pirt": "registration",
}  # fmt: skip
_MAYBE_NUMBER: Final = frozenset({"nomor", "no"})
"""Headers that stand for the number, or for that of the row in the list."""
_NEAR_TOP: Final = 40
_PROVE: Final = frozenset({"state", "country", "tkdn"})


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A row as the spreadsheet numbers it: the entry, or why it makes none. Without both it says nothing at all.

    `maker_place` is the maker's village or place, which is no part of the evidence.
    """

    row: int
    code: str
    entry: Entry | None = None
    refusal: Refused | None = None
    maker_place: str = ""


def read(book: Book) -> tuple[EvidenceRow, ...]:
    """The rows of the first sheet that has the columns of evidence.

    Raises:
        Refused: `no_origin_columns`.
    """
    for sheet in book.sheets:
        found = _header(sheet)
        if found is not None:
            at, columns = found
            return tuple(_rows(sheet.rows[at + 1 :], columns))
    raise Refused("no_origin_columns")


def _header(sheet: Sheet) -> tuple[int, dict[int, str]] | None:
    for at, (_number, row) in enumerate(sheet.rows[:_NEAR_TOP]):
        columns: dict[int, str] = {}
        for index, cell in enumerate(row):
            plain = _plain(cell)
            name = plain if plain in COLUMNS else _ALSO.get(plain)
            if name and name not in columns.values():
                columns[index] = name
        if "number" not in columns.values():
            below = sheet.rows[at + 1 :]
            columns |= {i: "number" for i, cell in enumerate(row) if _plain(cell) in _MAYBE_NUMBER and not _counts_rows(below, i)}
        named = set(columns.values())
        if "number" in named or ("code" in named and _PROVE & named):
            return at, columns
    return None


def _plain(cell: Cell) -> str:
    return re.sub(r"[\s.\-/()]+", "_", shown(cell).lower()).strip("_") if isinstance(cell, str) else ""


def _counts_rows(rows: Sequence[tuple[int, Row]], index: int) -> bool:
    """Whether the column counts the rows of the list."""
    cells = [shown(row[index]) for _number, row in rows if index < len(row)]
    return all(re.fullmatch(r"\d{0,5}", cell, re.ASCII) for cell in cells)


def _rows(rows: Sequence[tuple[int, Row]], columns: Mapping[int, str]) -> Iterator[EvidenceRow]:
    for number, row in rows:
        cells = {name: row[index] for index, name in columns.items() if index < len(row)}
        code = unguarded(exact(shown(cells.get("code"))))
        place = unguarded(shown(cells.pop("maker_place", None)))
        told = {name: cell for name, cell in cells.items() if name != "code" and shown(cell)}
        if not code and not told:
            continue
        code = code or shown(told.get("number"))
        if not code:
            yield EvidenceRow(number, "", refusal=Refused("evidence_without_code"))
        elif not told:
            yield EvidenceRow(number, code)
        else:
            try:
                yield EvidenceRow(number, code, entry=_entry(told), maker_place=place)
            except Refused as no:
                yield EvidenceRow(number, code, refusal=no)


def _entry(cells: Mapping[str, Cell]) -> Entry:
    texts = {name: unguarded(shown(cell)) for name, cell in cells.items()}
    state = chosen_state(_worded(texts.get("state")))
    kind = chosen_kind(_worded(texts.get("kind")))
    if not texts.get("kind"):
        kind = Kind.TKDN if "tkdn" in texts else _kind_of_number(texts.get("number"), state) or kind
    return Entry(
        kind=kind,
        state=state,
        country=texts.get("country"),
        number=texts.get("number"),
        tkdn_bp=basis_points(_share(cells["tkdn"])) if "tkdn" in texts else None,
        bmp_bp=basis_points(_share(cells["bmp"])) if "bmp" in texts else None,
        valid_from=_day(cells.get("valid_from")),
        valid_until=_day(cells.get("valid_until")),
        maker=texts.get("maker"),
        maker_size=chosen_size(_worded(texts.get("maker_size"))),
        regency=texts.get("regency"),
        note=texts.get("note"),
    )


def _kind_of_number(number: str | None, state: State | None) -> Kind | None:
    """What a number is where nothing says it: a registration, beside a state only where it reads as one."""
    if not number:
        return None
    if state is not None:
        try:
            registration.parse(number)
        except Refused:
            return None
    return Kind.REGISTRATION


def _share(cell: Cell) -> str:
    """A percentage; a number below one in a sheet that tells no formats is the share a spreadsheet keeps for it."""
    if isinstance(cell, Number) and 0 < Decimal(cell.text) < 1:
        return f"{(Decimal(cell.text) * 100).normalize():f}"
    return shown(cell)


def _worded(text: str | None) -> str | None:
    return _WORDS.get(text.lower(), text) if text else None


def _day(cell: Cell) -> date | None:
    """A day: a date cell, `2028-01-31` or as written here, `31-01-2028` and `31/1/2028`."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = shown(cell)
    if not text:
        return None
    here = re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", text, re.ASCII)
    return days.parse_day(f"{here[3]}-{here[2]:0>2}-{here[1]:0>2}" if here else text)
