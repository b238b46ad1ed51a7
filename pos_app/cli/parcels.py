"""Commands on parcels: parcel set, show, dissolve, list."""

import argparse
from typing import TYPE_CHECKING, Any

from pos_app import formatting, texts
from pos_app.cli.main import Answer, Call, Commands
from pos_app.texts import gettext as _
from pos_app.texts import ngettext

if TYPE_CHECKING:
    from pos_app.services.parcels import Parcel


def register(commands: Commands) -> None:
    """Adds the group's commands."""
    group = commands.group("parcel", text=_("hampers: sold as one, counted as their parts"))
    group.add("set", _set, text=_("say what a parcel holds"), arguments=_set_arguments)
    group.add("show", _show, text=_("what a parcel holds, and how many the stock makes"), arguments=_code)
    group.add("dissolve", _dissolve, text=_("make a parcel goods again"), arguments=_code)
    group.add("list", _list, text=_("every parcel"))


def _code(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE")


def _set_arguments(parser: argparse.ArgumentParser) -> None:
    _code(parser)
    parser.add_argument("parts", metavar="CODE[*QTY]", nargs="+")


def _set(call: Call) -> Answer:
    from pos_app.services import parcels

    with call.shop() as shop:
        parcel, _changes = parcels.define(shop, call.actor, call.args.code, call.args.parts)
    return Answer(_document(parcel), _told(parcel))


def _show(call: Call) -> Answer:
    from pos_app.services import parcels

    with call.shop() as shop:
        parcel = parcels.show(shop, call.args.code)
    return Answer(_document(parcel), _told(parcel))


def _dissolve(call: Call) -> Answer:
    from pos_app.services import parcels

    with call.shop() as shop:
        product, _changes = parcels.dissolve(shop, call.actor, call.args.code)
    return Answer({"uid": product.uid, "kind": product.kind}, [_("{name} is goods again.").format(name=product.name)])


def _list(call: Call) -> Answer:
    from pos_app.services import parcels

    with call.shop() as shop:
        found = parcels.listed(shop)
    return Answer({"parcels": [_document(parcel) for parcel in found]}, [line for parcel in found for line in _told(parcel)])


def _document(parcel: "Parcel") -> dict[str, Any]:
    return {
        "uid": parcel.product.uid,
        "code": parcel.product.code,
        "name": parcel.product.name,
        "price_idr": parcel.product.price_idr,
        "apart_idr": parcel.apart_idr,
        "possible": parcel.possible,
        "parts": [{"code": p.product.code, "name": p.product.name, "qty_milli": p.qty} for p in parcel.product.parts],
    }


def _told(parcel: "Parcel") -> list[str]:
    speech = texts.language()
    made = ngettext("{n} can be made from the stock", "{n} can be made from the stock", parcel.possible)
    price = formatting.DASH if parcel.product.price_idr is None else formatting.rupiah(parcel.product.price_idr, speech)
    said = _("{name}: {price}, its parts apart {apart}").format(
        name=parcel.product.name, price=price, apart=formatting.rupiah(parcel.apart_idr, speech)
    )
    lines = [f"{said}; {made.format(n=parcel.possible)}"]
    return lines + [f"  {formatting.qty(p.qty, speech)} {p.product.unit}  {p.product.name}" for p in parcel.product.parts]
