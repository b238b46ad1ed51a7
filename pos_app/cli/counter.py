"""Commands on what stands at the counter: favourites of the touch board, the logo of receipts, scale and pole display."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos_app import formatting, settings, texts
from pos_app.cli.main import Answer, Call, Commands
from pos_app.texts import gettext as _

if TYPE_CHECKING:
    from pos_app.domain.product import Found


def register(commands: Commands) -> None:
    """Adds the group's commands."""
    group = commands.group("favourite", text=_("favourites of the touch board: list, set"))
    group.add("list", _list, text=_("what stands on the board first, and the categories"))
    group.add("set", _set, text=_("keep exactly these, in this order; none: what sells most often"), arguments=_codes)
    group = commands.group("logo", text=_("the logo of receipts: set, drop"))
    group.add("set", _logo, text=_("keep a PNG or JPEG as the shop's logo"), arguments=_logo_arguments)
    group.add("drop", _drop, text=_("receipts without a logo"))
    group = commands.group("device", text=_("this machine's scale and pole display: weigh, pole"))
    group.add("weigh", _weigh, text=_("the weight that rests on the scale"))
    group.add("pole", _pole, text=_("show the greeting on the pole display"))


def _codes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("codes", metavar="CODE", nargs="*")


def _logo_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--preview", metavar="FILE.png", type=Path, help=_("write what the paper will show"))


def _documents(found: Sequence["Found"]) -> list[dict[str, Any]]:
    return [{"code": x.code, "name": x.product.name, "price_idr": x.price_idr} for x in found]


def _list(call: Call) -> Answer:
    from pos_app.services import favourites

    with call.shop() as shop:
        board = favourites.board(shop)
    document = {"kept": board.kept, "favourites": _documents(board.favourites), "categories": list(board.categories)}
    return Answer(document, [f"{x.code}  {x.product.name}" for x in board.favourites])


def _set(call: Call) -> Answer:
    from pos_app.services import favourites

    with call.shop() as shop:
        found = favourites.replace(shop, call.actor, call.args.codes)
    return Answer({"favourites": _documents(found)}, [f"{x.code}  {x.product.name}" for x in found])


def _logo(call: Call) -> Answer:
    from pos_app import files
    from pos_app.cli import beside
    from pos_app.services import logo

    path = call.args.preview
    if path is not None:
        files.ready(path)
    with call.shop() as shop:
        logo.keep(shop, call.actor, call.args.file)
        written, warnings = beside.paper(call.args.file.name, path, lambda where: files.write(where, logo.preview(shop) or b""))
    return Answer({"preview": written}, [_("Receipts carry the logo {name}.").format(name=call.args.file.name)], warnings)


def _drop(call: Call) -> Answer:
    from pos_app.services import logo

    with call.shop() as shop:
        logo.drop(shop, call.actor)
    return Answer({}, [_("Receipts carry no logo.")])


def _weigh(_call: Call) -> Answer:
    from pos_app.services import devices

    weight = devices.weigh(devices.scale(settings.load().scale))
    return Answer({"weight_milli": weight}, [f"{formatting.qty(weight, texts.language())} kg"])


def _pole(call: Call) -> Answer:
    from pos_app.services import devices
    from pos_app.services import settings as shop_settings

    machine = settings.load()
    pole = devices.pole(machine.pole, machine.pole_commands)
    with call.shop() as shop:
        devices.greet(pole, shop_settings.card(shop))
    return Answer({}, [_("The pole display shows the greeting.")])
