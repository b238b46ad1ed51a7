"""Any text as a paper can show it: one line of signs the shipped fonts have.

Names come from other people's lists and may hold anything. What no shipped font has, and every sign above U+FFFF
(ReportLab writes a wrong text layer for those), becomes the same visible sign on every paper, PDF or ESC/POS.
"""

import unicodedata
from functools import cache, lru_cache
from typing import Final

INSTEAD: Final = "\N{BLACK SQUARE}"
"""Stands for a sign no paper can show; in the shipped fonts and in the code pages of slip printers alike."""

_SPACES: Final = frozenset("\t\n\r\f\v\N{NEXT LINE}\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}")
_UNSEEN: Final = frozenset({"Cf", "Mn", "Me"})


def printable(text: str) -> str:
    """`text` with tab, form feed and line ends as spaces, and the sign of `INSTEAD` for what no font has.

    Signs that are never seen by themselves (joiners, variation selectors, marks of direction) are left out, unless
    the fonts have them, as they do the accents of Latin letters.
    """
    return text if text.isascii() and text.isprintable() else _printable(text)


@lru_cache(maxsize=4096)
def _printable(text: str) -> str:
    return "".join(_shown(sign) for sign in unicodedata.normalize("NFC", text))


@lru_cache(maxsize=4096)
def _shown(sign: str) -> str:
    if sign in _SPACES:
        return " "
    kind = unicodedata.category(sign)
    if kind == "Cf":
        return ""
    if kind != "Cc" and ord(sign) in _shipped():
        return sign
    return "" if kind in _UNSEEN else INSTEAD


@cache
def _shipped() -> frozenset[int]:
    """Code points up to U+FFFF that every shipped font has."""
    from pos_app.documents.kit import fonts

    return frozenset(code for code in fonts.shared_signs() if code <= 0xFFFF)
