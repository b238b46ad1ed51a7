"""Registration numbers a shopkeeper reads off a package, and what each says about the place of manufacture.

Shapes and meanings: DOMAIN.md section 3. A number of the wrong length or letter is refused with the reason, never
half accepted. Nothing here knows a clock: whether a number has expired is asked where the day is known.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Final

from pos_app.domain import gs1
from pos_app.domain.origin import HOME, MakerSize, State, Strength
from pos_app.errors import Refused


@dataclass(frozen=True, slots=True)
class Registration:
    """What a number or a package's 2D code says.

    `number` has capitals and digits only, prefix included. `expires` is a year (`2027`) or a day (`2028-11-30`).
    `regency` is the BPS code in a P-IRT number. `family` PIRT stands for P-IRT and SPP-IRT.
    """

    family: str
    number: str
    state: State
    strength: Strength
    expires: str | None = None
    maker_size: MakerSize = MakerSize.UNKNOWN
    regency: str | None = None
    gtin: str | None = None
    batch: str | None = None
    serial: str | None = None
    made_on: date | None = None
    best_before: date | None = None

    @property
    def country(self) -> str | None:
        return HOME if self.state is State.DOMESTIC else None

    @property
    def hints_at_home(self) -> bool:
        """`NA18` is how cosmetics made in Indonesia are commonly written: a hint, not evidence."""
        return self.family == "NA" and self.number.startswith("NA18")


@dataclass(frozen=True, slots=True)
class _Family:
    name: str
    prefix: str
    digits: tuple[int, ...]
    state: State


_HOME, _ABROAD, _NOTHING = State.DOMESTIC, State.IMPORTED, State.UNKNOWN
_FAMILIES: Final = tuple(
    sorted(
        (
            _Family("MD", "MD", (15, 12), _HOME),
            _Family("ML", "ML", (15, 12), _ABROAD),
            _Family("PIRT", "PIRT", (15,), _HOME),
            _Family("PIRT", "SPPIRT", (15,), _HOME),
            *(_Family(p, p, (9,), _HOME) for p in ("SD", "SL", "TR", "TL", "BTR", "BTL", "HT", "FF")),
            *(_Family(p, p, (9,), _ABROAD) for p in ("SI", "TI", "BTI")),
            _Family("NA", "NA", (11,), _NOTHING),
            *(_Family(p, p, (11,), _ABROAD) for p in ("NB", "NC", "ND", "NE", "PKL", "AKL")),
            *(_Family(p, p, (11,), _HOME) for p in ("PKD", "AKD")),
            _Family("NKIT", "NKIT", (9,), _NOTHING),
            _Family("HALAL", "ID", tuple(range(20, 9, -1)), _NOTHING),
            _Family("SNI", "SNI", tuple(range(16, 2, -1)), _NOTHING),
            _Family("NPB", "NPB", tuple(range(20, 5, -1)), _NOTHING),
            _Family("POSTEL", "POSTEL", tuple(range(16, 4, -1)), _NOTHING),
        ),
        key=lambda family: -len(family.prefix),
    )
)
_WORDS: Final = re.compile(r"(?:BADANPOM|BPOM|POM|KEMENKES|DEPKES|DINKES|RI|NOMOR|NO|REGISTRASI|REG|IZINEDAR|NIE)")
_MEDICINE: Final = re.compile(r"([DG])([A-Z])([A-Z])(\d\d[0-9A-Z]*)")
_MEDICINE_STATES: Final = {"L": _HOME, "I": _ABROAD, "E": _NOTHING, "X": _NOTHING}
_MEDICINE_LENGTH: Final = 15
_BARE_PIRT: Final = re.compile(
    r"([1-9](?:0[1-9]|1\d|20)(?:1[1-9]|2[01]|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7])\d{8})\s*[-\u2010-\u2015]\s*(\d\d)", re.ASCII
)
"""A P-IRT number as it is often written, without its prefix: container, kind of food, province; the year stands apart."""
_PESTICIDE: Final = range(11, 17)


def parse(text: str) -> Registration:
    """Read a number as printed, or the 2D code of a package.

    Raises:
        Refused: `registration_missing`, `registration_unknown`, `registration_length`, `registration_letter`,
            `registration_not_in_code`.
    """
    what = gs1.sent(text)
    if not what.text:
        raise Refused("registration_missing")
    bare = _BARE_PIRT.fullmatch(what.text)
    if bare:
        return _number(f"PIRT{bare[1]}{bare[2]}")
    if not what.begins_like_gs1:
        return _number(what.text)
    elements = gs1.read(what, cuts)
    if elements is None or not elements.get("90"):
        raise Refused("registration_not_in_code", text=_shown(text))
    return of_elements(elements)


def of_elements(elements: gs1.Elements) -> Registration:
    """The registration of a 2D code that has identifier 90, with what else the code says.

    Raises:
        Refused: as `parse`.
    """
    plain = _number(elements.get("90") or "")
    ends = gs1.day((elements.get("91") or "").partition("-")[0])
    return Registration(
        plain.family,
        plain.number,
        plain.state,
        plain.strength,
        expires=ends.isoformat() if ends else plain.expires,
        maker_size=plain.maker_size,
        regency=plain.regency,
        gtin=elements.get("01"),
        batch=elements.get("10"),
        serial=elements.get("21"),
        made_on=gs1.day(elements.get("11")),
        best_before=gs1.day(elements.get("17") or elements.get("15")),
    )


def cuts(text: str) -> tuple[int, ...]:
    """Lengths at which a text that begins with a number may be cut, the longest first."""
    medicine = _MEDICINE.match(text)
    if medicine and len(text) >= _MEDICINE_LENGTH:
        return (_MEDICINE_LENGTH,)
    family = next((family for family in _FAMILIES if text.startswith(family.prefix)), None)
    if family is None:
        return ()
    digits = re.match(r"\d*", text[len(family.prefix) :], re.ASCII)
    there = digits.end() if digits else 0
    return tuple(len(family.prefix) + length for length in family.digits if length <= there)


def _number(text: str) -> Registration:
    squeezed = _squeezed(text)
    bare, words = squeezed, []
    while found := _WORDS.match(bare):
        words.append(found[0])
        bare = bare[found.end() :]
    if words == ["RI"] and _digits(bare) and len(bare) in _PESTICIDE:
        return Registration("PESTICIDE", "RI" + bare, _NOTHING, Strength.NONE)
    if not bare:
        raise Refused("registration_unknown", text=_shown(text))
    medicine = _MEDICINE.fullmatch(bare)
    if medicine:
        return _of_medicine(medicine, text)
    for family in _FAMILIES:
        if bare.startswith(family.prefix):
            return _of_family(family, re.sub(r"^NO(?:MOR)?", "", bare[len(family.prefix) :]), text)
    raise Refused("registration_unknown", text=_shown(text))


def _of_medicine(found: re.Match[str], text: str) -> Registration:
    number = found[0]
    if found[2] not in "BTKNP" or found[3] not in _MEDICINE_STATES:
        raise Refused("registration_letter", text=_shown(text), letter=found[2] if found[2] not in "BTKNP" else found[3])
    if len(number) != _MEDICINE_LENGTH:
        raise Refused("registration_length", family=number[:3], length=len(number) - 3, right=str(_MEDICINE_LENGTH - 3))
    state = _MEDICINE_STATES[found[3]]
    return Registration(number[:3], number, state, _strength(state))


def _of_family(family: _Family, digits: str, text: str) -> Registration:
    if not _digits(digits):
        strange = [c for c in digits if not _digits(c)]
        if strange and len(strange) * 2 <= len(digits):
            raise Refused("registration_letter", text=_shown(text), letter=strange[0])
        raise Refused("registration_unknown", text=_shown(text))
    if len(digits) not in family.digits:
        few, most = family.digits[-1], family.digits[0]
        right = f"{few}-{most}" if len(family.digits) > 2 else " / ".join(str(length) for length in reversed(family.digits))
        raise Refused("registration_length", family=family.name, length=len(digits), right=right)
    number, strength = family.name + digits, _strength(family.state)
    if family.name == "HALAL":
        number = "ID" + digits
    if family.name != "PIRT":
        return Registration(family.name, number, family.state, strength)
    return Registration(
        family.name,
        number,
        family.state,
        strength,
        expires=f"20{digits[13:]}",
        maker_size=MakerSize.MICRO,
        regency=digits[3:7],
    )


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _strength(state: State) -> Strength:
    return Strength.NONE if state is State.UNKNOWN else Strength.STRONG


def _squeezed(text: str) -> str:
    """Letters and digits only, in capitals; a letter of another script stays, so that it is refused."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).upper() if c.isalnum())


def _shown(text: str) -> str:
    """The text as a sentence can quote it: one line, not too long."""
    line = gs1.cleaned(text).replace(gs1.GS, " ")
    return line if len(line) <= 60 else line[:59] + "…"
