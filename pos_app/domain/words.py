"""Texts that people typed: on one line, and as two of them are compared."""

import re
from typing import Final

from pos_app.errors import Refused

_SPACES: Final = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff\x00-\x1f\x7f-\x9f]+")


def one_line(text: str) -> str:
    """What a person typed on one line: every run of spaces and control signs one space, none at the ends."""
    return _SPACES.sub(" ", text).strip()


def folded(text: str) -> str:
    """A name as it is compared with another: on one line, in small letters."""
    return one_line(text).casefold()


def reason(why: str) -> str:
    """Why something is done that is kept with its document, on one line.

    Raises:
        Refused: `reason_missing`.
    """
    bare = one_line(why)
    if not bare:
        raise Refused("reason_missing")
    return bare
