"""Commands on the shop itself: init, settings, check, backup, restore, demo."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.cli.main import Answer, Call, Commands
from pos_app.errors import Refused
from pos_app.texts import gettext as _

if TYPE_CHECKING:
    from pos_app.services.shop import Shop


def register(commands: Commands) -> None:
    """Adds the group's commands."""
    commands.add("init", _init, text=_("make a new shop"), arguments=_init_arguments)
    group = commands.group("settings", text=_("the shop's settings: show, set, new-identity"))
    group.add("show", _settings_show, text=_("every setting and its value"))
    group.add("set", _settings_set, text=_("change settings: cash_rounding=down-100 regency=6474"), arguments=_pairs)
    group.add("new-identity", _new_identity, text=_("make a copied database a shop of its own"))
    commands.add("check", _check, text=_("prove the books: work out every sum anew"))
    commands.add("backup", _backup, text=_("write the whole shop into one file"), arguments=_file)
    commands.add("restore", _restore, text=_("put a backup in the shop's place; the present one is kept beside"), arguments=_file)
    commands.add("demo", _demo, text=_("play a demo day: articles, sales, papers, a comparison"), arguments=_demo_arguments)


def _init_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", required=True, help=_("the shop's name"))
    parser.add_argument("--zone", default="Asia/Jakarta", help=_("time zone: Asia/Jakarta, Asia/Makassar, Asia/Jayapura"))
    parser.add_argument("--regency", default="", help=_("four digits of the regency, for goods made here"))
    parser.add_argument("--pkp", action="store_true", help=_("the shop charges PPN"))
    parser.add_argument("--cash-rounding", default="down-100", help="down-100|nearest-100|down-50|nearest-50|off")


def _file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path)


def _pairs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("pairs", metavar="KEY=VALUE", nargs="+")


def _demo_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", metavar="FOLDER", type=Path, required=True)


def pairs_of(words: list[str]) -> dict[str, str]:
    """`KEY=VALUE` words as a mapping.

    Raises:
        Refused: `not_a_pair`, `named_twice`.
    """
    found: dict[str, str] = {}
    for word in words:
        key, equals, value = word.partition("=")
        if not equals or not key:
            raise Refused("not_a_pair", text=word)
        if key in found:
            raise Refused("named_twice", name=key)
        found[key] = value
    return found


def _init(call: Call) -> Answer:
    from pos_app import bootstrap

    args = call.args
    shop = bootstrap.init(
        call.place,
        name=args.name,
        zone=args.zone,
        regency=args.regency,
        pkp="yes" if args.pkp else "no",
        cash_rounding=args.cash_rounding,
        **call.world.given(),
    )
    try:
        with shop.uow.read() as u:
            uid = u.books.identity()[0]
    finally:
        shop.close()
    return Answer(
        {"uid": uid, "database": call.place}, [_("{name} is open for business in {place}.").format(name=args.name, place=call.place)]
    )


def _settings_show(call: Call) -> Answer:
    from pos_app.services import settings

    with call.shop() as shop:
        found = settings.show(shop)
    return Answer(found, [f"{name}={value}" for name, value in found.items()])


def _settings_set(call: Call) -> Answer:
    from pos_app.services import settings

    given = pairs_of(call.args.pairs)
    with call.shop() as shop:
        settings.change(shop, call.actor, given)
        found = settings.show(shop)
    return Answer(found, [f"{name}={found[name]}" for name in given])


def _new_identity(call: Call) -> Answer:
    from pos_app.services import seals, settings

    with call.shop() as shop:
        uid = settings.new_identity(shop, call.actor, seals.new_keys())
    return Answer({"uid": uid}, [_("This shop is now {uid}.").format(uid=uid)])


def _check(call: Call) -> Answer:
    from pos_app.services import check

    with call.shop() as shop:
        found = check.problems(shop)
    lines = found or [_("Everything adds up.")]
    return Answer({"ok": not found, "problems": found}, lines, status=1 if found else 0)


def _backup(call: Call) -> Answer:
    from pos_app.services import backups

    with call.shop() as shop:
        rows = backups.save(shop, call.args.file)
    return Answer({"file": str(call.args.file), "rows": rows}, [_("{rows} rows are in {file}.").format(rows=rows, file=call.args.file)])


def _restore(call: Call) -> Answer:
    from pos_app.bootstrap import now
    from pos_app.services import backups

    kept = backups.restore(call.args.file, call.place, at=(call.world.clock or now)())
    lines = [_("The shop is as it was in {file}.").format(file=call.args.file)]
    if kept:
        lines.append(_("What was there before is kept in {kept}.").format(kept=kept))
    return Answer({"kept": kept}, lines)


def _demo(call: Call) -> Answer:
    from pos_app import bootstrap
    from pos_app.services import demo_day

    def open_new(place: Path, name: str) -> "Shop":
        return bootstrap.init(str(place), name=name, zone="Asia/Makassar", regency="6474", **call.world.given())

    made = demo_day.play(open_new, call.args.out)
    return Answer({"files": [str(path) for path in made]}, [str(path) for path in made])
