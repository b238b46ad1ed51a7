"""Commands on stocktakes: start, part, list, count, set, remove, close, reopen, show, post, discard."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos_app import formatting, texts
from pos_app.cli.main import Answer, Call, Commands
from pos_app.errors import Refused
from pos_app.texts import gettext as _
from pos_app.texts import ngettext

if TYPE_CHECKING:
    from pos_app.domain.stocktake import DifferenceRow, Sheet
    from pos_app.services.stocktake_counts import CountRow


def register(commands: Commands) -> None:
    """Adds the group's commands."""
    group = commands.group("stocktake", text=_("count the shop in parts while selling goes on"))
    group.add("start", _start, text=_("begin a stocktake"), arguments=_name)
    group.add("part", _add_part, text=_("add a part: a shelf, a room, a category"), arguments=_part_arguments)
    group.add("list", _list, text=_("the list of a part: PDF to write on, csv or xlsx to fill in"), arguments=_list_arguments)
    group.add("count", _count, text=_("count into a part, by code or from a filled-in list"), arguments=_count_arguments)
    group.add("set", _set, text=_("say how much of an article is in a part"), arguments=_set_arguments)
    group.add("remove", _remove, text=_("take an article out of a part"), arguments=_remove_arguments)
    group.add("close", _close, text=_("close a part; its differences may be seen"), arguments=_part)
    group.add("reopen", _reopen, text=_("open a closed part again"), arguments=_part)
    group.add("show", _show, text=_("how far it is, and what differs"), arguments=_show_arguments)
    group.add("post", _post, text=_("book the differences, once"), arguments=_post_arguments)
    group.add("discard", _discard, text=_("give the open stocktake up"), arguments=_why)


def _name(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME")


def _why(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--why", metavar="TEXT", required=True)


def _part(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("part", metavar="PART")


def _part_arguments(parser: argparse.ArgumentParser) -> None:
    _part(parser)
    parser.add_argument("--person", metavar="NAME", default="")
    parser.add_argument("--category", metavar="NAME", help=_("the part is to count this category"))
    parser.add_argument("--shelf", metavar="NAME", help=_("the part is to count this shelf"))


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    _part(parser)
    parser.add_argument("file", metavar="FILE", type=Path)


def _count_arguments(parser: argparse.ArgumentParser) -> None:
    _part(parser)
    parser.add_argument("items", metavar="CODE[*QTY]", nargs="*")
    parser.add_argument("--list", metavar="FILE", type=Path, help=_("a filled-in list (barcode, stok)"))
    parser.add_argument("--at", metavar="TIME", help=_("when the shelves of the list were counted: 2026-10-31T09:15"))


def _set_arguments(parser: argparse.ArgumentParser) -> None:
    _remove_arguments(parser)
    parser.add_argument("qty", metavar="QTY")


def _remove_arguments(parser: argparse.ArgumentParser) -> None:
    _part(parser)
    parser.add_argument("code", metavar="CODE")


def _show_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="NUMBER", nargs="?")
    parser.add_argument("--pdf", metavar="FILE.pdf", type=Path)


def _post_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--uncounted", choices=("leave", "zero"), help=_("articles nobody counted: leave them alone, or none is there"))


def _start(call: Call) -> Answer:
    from pos_app.domain import days
    from pos_app.services import stocktake

    with call.shop() as shop:
        made, _changes = stocktake.start(shop, call.actor, call.args.name)
    document = {"number": made.number, "name": made.name, "started_at": days.stamp(made.started_at)}
    return Answer(document, [_("{number} begun; add parts and count.").format(number=made.number)])


def _add_part(call: Call) -> Answer:
    from pos_app.domain.stocktake import Scope
    from pos_app.services import stocktake

    args = call.args
    with call.shop() as shop:
        made, _changes = stocktake.add_part(
            shop, call.actor, args.part, person=args.person, scope=Scope(args.category, args.shelf)
        )  # fmt: skip
    document = {"part": made.name, "person": made.person, "category": made.scope.category, "shelf": made.scope.shelf}
    return Answer(document, [_("Part {name}, counted by {person}.").format(name=made.name, person=made.person)])


def _list(call: Call) -> Answer:
    from pos_app.services import stocktake_papers

    with call.shop() as shop:
        articles = stocktake_papers.save_list(shop, call.args.part, call.args.file)
    told = ngettext("{n} article written to {file}.", "{n} articles written to {file}.", articles)
    return Answer({"articles": articles, "file": str(call.args.file)}, [told.format(n=articles, file=call.args.file)])


def _count(call: Call) -> Answer:
    from pos_app.domain import days
    from pos_app.services import settings, stock_count, stocktake_counts

    args = call.args
    if bool(args.items) == bool(args.list) or (args.at and not args.list):
        raise Refused("count_what")
    with call.shop() as shop:
        if args.list:
            at = days.parse_instant(args.at, settings.card(shop).zone) if args.at else None
            counted, again = stock_count.take_into(shop, call.actor, args.part, args.list, at=at)
            lines = [_said(row) for row in again]
            lines.append(ngettext("{n} article counted.", "{n} articles counted.", counted).format(n=counted))
            return Answer({"counted": counted, "again": [_row(row) for row in again]}, lines)
        rows = stocktake_counts.count_all(shop, call.actor, args.part, args.items)
    return Answer({"counted": len(rows), "rows": [_row(row) for row in rows]}, [_said(row) for row in rows])


def _set(call: Call) -> Answer:
    from pos_app.services import stocktake_counts

    args = call.args
    with call.shop() as shop:
        article = stocktake_counts.one(shop, args.code)
        row = stocktake_counts.set_qty(shop, call.actor, args.part, article, formatting.parse_qty(args.qty, "en"))
    return Answer(_row(row), [_said(row)])


def _remove(call: Call) -> Answer:
    from pos_app.services import stocktake_counts

    with call.shop() as shop:
        article = stocktake_counts.one(shop, call.args.code)
        stocktake_counts.remove(shop, call.actor, call.args.part, article)
    return Answer({}, [_("{code} is no longer counted in {part}.").format(code=call.args.code, part=call.args.part)])


def _close(call: Call) -> Answer:
    from pos_app.services import stocktake

    with call.shop() as shop:
        stocktake.close_part(shop, call.actor, call.args.part)
        return _answer(stocktake.sheet(shop))


def _reopen(call: Call) -> Answer:
    from pos_app.services import stocktake

    with call.shop() as shop:
        stocktake.reopen_part(shop, call.actor, call.args.part)
        return _answer(stocktake.sheet(shop))


def _show(call: Call) -> Answer:
    from pos_app.services import stocktake, stocktake_papers

    args = call.args
    with call.shop() as shop:
        if args.pdf is not None:
            stocktake_papers.save_result(shop, args.pdf, number=args.number)
        return _answer(stocktake.sheet(shop, args.number))


def _post(call: Call) -> Answer:
    from pos_app.domain.stocktake import Uncounted
    from pos_app.services import stocktake

    uncounted = Uncounted(call.args.uncounted) if call.args.uncounted else None
    with call.shop() as shop:
        sheet, _changes = stocktake.post(shop, call.actor, uncounted=uncounted)
    return _answer(sheet)


def _discard(call: Call) -> Answer:
    from pos_app.services import stocktake

    with call.shop() as shop:
        stocktake.discard(shop, call.actor, why=call.args.why)
        return _answer(stocktake.sheet(shop))


def _row(row: "CountRow") -> dict[str, Any]:
    return {
        "code": row.article.code,
        "name": row.article.name,
        "qty_milli": row.qty,
        "times": row.times,
        "belongs_to": row.belongs_to,
    }


def _said(row: "CountRow") -> str:
    said = f"{row.article.code}  {row.article.name}: {formatting.qty(row.qty, texts.language())} {row.article.unit}"
    if row.times > 1:
        said += " · " + _("counted {n} times, added up").format(n=row.times)
    if row.belongs_to:
        said += " · " + _("belongs to {part}").format(part=row.belongs_to)
    return said


def _answer(sheet: "Sheet") -> Answer:
    from pos_app.domain import days

    take, speech = sheet.stocktake, texts.language()
    document = {
        "number": take.number,
        "name": take.name,
        "state": take.state,
        "started_at": days.stamp(take.started_at),
        "ended_at": days.stamp(take.ended_at) if take.ended_at else None,
        "parts": [
            {
                "part": p.part.name,
                "person": p.part.person,
                "category": p.part.scope.category,
                "shelf": p.part.scope.shelf,
                "open": p.part.is_open,
                "counted": p.counted,
                "articles": p.articles,
            }
            for p in sheet.parts
        ],
        "counted": sheet.counted,
        "articles": sheet.articles,
        "waiting": sheet.waiting,
        "uncounted": sheet.uncounted,
        "sales": sheet.sales,
        "same": sheet.sums.same,
        "differences": [_difference(row) for row in sheet.differences],
        "short_idr": sheet.sums.short_idr,
        "over_idr": sheet.sums.over_idr,
        "net_idr": sheet.sums.net_idr,
        "without_cost": sheet.sums.without_cost,
    }
    lines = [f"{take.number}  {take.name}"]
    for p in sheet.parts:
        state = _("open") if p.part.is_open else _("closed")
        lines.append(f"  {p.part.name} ({p.part.person}): {p.counted}{'' if p.articles is None else f' / {p.articles}'} · {state}")
    lines += [f"{row.article.code}  {row.article.name}: {_spoken(row)}" for row in sheet.differences]
    lines.append(
        _("{same} as in the books; short {short}, over {over}, net {net}.").format(
            same=sheet.sums.same,
            short=formatting.rupiah(sheet.sums.short_idr, speech),
            over=formatting.rupiah(sheet.sums.over_idr, speech),
            net=formatting.rupiah(sheet.sums.net_idr, speech),
        )
    )
    if sheet.uncounted:
        lines.append(
            ngettext("{n} article with stock is not counted.", "{n} articles with stock are not counted.", sheet.uncounted).format(
                n=sheet.uncounted
            )
        )
    return Answer(document, lines)


def _difference(row: "DifferenceRow") -> dict[str, Any]:
    x = row.difference
    return {
        "code": row.article.code,
        "uid": row.article.uid,
        "name": row.article.name,
        "system_milli": x.system,
        "counted_milli": x.counted,
        "difference_milli": x.qty,
        "value_idr": x.value_idr,
        "parts": list(row.parts),
        "count_again": x.moved_between,
    }


def _spoken(row: "DifferenceRow") -> str:
    x, speech = row.difference, texts.language()
    said = f"{formatting.qty(x.system, speech)} → {formatting.qty(x.counted, speech)}"
    if x.value_idr is not None:
        said += f" ({formatting.rupiah(x.value_idr, speech)})"
    if x.moved_between:
        said += " · " + _("sold between two counts: count again")
    return said
