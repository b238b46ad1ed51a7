"""Commands on stock: receive, count, show; those on its papers are in `stock_papers`, on what lies on the shelf in `stock_shelf`."""

import argparse
from pathlib import Path

from pos_app import formatting, texts
from pos_app.cli import stock_papers, stock_shelf
from pos_app.cli.main import Answer, Call, Commands
from pos_app.texts import gettext as _
from pos_app.texts import ngettext


def register(commands: Commands) -> None:
    """Adds the group's commands."""
    group = commands.group("stock", text=_("stock: receive, count, show"))
    whole = _("take goods in: CODE QTY --cost N, or a whole paper by --line CODE*QTY@COST ... with its supplier")
    group.add("receive", stock_papers.receive, text=whole, arguments=stock_papers.receive_arguments)
    group.add("count", count, text=_("book a counted list (barcode, stok)"), arguments=_file)
    group.add("show", _show, text=_("an article's stock and its latest moves"), arguments=_code)
    stock_papers.register_in(group)
    stock_shelf.register_in(group)


def _code(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE")


def _file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path)


def count(call: Call) -> Answer:
    """Books a counted list."""
    from pos_app.services import stock_count

    with call.shop() as shop:
        taken = stock_count.take(shop, call.actor, call.args.file)
    sheet = taken.sheet
    found = [(row.article, row.difference.qty) for row in sheet.differences if row.difference.qty]
    rows = [{"uid": article.uid, "code": article.code, "difference_milli": qty} for article, qty in found]
    speech = texts.language()
    lines = [f"{article.code}  {article.name}: {formatting.qty(qty, speech)}" for article, qty in found]
    said = ngettext("{n} article counted, {m} differ from the books.", "{n} articles counted, {m} differ from the books.", taken.articles)
    lines.append(said.format(n=taken.articles, m=len(rows)))
    document = {
        "counted": taken.articles,
        "differences": rows,
        "document": sheet.stocktake.number,
        "added_up": list(taken.added_up),
    }
    twice = [_("{code} stands on several rows of the list; they were added up.").format(code=code) for code in taken.added_up]
    return Answer(document, lines, twice)


def _show(call: Call) -> Answer:
    from pos_app.domain import days
    from pos_app.services import settings, stock
    from pos_app.services.move_words import reason_word

    with call.shop() as shop:
        card, zone = stock.card(shop, call.args.code), settings.card(shop).zone
    product, speech = card.product, texts.language()
    moves = [
        {"at": m.at, "reason": m.reason, "qty_milli": m.qty, "cost_e4": m.cost, "person": m.person, "document": m.document, "note": m.note}
        for m in card.moves
    ]
    document = {
        "uid": product.uid,
        "code": product.code,
        "on_hand_milli": product.on_hand,
        "average_cost_e4": product.average_cost,
        "moves": moves,
    }
    lines = [f"{product.name}: {formatting.qty(product.on_hand or 0, speech)} {product.unit}"]
    lines += [
        "  ".join(
            part
            for part in (
                formatting.instant(days.from_stamp(m.at), zone, speech),
                reason_word(m.reason),
                formatting.qty(m.qty, speech),
                "" if m.cost is None else f"@{formatting.cost(m.cost, speech)}",
                m.document or "",
                m.person,
                m.note or "",
            )
            if part
        )
        for m in card.moves
    ]
    return Answer(document, lines)
