"""Commands on who works in the shop: add, pin, leave, back, list."""

import argparse

from pos_app.cli.main import Answer, Call, Commands
from pos_app.domain.person import Person, Role
from pos_app.texts import gettext as _


def register(commands: Commands) -> None:
    """Adds the group's commands."""
    group = commands.group("people", text=_("who works here: add, pin, leave, back, list"))
    group.add("add", _add, text=_("take a person on"), arguments=_add_arguments)
    group.add("pin", _pin, text=_("give a person a PIN, or none"), arguments=_pin_arguments)
    group.add("leave", _leave, text=_("a person works here no more"), arguments=_name_argument)
    group.add("back", _back, text=_("a person works here again"), arguments=_name_argument)
    group.add("list", _list, text=_("everybody"))


def _name_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME")


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    _name_argument(parser)
    parser.add_argument("--role", choices=[role.value for role in Role], default=Role.CASHIER.value)
    parser.add_argument("--pin", metavar="DIGITS")


def _pin_arguments(parser: argparse.ArgumentParser) -> None:
    _name_argument(parser)
    given = parser.add_mutually_exclusive_group(required=True)
    given.add_argument("--pin", metavar="DIGITS")
    given.add_argument("--none", action="store_true", help=_("ask for no PIN"))


def _document(person: Person) -> dict[str, object]:
    return {"name": person.name, "role": person.role.value, "pin": person.guarded, "archived": person.archived}


def _line(person: Person) -> str:
    words = {Role.OWNER: _("owner"), Role.CASHIER: _("cashier")}
    parts = (person.name, words[person.role], "PIN" if person.guarded else "", _("left") if person.archived else "")
    return "  ".join(filter(None, parts))


def _answer(person: Person) -> Answer:
    return Answer(_document(person), [_line(person)])


def _add(call: Call) -> Answer:
    from pos_app.services import people

    with call.shop() as shop:
        return _answer(people.add(shop, call.actor, call.args.name, Role(call.args.role), pin=call.args.pin))


def _pin(call: Call) -> Answer:
    from pos_app.services import people

    with call.shop() as shop:
        return _answer(people.set_pin(shop, call.actor, call.args.name, call.args.pin))


def _leave(call: Call) -> Answer:
    from pos_app.services import people

    with call.shop() as shop:
        return _answer(people.archive(shop, call.actor, call.args.name))


def _back(call: Call) -> Answer:
    from pos_app.services import people

    with call.shop() as shop:
        return _answer(people.archive(shop, call.actor, call.args.name, archived=False))


def _list(call: Call) -> Answer:
    from pos_app.services import people

    with call.shop() as shop:
        found = people.everybody(shop)
    return Answer(
        {"people": [_document(person) for person in found]}, [_line(person) for person in found] or [_("Only the owner, without a PIN.")]
    )
