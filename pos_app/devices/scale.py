"""A shop scale on a line, asked for its weight.

The protocol is Mettler-Toledo 8217, which most counter scales know, some under the name "Toledo" or "NCR": 9600 baud, seven
bits, even parity, one stop bit. The till sends `W`; the scale answers one of

    STX  0.735 CR        the weight in kilograms, on a load that rests; an N may stand behind a net weight
    STX ? status CR      why there is none; status is a byte of flags

Flags: 1 the load moves, 2 more than the scale carries, 4 below zero, 8 not at zero when it was switched on, 16 nothing lies
on it, 32 net weight. A byte may carry bit 64 so that it is a readable sign.
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from pos_app.devices.line import Frame, check, opened
from pos_app.domain.quantity import Milli
from pos_app.errors import Unavailable

ASK: Final = b"W"
PATIENCE_S: Final = 0.4
"""How long an answer may take; a scale answers within a tenth of a second."""
_FRAME: Final = Frame(bits=7, parity="E")
_WEIGHT: Final = re.compile(rb"\x02\s*(-?)\s*(\d{1,4})(?:[.,](\d{1,3}))?\s*(?:kg)?N?\r", re.IGNORECASE)
_STATUS: Final = re.compile(rb"\x02\?(.)\r", re.DOTALL)


class Load(StrEnum):
    """What lies on the scale; only a load that rests has a weight."""

    RESTS = "rests"
    MOVES = "moves"
    TOO_HEAVY = "too_heavy"
    BELOW_ZERO = "below_zero"
    NOT_AT_ZERO = "not_at_zero"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Reading:
    """One answer; `weight_milli` is thousandths of a kilogram and None unless the load rests."""

    load: Load
    weight_milli: Milli | None = None


class Scale(Protocol):
    def read(self) -> Reading:
        """What lies on it now.

        Raises:
            Unavailable: `device_silent`, `scale_unclear`.
        """


@dataclass(frozen=True, slots=True)
class SerialScale:
    """A scale at an address; the line is opened for each question, so that one plugged in later is found."""

    address: str

    def read(self) -> Reading:
        with opened(self.address, patience_s=PATIENCE_S, frame=_FRAME) as line:
            line.write(ASK)
            answer = _whole(line.read)
        reading = understood(answer)
        if reading is None:
            raise Unavailable("device_silent" if not answer else "scale_unclear", device=self.address)
        return reading


def at(address: str) -> SerialScale:
    """The scale of an address.

    Raises:
        Refused: `not_a_device_line`.
    """
    return SerialScale(check(address))


def _whole(read: Callable[[], bytes]) -> bytes:
    """An answer up to its end, or what came of it in time."""
    answer, until = b"", time.monotonic() + PATIENCE_S
    while b"\r" not in answer and time.monotonic() < until:
        answer += read()
    return answer


def understood(answer: bytes) -> Reading | None:
    """What an answer says; None for anything the protocol does not know."""
    if found := _WEIGHT.search(answer):
        weight = int(found[2]) * 1000 + int((found[3] or b"0").ljust(3, b"0"))
        if found[1]:
            return Reading(Load.BELOW_ZERO)
        return Reading(Load.RESTS, Milli(weight)) if weight else Reading(Load.EMPTY)
    if found := _STATUS.search(answer):
        return Reading(_load(found[1][0]))
    return None


def _load(status: int) -> Load:
    for flag, load in ((1, Load.MOVES), (2, Load.TOO_HEAVY), (4, Load.BELOW_ZERO), (8, Load.NOT_AT_ZERO)):
        if status & flag:
            return load
    return Load.EMPTY
