"""Codes on goods: check digits, which texts mean the same article, and what a scanner may have sent.

`read_scan` never raises: what is not understood is text, and text may be a shop's own code. Check digits are four
lines here, because plain digits at the till must not wait for an import; the tests hold them against python-stdnum.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from pos_app.domain import gs1, registration
from pos_app.domain.money import Rupiah, half_away
from pos_app.domain.quantity import Milli
from pos_app.domain.registration import Registration
from pos_app.errors import Refused

_LENGTHS: Final = (8, 12, 13, 14)


class Symbology(StrEnum):
    """How a code is printed so that a scanner gives the same text back."""

    EAN13 = "ean13"
    EAN8 = "ean8"
    UPCA = "upca"
    CODE128 = "code128"


_PRINTED: Final = {8: Symbology.EAN8, 12: Symbology.UPCA, 13: Symbology.EAN13}


def check_digit(body: str) -> str:
    """The digit that makes `body` a valid GTIN of any length."""
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(body)))
    return str(-total % 10)


def is_digits(text: str) -> bool:
    """Digits 0 to 9 alone, unlike `str.isdigit`."""
    return text.isascii() and text.isdigit()


def is_gtin(code: str) -> bool:
    """EAN-8, UPC-A, EAN-13 or GTIN-14 with a right check digit; zeros only are no code."""
    return len(code) in _LENGTHS and is_digits(code) and code.strip("0") != "" and check_digit(code[:-1]) == code[-1]


def has_wrong_check_digit(code: str) -> bool:
    """Of the length of a GTIN, all digits, and none: kept as a free code, with a warning."""
    return len(code) in _LENGTHS and is_digits(code) and code.strip("0") != "" and not is_gtin(code)


def gtin14(code: str) -> str | None:
    """The fourteen digits under which 12, 13 and 14 digits are the same article; None for any other code.

    Eleven digits are a UPC-A that lost its zero in a spreadsheet, if one zero in front makes it valid. EAN-8 is a
    numbering of its own and equals no longer code.
    """
    if len(code) == 11:
        code = "0" + code
    return code.zfill(14) if len(code) != 8 and is_gtin(code) else None


def is_restricted(code: str) -> bool:
    """Numbered by the shop itself (prefixes 02 and 20 to 29): the same digits mean something else next door."""
    if not is_digits(code) or len(code) not in _LENGTHS:
        return False
    prefix = code[:2] if len(code) == 8 else code.zfill(14)[1:3]
    return prefix == "02" or prefix[0] == "2"


def shared_code(code: str) -> str | None:
    """What two shops may compare: a valid GTIN that no shop gave itself, in its fourteen digits (EAN-8 as it is)."""
    if not is_gtin(code) or is_restricted(code):
        return None
    return gtin14(code) or code


def printable_symbology(code: str) -> Symbology:
    """Code 128 unless the check digit is right: a printer that corrects it would print another article's code.

    See WhyNotHugo/python-barcode#231.
    """
    return _PRINTED.get(len(code), Symbology.CODE128) if is_gtin(code) else Symbology.CODE128


class ScanKind(StrEnum):
    """What a scanned or typed text turned out to be."""

    CODE = "code"
    """Plain digits, or a text that is some shop's own code."""
    GS1 = "gs1"
    """An element string with a GTIN."""
    REGISTRATION = "registration"
    """A registration number, plain or in the package's 2D code."""
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Scan:
    """What was scanned, taken apart.

    Look up `text` letter for letter first, then `gtin`, then the registration's number. `weight_milli` (kilograms)
    and `price_idr` stand where the code carries them.
    """

    kind: ScanKind
    text: str
    gtin: str | None = None
    registration: Registration | None = None
    batch: str | None = None
    serial: str | None = None
    made_on: date | None = None
    best_before: date | None = None
    weight_milli: Milli | None = None
    price_idr: Rupiah | None = None

    @property
    def number(self) -> str | None:
        """The registration number by which the article is found."""
        return self.registration.number if self.registration is not None else None


def read_scan(text: str) -> Scan:
    """Classify whatever a scanner sent or a person typed into its field. Never raises."""
    bare = gs1.cleaned(text)
    if not bare.strip(gs1.GS):
        return Scan(ScanKind.NOTHING, "")
    if is_digits(bare) and len(bare) <= 14:
        return Scan(ScanKind.CODE, bare, gtin=gtin14(bare))
    what = gs1.sent(text)
    if is_digits(what.text) and len(what.text) <= 14:
        return Scan(ScanKind.CODE, what.text, gtin=gtin14(what.text))
    linked = _digital_link(bare)
    if linked is not None:
        return linked
    if what.begins_like_gs1:
        return _from_elements(bare, what)
    try:
        return Scan(ScanKind.REGISTRATION, what.text, registration=registration.parse(what.text))
    except Refused:
        return Scan(ScanKind.CODE, what.text or bare)


def _from_elements(bare: str, what: gs1.Sent) -> Scan:
    elements = gs1.read(what, registration.cuts)
    if elements is None:
        return Scan(ScanKind.CODE, bare)
    found = _registration(elements)
    gtin = gtin14(elements.get("01") or "")
    if found is None and gtin is None:
        return Scan(ScanKind.CODE, bare)
    return Scan(
        ScanKind.GS1 if gtin else ScanKind.REGISTRATION,
        bare,
        gtin=gtin,
        registration=found,
        batch=elements.get("10"),
        serial=elements.get("21"),
        made_on=gs1.day(elements.get("11")),
        best_before=gs1.day(elements.get("17") or elements.get("15")),
        weight_milli=_weight(elements),
        price_idr=_price(elements),
    )


def _registration(elements: gs1.Elements) -> Registration | None:
    if not elements.get("90"):
        return None
    try:
        return registration.of_elements(elements)
    except Refused:
        return None


def _weight(elements: gs1.Elements) -> Milli | None:
    """Net weight in thousandths of a kilogram (identifier 310n)."""
    found = elements.starting("310")
    if found is None or not is_digits(found[1]):
        return None
    ai, value = found
    return Milli(half_away(int(value) * 1000, 10 ** int(ai[3])))


def _price(elements: gs1.Elements) -> Rupiah | None:
    """The amount to pay in whole rupiah (identifier 392n); cents are nobody's price here."""
    found = elements.starting("392")
    if found is None or not is_digits(found[1]) or len(found[1]) > 15:
        return None
    ai, value = found
    whole, rest = divmod(int(value), 10 ** int(ai[3]))
    return None if rest else Rupiah(whole)


def _digital_link(bare: str) -> Scan | None:
    """A GS1 Digital Link: an address with the GTIN behind `/01/`."""
    found = re.match(r"https?://[^/?#]+/(?:[^?#]*/)?01/(\d{8,14})(?:[/?#]|$)", bare, re.ASCII | re.IGNORECASE)
    gtin = gtin14(found[1]) if found else None
    return Scan(ScanKind.GS1, bare, gtin=gtin) if gtin else None
