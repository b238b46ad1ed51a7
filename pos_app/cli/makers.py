"""Commands on makers: list, merge, statement, review, confirm, withdraw."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos_app import files, formatting, texts
from pos_app.cli.main import Answer, Call, Commands
from pos_app.texts import gettext as _
from pos_app.texts import ngettext

if TYPE_CHECKING:
    from pos_app.services.makers import MakerRow, Proposed, Reviewed, Statement

_STANDS = {
    "open": texts.N_("nothing proves it yet"),
    "agrees": texts.N_("other evidence agrees"),
    "differs": texts.N_("other evidence says otherwise"),
    "confirmed": texts.N_("confirmed"),
}


def register(commands: Commands) -> None:
    """Adds the group's commands."""
    group = commands.group("maker", text=_("makers and brands, and what makers have signed about their goods"))
    group.add("list", _list, text=_("every maker with its goods; --alike: names that may be one"), arguments=_list_arguments)
    group.add("merge", _merge, text=_("make several spellings one"), arguments=_merge_arguments)
    group.add("made-by", _made_by, text=_("say who makes the goods of a brand"), arguments=_made_by_arguments)
    group.add("place", _place, text=_("say in which village or place a maker is"), arguments=_place_arguments)
    group.add("statement", _statement, text=_("record what a maker has signed about its goods"), arguments=_statement_arguments)
    group.add("review", _review, text=_("a statement with every article of its maker, exceptions first"), arguments=_document_arguments)
    group.add("confirm", _confirm, text=_("take a statement as weak evidence of articles"), arguments=_confirm_arguments)
    group.add("withdraw", _withdraw, text=_("take a statement back"), arguments=_withdraw_arguments)


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--brands", action="store_true", help=_("brands instead of makers"))
    parser.add_argument("--alike", action="store_true", help=_("only names that may be one written in many ways"))


def _merge_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kept", metavar="NAME")
    parser.add_argument("gone", metavar="SPELLING", nargs="+")
    parser.add_argument("--brands", action="store_true", help=_("brands instead of makers"))


def _made_by_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("brand", metavar="BRAND")
    parser.add_argument("maker", metavar="NAME", help=_("goods of the brand that have a maker already keep it"))


def _place_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("maker", metavar="NAME")
    parser.add_argument("place", metavar="PLACE", help=_('nothing ("") takes it away'))


def _document_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("maker", metavar="NAME")
    parser.add_argument("--document", metavar="TEXT", required=True)


def _statement_arguments(parser: argparse.ArgumentParser) -> None:
    _document_arguments(parser)
    parser.add_argument("--signed-on", metavar="YYYY-MM-DD", required=True)
    parser.add_argument("--signed-by", metavar="PERSON", required=True)
    parser.add_argument("--state", metavar="domestic|imported", default="domestic")
    parser.add_argument("--country", metavar="ID")
    parser.add_argument("--place", metavar="TEXT", help=_("where the goods are made"))
    parser.add_argument("--materials", metavar="TEXT", help=_("main materials and where they come from"))
    parser.add_argument("--attach", metavar="FILE", type=Path, help=_("a photo of it, or a PDF of at most 2 MB"))


def _confirm_arguments(parser: argparse.ArgumentParser) -> None:
    _document_arguments(parser)
    parser.add_argument("--only", metavar="CODE", action="append", help=_("this article alone; may be repeated"))


def _withdraw_arguments(parser: argparse.ArgumentParser) -> None:
    _document_arguments(parser)
    parser.add_argument("--why", metavar="TEXT", required=True)


def _list(call: Call) -> Answer:
    from pos_app.services import makers

    kind = makers.Named.BRAND if call.args.brands else makers.Named.MAKER
    with call.shop() as shop:
        if call.args.alike:
            found = makers.alike(shop, kind)
            document = {"alike": [{"keep": x.keep.name, "others": [o.name for o in x.others]} for x in found]}
            return Answer(document, [f"{x.keep.name} ← {' · '.join(o.name for o in x.others)}" for x in found])
        rows = makers.listed(shop, kind)
    return Answer({"makers": [_row(row) for row in rows]}, [_row_line(row) for row in rows])


def _row(row: "MakerRow") -> dict[str, Any]:
    states = {state.value: count for state, count in row.states.items()}
    return {
        "name": row.name,
        "articles": row.articles,
        "states": states,
        "size": row.size,
        "regency": row.regency,
        "place": row.place,
        "statements": row.statements,
    }


def _row_line(row: "MakerRow") -> str:
    articles = ngettext("{n} article", "{n} articles", row.articles).format(n=formatting.number(row.articles, texts.language()))
    signed = ngettext("{n} statement", "{n} statements", row.statements).format(n=row.statements) if row.statements else ""
    return " · ".join(part for part in (row.name, row.place, articles, signed) if part)


def _place(call: Call) -> Answer:
    from pos_app.services import makers

    args = call.args
    with call.shop() as shop:
        makers.set_place(shop, call.actor, args.maker, args.place)
    return Answer({"maker": args.maker, "place": args.place or None}, [" · ".join(filter(None, (args.maker, args.place)))])


def _made_by(call: Call) -> Answer:
    from pos_app.services import makers

    args = call.args
    with call.shop() as shop:
        told, _changes = makers.made_by(shop, call.actor, args.brand, args.maker)
    said = ngettext("{n} article is now of {name}.", "{n} articles are now of {name}.", told).format(n=told, name=args.maker)
    return Answer({"brand": args.brand, "maker": args.maker, "articles": told}, [said])


def _merge(call: Call) -> Answer:
    from pos_app.services import makers

    args = call.args
    kind = makers.Named.BRAND if args.brands else makers.Named.MAKER
    with call.shop() as shop:
        moved, _changes = makers.merge(shop, call.actor, args.kept, args.gone, kind=kind)
    told = ngettext("{n} article is now of {name}.", "{n} articles are now of {name}.", moved).format(n=moved, name=args.kept)
    return Answer({"name": args.kept, "merged": args.gone, "articles": moved}, [told])


def _statement(call: Call) -> Answer:
    from pos_app.domain import days
    from pos_app.domain.evidence_entry import chosen_state
    from pos_app.domain.origin import State
    from pos_app.services import makers

    args = call.args
    attached = (args.attach.name, files.read(args.attach)) if args.attach else None
    with call.shop() as shop:
        reviewed = makers.state_goods(
            shop, call.actor, args.maker,
            document=args.document, signed_on=days.parse_day(args.signed_on), signed_by=args.signed_by,
            state=chosen_state(args.state) or State.DOMESTIC, country=args.country,
            place=args.place, materials=args.materials, file=attached,
        )  # fmt: skip
    return _reviewed(reviewed)


def _review(call: Call) -> Answer:
    from pos_app.services import makers

    with call.shop() as shop:
        return _reviewed(makers.review(shop, call.args.maker, call.args.document))


def _confirm(call: Call) -> Answer:
    from pos_app.services import makers, products

    args = call.args
    with call.shop() as shop:
        ids = None if args.only is None else [products.show(shop, code).product.id for code in args.only]
        confirmed, reviewed, _changes = makers.confirm(shop, call.actor, args.maker, args.document, ids)
    answer = _reviewed(reviewed)
    told = ngettext("{n} article confirmed.", "{n} articles confirmed.", confirmed).format(n=confirmed)
    return Answer({**answer.document, "confirmed": confirmed}, [told, *answer.lines])


def _withdraw(call: Call) -> Answer:
    from pos_app.services import makers

    args = call.args
    with call.shop() as shop:
        lost, _changes = makers.withdraw_statement(shop, call.actor, args.maker, args.document, why=args.why)
    told = ngettext("{n} article lost this evidence.", "{n} articles lost this evidence.", lost).format(n=lost)
    return Answer({"maker": args.maker, "document": args.document, "articles": lost}, [told])


def _reviewed(reviewed: "Reviewed") -> Answer:
    said = reviewed.statement
    day = formatting.day(said.signed_on, texts.language())
    head = _("{maker}: {document}, signed by {person} on {day}").format(
        maker=said.maker, document=said.document, person=said.signed_by, day=day
    )  # fmt: skip
    goods = [f"{one.product.code} · {one.product.name} · {_(_STANDS[one.stands])}" for one in reviewed.goods]
    return Answer({"statement": _as_document(said), "goods": [_proposed(one) for one in reviewed.goods]}, [head, *goods])


def _as_document(said: "Statement") -> dict[str, Any]:
    return {
        "maker": said.maker, "document": said.document, "signed_on": said.signed_on.isoformat(), "signed_by": said.signed_by,
        "state": said.state, "country": said.country, "place": said.place, "materials": said.materials,
        "attachment": said.attachment, "withdrawn": said.withdrawn_why,
    }  # fmt: skip


def _proposed(one: "Proposed") -> dict[str, Any]:
    return {"code": one.product.code, "name": one.product.name, "stands": one.stands, "state": one.origin.state}
