"""Reads the command line, opens the shop, runs one command, prints its answer.

Exit 0 done; 1 the shop says no, with one sentence on standard error and nothing on standard output; 2 the command
line cannot be read. A traceback goes to the log, never to the terminal.
"""

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, NoReturn

from pos_app import __version__, formatting, logs, settings, texts
from pos_app.cli import usage
from pos_app.errors import Refused, Unavailable
from pos_app.texts import LANGUAGES
from pos_app.texts import gettext as _

if TYPE_CHECKING:
    from pos_app.domain.actor import Actor
    from pos_app.services.shop import Shop

GROUPS: Final = {
    "shop": ("init", "settings", "check", "backup", "restore", "demo"),
    "lists": ("import", "export", "replay"),
    "products": ("product",),
    "articles": ("article", "price", "category"),
    "suppliers": ("supplier",),
    "origin": ("origin",),
    "makers": ("maker",),
    "stock": ("stock",),
    "stocktake": ("stocktake",),
    "debts": ("debts",),
    "repacking": ("repack",),
    "parcels": ("parcel",),
    "deposits": ("deposit",),
    "consignment": ("consignment",),
    "till": ("sell", "refund", "void"),
    "returns": ("return", "exchange"),
    "payments": ("payment",),
    "vouchers": ("voucher",),
    "baskets": ("basket",),
    "shift": ("shift",),
    "customers": ("customer",),
    "promotions": ("promotion",),
    "qris": ("qris",),
    "papers": ("receipt", "labels"),
    "printing": ("print",),
    "counter": ("favourite", "logo", "device"),
    "machine": ("machine",),
    "people": ("people",),
    "dashboard": ("dashboard",),
    "reports": ("report",),
    "catalogue": ("catalogue",),
    "months": ("month",),
    "coop": ("snapshot", "coop"),
}
"""The modules of this package that hold commands, with their first words, in the order `--help` lists them."""

_WITH_VALUE: Final = ("--db", "--lang", "--as")
Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command says: one document for `--json`, lines for people, and things worth a warning."""

    document: Document
    lines: Sequence[str] = ()
    warnings: Sequence[str] = ()
    status: int = 0
    said: str | None = None
    """A sentence for standard error beside the document, where some of many things were refused."""


@dataclass(frozen=True, slots=True)
class World:
    """The clock and the uids a command works with; tests give their own."""

    clock: Callable[[], datetime] | None = None
    new_uid: Callable[[], str] | None = None

    def given(self) -> dict[str, Any]:
        return {name: value for name, value in (("clock", self.clock), ("new_uid", self.new_uid)) if value is not None}


@dataclass(frozen=True)
class Call:
    """One call of one command. Without slots: who acts is found out once, where it is asked for."""

    args: argparse.Namespace
    world: World = field(default_factory=World)

    @property
    def place(self) -> str:
        return settings.place(self.args.db)

    @cached_property
    def actor(self) -> "Actor":
        """Who acts, at this machine's till: the person named by `--as`, whose PIN is asked for; the owner otherwise.

        Whoever may run commands has the whole database in hand: the command line is the owner's machine.

        Raises:
            Refused: as `people.sign_in`, `tills.claim`.
        """
        from dataclasses import replace

        from pos_app.services.shop import OWNER

        till = settings.load().till
        if not self.args.acting and "://" not in self.place:
            return replace(OWNER, till=till)
        from pos_app.services import people, tills

        with self.shop() as shop:
            tills.claim(shop, till, settings.machine_id)
            if not self.args.acting:
                return replace(OWNER, till=till)
            return people.sign_in(shop, self.args.acting, _pin(), till=till)

    @contextmanager
    def shop(self) -> Iterator["Shop"]:
        """The shop named by `--db`, open inside the block."""
        from pos_app import bootstrap

        opened = bootstrap.open_shop(self.place, **self.world.given())
        try:
            yield opened
        finally:
            opened.close()


def _pin() -> str:
    """From the environment, or typed without being shown; never an argument, which every user of the machine could read."""
    if (given := os.environ.get("POS_APP_PIN")) is not None:
        return given
    if not sys.stdin.isatty():
        return ""
    from getpass import getpass

    return getpass("PIN: ")


Run = Callable[[Call], Answer]
Arguments = Callable[[argparse.ArgumentParser], None]


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line and exits with 2."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}\n")


class Commands:
    """Where the groups register their commands."""

    def __init__(self, parsers: "argparse._SubParsersAction[_Parser]", common: _Parser) -> None:
        self._parsers = parsers
        self._common = common

    def add(self, name: str, run: Run, *, text: str, arguments: Arguments | None = None) -> None:
        """Registers a command; `text` says in a few words what it does."""
        parser = self._parsers.add_parser(name, help=text, description=text, parents=[self._common], allow_abbrev=False)
        parser.set_defaults(run=run)
        if arguments is not None:
            arguments(parser)

    def group(self, name: str, *, text: str) -> "Commands":
        """A word that other commands follow: `report local-content`."""
        parser = self._parsers.add_parser(name, help=text, description=text, allow_abbrev=False)
        return Commands(parser.add_subparsers(metavar="COMMAND", required=True), self._common)


def parser(word: str | None = None) -> argparse.ArgumentParser:
    """The command line: of the module that answers to the first `word` alone, or all of it where none does.

    A sale at the till must not wait until a hundred other commands have been described.
    """
    common = _Parser(add_help=False)
    common.add_argument("--db", metavar="PATH|URL", help=_("the shop's database; without it the shop in your data folder"))
    common.add_argument("--lang", choices=LANGUAGES, default="id", help=_("language of what is said"))
    common.add_argument(
        "--as",
        dest="acting",
        metavar="NAME",
        help=_("who acts, by the PIN asked for or in POS_APP_PIN; else the owner: the command line is the owner's"),
    )
    common.add_argument("--json", action="store_true", help=_("answer with one JSON document"))
    top = _Parser(
        prog="pos-app",
        description=_("A till that shows where goods were made. Without a command the window opens (--demo: a shop to try)."),
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"pos-app {__version__}", help=_("show the program's version and exit"))
    commands = Commands(top.add_subparsers(metavar="COMMAND", required=True), common)
    asked = [group for group, words in GROUPS.items() if word in words]
    for group in asked or GROUPS:
        import_module(f"pos_app.cli.{group}").register(commands)
    return top


def main(arguments: Sequence[str], world: World | None = None) -> int:
    """Runs one command line; the number is its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = _options_last(arguments)
    texts.set_language(formatting.language_named(_language(arguments)))
    usage.speak()
    try:
        args = parser(arguments[0] if arguments else None).parse_args(arguments)
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else 2
    logs.to_file(settings.log_folder())
    return _answered(args, world or World())


def _answered(args: argparse.Namespace, world: World) -> int:
    run: Run = args.run
    try:
        _refuse_half_signs(args)
        answer = run(Call(args, world))
    except (Refused, Unavailable) as no:
        logging.getLogger("cli").info("refused %s", no.code)
        return _say_no(texts.sentence(no))
    except KeyboardInterrupt:
        return _say_no(_("Stopped."))
    except Exception:
        logging.getLogger("cli").exception("a defect in this program")
        folder = settings.log_folder()
        return _say_no(_("The program made a mistake and has stopped; its log is in {folder}.").format(folder=folder))
    try:
        _print(answer, as_document=args.json)
    except BrokenPipeError:
        # Whoever read us has gone (`| head`); what was done is done, and the interpreter must not flush into the pipe.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - lasts until the process ends
    return answer.status


def _print(answer: Answer, *, as_document: bool) -> None:
    for warning in answer.warnings:
        print(warning, file=sys.stderr)
    if as_document:
        print(json.dumps(answer.document, ensure_ascii=False, indent=1))
    else:
        for line in answer.lines:
            print(line)
    if answer.said:
        print(answer.said, file=sys.stderr)
    sys.stdout.flush()


def _refuse_half_signs(args: argparse.Namespace) -> None:
    """Refuses bytes that are no text (a path may hold them: it is one of `Path`)."""
    for value in vars(args).values():
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and any("\ud800" <= sign <= "\udfff" for sign in text):
                raise Refused("text_unreadable")


def _say_no(sentence: str) -> int:
    print(" ".join(sentence.split()), file=sys.stderr)
    return 1


def _language(arguments: Sequence[str]) -> str:
    """The language named on the command line, read before the parser that speaks it is made."""
    for n, argument in enumerate(arguments):
        if argument == "--lang" and n + 1 < len(arguments):
            return arguments[n + 1]
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return "id"


def _options_last(arguments: Sequence[str]) -> list[str]:
    """`--db`, `--lang`, `--as` and `--json` may stand before the command too; they are moved behind it."""
    rest, moved = list(arguments), []
    while rest and (rest[0] in (*_WITH_VALUE, "--json") or rest[0].startswith(tuple(f"{option}=" for option in _WITH_VALUE))):
        moved.append(rest.pop(0))
        if moved[-1] in _WITH_VALUE and rest:
            moved.append(rest.pop(0))
    return [*rest, *moved]
