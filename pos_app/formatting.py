"""The one formatter: money, quantities, shares and dates, by language, both ways.

What `format` wrote, `parse` reads back to the same value. Parsing refuses what it does not understand and never
repairs it: `15.000` typed in Indonesian is fifteen thousand, `1,5` is no rupiah at all.
Digits are grouped here, because no locale database writes `Rp12.500` as a price tag does; the names of days and
months come from Babel.
"""

import re
from datetime import date, datetime
from typing import Final, Literal
from zoneinfo import ZoneInfo

from pos_app.domain.money import BasisPoints, Cost, Rupiah, checked
from pos_app.domain.quantity import MOST, Milli
from pos_app.errors import Refused

Language = Literal["id", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("id", "en")
MINUS: Final = "\N{MINUS SIGN}"
DASH: Final = "\N{EN DASH}"

_GROUP: Final[dict[Language, str]] = {"id": ".", "en": ","}
_POINT: Final[dict[Language, str]] = {"id": ",", "en": "."}
_LONGEST: Final = 60
"""No amount or quantity is typed with more signs."""
_ZONES: Final = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def language_named(text: str) -> Language:
    """A language by its short name; Indonesian where the program speaks no such language."""
    return next((language for language in LANGUAGES if language == text), "id")


def number(value: int, language: Language) -> str:
    """Grouped digits: `12.500` (id), `12,500` (en), with a true minus sign."""
    digits = f"{abs(value):,}".replace(",", _GROUP[language])
    return MINUS + digits if value < 0 else digits


def rupiah(value: int, language: Language) -> str:
    """`Rp12.500` (id) or `Rp 12,500` (en); a negative amount carries its sign in front."""
    space = "" if language == "id" else "\N{NO-BREAK SPACE}"
    sign = MINUS if value < 0 else ""
    return f"{sign}Rp{space}{number(abs(value), language)}"


def qty(value: int, language: Language) -> str:
    """Thousandths as people write them: `2`, `0,735`, `1.250`."""
    whole, rest = divmod(abs(value), 1000)
    text = number(whole, language)
    if rest:
        text += _POINT[language] + f"{rest:03d}".rstrip("0")
    return MINUS + text if value < 0 else text


def cost(value: int, language: Language) -> str:
    """Ten-thousandths of a rupiah with as many decimals as they need: `2.587,5`."""
    whole, rest = divmod(abs(value), 10_000)
    text = number(whole, language)
    if rest:
        text += _POINT[language] + f"{rest:04d}".rstrip("0")
    return MINUS + text if value < 0 else text


def share(value_bp: int | None, language: Language, *, decimals: Literal[0, 1, 2] = 1) -> str:
    """Basis points as a percentage; a dash where there is none.

    Shares that belong together are made to sum to 100,0 where they are measured, not here.
    """
    if value_bp is None:
        return DASH
    step = 10 ** (2 - decimals)
    scaled = (2 * abs(value_bp) + step) // (2 * step)
    whole, rest = divmod(scaled, 10**decimals)
    text = number(whole, language) + (f"{_POINT[language]}{rest:0{decimals}d}" if decimals else "")
    return (MINUS if value_bp < 0 and scaled else "") + text + "%"


def day(value: date, language: Language) -> str:
    """`24.11.2026` (id) or `24 Nov 2026` (en)."""
    if language == "id":
        return f"{value:%d.%m.%Y}"
    return f"{value.day} {month_name(value.month, language, short=True)} {value.year}"


def clock(value: datetime, zone: str, language: Language) -> str:
    """`07.19 WITA` (id) or `07:19 WITA` (en), in the shop's zone."""
    local = value.astimezone(ZoneInfo(zone))
    return f"{local:%H{'.' if language == 'id' else ':'}%M} {zone_name(zone)}"


def instant(value: datetime, zone: str, language: Language) -> str:
    """`24.11.2026 07.19 WITA`."""
    return f"{day(value.astimezone(ZoneInfo(zone)).date(), language)} {clock(value, zone, language)}"


def wall_time(value: str, language: Language) -> str:
    """`24.11.2026 07.19` of a shop's own `2026-11-24 07:19`."""
    date_of, _space, clock_of = value.partition(" ")
    return f"{day(date.fromisoformat(date_of), language)} {clock_of.replace(':', '.') if language == 'id' else clock_of}"


def zone_name(zone: str) -> str:
    """WIB, WITA or WIT; another zone by its own name."""
    return _ZONES.get(zone, zone)


def month_name(number_: int, language: Language, *, short: bool = False) -> str:
    """`Oktober`, `Okt`."""
    from babel.dates import get_month_names

    width: Literal["abbreviated", "wide"] = "abbreviated" if short else "wide"
    return str(get_month_names(width, "stand-alone", locale=language)[number_])


def weekday_name(value: date, language: Language) -> str:
    """`Selasa`."""
    from babel.dates import get_day_names

    return str(get_day_names("wide", context="stand-alone", locale=language)[value.weekday()])


def month(value: date, language: Language) -> str:
    """`Oktober 2026`."""
    return f"{month_name(value.month, language)} {value.year}"


def _plain(text: str, language: Language) -> tuple[str, str] | None:
    """Sign with whole digits, and decimals, of a text whose grouping is right; None for anything else.

    `0.500` is no grouping: who types it in Indonesian means a half, and would get five hundred.
    """
    group, point = re.escape(_GROUP[language]), re.escape(_POINT[language])
    found = re.fullmatch(rf"([-{MINUS}]?)([1-9]\d{{0,2}}(?:{group}\d{{3}})+|\d+)(?:{point}(\d+))?", text, re.ASCII)
    if found is None or len(text) > _LONGEST:
        return None
    sign = "-" if found[1] else ""
    return sign + found[2].replace(_GROUP[language], ""), found[3] or ""


def parse_rupiah(text: str, language: Language) -> Rupiah:
    """A typed amount, with or without `Rp` and grouping.

    Raises:
        Refused: `not_whole_rupiah`, `amount_too_large`.
    """
    bare = re.sub(rf"^([-{MINUS}]?)\s*Rp\.?[\s\N{{NO-BREAK SPACE}}]*", r"\1", text.strip(), flags=re.IGNORECASE)
    parts = _plain(bare, language)
    if parts is None or parts[1]:
        raise Refused("not_whole_rupiah", text=text)
    return checked(int(parts[0]))


def parse_qty(text: str, language: Language) -> Milli:
    """A typed quantity of at most three decimals.

    Raises:
        Refused: `not_a_quantity`, `finer_than_a_thousandth`, `quantity_too_large`.
    """
    parts = _plain(text.strip(), language)
    if parts is None:
        raise Refused("not_a_quantity", text=text)
    if len(parts[1]) > 3:
        raise Refused("finer_than_a_thousandth", text=text)
    size = int(parts[0].lstrip("-")) * 1000 + int(parts[1].ljust(3, "0"))
    if size > MOST:
        raise Refused("quantity_too_large", text=text)
    return Milli(-size if parts[0].startswith("-") else size)


def parse_cost(text: str, language: Language) -> Cost:
    """A typed cost of at most four decimals.

    Raises:
        Refused: `not_a_cost`, `amount_too_large`.
    """
    parts = _plain(text.strip(), language)
    if parts is None or len(parts[1]) > 4 or parts[0].startswith("-"):
        raise Refused("not_a_cost", text=text)
    checked(int(parts[0]))
    return Cost(int(parts[0]) * 10_000 + int(parts[1].ljust(4, "0")))


def parse_percent(text: str, language: Language) -> BasisPoints:
    """A typed percentage from 0 to 100 with at most two decimals, its sign `%` optional.

    Raises:
        Refused: `not_a_percentage`.
    """
    parts = _plain(text.strip().removesuffix("%").rstrip(), language)
    if parts is None or len(parts[1]) > 2 or parts[0].startswith("-"):
        raise Refused("not_a_percentage", text=text)
    value = int(parts[0]) * 100 + int(parts[1].ljust(2, "0"))
    if value > 10_000:
        raise Refused("not_a_percentage", text=text)
    return BasisPoints(value)
