"""Commands on the origin of goods: set, withdraw, history, parse, import, export."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos_app import files, texts
from pos_app.cli.main import Answer, Call, Commands
from pos_app.texts import gettext as _

if TYPE_CHECKING:
    from pos_app.domain.evidence import Evidence
    from pos_app.domain.origin import Origin
    from pos_app.services.origins import Known
    from pos_app.storage.origins import Event

_STATES = {"domestic": texts.N_("Domestic"), "imported": texts.N_("Imported"), "unknown": texts.N_("Not yet known")}
_STRENGTHS = {
    "strong": texts.N_("strong evidence"),
    "medium": texts.N_("medium evidence"),
    "weak": texts.N_("weak evidence"),
    "none": texts.N_("no evidence"),
}
_KINDS = {
    "tkdn": texts.N_("TKDN certificate"),
    "registration": texts.N_("registration number"),
    "label": texts.N_("the package"),
    "statement": texts.N_("statement of supplier or maker"),
    "shop": texts.N_("the shop's own word"),
}
_ENDS = {"replaced": texts.N_("replaced {when} by {person}"), "withdrawn": texts.N_("withdrawn {when} by {person}")}
_ACTIONS = {"set": texts.N_("recorded"), "withdraw": texts.N_("withdrawn"), "resolve": texts.N_("resolved")}


def register(commands: Commands) -> None:
    """Adds the group's commands."""
    group = commands.group("origin", text=_("where goods were made: set, withdraw, history, parse, import, export"))
    group.add("set", _set, text=_("record one piece of evidence"), arguments=_evidence)
    group.add("withdraw", _withdraw, text=_("take a piece of evidence back"), arguments=_piece)
    group.add("history", _history, text=_("who said what about an article's origin"), arguments=_code)
    group.add("expiring", _expiring, text=_("evidence that ends soon"), arguments=_days)
    group.add("attachment", _attachment, text=_("the photo or PDF kept with a piece of evidence"), arguments=_kept_file)
    group.add("parse", _parse, text=_("read a registration number or the 2D code of a package"), arguments=_text)
    group.add("import", _import, text=_("record evidence from a list"), arguments=_list)
    group.add("export", _export, text=_("write all evidence as a list"), arguments=_file)


def _code(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE")


def _days(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--days", metavar="N", type=int, default=60, help=_("how far to look ahead"))


def _kept_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sha256", metavar="SHA256")
    parser.add_argument("--out", metavar="FILE", type=Path, required=True)


def _text(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar="TEXT")


def _file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path)


def _list(parser: argparse.ArgumentParser) -> None:
    _file(parser)
    parser.add_argument("--dry-run", action="store_true", help=_("say what would happen and write nothing"))
    parser.add_argument("--report", metavar="FILE.csv", type=Path, help=_("write every row with what became of it"))


def _evidence(parser: argparse.ArgumentParser) -> None:
    _code(parser)
    parser.add_argument("--state", metavar="domestic|imported|unknown")
    parser.add_argument("--country", metavar="ID")
    parser.add_argument("--kind", metavar="tkdn|registration|label|statement|shop", default="shop")
    parser.add_argument("--number", metavar="N")
    parser.add_argument("--tkdn", metavar="52.3")
    parser.add_argument("--bmp", metavar="10")
    parser.add_argument("--valid-from", metavar="YYYY-MM-DD")
    parser.add_argument("--valid-until", metavar="YYYY-MM-DD")
    parser.add_argument("--maker", metavar="NAME")
    parser.add_argument("--maker-size", metavar="micro|small|medium|large")
    parser.add_argument("--regency", metavar="6474")
    parser.add_argument("--note", metavar="TEXT")
    parser.add_argument("--attach", metavar="FILE", type=Path, help=_("a photo of it, or a PDF of at most 2 MB"))
    parser.add_argument("--resolve", action="store_true", help=_("let this state settle what disagrees with it"))
    parser.add_argument("--why", metavar="TEXT")


def _piece(parser: argparse.ArgumentParser) -> None:
    _code(parser)
    parser.add_argument("--kind", required=True, metavar="tkdn|registration|label|statement|shop")
    parser.add_argument("--number", metavar="N")
    parser.add_argument("--why", required=True, metavar="TEXT")


def _set(call: Call) -> Answer:
    from pos_app.domain import days
    from pos_app.domain.evidence_entry import Entry, basis_points, chosen_kind, chosen_size, chosen_state
    from pos_app.services import origins

    args = call.args
    entry = Entry(
        kind=chosen_kind(args.kind),
        state=chosen_state(args.state),
        country=args.country,
        number=args.number,
        tkdn_bp=None if args.tkdn is None else basis_points(args.tkdn),
        bmp_bp=None if args.bmp is None else basis_points(args.bmp),
        valid_from=None if args.valid_from is None else days.parse_day(args.valid_from),
        valid_until=None if args.valid_until is None else days.parse_day(args.valid_until),
        maker=args.maker,
        maker_size=chosen_size(args.maker_size),
        regency=args.regency,
        note=args.note or args.why,
    )
    file = (args.attach.name, files.read(args.attach)) if args.attach else None
    resolves = (args.why or "") if args.resolve else None
    with call.shop() as shop:
        known, _changes = origins.record(shop, call.actor, args.code, entry, resolves=resolves, file=file)
    return Answer(document(known), lines(known))


def _withdraw(call: Call) -> Answer:
    from pos_app.domain.evidence_entry import chosen_kind
    from pos_app.services import origins

    args = call.args
    kind = chosen_kind(args.kind)
    with call.shop() as shop:
        known, _changes = origins.withdraw(shop, call.actor, args.code, kind, number=args.number, why=args.why)
    return Answer(document(known), lines(known))


def _history(call: Call) -> Answer:
    from pos_app.services import origin_hints, origins, settings

    with call.shop() as shop:
        product, events = origins.history(shop, call.args.code)
        zone = settings.show(shop)["zone"]
        with shop.uow.read() as u:
            hints = origin_hints.of(u, product)
    rows = [_told(event, zone) for event in events] or [
        _("Nothing has been recorded about the origin of {name}.").format(name=product.name)
    ]
    document = {"uid": product.uid, "name": product.name, "events": [_event(event) for event in events], "hints": list(hints)}
    return Answer(document, [*rows, *hints])


def _expiring(call: Call) -> Answer:
    from pos_app import formatting
    from pos_app.services import origins

    with call.shop() as shop:
        found = origins.ending(shop, within_days=call.args.days)
    rows = [
        {"code": x.product.code, "name": x.product.name, "days_left": x.days_left, **_one_piece(x.piece), "last_day": x.piece.last_day}
        for x in found
    ]
    speech = texts.language()
    told = [
        " · ".join(
            [formatting.day(x.piece.last_day, speech), _(_KINDS[x.piece.kind]), x.piece.number or "", x.product.code, x.product.name]
        )
        for x in found
        if x.piece.last_day is not None
    ]
    document = [row | {"last_day": str(row["last_day"])} for row in rows]
    return Answer({"expiring": document}, told or [_("No evidence ends within these days.")])


def _attachment(call: Call) -> Answer:
    from pos_app.services import attachments

    files.ready(call.args.out)
    with call.shop() as shop:
        kept = attachments.show(shop, call.args.sha256)
    files.write(call.args.out, kept.body)
    return Answer({"sha256": kept.sha256, "media": kept.media, "file": str(call.args.out)}, [str(call.args.out)])


def _parse(call: Call) -> Answer:
    from pos_app.domain.registration import parse

    read = parse(call.args.text)
    told = {
        "family": read.family,
        "number": read.number,
        "state": read.state,
        "strength": read.strength,
        "expires": read.expires,
        "country": read.country,
        "maker_size": read.maker_size,
        "regency": read.regency,
        "gtin": read.gtin,
        "batch": read.batch,
        "serial": read.serial,
        "made_on": read.made_on.isoformat() if read.made_on else None,
        "best_before": read.best_before.isoformat() if read.best_before else None,
    }
    shown = [read.number, f"{_(_STATES[read.state])}, {_(_STRENGTHS[read.strength])}"]
    if read.expires:
        shown.append(_("Expires: {expires}").format(expires=read.expires))
    if read.hints_at_home:
        shown.append(_("Cosmetics made in Indonesia commonly carry NA18: a hint, not evidence; look at the package."))
    return Answer(told, shown)


def _import(call: Call) -> Answer:
    from pos_app.cli import beside
    from pos_app.services import origin_lists

    args = call.args
    data = files.read(args.file)
    if args.report is not None:
        files.ready(args.report)
    with call.shop() as shop:
        result, _changes = origin_lists.take(shop, call.actor, data, dry_run=args.dry_run)
    _path, warnings = beside.report(args.report, lambda path: origin_lists.write_report(path, result), dry_run=args.dry_run)
    shown = [
        _("{rows} rows: {taken} recorded, {unchanged} unchanged, {refused} not taken.").format(
            rows=result.rows,
            taken=result.count("taken") + result.count("updated"),
            unchanged=result.count("unchanged"),
            refused=result.count("refused"),
        )
    ]
    shown += [
        _("Row {row}, {code}: {problem}").format(row=row["row"], code=row["code"], problem=row["problem"]) for row in result.problems()
    ]
    return Answer(result.document(), shown, warnings)


def _export(call: Call) -> Answer:
    from pos_app.services import origin_lists

    with call.shop() as shop:
        count = origin_lists.export(shop, call.args.file)
    return Answer({"rows": count, "file": str(call.args.file)}, [str(call.args.file)])


def document(known: "Known") -> dict[str, Any]:
    """An article with the answer and its pieces."""
    return {
        "uid": known.product.uid,
        "code": known.product.code,
        "name": known.product.name,
        "origin": _origin(known.origin),
        "evidence": [_one_piece(piece) for piece in known.pieces],
    }


def lines(known: "Known") -> list[str]:
    """What people read after a change: the article, the answer, and why it is unknown."""
    origin = known.origin
    answer = f"{_(_STATES[origin.state])}, {_(_STRENGTHS[origin.strength])}"
    if origin.tkdn_bp is not None:
        from pos_app import formatting

        answer += f", TKDN {formatting.share(origin.tkdn_bp, texts.language(), decimals=2)}"
    rows = [known.product.name, answer]
    if origin.conflict:
        rows.append(_("The evidence disagrees; withdraw what is wrong, or resolve it with a reason:"))
        rows += [f"  {_(_KINDS[x.kind])} {x.number or ''}: {_(_STATES[x.state])}".replace(" :", ":") for x in origin.why]
    if origin.expired:
        rows.append(_("Part of the evidence has expired."))
    return rows


def _origin(origin: "Origin") -> dict[str, Any]:
    return {
        "state": origin.state,
        "country": origin.country,
        "tkdn_bp": origin.tkdn_bp,
        "bmp_bp": origin.bmp_bp,
        "strength": origin.strength,
        "certificate": origin.certificate,
        "evidence_kind": origin.evidence_kind,
        "conflict": origin.conflict,
        "expired": origin.expired,
        "resolved": origin.resolved,
        "why": [{"role": x.role, "kind": x.kind, "number": x.number, "state": x.state} for x in origin.why],
    }


def _one_piece(piece: "Evidence") -> dict[str, Any]:
    return {
        "kind": piece.kind,
        "number": piece.number,
        "family": piece.family,
        "state": piece.state,
        "country": piece.country,
        "tkdn_bp": piece.tkdn_bp,
        "bmp_bp": piece.bmp_bp,
        "valid_from": piece.valid_from.isoformat() if piece.valid_from else None,
        "valid_until": piece.valid_until.isoformat() if piece.valid_until else None,
        "expires": piece.expires,
        "maker": piece.maker,
        "maker_size": piece.maker_size,
        "regency": piece.regency,
        "note": piece.note,
        "attachment": piece.attachment,
    }


def _event(event: "Event") -> dict[str, Any]:
    from pos_app.domain import days

    return {
        "at": days.stamp(event.at),
        "person": event.person,
        "till": event.till,
        "action": event.action,
        "kind": event.kind,
        "number": event.number,
        "before": event.before,
        "after": event.after,
        "why": event.why,
        "ended": event.ended,
        "ended_at": days.stamp(event.ended_at) if event.ended_at else None,
        "ended_by": event.ended_by,
        "detail": dict(event.detail),
    }


def _told(event: "Event", zone: str) -> str:
    from pos_app import formatting

    what = " ".join(x for x in (_(_KINDS[event.kind]) if event.kind else "", event.number or "") if x)
    change = f"{_(_STATES[event.before])} → {_(_STATES[event.after])}"
    speech = texts.language()
    parts = [formatting.instant(event.at, zone, speech), event.person, _(_ACTIONS[event.action]), what, change, event.why or ""]
    if event.contradicts:
        parts.append(_("contradicts what stood"))
    if event.ended and event.ended_at and event.ended_by:
        ended = formatting.instant(event.ended_at, zone, speech)
        parts.append(_(_ENDS[event.ended]).format(when=ended, person=event.ended_by))
    return " · ".join(part for part in parts if part)
