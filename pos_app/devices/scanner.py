"""A scanner on a serial line: every code ends with CR, LF or both; one that sends no end is done when it pauses.

The line is held open as long as the scanner is wanted. Unplugged, it is looked for again until it is back.
"""

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from pos_app.devices.line import check, opened
from pos_app.errors import Unavailable

PAUSE_S: Final = 0.1
"""So long nothing comes in the middle of a code only if that was its end."""
AGAIN_S: Final = 1.0
_END: Final = re.compile(rb"[\r\n\t\x03]+")
MOST: Final = 4096
"""No code has so many signs; what has is noise on the line."""


@dataclass(frozen=True, slots=True)
class SerialScanner:
    address: str

    def listen(self, heard: Callable[[str], None], stop: threading.Event, there: Callable[[bool], None]) -> None:
        """Hands over every code until `stop` is set; `there` is told whether the scanner is, and when it goes and comes back."""
        known: bool | None = None
        while not stop.is_set():
            try:
                with opened(self.address, patience_s=PAUSE_S) as line:
                    if known is not True:
                        known = True
                        there(True)
                    self._hear(line.read, heard, stop)
            except Unavailable:
                if known is not False:
                    known = False
                    there(False)
                stop.wait(AGAIN_S)

    def _hear(self, read: Callable[[], bytes], heard: Callable[[str], None], stop: threading.Event) -> None:
        kept = b""
        while not stop.is_set():
            came = read()
            kept += came
            *whole, kept = _END.split(kept)
            if (not came and kept) or len(kept) > MOST:
                whole, kept = [*whole, kept[:MOST]], b""
            for code in whole:
                if text := code.decode("latin-1").strip(" \x02\x00"):
                    heard(text)


def at(address: str) -> SerialScanner:
    """The scanner of an address.

    Raises:
        Refused: `not_a_device_line`.
    """
    return SerialScanner(check(address))
