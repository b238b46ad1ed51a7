"""Evidence from a list and back into one: what is good goes in, in one transaction; the rest is reported row by row."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal

from pos_app import files, texts
from pos_app.documents import tables
from pos_app.documents.countries import country_code
from pos_app.documents.regencies import regency_code
from pos_app.domain import evidence, evidence_entry, evidence_list
from pos_app.domain.actor import Actor
from pos_app.domain.evidence import Evidence, Resolution
from pos_app.domain.evidence_entry import Entry
from pos_app.domain.evidence_list import COLUMNS, EvidenceRow
from pos_app.domain.maker import MakerId
from pos_app.domain.origin import MakerSize, Origin
from pos_app.domain.product import Kind, Maker, Product, ProductId
from pos_app.domain.sheets import guarded
from pos_app.errors import Refused
from pos_app.services import list_files, makers, origins
from pos_app.services.settings import today
from pos_app.services.shop import Changes, Shop
from pos_app.storage.lists import Change
from pos_app.storage.origins import NewEvent
from pos_app.storage.uow import Transaction
from pos_app.texts import gettext as _

Became = Literal["taken", "updated", "unchanged", "refused"]
_REPORTED: Final = {
    "taken": texts.N_("recorded"),
    "updated": texts.N_("replaced"),
    "unchanged": texts.N_("unchanged"),
    "refused": texts.N_("not taken"),
}


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of a row, and what there is to say about it."""

    row: int
    code: str
    became: Became
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a list, row by row."""

    results: tuple[RowResult, ...]

    @property
    def rows(self) -> int:
        return len(self.results)

    def count(self, became: Became) -> int:
        return sum(1 for result in self.results if result.became == became)

    @property
    def warned(self) -> int:
        return sum(1 for result in self.results if result.problem and result.became != "refused")

    def problems(self) -> list[dict[str, Any]]:
        """Rows with something to say, as the document has them."""
        return [
            {"row": x.row, "code": x.code, "level": "refused" if x.became == "refused" else "warning", "problem": x.problem}
            for x in self.results
            if x.problem
        ]

    def document(self) -> dict[str, Any]:
        """The document of `origin import`, as of `import products`."""
        counts: dict[str, Any] = {became: self.count(became) for became in ("taken", "updated", "unchanged", "refused")}
        return {"rows": self.rows} | counts | {"warned": self.warned, "problems": self.problems()}


@dataclass(slots=True)
class _Staged:
    """What a list comes to, worked out before anything is locked; `state` tells whether the books have moved since."""

    state: tuple[object, ...]
    day: date
    standing: dict[ProductId, list[Evidence]]
    resolved: dict[ProductId, Resolution]
    seq: int
    places: dict[str, str]
    new_places: dict[str, str] = field(default_factory=dict)
    results: list[RowResult] = field(default_factory=list)
    touched: dict[ProductId, Product] = field(default_factory=dict)
    events: list[NewEvent] = field(default_factory=list)


def take(shop: Shop, actor: Actor, data: bytes, *, dry_run: bool = False) -> tuple[Taken, Changes]:
    """Record the evidence of a list; `dry_run` says what would happen and writes nothing.

    Raises:
        Refused: `no_origin_columns`, `no_evidence_taken` where no row could be used, and why a file is no list.
    """
    rows = evidence_list.read(tables.read(data))
    with shop.uow.read() as u:
        staged = _stage(shop, u, rows)
    if dry_run or not (staged.touched or staged.new_places):
        return _taken(staged), Changes()
    with shop.uow.write() as u:
        u.origins.lock()
        if _state(u) != staged.state:
            staged = _stage(shop, u, rows)
        _write(shop, u, actor, staged)
        u.commit()
    return _taken(staged), Changes(products=True, origins=True)


def _taken(staged: _Staged) -> Taken:
    taken = Taken(tuple(staged.results))
    if not taken.results:
        raise Refused("list_empty")
    if taken.count("refused") == taken.rows:
        raise Refused("no_evidence_taken", rows=taken.rows, problem=taken.results[0].problem)
    return taken


def write_report(path: Path, taken: Taken) -> None:
    """Every row with what became of it, as csv."""
    head = [_("row"), _("code"), _("result"), _("problem")]
    rows = [[str(x.row), guarded(x.code), _(_REPORTED[x.became]), x.problem or ""] for x in taken.results]
    files.write(path, tables.write_csv([head, *rows]))


def export(shop: Shop, path: Path) -> int:
    """Write every standing piece of evidence as a list, one row each; the number of rows. Raises as `list_files.save`."""
    with shop.uow.read() as u:
        pieces = u.origins.all_pieces()
        codes, places = _codes_of_goods(u, sorted(pieces), today(shop, u)), u.makers.places()
    rows = [_written(codes[i], piece, places.get(piece.maker or "", "")) for i in codes for piece in pieces[i]]
    list_files.save(path, _("Origin"), [list(COLUMNS), *rows])
    return len(rows)


def _state(u: Transaction) -> tuple[object, ...]:
    return (*u.lists.state(), u.origins.next_seq())


def _stage(shop: Shop, u: Transaction, rows: Sequence[EvidenceRow]) -> _Staged:
    pieces, resolved = u.origins.all_pieces(), u.origins.resolutions()
    staged = _Staged(_state(u), today(shop, u), pieces, resolved, u.origins.next_seq(), u.makers.places())
    holders = u.lists.holders(row.code for row in rows if row.entry is not None)
    alone = {code: ids[0] for code, ids in holders.items() if len(ids) == 1}
    known = u.products.by_ids(alone.values(), day=staged.day)
    for row in rows:
        staged.results.append(_one(u, staged, row, known.get(alone[row.code]) if row.code in alone else None))
    return staged


def _one(u: Transaction, staged: _Staged, row: EvidenceRow, known: Product | None) -> RowResult:
    """What becomes of a row; `known` is the one article that carries its code letter for letter."""
    try:
        if row.refusal is not None:
            raise row.refusal
        if row.entry is None:
            return RowResult(row.row, row.code, "unchanged")
        product = origins.goods(known or origins.article(u, row.code, staged.day))
        if row.entry.withdraws:
            return RowResult(row.row, row.code, _withdrawn(staged, product))
        place = makers.read_place(row.maker_place)
        became, problem = _recorded(staged, product, evidence_entry.piece(_coded(row.entry), today=staged.day))
        if _placed(staged, row.entry.maker or (product.maker.name if product.maker else ""), place) and became == "unchanged":
            became = "updated"
    except Refused as no:
        return RowResult(row.row, row.code, "refused", texts.sentence(no))
    return RowResult(row.row, row.code, became, problem)


def _coded(entry: Entry) -> Entry:
    """The entry with its country by its letters and its maker's regency by its digits, where the list names them."""
    country = country_code(entry.country) if entry.country else None
    regency = regency_code(entry.regency) if entry.regency else None
    return replace(entry, country=country or entry.country, regency=regency or entry.regency)


def _placed(staged: _Staged, maker: str, place: str) -> bool:
    """Whether a row says of its maker another place than is known; an empty cell says nothing."""
    if not place or not maker or staged.places.get(maker) == place:
        return False
    staged.places[maker] = staged.new_places[maker] = place
    return True


def _withdrawn(staged: _Staged, product: Product) -> Became:
    own = [piece for piece in staged.standing.get(product.id, ()) if piece.kind is evidence.Kind.SHOP]
    for piece in own:
        _change(staged, product, "withdraw", piece, [x for x in staged.standing[product.id] if x is not piece])
    return "updated" if own else "unchanged"


def _recorded(staged: _Staged, product: Product, piece: Evidence) -> tuple[Became, str | None]:
    standing = staged.standing.get(product.id, [])
    old = evidence.replaced(piece, standing)
    if evidence.stands_already(piece, old):
        return "unchanged", None
    piece = replace(piece, seq=staged.seq)
    staged.seq += 1
    origin = _change(staged, product, "set", piece, [*(x for x in standing if x not in old), piece])
    became: Became = "updated" if old else "taken"
    if origin.conflict:
        return became, _("The evidence for this article disagrees; it counts as unknown until someone resolves it.")
    if piece.is_expired(staged.day):
        return became, _("This evidence has expired and counts as weak.")
    return became, None


def _change(staged: _Staged, product: Product, action: str, piece: Evidence, pieces: list[Evidence]) -> Origin:
    resolved = staged.resolved.get(product.id)
    before = evidence.judge(staged.standing.get(product.id, ()), day=staged.day, resolved=resolved)
    after = evidence.judge(pieces, day=staged.day, resolved=resolved)
    staged.standing[product.id] = pieces
    staged.touched[product.id] = product
    staged.events.append(NewEvent(product.id, action, before.state, after.state, piece))
    return after


def _write(shop: Shop, u: Transaction, actor: Actor, staged: _Staged) -> None:
    u.origins.keep_all({i: staged.standing[i] for i in staged.touched}, staged.resolved, day=staged.day)
    u.origins.log_all(staged.events, at=shop.clock(), actor=actor)
    made_by: dict[ProductId, int] = {}
    keys: dict[Maker, int] = {}
    for event in staged.events:
        if event.action == "set" and event.piece is not None:
            maker = origins.maker_named(staged.touched[event.product_id], event.piece)
            if maker is not None:
                keys[maker] = keys.get(maker) or u.products.maker_id(maker)
                made_by[event.product_id] = keys[maker]
    u.lists.change([Change(i, {"maker_id": key}) for i, key in made_by.items()])
    for name, place in staged.new_places.items():
        makers.place_in(shop, u, actor, MakerId(u.products.maker_id(Maker(name))), name, place)


def _codes_of_goods(u: Transaction, ids: list[ProductId], day: date) -> dict[ProductId, str]:
    """What goods are named by, in the order of `ids`."""
    known, skus = u.products.by_ids(ids, day=day), u.codes.skus(ids)
    return {i: skus[i] for i in ids if i in known and known[i].kind is Kind.GOODS}


def _written(code: str, piece: Evidence, place: str) -> list[str]:
    values = {
        "code": code,
        "state": piece.state,
        "country": piece.country,
        "kind": piece.kind,
        "number": _number(piece),
        "tkdn": _percent(piece.tkdn_bp),
        "bmp": _percent(piece.bmp_bp),
        "valid_from": piece.valid_from,
        "valid_until": piece.valid_until,
        "maker": piece.maker,
        "maker_size": None if piece.maker_size is MakerSize.UNKNOWN else piece.maker_size,
        "regency": piece.regency,
        "maker_place": place,
        "note": piece.note,
    }
    return ["" if values[name] is None else guarded(str(values[name])) for name in COLUMNS]


def _number(piece: Evidence) -> str | None:
    """The number; with the day it expires, where a package's code told it, in the form such a code has."""
    ends = evidence.expiry(piece.expires)
    if piece.kind is not evidence.Kind.REGISTRATION or ends is None or len(piece.expires or "") == 4:
        return piece.number
    return f"(90){piece.number}(91){ends:%y%m%d}"


def _percent(value_bp: int | None) -> str | None:
    return None if value_bp is None else f"{value_bp // 100}.{value_bp % 100:02d}"
