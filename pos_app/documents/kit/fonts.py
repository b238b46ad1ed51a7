"""The shipped fonts in ReportLab: Inter in five weights, tabular figures frozen in, embedded as subsets."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from pos_app.documents.kit import colours
from pos_app.documents.printable import printable

ASCENT: Final = 1984 / 2048
DESCENT: Final = 494 / 2048
_FIGURE: Final = re.compile(r"\d[\d.,]*")
_SHARE: Final = re.compile(r"\d[\d.,]*%\)?")


class Weight(StrEnum):
    REGULAR = "Regular"
    MEDIUM = "Medium"
    SEMIBOLD = "SemiBold"
    BOLD = "Bold"
    EXTRABOLD = "ExtraBold"


@dataclass(frozen=True, slots=True)
class Type:
    """How a text is set: `leading` times `size` is the height of a line, `tracking` is added after every sign."""

    size: float
    weight: Weight = Weight.REGULAR
    colour: str = colours.INK
    leading: float = 1.45
    tracking: float = 0.0

    @property
    def line(self) -> float:
        return self.size * self.leading

    @property
    def baseline(self) -> float:
        """From the top of the line down to the baseline, the room above and below shared evenly."""
        return (self.line - (ASCENT + DESCENT) * self.size) / 2 + ASCENT * self.size


@cache
def face(weight: Weight) -> str:
    """The name ReportLab knows the weight by; the font file is read the first time it is asked for."""
    name = f"Inter-{weight}"
    data = (files("resources") / "fonts" / f"{name}.ttf").read_bytes()
    pdfmetrics.registerFont(TTFont(name, BytesIO(data)))
    return name


def shared_signs() -> frozenset[int]:
    """Code points that every weight has."""
    return frozenset.intersection(*(frozenset(pdfmetrics.getFont(face(w)).face.charToGlyph) for w in Weight))


def width(text: str, kind: Type) -> float:
    """Length of one line of text."""
    text = printable(text)
    return float(pdfmetrics.stringWidth(text, face(kind.weight), kind.size)) + kind.tracking * len(text)


def fitted(text: str, kind: Type, room: float, *, least: float = 0.5) -> Type:
    """`kind`, made smaller until `text` fits `room`, at most down to `least` of its size."""
    long = width(text, kind)
    if long <= room or long == 0:
        return kind
    by = max(least, room / long)
    return replace(kind, size=kind.size * by, tracking=kind.tracking * by, leading=kind.leading / by)


def wrapped(text: str, kind: Type, room: float, *, most: int | None = None) -> list[str]:
    """`text` in lines no longer than `room`: broken at spaces, a longer word between its signs; `1 L` stays together.

    With `most` lines at most, the last one ends in an ellipsis where something is left over.
    """
    lines: list[str] = []
    for word in _words(printable(text), kind, room):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width(joined, kind) <= room:
            lines[-1] = joined
            continue
        while width(word, kind) > room and len(word) > 1:
            head = _fits(word, kind, room)
            lines.append(word[:head])
            word = word[head:]
        lines.append(word)
    if most is not None and len(lines) > most:
        return [*lines[: most - 1], shortened(" ".join(lines[most - 1 :]), kind, room)]
    return lines or [""]


def _words(text: str, kind: Type, room: float) -> list[str]:
    """What may begin a line: every word but a short one behind a figure, which is its unit, a percentage, and a dot between two things.

    A figure that ends the text behind such a dot goes with it.
    """
    words: list[str] = []
    parts = [word for word in text.split(" ") if word]
    for at, word in enumerate(parts, start=1):
        unit = bool(words) and word.isalpha() and len(word) <= 3 and _FIGURE.fullmatch(words[-1]) is not None
        ends = at == len(parts) and word.isdecimal() and words[-1:] != [] and words[-1].endswith(" \N{MIDDLE DOT}")
        behind = bool(words) and (ends or word == "\N{MIDDLE DOT}" or _SHARE.fullmatch(word) is not None)
        if (unit or behind) and width(f"{words[-1]} {word}", kind) <= room:
            words[-1] += f" {word}"
        else:
            words.append(word)
    return words


def _fits(word: str, kind: Type, room: float) -> int:
    """How many signs of a word fit, at least one."""
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if width(word[:middle], kind) <= room else (low, middle - 1)
    return low


def shortened(text: str, kind: Type, room: float) -> str:
    """`text`, cut and ended with an ellipsis where it is longer than `room`."""
    text = printable(text)
    if width(text, kind) <= room:
        return text
    ellipsis = "\N{HORIZONTAL ELLIPSIS}"
    return text[: _fits(text, kind, room - width(ellipsis, kind))].rstrip() + ellipsis
