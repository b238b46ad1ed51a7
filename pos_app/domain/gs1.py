"""GS1 element strings as scanners send them: bracketed, raw with separators, or run together with none.

Written here rather than taken from biip because packages in shops break the standard in ways a parser of the
standard must refuse (no separator behind a variable field, text cut off, letter case turned round), and because a
scan at the till may not wait for its import. The tests read the regular ones with biip as well.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

GS: Final = "\x1d"
LONGEST: Final = 400
"""No package carries more; a longer text is not looked into."""

_FIXED: Final = {"00": 18, "01": 14, "02": 14, "11": 6, "12": 6, "13": 6, "15": 6, "16": 6, "17": 6, "20": 2}
_VARIABLE: Final = {"10": 20, "21": 20, "22": 20, "30": 8, "37": 8, "90": 30, "240": 30, "241": 30, "250": 30, "400": 30} | {
    f"9{n}": 90 for n in range(1, 10)
}
_DATES: Final = ("11", "12", "13", "15", "16", "17")
_GTINS: Final = ("01", "02")
_AIM: Final = re.compile(r"\]([A-Za-z])(\d)|[\[}{+$]([CDEQcdeq])([0-4])(?=\S{6})")
"""A symbology identifier; behind the bracket that another keyboard layout types in its place, only those that packages carry."""
_OTHER_PAIR: Final = re.compile(r"([^\w\s])(\d{2,4})([^\w\s])")
_SPELT: Final = re.compile(r"\{(?:GS|FNC1)\}|<(?:GS|FNC1)>|\^\]|\\x1d|\\u001d|\N{SYMBOL FOR GROUP SEPARATOR}", re.IGNORECASE)
_BRACKETS: Final = re.compile(r"\((\d{2,4})\)([^(]*)")

Cuts = Callable[[str], tuple[int, ...]]
"""Lengths at which a text that begins with a registration number may be cut, the longest first."""


@dataclass(frozen=True, slots=True)
class Elements:
    """Application identifiers with their values; of one that comes twice the first."""

    values: tuple[tuple[str, str], ...]

    def get(self, ai: str) -> str | None:
        return next((value for found, value in self.values if found == ai), None)

    def starting(self, prefix: str) -> tuple[str, str] | None:
        """The first identifier of a family such as `310` (net weight), with its value."""
        return next(((ai, value) for ai, value in self.values if len(ai) == 4 and ai.startswith(prefix)), None)


@dataclass(frozen=True, slots=True)
class Sent:
    """What a scanner sent, without symbology identifier: `marked` says that it called itself GS1."""

    text: str
    marked: bool

    @property
    def begins_like_gs1(self) -> bool:
        return self.marked or self.text[:2] in ("90", "01") or bool(_BRACKETS.match(self.text))


def spaced(text: str) -> str:
    """A scan as people read it, with gaps for its separators."""
    return text.replace(GS, " ")


def cleaned(text: str) -> str:
    """The text without the scanner's own control characters; what no database can hold is left out."""
    kept = "".join(c for c in text if c == GS or unicodedata.category(c) not in ("Cc", "Cf", "Cs") or c == "\t")
    return kept.replace("\t", " ").strip(" \N{NO-BREAK SPACE}")


def sent(text: str) -> Sent:
    """Take off the symbology identifier and find the separators, however they are spelt.

    A Caps Lock that is on turns every letter round; it is seen at the identifier or at the registration number.
    """
    bare = cleaned(text)
    if len(bare) > LONGEST:
        return Sent(bare, marked=False)
    bare = _SPELT.sub(GS, bare)
    aim, turned = None, False
    found = _AIM.match(bare)
    if found:
        letter = found[1] or found[3]
        aim, bare = letter.lower() + (found[2] or found[4]), bare[3:]
        turned = letter in "Dcqi"
    bare = _bracketed(bare)
    marked = aim in ("c1", "d2", "q3") or (aim == "e0" and len(bare) >= 16) or GS in bare
    bare = bare.lstrip(GS)
    if turned or re.match(r"(?:\(90\)|90)\s*[a-z]", bare):
        bare = bare.swapcase()
    return Sent(bare, marked)


def _bracketed(text: str) -> str:
    """The text with round brackets where the keyboard's layout turned them round (`)90(`) or into other signs (`)90=`)."""
    found = _OTHER_PAIR.match(text)
    if found is None or found[1] == found[3] or (found[1], found[3]) == ("(", ")") or _identifier(found[2]) is None:
        return text
    return re.sub(rf"{re.escape(found[1])}(\d{{2,4}}){re.escape(found[3])}", r"(\1)", text)


def read(what: Sent, cuts: Cuts) -> Elements | None:
    """The elements of a text that begins like GS1; None where it is none.

    Without separators a registration number is cut after a legal length if all behind it reads as identifiers.
    """
    if len(what.text) > LONGEST:
        return None
    if _BRACKETS.match(what.text):
        return Elements(tuple((ai, value.replace(GS, "").strip()) for ai, value in _BRACKETS.findall(what.text)))
    found = _raw(what.text, (), cuts, together=False, strict=not what.marked)
    return Elements(found) if found else None


def day(value: str | None) -> date | None:
    """`YYMMDD` as a day, day 00 as the last of its month; None where no calendar has it.

    Every code on a package is of this century, so no clock is asked.
    """
    if value is None or re.fullmatch(r"\d{6}", value, re.ASCII) is None:
        return None
    year, month, number = 2000 + int(value[:2]), int(value[2:4]), int(value[4:])
    try:
        if number == 0:
            return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1) if 1 <= month <= 12 else None
        return date(year, month, number)
    except ValueError:
        return None


def _identifier(text: str) -> tuple[str, int, bool] | None:
    """The identifier a text begins with, the most characters its value has, and whether it has exactly so many."""
    if re.match(r"3[1-6]\d\d", text, re.ASCII):
        return text[:4], 6, True
    if re.match(r"39[0-3]\d", text, re.ASCII):
        return text[:4], 18, False
    for size in (2, 3):
        ai = text[:size]
        if ai in _FIXED:
            return ai, _FIXED[ai], True
        if ai in _VARIABLE:
            return ai, _VARIABLE[ai], False
    return None


def _fits(ai: str, value: str) -> bool:
    if ai in _DATES:
        return day(value) is not None
    if ai in _GTINS or ai == "00" or (len(ai) == 4 and ai[0] == "3"):
        return value.isascii() and value.isdigit()
    return bool(value)


def _raw(text: str, before: tuple[tuple[str, str], ...], cuts: Cuts, *, together: bool, strict: bool) -> tuple[tuple[str, str], ...] | None:
    """All elements of a raw text; `together` once a field had to be cut without a separator."""
    text = text.lstrip(GS)
    if not text:
        return before
    known = _identifier(text)
    if known is None or any(ai == known[0] for ai, _ in before):
        return None if strict or together else before
    ai, most, exact = known
    rest = text[len(ai) :]
    behind_number = any(ai == "90" for ai, _ in before)
    for end, cut in _ends(ai, rest, most, cuts, exact=exact, together=together, behind_number=behind_number):
        if _fits(ai, rest[:end]):
            found = _raw(rest[end:], (*before, (ai, rest[:end])), cuts, together=together or cut, strict=strict)
            if found is not None:
                return found
    return None if strict or together else before


def _ends(ai: str, rest: str, most: int, cuts: Cuts, *, exact: bool, together: bool, behind_number: bool) -> Iterator[tuple[int, bool]]:
    """Where the value may end, the likeliest first, and whether that is a cut without a separator."""
    if exact:
        if len(rest) >= most:
            yield most, False
        return
    here = rest.find(GS) if GS in rest else len(rest)
    if ai == "90":
        lengths = sorted(cuts(rest[:here]), key=lambda length: not _has_expiry(rest[length:here]))
        yield from ((length, length < here) for length in lengths)
        if here not in lengths:
            yield here, False  # nothing legal: whoever reads the number says what is wrong with it
    elif ai == "91" and behind_number:
        yield from _expiry_ends(rest[:here])
        if not together:
            yield here, False
    elif together:
        yield from ((length, True) for length in range(1, min(most, here) + 1))
    elif here <= most:
        yield here, False
    else:
        yield from ((length, True) for length in range(1, most + 1))


def _has_expiry(behind: str) -> bool:
    """Whether what stands behind a number is its expiry, which nearly every package has."""
    return behind.startswith("91") and day(behind[2:8]) is not None


def _expiry_ends(value: str) -> Iterator[tuple[int, bool]]:
    """A registration's expiry is a day, at times with `-1` behind it; what follows is the next field."""
    expiry = re.match(r"\d{6}(?:-\d{1,3})?", value, re.ASCII)
    if expiry and day(value[:6]):
        yield from ((length, length < len(value)) for length in range(expiry.end(), 7, -1))
        yield 6, len(value) > 6
