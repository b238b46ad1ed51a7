"""QRIS: the shop's own static code, and the code that carries the amount of one payment.

EMVCo merchant-presented data: fields of a two-digit name, a two-digit length and a value. The shop shows its code once;
at each payment the amount goes in, the kind becomes dynamic, and the checksum is worked out anew. Nothing is added for
the buyer to pay: a surcharge is forbidden (PBI 23/6/2021).
"""

import re
from dataclasses import dataclass
from typing import Final

from pos_app.domain.money import Rupiah
from pos_app.errors import Refused

_FORMAT: Final = "00"
_KIND: Final = "01"
_CURRENCY: Final = "53"
_AMOUNT: Final = "54"
_TIPS: Final = ("55", "56", "57")
_COUNTRY: Final = "58"
_NAME: Final = "59"
_CITY: Final = "60"
_CHECKSUM: Final = "63"
_STATIC: Final = "11"
_DYNAMIC: Final = "12"
_RUPIAH: Final = "360"
_LONGEST: Final = 512
"""No code in use is longer: the standard's own limit."""
MOST: Final = 10_000_000
"""Rupiah in one payment: what Bank Indonesia allows in a QRIS."""

Field = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Qris:
    """A code that was checked: `name` and `city` of the merchant as the buyer's telephone shows them."""

    payload: str
    name: str
    city: str


def read(payload: str) -> Qris:
    """A shop's static code, as its picture or its text holds it.

    Raises:
        Refused: `qris_unreadable` (no such data, or cut off), `qris_checksum`, `qris_not_rupiah`, `qris_not_indonesia`,
            `qris_not_static` (a code for one payment), `qris_without_account`.
    """
    text = payload.strip()
    fields = _fields(text)
    values = dict(fields)
    if len(values) != len(fields) or values.get(_FORMAT) != "01" or fields[-1][0] != _CHECKSUM:
        raise Refused("qris_unreadable")
    if values[_CHECKSUM].upper() != checksum(text[:-4]):
        raise Refused("qris_checksum")
    if values.get(_CURRENCY) != _RUPIAH:
        raise Refused("qris_not_rupiah")
    if values.get(_COUNTRY) != "ID":
        raise Refused("qris_not_indonesia")
    if values.get(_KIND, _STATIC) != _STATIC or _AMOUNT in values:
        raise Refused("qris_not_static")
    if not any(26 <= int(name) <= 51 for name in values) or not values.get(_NAME):
        raise Refused("qris_without_account")
    return Qris(text, values[_NAME], values.get(_CITY, ""))


def for_amount(qris: Qris, amount_idr: Rupiah) -> str:
    """The code of one payment of exactly so much; a tip that the static code asks for is left out.

    Raises:
        Refused: `payment_not_positive`, `qris_above_most`.
    """
    check_amount(amount_idr)
    kept = {name: value for name, value in _fields(qris.payload) if name not in (_CHECKSUM, *_TIPS)}
    kept |= {_KIND: _DYNAMIC, _AMOUNT: str(amount_idr)}
    body = "".join(f"{name}{len(value):02d}{value}" for name, value in sorted(kept.items())) + f"{_CHECKSUM}04"
    return body + checksum(body)


def check_amount(amount_idr: Rupiah) -> None:
    """Whether a QRIS can take so much in one payment.

    Raises:
        Refused: `payment_not_positive`, `qris_above_most`.
    """
    if amount_idr <= 0:
        raise Refused("payment_not_positive")
    if amount_idr > MOST:
        raise Refused("qris_above_most", most_idr=Rupiah(MOST))


def checksum(text: str) -> str:
    """CRC-16/CCITT-FALSE (polynomial 1021, start FFFF) in four hexadecimal digits."""
    crc = 0xFFFF
    for byte in text.encode():
        crc ^= byte << 8
        for _bit in range(8):
            crc = (crc << 1) ^ 0x1021 if crc & 0x8000 else crc << 1
    return f"{crc & 0xFFFF:04X}"


def _fields(text: str) -> list[Field]:
    found: list[Field] = []
    at = 0
    if not 0 < len(text) <= _LONGEST:
        raise Refused("qris_unreadable")
    while at < len(text):
        head = re.compile(r"(\d\d)(\d\d)", re.ASCII).match(text, at)
        if head is None:
            raise Refused("qris_unreadable")
        value = text[head.end() : head.end() + int(head[2])]
        if len(value) != int(head[2]) or not value:
            raise Refused("qris_unreadable")
        found.append((head[1], value))
        at = head.end() + len(value)
    return found
