"""The command `pos-app`: a subcommand goes to the command line, none opens the window.

Qt is imported only once a window is really wanted, so that the command line starts at once and needs no screen.
"""

import argparse
import gc
import sys
from collections.abc import Sequence
from typing import Final

from pos_app.formatting import LANGUAGES

_WITH_VALUE = ("--db", "--lang")


_NEW_OBJECTS: Final = 50_000
"""New objects between two searches for cycles. Half a million come into being before the first answer and nearly all of
them stay: searched every 700, as Python does, they take a quarter of a command's time, and freeze a window for a moment."""


def wants_window(arguments: Sequence[str]) -> bool:
    """Whether the arguments name no subcommand and ask for no help: then the window opens."""
    rest = iter(arguments)
    for argument in rest:
        if argument in _WITH_VALUE:
            next(rest, None)
        elif argument not in ("--demo", "--training") and not argument.startswith(tuple(f"{option}=" for option in _WITH_VALUE)):
            return False
    return True


def window_options(arguments: Sequence[str]) -> argparse.Namespace:
    """The window's own options: `db` and `lang` may be None, `demo` is a throw-away shop, `training` a copy of the shop to learn on."""
    parser = argparse.ArgumentParser(prog="pos-app")
    parser.add_argument("--db", metavar="PATH|URL")
    parser.add_argument("--lang", choices=LANGUAGES)
    parser.add_argument("--demo", action="store_true")
    parser.add_argument("--training", action="store_true")
    return parser.parse_args(arguments)


def main() -> int:
    """Run the program; the number is its exit status."""
    gc.set_threshold(_NEW_OBJECTS)
    arguments = sys.argv[1:]
    if not wants_window(arguments):
        from pos_app.cli.main import main as command_line

        return command_line(arguments)
    from ui import app

    options = window_options(arguments)
    return app.run(db=options.db, lang=options.lang, demo=options.demo, training=options.training)


if __name__ == "__main__":
    sys.exit(main())
