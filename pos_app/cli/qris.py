"""Commands on the shop's QRIS: set, show, code, drop."""

import argparse
from pathlib import Path

from pos_app import files
from pos_app.cli.main import Answer, Call, Commands
from pos_app.cli.till import amount
from pos_app.errors import Refused
from pos_app.texts import gettext as _


def register(commands: Commands) -> None:
    """Adds the group's commands."""
    group = commands.group("qris", text=_("the shop's QRIS: set, show, code, drop"))
    group.add("set", _set, text=_("keep the shop's static code"), arguments=_set_arguments)
    group.add("show", _show, text=_("whose code is kept"))
    group.add("code", _code, text=_("the code of one payment"), arguments=_code_arguments)
    group.add("drop", _drop, text=_("forget the shop's code"))


def _set_arguments(parser: argparse.ArgumentParser) -> None:
    given = parser.add_mutually_exclusive_group(required=True)
    given.add_argument("--text", metavar="PAYLOAD", help=_("what the code says"))
    given.add_argument("--picture", metavar="FILE", type=Path, help=_("a picture of the code"))


def _code_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("amount", metavar="N")
    parser.add_argument("--png", metavar="FILE.png", type=Path)


def _set(call: Call) -> Answer:
    from pos_app.services import qris_codes

    with call.shop() as shop:
        if call.args.picture:
            kept = qris_codes.keep_picture(shop, call.actor, call.args.picture)
        else:
            kept = qris_codes.keep(shop, call.actor, call.args.text)
    return Answer({"name": kept.name, "city": kept.city}, [f"{kept.name}, {kept.city}"])


def _show(call: Call) -> Answer:
    from pos_app.services import qris_codes

    with call.shop() as shop:
        kept = qris_codes.kept(shop)
    if kept is None:
        raise Refused("no_qris_kept")
    return Answer({"name": kept.name, "city": kept.city, "payload": kept.payload}, [f"{kept.name}, {kept.city}"])


def _code(call: Call) -> Answer:
    from pos_app.services import qris_codes

    asked, path = amount(call.args.amount), call.args.png
    if path:
        files.ready(path)
    with call.shop() as shop:
        payload = qris_codes.for_amount(shop, asked)
    if path:
        files.write(path, qris_codes.picture(payload))
    return Answer({"payload": payload, "png": str(path) if path else None}, [payload])


def _drop(call: Call) -> Answer:
    from pos_app.services import qris_codes

    with call.shop() as shop:
        qris_codes.drop(shop, call.actor)
    return Answer({}, [_("The shop's QRIS is forgotten.")])
