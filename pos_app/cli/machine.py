"""Commands on what belongs to this machine: its database, its till's name, its printer."""

import argparse
from dataclasses import asdict, replace

from pos_app import settings
from pos_app.cli.main import Answer, Call, Commands
from pos_app.errors import Refused
from pos_app.texts import gettext as _


def register(commands: Commands) -> None:
    """Adds the group's commands."""
    group = commands.group("machine", text=_("this machine: show, set database, till, printer"))
    group.add("show", _show, text=_("how this machine is set"))
    group.add("set", _set, text=_("change how this machine is set"), arguments=_set_arguments)


def _set_arguments(parser: argparse.ArgumentParser) -> None:
    forms = "printer=tcp:HOST[:9100] | serial:PORT[:BAUD] | usb:VENDOR:PRODUCT | windows:NAME | file:PATH; "
    forms += "scale= pole= scanner=serial:PORT[:BAUD] | tcp:HOST:PORT; customer_display= touch=on|off"
    parser.add_argument("values", metavar="KEY=VALUE", nargs="+", help=forms)


def _show(_call: Call) -> Answer:
    kept = asdict(settings.load())
    return Answer(kept, [f"{name}={value}" for name, value in kept.items()])


def _set(call: Call) -> Answer:
    kept = settings.load()
    given = dict(item.partition("=")[::2] for item in call.args.values)
    for name, value in given.items():
        if name not in asdict(kept):
            raise Refused("no_such_setting", name=name, known=", ".join(sorted(asdict(kept))))
        settings.check(name, value)
    if given.get("printer"):
        from pos_app.services import printing

        printing.printer(given["printer"])
    if given.keys() & {"scale", "pole", "scanner"}:
        from pos_app.services import devices

        for name, value in given.items():
            devices.check_line(name, value)
    settings.save(replace(kept, **given))
    return _show(call)
