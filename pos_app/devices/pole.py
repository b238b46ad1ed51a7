"""Pole displays: two lines of twenty signs towards the customer.

Nearly all speak one of two languages. CD5220: `ESC Q A` text `CR` writes the upper line, `ESC Q B` text `CR` the lower. ESC/POS
(as Epson's DM-D): `US $ x y` puts the cursor, then the text. Both begin with `ESC @`. Signs are ASCII, which every one has.
"""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from pos_app.devices.line import check, opened

COLUMNS: Final = 20
PATIENCE_S: Final = 1.0


class Speech(StrEnum):
    CD5220 = "cd5220"
    ESCPOS = "escpos"


class Pole(Protocol):
    def show(self, top: str, bottom: str) -> None:
        """Both lines, cut to the width.

        Raises:
            Unavailable: `device_silent`.
        """


@dataclass(frozen=True, slots=True)
class SerialPole:
    """A pole display at an address; opened for each text, so that one plugged in later shows the next."""

    address: str
    speech: Speech

    def show(self, top: str, bottom: str) -> None:
        with opened(self.address, patience_s=PATIENCE_S) as line:
            line.write(body(top, bottom, self.speech))


def at(address: str, speech: str) -> SerialPole:
    """The pole display of an address.

    Raises:
        Refused: `not_a_device_line`.
    """
    return SerialPole(check(address), Speech(speech))


def body(top: str, bottom: str, speech: Speech) -> bytes:
    """The bytes that show two lines; nothing in a text is a command."""
    upper, lower = (_plain(line).ljust(COLUMNS)[:COLUMNS].encode("ascii") for line in (top, bottom))
    if speech is Speech.CD5220:
        return b"\x1b@\x1bQA" + upper + b"\r\x1bQB" + lower + b"\r"
    return b"\x1b@\x1f$\x01\x01" + upper + b"\x1f$\x01\x02" + lower


def _plain(text: str) -> str:
    """ASCII signs only: letters without their accents, and a question mark for what has no other form."""
    spread = unicodedata.normalize("NFKD", text)
    return "".join(sign if " " <= sign <= "~" else "?" for sign in spread if not unicodedata.combining(sign))
