"""What a pole display of two lines of twenty signs says, in the language being spoken."""

from typing import Final

from pos_app import formatting, texts
from pos_app.domain.cart import CartLine
from pos_app.domain.money import Rupiah
from pos_app.texts import gettext as _

COLUMNS: Final = 20
Lines = tuple[str, str]


def greeting(name: str, welcome: str) -> Lines:
    """The shop's name in the middle, a word of welcome below."""
    return name[:COLUMNS].center(COLUMNS), welcome[:COLUMNS].center(COLUMNS)


def article(line: CartLine, total_idr: Rupiah) -> Lines:
    """The name with what the line costs, and the total below."""
    speech = texts.language()
    return _pair(line.printed_name, formatting.number(line.net_idr, speech)), amount(_("Total"), total_idr)[0]


def amount(word: str, value_idr: Rupiah, second: Lines | None = None) -> Lines:
    """A word with its amount, and another pair below it."""
    below = _pair(*second) if second else " " * COLUMNS
    return _pair(word, formatting.rupiah(value_idr, texts.language())), below


def _pair(left: str, right: str) -> str:
    """Left and right on one line; the words give way, the figure never."""
    room = COLUMNS - len(right) - 1
    return left[:room].ljust(room) + " " + right if room > 0 else right[-COLUMNS:]
