"""From what a person enters about an article's origin to one piece of evidence, or a refusal that says why.

A piece never says more than it proves: a registration number sets the state itself, a certificate is domestic, and
figures of local content come from certificates alone.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from pos_app.domain import registration
from pos_app.domain.countries import CODES
from pos_app.domain.evidence import Evidence, Kind
from pos_app.domain.origin import HOME, MakerSize, State
from pos_app.domain.words import one_line
from pos_app.errors import Refused

MOST_BMP_BP: Final = 1500
"""PP 29/2018: the company bonus is at most 15 points."""
LONGEST: Final = 200
_CONTRADICTED: Final = {
    State.DOMESTIC: "number_says_domestic",
    State.IMPORTED: "number_says_imported",
    State.UNKNOWN: "number_says_nothing",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What was entered; what was left out is None and follows from the rest where it can."""

    kind: Kind = Kind.SHOP
    state: State | None = None
    country: str | None = None
    number: str | None = None
    tkdn_bp: int | None = None
    bmp_bp: int | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    maker: str | None = None
    maker_size: MakerSize | None = None
    regency: str | None = None
    note: str | None = None
    attachment: str | None = None

    @property
    def withdraws(self) -> bool:
        """`--state unknown` without more takes back the shop's own word."""
        return self.kind is Kind.SHOP and self.state is State.UNKNOWN


def piece(entry: Entry, *, today: date) -> Evidence:
    """The piece of evidence an entry makes.

    Raises:
        Refused: `valid_until_before_from`, `begins_later`, `country_unknown`, `country_of_domestic`,
            `country_of_imported`, `state_missing`, `state_of_nothing`, `tkdn_missing`, `tkdn_is_domestic`,
            `bmp_too_large`, `only_certificates_have_tkdn`, `number_missing`, `number_says_domestic` and its like,
            `not_a_regency`, `text_too_long`, and those of `registration.parse`.
    """
    if entry.valid_from and entry.valid_until and entry.valid_until < entry.valid_from:
        raise Refused("valid_until_before_from", valid_from=entry.valid_from, valid_until=entry.valid_until)
    if entry.valid_from and entry.valid_from > today:
        raise Refused("begins_later", valid_from=entry.valid_from)
    for text in (entry.number, entry.maker, entry.note):
        if text and len(text) > LONGEST:
            raise Refused("text_too_long", most=LONGEST)
    if entry.kind is not Kind.TKDN and (entry.tkdn_bp is not None or entry.bmp_bp is not None):
        raise Refused("only_certificates_have_tkdn")
    if entry.kind is Kind.REGISTRATION:
        return _registered(entry)
    if entry.kind is Kind.TKDN:
        return _certified(entry)
    country = _country(entry.country)
    state = entry.state or _state_of(country)
    if state is None:
        raise Refused("state_missing")
    if state is State.UNKNOWN:
        raise Refused("state_of_nothing")
    return _made(entry, state, _fitting(state, country), number=_line(entry.number) or None)


def basis_points(text: str) -> int:
    """A percentage from 0 to 100 with at most two decimals, behind a point or a comma.

    Raises:
        Refused: `not_a_percentage`.
    """
    found = re.fullmatch(r"(\d{1,3})(?:[.,](\d{1,2}))?\s*%?", text.strip(), re.ASCII)
    value = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else -1
    if not 0 <= value <= 10_000:
        raise Refused("not_a_percentage", text=text)
    return value


def chosen_kind(text: str | None) -> Kind:
    """A kind by its word; left out, the shop's own.

    Raises:
        Refused: `unknown_kind_of_evidence`.
    """
    word = _word(text)
    if not word:
        return Kind.SHOP
    if word not in tuple(Kind):
        raise Refused("unknown_kind_of_evidence", text=text)
    return Kind(word)


def chosen_state(text: str | None) -> State | None:
    """A state by its word; None where it was left out.

    Raises:
        Refused: `unknown_state`.
    """
    word = _word(text)
    if word and word not in tuple(State):
        raise Refused("unknown_state", text=text)
    return State(word) if word else None


def chosen_size(text: str | None) -> MakerSize | None:
    """A maker's size by its word; None where it was left out.

    Raises:
        Refused: `unknown_maker_size`.
    """
    word = _word(text)
    if word and word not in tuple(MakerSize):
        raise Refused("unknown_maker_size", text=text)
    return MakerSize(word) if word else None


def _word(text: str | None) -> str:
    return (text or "").strip().lower()


def _registered(entry: Entry) -> Evidence:
    if not (entry.number or "").strip():
        raise Refused("number_missing")
    read = registration.parse(entry.number or "")
    if entry.state not in (None, read.state):
        raise Refused(_CONTRADICTED[read.state], number=read.number)
    country = _fitting(read.state, _country(entry.country))
    made = _made(entry, read.state, country, number=read.number)
    size = made.maker_size if read.maker_size is MakerSize.UNKNOWN else read.maker_size
    return replace(made, family=read.family, expires=read.expires, maker_size=size, regency=made.regency or read.regency)


def _certified(entry: Entry) -> Evidence:
    if entry.tkdn_bp is None:
        raise Refused("tkdn_missing")
    if entry.state not in (None, State.DOMESTIC):
        raise Refused("tkdn_is_domestic")
    if entry.bmp_bp is not None and entry.bmp_bp > MOST_BMP_BP:
        raise Refused("bmp_too_large", most_bp=MOST_BMP_BP)
    return _made(entry, State.DOMESTIC, _fitting(State.DOMESTIC, _country(entry.country)), number=_line(entry.number) or None)


def _made(entry: Entry, state: State, country: str | None, *, number: str | None) -> Evidence:
    regency = (entry.regency or "").strip().replace(".", "") or None
    if regency is not None and not re.fullmatch(r"\d{4}", regency, re.ASCII):
        raise Refused("not_a_regency", text=entry.regency)
    return Evidence(
        entry.kind,
        state,
        number=number,
        country=country,
        tkdn_bp=entry.tkdn_bp,
        bmp_bp=entry.bmp_bp,
        valid_from=entry.valid_from,
        valid_until=entry.valid_until,
        maker=_line(entry.maker) or None,
        maker_size=entry.maker_size or MakerSize.UNKNOWN,
        regency=regency,
        note=_line(entry.note) or None,
        attachment=entry.attachment,
    )


def _country(text: str | None) -> str | None:
    code = (text or "").strip().upper()
    if code and code not in CODES:
        raise Refused("country_unknown", text=text)
    return code or None


def _state_of(country: str | None) -> State | None:
    if country is None:
        return None
    return State.DOMESTIC if country == HOME else State.IMPORTED


def _fitting(state: State, country: str | None) -> str | None:
    if state is State.DOMESTIC:
        if country not in (None, HOME):
            raise Refused("country_of_domestic", country=country)
        return HOME
    if state is State.IMPORTED and country == HOME:
        raise Refused("country_of_imported")
    return country if state is State.IMPORTED else None


def _line(text: str | None) -> str:
    return one_line(text or "")
