"""Commands on the stock's papers: goods in, goods out other than by selling, corrections, lists."""

import argparse
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pos_app import formatting, texts
from pos_app.cli.main import Answer, Call, Commands
from pos_app.errors import Refused
from pos_app.texts import gettext as _

if TYPE_CHECKING:
    from pos_app.domain.receiving import Receiving
    from pos_app.domain.stock_document import DocumentKind, StockDocument
    from pos_app.services.shop import Shop
    from pos_app.services.stock_documents import Posting

_LINE: Final = re.compile(r"(?P<code>.+)\*(?P<qty>[^*@,]+)(?:@(?P<cost>[^@,]+))?(?P<more>(?:,(?:expires|batch)=[^,]*)*)")


def register_in(group: Commands) -> None:
    """Adds these commands to the group of the stock."""
    group.add("breakage", _breakage, text=_("take broken or spoilt goods out"), arguments=_out_arguments)
    group.add("use", _use, text=_("take goods out for the shop's own use"), arguments=_out_arguments)
    group.add("transfer", _transfer, text=_("hand goods to another shop"), arguments=_transfer_arguments)
    group.add("return", _return, text=_("send goods back to a supplier; it lowers what is owed"), arguments=_return_arguments)
    group.add("correct", _correct, text=_("take a paper back, whole, in lines, or its cost"), arguments=_correct_arguments)
    group.add("papers", _papers, text=_("papers that moved goods, the latest first"), arguments=_papers_arguments)
    group.add("paper", _paper, text=_("one paper with its lines, as text or PDF"), arguments=_paper_arguments)


def _out_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("items", metavar="CODE*QTY[,batch=B]", nargs="+")
    parser.add_argument("--why", metavar="TEXT", required=True)


def _transfer_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("to", metavar="SHOP")
    _out_arguments(parser)


def _return_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("supplier", metavar="SUPPLIER")
    parser.add_argument("items", metavar="CODE*QTY[@CREDIT][,batch=B]", nargs="+")
    parser.add_argument("--why", metavar="TEXT", required=True)


def _correct_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="NUMBER")
    parser.add_argument("items", metavar="CODE[*QTY]", nargs="*", help=_("without any: all that still stands"))
    parser.add_argument("--cost", metavar="CODE=N", action="append", default=[], help=_("the right cost of one of its unit"))
    parser.add_argument("--why", metavar="TEXT", required=True)


def _papers_arguments(parser: argparse.ArgumentParser) -> None:
    from pos_app.domain.stock_document import DocumentKind

    parser.add_argument("--kind", choices=[str(kind) for kind in DocumentKind])
    parser.add_argument("--supplier", metavar="NAME", default="")
    parser.add_argument("--find", metavar="TEXT", default="", help=_("words of a number, a name, the reason or the goods"))
    parser.add_argument("--from", metavar="D", dest="first")
    parser.add_argument("--to", metavar="D", dest="last")


def _paper_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="NUMBER")
    parser.add_argument("--pdf", metavar="FILE", type=Path)


def receive_arguments(parser: argparse.ArgumentParser) -> None:
    """A receiving of one article, or a whole paper by `--line`."""
    parser.add_argument("code", metavar="CODE", nargs="?")
    parser.add_argument("qty", metavar="QTY", nargs="?")
    parser.add_argument("--cost", metavar="N", help=_("cost of one unit of that code, in rupiah"))
    line = _("a line of a whole paper, once for each; the code may be a package's 2D code, which carries batch and date")
    parser.add_argument("--line", metavar="CODE*QTY@COST[,expires=D][,batch=B]", action="append", default=[], dest="items", help=line)
    parser.add_argument("--supplier", metavar="NAME", default="")
    parser.add_argument("--doc", metavar="NUMBER", default="", help=_("the supplier's own number"))
    parser.add_argument("--date", metavar="D", help=_("the supplier's own date"))
    parser.add_argument("--due", metavar="D", help=_("when it is to be paid; left out, as agreed with the supplier"))
    parser.add_argument("--discount", metavar="N", default="0")
    parser.add_argument("--freight", metavar="N", default="0")


def receive(call: Call) -> Answer:
    """Posts a receiving of one or many lines."""
    from pos_app.services import receiving

    items = list(call.args.items)
    if call.args.code is not None:
        if call.args.qty is None or call.args.cost is None or items:
            raise Refused("receive_one_or_lines")
        items = [f"{call.args.code}*{call.args.qty}@{call.args.cost}"]
    with call.shop() as shop:
        posting = receiving.post(shop, call.actor, _with_lines(shop, _draft(shop, call), items))
        if call.args.code is not None:
            return _one_article(shop, posting)
    return _posted(posting)


def _draft(shop: "Shop", call: Call) -> "Receiving":
    from dataclasses import replace

    from pos_app.domain import days
    from pos_app.services import receiving

    args = call.args
    return replace(
        receiving.fresh(shop),
        supplier=args.supplier,
        their_number=args.doc,
        their_date=days.parse_day(args.date) if args.date else None,
        due=days.parse_day(args.due) if args.due else None,
        discount_idr=formatting.parse_rupiah(args.discount, "en"),
        freight_idr=formatting.parse_rupiah(args.freight, "en"),
    )


def _with_lines(shop: "Shop", draft: "Receiving", items: Sequence[str]) -> "Receiving":
    from pos_app.domain import days, receiving
    from pos_app.domain.receiving import Carried, carried_by
    from pos_app.services import article_fields, lookup, stock_documents
    from pos_app.services.settings import today

    for item in items:
        line = _LINE.fullmatch(item)
        if line is None or line["cost"] is None:
            raise Refused("not_a_line", text=item)
        more = _more(line["more"])
        with shop.uow.read() as u:
            found = stock_documents.goods_of(u, line["code"], day=today(shop, u))
        carried = carried_by(line["code"])
        expires = days.parse_day(more["expires"]) if more.get("expires") else carried.expires
        cost = article_fields.read_cost(line["cost"])
        carried = Carried(more.get("batch") or carried.batch, expires)
        draft, _key = receiving.add(draft, found, lookup.quantity(line["qty"]), unit_cost=cost, carried=carried, separate=True)
    return draft


def _more(text: str) -> dict[str, str]:
    return {name: value for name, _is, value in (part.partition("=") for part in text.split(",") if part)}


def _one_article(shop: "Shop", posting: "Posting") -> Answer:
    from pos_app.services import stock

    (line,) = posting.document.lines
    product = stock.card(shop, line.code).product
    said = _("{name}: now {qty} {unit} in stock.").format(
        name=product.name, qty=formatting.qty(product.on_hand or 0, texts.language()), unit=product.unit
    )
    document = {
        "uid": product.uid,
        "on_hand_milli": product.on_hand,
        "average_cost_e4": product.average_cost,
        "last_cost_e4": product.last_cost,
        "document": posting.document.number,
    }
    return Answer(document, [said], _past_their_day(posting))


# ---------------------------------------------------------------- goods out, corrections


def _breakage(call: Call) -> Answer:
    from pos_app.domain.stock_document import DocumentKind

    return _taken_out(call, DocumentKind.BREAKAGE)


def _use(call: Call) -> Answer:
    from pos_app.domain.stock_document import DocumentKind

    return _taken_out(call, DocumentKind.OWN_USE)


def _transfer(call: Call) -> Answer:
    from pos_app.domain.stock_document import DocumentKind

    return _taken_out(call, DocumentKind.TRANSFER_OUT, other_shop=call.args.to)


def _return(call: Call) -> Answer:
    from pos_app.domain.stock_document import DocumentKind

    return _taken_out(call, DocumentKind.SUPPLIER_RETURN, supplier=call.args.supplier)


def _taken_out(call: Call, kind: "DocumentKind", **to: str) -> Answer:
    from pos_app.services import article_fields, lookup, stock_documents
    from pos_app.services.stock_documents import Out

    goods = []
    for item in call.args.items:
        line = _LINE.fullmatch(item)
        if line is None:
            raise Refused("not_goods_out", text=item)
        cost = article_fields.read_cost(line["cost"]) if line["cost"] else None
        goods.append(Out(line["code"], lookup.quantity(line["qty"]), cost, _more(line["more"]).get("batch") or None))
    with call.shop() as shop:
        posting = stock_documents.take_out(shop, call.actor, kind, goods, why=call.args.why, **to)
    return _posted(posting)


def _correct(call: Call) -> Answer:
    from pos_app.services import article_fields, lookup, stock_corrections
    from pos_app.services.stock_corrections import Correction

    costs = {}
    for text in call.args.cost:
        code, _is, cost = text.rpartition("=")
        costs[code] = article_fields.read_cost(cost)
    wrong = []
    for item in call.args.items:
        code, star, qty = item.rpartition("*")
        code, size = (code, lookup.quantity(qty)) if star else (item, None)
        wrong.append(Correction(code, size, costs.pop(code, None)))
    wrong += [Correction(code, None, cost) for code, cost in costs.items()]
    with call.shop() as shop:
        posting = stock_corrections.correct(shop, call.actor, call.args.number, wrong, why=call.args.why)
    return _posted(posting)


def _posted(posting: "Posting") -> Answer:
    warning = _("{name} is below zero now.")
    return Answer(
        paper_document(posting.document) | {"below_zero": list(posting.short)},
        paper_lines(posting.document),
        [*(warning.format(name=name) for name in posting.short), *_past_their_day(posting)],
    )


def _past_their_day(posting: "Posting") -> list[str]:
    warning, speech = _("{name} came in past its day, {day}."), texts.language()
    return [warning.format(name=name, day=formatting.day(day, speech)) for name, day in posting.document.came_past_their_day]


# ---------------------------------------------------------------- lists


def _papers(call: Call) -> Answer:
    from pos_app.domain import days
    from pos_app.domain.days import Period
    from pos_app.domain.stock_document import DocumentKind
    from pos_app.services import stock_documents
    from pos_app.services.move_words import reason_word

    args = call.args
    period = None
    if args.first or args.last:
        if not (args.first and args.last):
            raise Refused("period_missing")
        period = Period(days.parse_day(args.first), days.parse_day(args.last))
    kinds = [DocumentKind(args.kind)] if args.kind else []
    with call.shop() as shop:
        found = stock_documents.listed(shop, kinds=kinds, supplier=args.supplier, period=period, text=args.find, most=1000)
    speech = texts.language()
    lines = [
        "  ".join(
            x
            for x in (p.number, reason_word(p.kind), formatting.rupiah(p.total_idr, speech), p.supplier or p.other_shop or "", p.why or "")
            if x
        )
        for p in found
    ]
    return Answer({"papers": [paper_document(paper) for paper in found]}, lines)


def _paper(call: Call) -> Answer:
    from pos_app.services import stock_documents, stock_papers

    with call.shop() as shop:
        if call.args.pdf is not None:
            stock_papers.save_pdf(shop, call.args.number, call.args.pdf)
        whole = stock_documents.show(shop, call.args.number)
    document = paper_document(whole.document) | {"corrections": list(whole.corrections)}
    for line, known in zip(document["lines"], whole.document.lines, strict=True):
        line["standing_milli"] = whole.standing.get(known.id) if known.id is not None else None
    return Answer(document, paper_lines(whole.document))


def paper_document(paper: "StockDocument") -> dict[str, Any]:
    """A stock paper as one document."""
    return {
        "number": paper.number,
        "uid": paper.uid,
        "kind": str(paper.kind),
        "at": paper.at.isoformat(timespec="seconds"),
        "business_day": paper.business_day.isoformat(),
        "person": paper.person,
        "supplier": paper.supplier,
        "their_number": paper.their_number,
        "their_date": _iso(paper.their_date),
        "due": _iso(paper.due),
        "other_shop": paper.other_shop,
        "corrects": paper.counters,
        "why": paper.why,
        "discount_idr": paper.discount_idr,
        "freight_idr": paper.freight_idr,
        "total_idr": paper.total_idr,
        "lines": [
            {
                "uid": x.product_uid,
                "code": x.code,
                "name": x.name,
                "unit": x.unit,
                "qty_milli": x.qty,
                "base_qty_milli": x.base_qty,
                "unit_cost_e4": x.unit_cost,
                "cost_e4": x.cost,
                "amount_idr": x.amount_idr,
                "batch": x.batch,
                "expires": _iso(x.expires),
            }
            for x in paper.lines
        ],
    }


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None


def paper_lines(paper: "StockDocument") -> list[str]:
    """A stock paper for people."""
    speech = texts.language()
    lines = [
        f"{x.code}  {x.name}  {formatting.qty(x.qty, speech)} {x.unit}"
        + ("" if x.unit_cost is None else f" @{formatting.cost(x.unit_cost, speech)}  {formatting.rupiah(x.amount_idr, speech)}")
        for x in paper.lines
    ]
    return [*lines, f"{paper.number}: {formatting.rupiah(paper.total_idr, speech)}"]
