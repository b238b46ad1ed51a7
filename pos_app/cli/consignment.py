"""Commands on consigned goods: agree, list, goods, deliver, return, spoilt, settle, statement, unsold, paper, release."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos_app import files, formatting, texts
from pos_app.cli import beside
from pos_app.cli.main import Answer, Call, Commands
from pos_app.errors import Refused
from pos_app.texts import gettext as _
from pos_app.texts import ngettext

if TYPE_CHECKING:
    from pos_app.domain.consignment import Agreed, Paper


def register(commands: Commands) -> None:
    """Adds the group's commands."""
    group = commands.group("consignment", text=_("goods of others on the shelf (titip jual)"))
    group.add("agree", _agree, text=_("whom goods are taken in from, and on what terms"), arguments=_agree_arguments)
    group.add("list", _list, text=_("everyone who brings goods, with what is owed"))
    group.add("goods", _goods, text=_("a consignor's articles and what lies here"), arguments=_name)
    group.add("deliver", _deliver, text=_("take goods in"), arguments=_deliver_arguments)
    group.add("return", _return, text=_("give unsold goods back"), arguments=_items)
    group.add("spoilt", _spoilt, text=_("write spoilt goods off"), arguments=_spoilt_arguments)
    group.add("settle", _settle, text=_("pay what is owed, or a part of it"), arguments=_settle_arguments)
    group.add("take-back", _take_back, text=_("take a settlement back"), arguments=_take_back_arguments)
    group.add("statement", _statement, text=_("sold and owed over a period"), arguments=_statement_arguments)
    group.add("unsold", _unsold, text=_("what has lain here too long"), arguments=_unsold_arguments)
    group.add("paper", _paper, text=_("a note or receipt again"), arguments=_paper_arguments)
    group.add("release", _release, text=_("an article is the shop's own again"), arguments=_code)


def _name(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME")


def _code(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE")


def _pdf(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pdf", metavar="FILE", type=Path)


def _items(parser: argparse.ArgumentParser) -> None:
    _name(parser)
    parser.add_argument("items", metavar="CODE[*QTY]", nargs="+")
    parser.add_argument("--person", metavar="NAME", default="", help=_("who signs on their side"))
    parser.add_argument("--note", metavar="TEXT", default="")
    _pdf(parser)


def _agree_arguments(parser: argparse.ArgumentParser) -> None:
    _name(parser)
    terms = parser.add_mutually_exclusive_group(required=True)
    terms.add_argument("--percent", metavar="20", help=_("commission in percent of the price"))
    terms.add_argument("--commission", metavar="N", help=_("commission in rupiah a piece"))
    terms.add_argument("--fixed", metavar="N", help=_("consignment price of a piece"))
    parser.add_argument("--agreed-on", metavar="YYYY-MM-DD")
    parser.add_argument("--spoilt-by", choices=("maker", "shop"), default="maker", help=_("whose loss spoilt goods are"))
    parser.add_argument("--settle-days", metavar="N", type=int, default=7)
    parser.add_argument("--unsold-days", metavar="N", type=int, default=14)
    for name in ("address", "phone", "agreement", "note"):
        parser.add_argument(f"--{name}", metavar="TEXT", default="")
    _pdf(parser)


def _deliver_arguments(parser: argparse.ArgumentParser) -> None:
    _items(parser)
    parser.add_argument("--number", metavar="TEXT", default="", help=_("number of their own note"))
    says = _("terms of one article: a percentage, a consignment price, or a commission with a minus")
    parser.add_argument("--terms", metavar="CODE=20%%|N|-N", action="append", default=[], help=says)


def _spoilt_arguments(parser: argparse.ArgumentParser) -> None:
    _name(parser)
    parser.add_argument("items", metavar="CODE[*QTY]", nargs="+")
    parser.add_argument("--why", metavar="TEXT", required=True)
    parser.add_argument("--by", choices=("maker", "shop"), help=_("whose loss it is, as agreed where it is left out"))
    _pdf(parser)


def _settle_arguments(parser: argparse.ArgumentParser) -> None:
    _name(parser)
    parser.add_argument("--amount", metavar="N", help=_("a part of what is owed"))
    parser.add_argument("--means", choices=("cash", "transfer", "qris"), default="cash")
    parser.add_argument("--from-safe", action="store_true", help=_("cash from the safe, not out of the drawer of the open shift"))
    parser.add_argument("--person", metavar="NAME", default="", help=_("who signs on their side"))
    parser.add_argument("--note", metavar="TEXT", default="")
    _pdf(parser)


def _take_back_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="NUMBER")
    parser.add_argument("--why", metavar="TEXT", required=True)
    _pdf(parser)


def _statement_arguments(parser: argparse.ArgumentParser) -> None:
    from pos_app.cli.periods import period_arguments

    _name(parser)
    period_arguments(parser)
    _pdf(parser)


def _unsold_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--days", metavar="N", type=int, help=_("longer than so many days, as agreed where it is left out"))


def _paper_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="NUMBER")
    _pdf(parser)


# ---------------------------------------------------------------- running


def _agree(call: Call) -> Answer:
    from pos_app.domain import days
    from pos_app.domain.consignment import Consignor, ConsignorId, Side
    from pos_app.services import consignment_papers, consignors, settings

    args = call.args
    _ready(call)
    agreed = _agreed(args)
    with call.shop() as shop:
        today = days.business_day(shop.clock(), settings.show(shop)["zone"])
        agreed_on = days.parse_day(args.agreed_on) if args.agreed_on else today
        who = Consignor(
            ConsignorId(0), args.name, agreed, agreed_on, Side(args.spoilt_by),
            args.settle_days, args.unsold_days, args.address, args.phone, args.agreement, args.note,
        )  # fmt: skip
        made, _changes = consignors.agree(shop, call.actor, who)
        pdf, warnings = beside.paper(
            made.name, args.pdf, lambda path: consignment_papers.save(path, consignment_papers.agreement(shop, made.name))
        )
    document = {"name": made.name, "terms": made.agreed.terms, "value": made.agreed.value, "agreed_on": made.agreed_on.isoformat()}
    return Answer(document | {"pdf": pdf}, [made.name], warnings)


def _agreed(args: argparse.Namespace) -> "Agreed":
    from pos_app.domain.consignment import Agreed, Terms
    from pos_app.services import consignors

    if args.percent is not None:
        return consignors.read_terms(f"{args.percent}%", "en")
    if args.commission is not None:
        return Agreed(Terms.RUPIAH, formatting.parse_rupiah(args.commission, "en"))
    return Agreed(Terms.FIXED, formatting.parse_rupiah(args.fixed, "en"))


def _ready(call: Call) -> None:
    """Refuses a paper that could not be written before anything is booked."""
    if call.args.pdf:
        files.ready(call.args.pdf)


def _list(call: Call) -> Answer:
    from pos_app.services import consignors

    speech = texts.language()
    with call.shop() as shop:
        rows = consignors.listed(shop)
    document = [
        {
            "name": x.who.name, "owed_idr": x.owed_idr, "articles": x.articles, "on_hand_milli": x.pieces,
            "settled_on": x.settled_on.isoformat() if x.settled_on else None, "is_due": x.is_due,
        }
        for x in rows
    ]  # fmt: skip
    due = _("time to settle")
    lines = [" · ".join([x.who.name, formatting.rupiah(x.owed_idr, speech), *([due] if x.is_due else [])]) for x in rows]
    return Answer({"consignors": document}, lines)


def _goods(call: Call) -> Answer:
    from pos_app.services import consignors

    speech = texts.language()
    with call.shop() as shop:
        rows = consignors.goods_of(shop, call.args.name)
    document = [{"code": p.code, "name": p.name, "terms": a.terms, "value": a.value, "on_hand_milli": here} for p, a, here in rows]
    lines = [f"{p.code} · {p.name} · {formatting.qty(here, speech)} {p.unit}" for p, _terms, here in rows]
    return Answer({"goods": document}, lines or [_("{name} has brought nothing yet.").format(name=call.args.name)])


def _deliver(call: Call) -> Answer:
    from pos_app.services import consignment, consignors

    args = call.args
    _ready(call)
    agreed = {}
    for text in args.terms:
        code, sign, value = text.rpartition("=")
        if not sign:
            raise Refused("terms_out_of_range")
        agreed[code] = consignors.read_terms(value, "en")
    with call.shop() as shop:
        made, _changes = consignment.deliver(
            shop, call.actor, args.name, args.items, agreed=agreed, their_number=args.number, their_person=args.person, note=args.note
        )
        return _told(call, shop, made)


def _return(call: Call) -> Answer:
    from pos_app.services import consignment

    args = call.args
    _ready(call)
    with call.shop() as shop:
        made, _changes = consignment.give_back(shop, call.actor, args.name, args.items, their_person=args.person, note=args.note)
        return _told(call, shop, made)


def _spoilt(call: Call) -> Answer:
    from pos_app.domain.consignment import Side
    from pos_app.services import consignment

    args = call.args
    _ready(call)
    with call.shop() as shop:
        whose = Side(args.by) if args.by else None
        made, _changes = consignment.spoil(shop, call.actor, args.name, args.items, why=args.why, whose=whose)
        return _told(call, shop, made)


def _settle(call: Call) -> Answer:
    from pos_app.domain.tender import Means
    from pos_app.services import consignment

    args = call.args
    _ready(call)
    amount = None if args.amount is None else formatting.parse_rupiah(args.amount, "en")
    with call.shop() as shop:
        made, _changes = consignment.settle(
            shop, call.actor, args.name, amount, means=Means(args.means), their_person=args.person, note=args.note, from_safe=args.from_safe
        )
        return _told(call, shop, made)


def _take_back(call: Call) -> Answer:
    from pos_app.services import consignment

    _ready(call)
    with call.shop() as shop:
        made, _changes = consignment.take_back(shop, call.actor, call.args.number, why=call.args.why)
        return _told(call, shop, made)


def _paper(call: Call) -> Answer:
    from pos_app.services import consignors

    with call.shop() as shop:
        return _told(call, shop, consignors.paper(shop, call.args.number))


def _told(call: Call, shop: Any, made: "Paper") -> Answer:
    from pos_app.services import consignment_papers

    pdf, warnings = beside.paper(
        made.number, call.args.pdf, lambda path: consignment_papers.save(path, consignment_papers.note(shop, made.number))
    )
    speech = texts.language()
    document = {
        "number": made.number, "kind": made.kind, "consignor": made.consignor.name, "day": made.day.isoformat(),
        "paid_idr": made.paid_idr, "owed_before_idr": made.owed_before_idr, "takes_back": made.counters or None, "pdf": pdf,
        "lines": [{"code": x.code, "name": x.name, "qty_milli": x.qty, "each_idr": x.each_idr, "owed_idr": x.owed_idr} for x in made.lines],
    }  # fmt: skip
    lines = [f"{x.code} · {x.name} · {formatting.qty(x.qty, speech)} {x.unit}" for x in made.lines]
    if made.paid_idr:
        left = formatting.rupiah(made.owed_before_idr - made.paid_idr, speech)
        said = _("{paid} taken back, {left} owed again") if made.counters else _("{paid} paid, {left} still owed")
        lines.append(said.format(paid=formatting.rupiah(abs(made.paid_idr), speech), left=left))
    return Answer(document, [f"{made.number} · {made.consignor.name}", *lines], warnings)


def _statement(call: Call) -> Answer:
    from pos_app.cli.periods import period_of
    from pos_app.services import consignment_papers, consignors

    args = call.args
    with call.shop() as shop:
        named = args.month or args.first or args.last
        period = period_of(args) if named else consignors.since_settled(shop, args.name)
        told = consignors.statement(shop, args.name, period)
        if args.pdf:
            consignment_papers.save(args.pdf, consignment_papers.statement(shop, args.name, period))
    account, speech = told.account, texts.language()
    articles = [
        {
            "code": told.products[x.product_id].code, "name": told.products[x.product_id].name, "before_milli": x.before,
            "delivered_milli": x.delivered, "sold_milli": x.sold, "returned_milli": x.returned, "spoilt_milli": x.spoilt,
            "after_milli": x.after, "owed_idr": x.owed_idr,
        }
        for x in account.articles
    ]  # fmt: skip
    document = {
        "consignor": told.who.name, "first": period.first.isoformat(), "last": period.last.isoformat(), "articles": articles,
        "before_idr": account.before_idr, "owed_idr": account.owed_idr, "paid_idr": account.paid_idr, "after_idr": account.after_idr,
        "pdf": str(args.pdf) if args.pdf else None,
    }  # fmt: skip
    lines = [
        f"{told.products[x.product_id].name} · {formatting.qty(x.sold, speech)} · {formatting.rupiah(x.owed_idr, speech)}"
        for x in account.articles
    ]
    return Answer(document, [*lines, _("Owed: {amount}").format(amount=formatting.rupiah(account.after_idr, speech))])


def _unsold(call: Call) -> Answer:
    from pos_app.domain.days import refuse_count
    from pos_app.services import consignors

    speech = texts.language()
    refuse_count(call.args.days or 0)
    with call.shop() as shop:
        rows = consignors.unsold(shop, days=call.args.days)
    document = [
        {
            "consignor": x.who.name, "code": x.product.code, "name": x.product.name, "qty_milli": x.qty,
            "since": x.since.isoformat(), "days": x.days,
        }
        for x in rows
    ]  # fmt: skip
    lines = [
        " · ".join(
            [
                x.who.name,
                x.product.name,
                f"{formatting.qty(x.qty, speech)} {x.product.unit}",
                ngettext("{n} day", "{n} days", x.days).format(n=x.days),
            ]
        )
        for x in rows
    ]
    return Answer({"unsold": document}, lines or [_("Nothing has lain here too long.")])


def _release(call: Call) -> Answer:
    from pos_app.services import consignment

    with call.shop() as shop:
        consignment.release(shop, call.actor, call.args.code)
    return Answer({"code": call.args.code}, [call.args.code])
