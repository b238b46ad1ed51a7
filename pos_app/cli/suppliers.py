"""Commands on suppliers: list, show, add, set."""

import argparse
from typing import Any

from pos_app import texts
from pos_app.cli.main import Answer, Call, Commands
from pos_app.cli.shop import pairs_of
from pos_app.domain.supplier import Supplier
from pos_app.texts import gettext as _


def register(commands: Commands) -> None:
    """Adds the group's commands."""
    group = commands.group("supplier", text=_("whom the shop buys from: list, show, add, set"))
    group.add("list", _list, text=_("every supplier with how many articles it brings"))
    group.add("show", _show, text=_("one supplier"), arguments=_name)
    group.add("add", _add, text=_("a new supplier: phone=… due_days=14"), arguments=_fields)
    group.add("set", _set, text=_("change a supplier: name=… phone=… due_days=14 archived=yes"), arguments=_fields)


def _name(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME")


def _fields(parser: argparse.ArgumentParser) -> None:
    _name(parser)
    parser.add_argument("pairs", metavar="FIELD=VALUE", nargs="*")


def _document(supplier: Supplier) -> dict[str, Any]:
    return {
        "name": supplier.name, "phone": supplier.phone, "contact": supplier.contact, "address": supplier.address,
        "due_days": supplier.due_days, "note": supplier.note, "archived": supplier.archived,
    }  # fmt: skip


def _line(supplier: Supplier) -> str:
    days = texts.ngettext("due after {n} day", "due after {n} days", supplier.due_days or 0).format(n=supplier.due_days)
    said = (
        supplier.name,
        supplier.contact,
        supplier.phone,
        supplier.address,
        days if supplier.due_days is not None else None,
        supplier.note,
    )
    return " · ".join(part for part in said if part)


def _list(call: Call) -> Answer:
    from pos_app.services import suppliers

    with call.shop() as shop:
        found = suppliers.listed(shop, archived=True)
    rows = [_document(x.supplier) | {"articles": x.articles} for x in found]
    articles = [texts.ngettext("{n} article", "{n} articles", x.articles).format(n=x.articles) for x in found]
    return Answer({"suppliers": rows}, [f"{_line(x.supplier)} · {said}" for x, said in zip(found, articles, strict=True)])


def _show(call: Call) -> Answer:
    from pos_app.services import suppliers

    with call.shop() as shop:
        found = suppliers.show(shop, call.args.name)
    return Answer(_document(found), [_line(found)])


def _add(call: Call) -> Answer:
    from pos_app.services import suppliers

    with call.shop() as shop:
        made, _changes = suppliers.add(shop, call.actor, call.args.name, pairs_of(call.args.pairs))
    return Answer(_document(made), [_line(made)])


def _set(call: Call) -> Answer:
    from pos_app.services import suppliers

    with call.shop() as shop:
        changed, _changes = suppliers.change(shop, call.actor, call.args.name, pairs_of(call.args.pairs))
    return Answer(_document(changed), [_line(changed)])
