"""Commands between shops: snapshot export, coop load, coop compare."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos_app import files, formatting, texts
from pos_app.cli.main import Answer, Call, Commands
from pos_app.errors import Refused
from pos_app.texts import gettext as _
from pos_app.texts import ngettext

if TYPE_CHECKING:
    from pos_app.domain.comparison import Comparison, Figures, Measure, Row
    from pos_app.domain.days import Period
    from pos_app.services.coop import Loading

_NAMED = 3
"""So many refused files are named in the one sentence."""


def register(commands: Commands) -> None:
    """Adds the groups' commands."""
    group = commands.group("snapshot", text=_("what this shop shows its co-op"))
    group.add("export", _export, text=_("write the shop's figures and goods into one signed file"), arguments=_export_arguments)
    group = commands.group("coop", text=_("shops side by side: load, compare"))
    group.add("load", _load, text=_("take in snapshots of member shops"), arguments=_load_arguments)
    group.add("compare", _compare, text=_("the loaded shops, where they disagree and what they could swap"), arguments=_compare_arguments)


def _month_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="first", metavar="YYYY-MM")
    parser.add_argument("--to", dest="last", metavar="YYYY-MM")


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path)
    _month_arguments(parser)


def _load_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", metavar="FILE", type=Path, nargs="+")


def _compare_arguments(parser: argparse.ArgumentParser) -> None:
    _month_arguments(parser)
    parser.add_argument("--pdf", metavar="FILE", type=Path)
    parser.add_argument("--xlsx", metavar="FILE", type=Path)


def _months_of(args: argparse.Namespace) -> "Period | None":
    """The months of `--from` and `--to`, both or neither.

    Raises:
        Refused: `months_missing`, or why a month cannot be.
    """
    from pos_app.domain import days

    if not args.first and not args.last:
        return None
    if not (args.first and args.last):
        raise Refused("months_missing")
    return days.Period(days.month(args.first).first, days.month(args.last).last)


def _export(call: Call) -> Answer:
    from pos_app.services import snapshots

    period = _months_of(call.args)
    with call.shop() as shop:
        done = snapshots.export(shop, call.args.file, period)
    shot = done.snapshot
    document = {
        "file": str(done.path),
        "uid": shot.shop_uid,
        "name": shot.shop_name,
        "from": f"{shot.period.first:%Y-%m}",
        "to": f"{shot.period.last:%Y-%m}",
        "articles": len(shot.articles),
        "sha256": done.sha256,
    }
    line = ngettext(
        "{file}: {shop}, {first} to {last}, {n} article.", "{file}: {shop}, {first} to {last}, {n} articles.", len(shot.articles)
    )
    speech = texts.language()
    first, last = formatting.month(shot.period.first, speech), formatting.month(shot.period.last, speech)
    return Answer(document, [line.format(file=done.path, shop=shot.shop_name, first=first, last=last, n=len(shot.articles))])


def _load(call: Call) -> Answer:
    from pos_app.services import coop
    from pos_app.services.coop import Outcome

    with call.shop() as shop:
        done = coop.load(shop, call.actor, call.args.files)
    kept = [f for f in done.files if f.outcome is Outcome.KEPT_NEWER]
    document = {
        "loaded": done.count(Outcome.LOADED),
        "unchanged": done.count(Outcome.UNCHANGED, Outcome.KEPT_NEWER),
        "kept_newer": len(kept),
        "refused": done.count(Outcome.REFUSED),
        "problems": [{"file": str(f.path), "problem": texts.sentence(f.problem)} for f in done.problems if f.problem],
    }
    words = {Outcome.LOADED: _("{file}: {shop} loaded."), Outcome.UNCHANGED: _("{file}: {shop} is loaded already, nothing changed.")}
    lines = [words[f.outcome].format(file=f.path, shop=f.shop_name) for f in done.files if f.outcome in words]
    newer = _("{file}: a newer snapshot of {shop} is loaded already and stays.")
    warnings = [] if done.problems else [newer.format(file=f.path, shop=f.shop_name) for f in kept]
    return Answer(document, lines, warnings, status=1 if done.problems else 0, said=_bad_files(done))


def _bad_files(done: "Loading") -> str | None:
    """The one sentence that names what was refused."""
    bad = [(f.path.name or str(f.path), f.problem) for f in done.problems if f.problem]
    if not bad:
        return None
    if len(bad) == 1:
        name, problem = bad[0]
        return _("{file} was not loaded: {problem}").format(file=_short(name), problem=texts.sentence(problem))
    named = ", ".join(_short(name) for name, _problem in bad[:_NAMED])
    rest = len(bad) - _NAMED
    more = ngettext(" and {n} more", " and {n} more", rest).format(n=rest) if rest > 0 else ""
    text = _("{n} of {all} files were not loaded: {files}{more}; load each of them alone to see why.")
    return text.format(n=len(bad), all=len(done.files), files=named, more=more)


def _short(name: str) -> str:
    return name if len(name) <= 60 else f"{name[:40]}\N{HORIZONTAL ELLIPSIS}{name[-18:]}"


def _compare(call: Call) -> Answer:
    from pos_app.services import coop

    period = _months_of(call.args)
    for path in (call.args.pdf, call.args.xlsx):
        if path is not None:
            files.ready(path)
    with call.shop() as shop:
        compared = coop.compare(shop, period)
        if call.args.pdf:
            coop.save_pdf(shop, compared, call.args.pdf, language=texts.language())
        if call.args.xlsx:
            coop.save_xlsx(compared, call.args.xlsx, language=texts.language())
    lines = _lines(compared) + [str(path) for path in (call.args.pdf, call.args.xlsx) if path]
    return Answer(document_of(compared), lines)


def _lines(compared: "Comparison") -> list[str]:
    from pos_app.domain.comparison import Measure

    if not compared.shops:
        return [_("No shop's snapshot is loaded yet.")]
    speech = texts.language()
    line = _("{shop}: sales {sales}, {share} domestic; stock {stock}, {stock_share} domestic")
    told = [
        line.format(
            shop=row.name or _("All shops"),
            sales=formatting.rupiah(row.sales_idr, speech),
            share=formatting.share(row.figures.domestic(Measure.SALES), speech),
            stock=formatting.rupiah(row.stock_idr, speech),
            stock_share=formatting.share(row.figures.domestic(Measure.STOCK), speech),
        )
        for row in (*compared.shops, compared.together)
    ]
    told.append(_("Same article, different origin: {n}").format(n=len(compared.disagreements)))
    told.append(_("Imported articles with a domestic alternative at another shop: {n}").format(n=len(compared.substitutes)))
    return told


def document_of(compared: "Comparison") -> dict[str, Any]:
    """The document of `coop compare`; `by_origin` of a shop is its stock, `sales` stands beside it."""
    return {
        "from": f"{compared.covered.first:%Y-%m}" if compared.covered else None,
        "to": f"{compared.covered.last:%Y-%m}" if compared.covered else None,
        "shops": [{"uid": row.uid, "name": row.name, "period": _period(row)} | _row(row) for row in compared.shops],
        "together": _row(compared.together),
        "disagreements": [
            {"code": d.code, "name": d.name, "states": {uid: state.value for uid, state in d.states.items()}}
            for d in compared.disagreements
        ],
        "substitutes": [
            {
                "code": s.code,
                "name": s.name,
                "alternative": s.alternative_code,
                "alternative_name": s.alternative_name,
                "shops": list(s.shops),
                "stocked_by": list(s.stocked_by),
                "value_idr": s.value_idr,
                "dearer_bp": s.dearer_bp,
            }
            for s in compared.substitutes
        ],
    }


def _period(row: "Row") -> dict[str, str] | None:
    return None if row.period is None else {"from": f"{row.period.first:%Y-%m}", "to": f"{row.period.last:%Y-%m}"}


def _row(row: "Row") -> dict[str, Any]:
    from pos_app.domain.comparison import Measure

    stock = _by_origin(row.figures, Measure.STOCK)
    for state, part in stock.items():
        part["articles"] = next(n for s, n in row.figures.kinds.items() if s.value == state)
        part["pieces_milli"] = next(n for s, n in row.stock_pieces.items() if s.value == state)
    return {
        "sales_idr": row.sales_idr,
        "stock_idr": row.stock_idr,
        "by_origin": stock,
        "sales": {
            "by_origin": _by_origin(row.figures, Measure.SALES),
            "receipts": row.receipts,
            "lines": row.lines,
            "tkdn": {
                "covered_idr": row.tkdn.covered_idr,
                "coverage_bp": row.tkdn.coverage_bp,
                "floor_bp": row.tkdn.floor_bp,
                "average_bp": row.tkdn.average_bp,
            },
            "ikm": {"value_idr": row.ikm.value_idr, "share_bp": row.ikm.share_bp},
            "evidence": {f"{strength.value}_idr": value for strength, value in row.evidence.items()},
        },
        "by_category": [
            {"category": c.name, "sales": _values(c.figures, Measure.SALES), "stock": _values(c.figures, Measure.STOCK)}
            for c in row.categories
        ],
    }


def _by_origin(figures: "Figures", measure: "Measure") -> dict[str, dict[str, int | None]]:
    shares = figures.shares(measure)
    return {state.value: {"value_idr": value, "share_bp": shares[state]} for state, value in figures.values(measure).items()}


def _values(figures: "Figures", measure: "Measure") -> dict[str, int]:
    return {f"{state.value}_idr": value for state, value in figures.values(measure).items()}
