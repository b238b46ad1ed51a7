"""Numbers as people and programs write them. A column decides what its signs mean, never a cell alone.

`15.000` is fifteen thousand in a shop's own sheet and fifteen in an export that writes three decimals; the other
cells of the column tell which.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

_CURRENCY: Final = re.compile(r"^([-\u2212(]?)\s*(?:rp|idr)\b\.?\s*:?\s*|^([-\u2212(]?)\s*rp\.?\s*(?=[\d(\-])", re.IGNORECASE)
_TAIL: Final = re.compile(r"(?:,[-\u2013\u2014=]+|,\u2212|\.[-\u2013]+)$")
_PER: Final = re.compile(r"\s*(?:/|\bper\s)\s*[a-z]{1,10}\.?$", re.IGNORECASE)
_UNIT: Final = re.compile(r"\s*[a-z]{1,10}\.?$", re.IGNORECASE)
_FACTOR: Final = re.compile(r"^(.*\d)\s*(rb|ribu|k|jt|juta)\.?$", re.IGNORECASE)
_SCIENTIFIC: Final = re.compile(r"(\d+(?:[.,]\d+)?)[eE]([+-]?\d{1,2})")
_GROUPED: Final = re.compile(r"\d{1,3}(?:[ '\u2019\u00a0\u202f]\d{3})+(?=$|[.,])")
_CORE: Final = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Lexed:
    """A number's sign and digits; `dashed` says that it ended in `,-` as prices do."""

    core: str
    negative: bool = False
    dashed: bool = False
    factor: int = 1
    scientific: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What `.` and `,` mean in one column: decimals (True), thousands (False), or not met (None), and why."""

    point: bool | None = None
    comma: bool | None = None
    why: str = "digits"
    mixed: bool = False
    cents: bool = False
    """Money whose fractions all have two digits: `9,000` beside `15.000,00` is nine thousand, not nine."""


def lex(text: str, *, units: bool = False) -> Lexed | None:
    """The number in a cell without currency, `,-`, `/kg` and brackets; None where there is none.

    `units` takes `12 pcs` as well, for quantities.
    """
    if text.isascii() and text.isdigit():
        return Lexed(text)
    rest = text.strip()
    currency = _CURRENCY.match(rest)
    if currency:
        rest = (currency[1] or currency[2] or "") + rest[currency.end() :]
    negative = False
    if rest.startswith("(") and rest.endswith(")"):
        negative, rest = True, rest[1:-1].strip()
    if rest[:1] in ("-", "\u2212", "+"):
        negative, rest = negative != (rest[0] != "+"), rest[1:].strip()
        currency = _CURRENCY.match(rest)
        rest = rest[currency.end() :] if currency else rest
    elif len(rest) > 1 and rest[-1] == "-" and rest[-2].isdigit():
        negative, rest = not negative, rest[:-1]
    dashed = _TAIL.search(rest) is not None
    rest = _PER.sub("", _TAIL.sub("", rest).strip())
    scientific = _SCIENTIFIC.fullmatch(rest)
    if scientific:
        return Lexed(rest, negative, scientific=True)
    factor = 1
    multiplied = _FACTOR.match(rest)
    if multiplied:
        factor = 1_000_000 if multiplied[2].lower().startswith("j") else 1_000
        rest = multiplied[1].strip()
    elif units or rest[-3:].lower() == "idr":
        rest = _UNIT.sub("", rest)
    rest = _PER.sub("", _TAIL.sub("", rest).strip())
    spaced = _GROUPED.match(rest)
    if spaced:
        rest = re.sub(r"[ '\u2019\u00a0\u202f]", "", spaced[0]) + rest[spaced.end() :]
    if rest.startswith((".", ",")) and _CORE.fullmatch(rest[1:]):
        rest = "0" + rest
    if rest.endswith((".", ",")) and _CORE.fullmatch(rest[:-1]):
        rest = rest[:-1]
    if not (rest.isascii() and _CORE.fullmatch(rest)) or _misgrouped(rest):
        return None
    return Lexed(rest, negative, dashed, factor)


def _misgrouped(core: str) -> bool:
    """Dates and the like: several groups that are not of three digits."""
    for sign in ".,":
        other = "," if sign == "." else "."
        groups = core.split(sign)
        if len(groups) > 2 and any(len(group.split(other)[0]) != 3 for group in groups[1:]):
            return True
        if len(groups) > 2 and not 1 <= len(groups[0]) <= 3:
            return True
    return core.count(".") > 1 and core.count(",") > 1


def decide(
    texts: Iterable[str], *, money: bool, told: str = "", plain_numbers: bool = False, elsewhere: "Reading | None" = None
) -> Reading:
    """What the signs of a column mean.

    `told` is the decimal sign of a known system; `plain_numbers` says that the column also holds true numbers;
    `elsewhere` is what other columns of the file prove, for a column that proves nothing itself.
    """
    texts = list(texts)
    if told and not (money and any(map(_CURRENCY.match, texts))):  # no system that says its sign writes the currency too
        return Reading(point=told == ".", comma=told == ",", why="system")
    decimal = {".": 0, ",": 0}
    thousands = {".": 0, ",": 0}
    unsure = {".": 0, ",": 0}
    zeros = {".": 0, ",": 0}
    others = int(plain_numbers)
    fractions: set[int] = set()
    round_thousands = False
    for text in texts:
        lexed = lex(text, units=not money)
        if lexed is None or lexed.scientific:
            continue
        _count(lexed, money, decimal, thousands, unsure, zeros)
        others += "." not in lexed.core and "," not in lexed.core
        tail = re.search(r"([.,])(\d+)$", lexed.core)
        if tail and lexed.core.count(tail[1]) == 1 and not _is_round_thousand(lexed.core):
            fractions.add(len(tail[2]))
        round_thousands = round_thousands or _is_round_thousand(lexed.core)
    means: dict[str, bool | None] = {}
    why, mixed = "digits", False
    for sign, other in ((".", ","), (",", ".")):
        if decimal[sign] and thousands[sign]:
            means[sign], why, mixed = False, "mixed", True
        elif decimal[sign] or thousands[sign]:
            means[sign], why = bool(decimal[sign]), "groups"
        elif not unsure[sign]:
            means[sign] = None
        elif decimal[other] or thousands[other]:
            means[sign], why = not decimal[other], "groups"
        elif money:
            means[sign], why = False, "money"
        else:
            told_elsewhere = None if elsewhere is None else (elsewhere.point if sign == "." else elsewhere.comma)
            if told_elsewhere is not None and elsewhere is not None and elsewhere.why == "groups":
                means[sign], why = told_elsewhere, "file"
            else:
                all_zero = zeros[sign] == unsure[sign]
                uniform = unsure[sign] >= 2 and not others and not unsure[other]
                means[sign], why = (all_zero and not others) or uniform, "stock"
    cents = money and fractions == {2} and round_thousands
    return Reading(means["."], means[","], why, mixed or cents, cents)


def _is_round_thousand(core: str) -> bool:
    """`9,000` and `7.250`: no program writes a fraction that ends in a zero so."""
    return re.fullmatch(r"[1-9]\d{0,2}[.,]\d\d0", core) is not None


def _count(
    lexed: Lexed, money: bool, decimal: dict[str, int], thousands: dict[str, int], unsure: dict[str, int], zeros: dict[str, int]
) -> None:
    core = lexed.core
    if lexed.dashed:
        decimal[","] += 1
    if lexed.factor > 1:
        return
    has = [sign for sign in ".," if sign in core]
    if len(has) == 2:
        last = max(has, key=core.rfind)
        decimal[last] += 1
        thousands["." if last == "," else ","] += 1
    elif has:
        sign = has[0]
        groups = core.split(sign)
        head, tail = groups[0], groups[-1]
        if len(groups) > 2:
            thousands[sign] += 1
        elif not core.strip("0.,"):
            if not money or len(tail) != 3:
                decimal[sign] += 1
        elif len(tail) != 3 or len(head) > 3 or head.startswith("0"):
            decimal[sign] += 1
        else:
            unsure[sign] += 1
            zeros[sign] += tail == "000"


def value(lexed: Lexed, reading: Reading) -> Decimal:
    """The number under the column's reading."""
    core = lexed.core
    if lexed.scientific:
        amount = Decimal(core.replace(",", "."))
    elif core.isdigit():
        amount = Decimal(core)
    else:
        amount = _separated(core, reading, lexed.factor)
    amount *= lexed.factor
    return -amount if lexed.negative else amount


def _separated(core: str, reading: Reading, factor: int) -> Decimal:
    has = [sign for sign in ".," if sign in core]
    if len(has) == 2:
        last = max(has, key=core.rfind)
        return Decimal(core.replace("." if last == "," else ",", "").replace(last, "."))
    sign = has[0]
    groups = core.split(sign)
    if len(groups) > 2:
        return Decimal("".join(groups))
    means = (reading.point if sign == "." else reading.comma) and not (reading.cents and _is_round_thousand(core))
    if len(groups[1]) != 3 or len(groups[0]) > 3 or factor > 1:
        return Decimal(core.replace(sign, "."))
    return Decimal(core.replace(sign, ".")) if means else Decimal("".join(groups))


def scaled(amount: Decimal, scale: int) -> tuple[int, bool]:
    """`amount` times `scale` as a whole number, half away from zero, and whether it had to be rounded."""
    times = amount * scale
    whole = int(times.to_integral_value(rounding="ROUND_HALF_UP"))
    return whole, times != whole
