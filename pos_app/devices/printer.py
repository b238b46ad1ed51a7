"""Slip printers: where one is reached, and the bytes of a job sent there.

An address is `tcp:HOST[:PORT]`, `serial:PORT[:BAUD]`, `usb:VENDOR:PRODUCT` (hexadecimal), `windows:NAME` or `file:PATH`
(a device such as /dev/usb/lp0, or a plain file that grows). What a printer speaks is made in `documents.escpos`.
"""

import re
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from pos_app.errors import Refused, Unavailable

PATIENCE_S: Final = 5.0
"""How long a printer that is there but takes nothing is waited for."""
CHUNK: Final = 1024
"""Bytes at once: cheap printers drop what comes faster than they print."""
Send = Callable[[bytes], object]


class Printer(Protocol):
    """Takes a job whole, or says that it did not."""

    def send(self, body: bytes) -> None:
        """Sends a job.

        Raises:
            Unavailable: `printer_failed`; part of the job may be on paper.
        """


@dataclass(frozen=True, slots=True)
class SlipPrinter:
    """A printer at an address; it is opened for each job, so that one switched on later is found."""

    address: str

    def send(self, body: bytes) -> None:
        try:
            with _open(self.address) as send:
                for begin in range(0, len(body), CHUNK):
                    send(body[begin : begin + CHUNK])
        except Refused:
            raise
        except Exception as problem:  # each way of reaching a printer has failures of its own
            raise Unavailable("printer_failed", printer=self.address) from problem


def at(address: str) -> SlipPrinter:
    """The printer of an address.

    Raises:
        Refused: `not_a_printer`.
    """
    _parts(address)
    return SlipPrinter(address)


_FORMS: Final = {
    "tcp": re.compile(r"(?P<host>[^\s:]+)(:(?P<port>\d{1,5}))?"),
    "serial": re.compile(r"(?P<port>[^\s:]+)(:(?P<baud>\d{3,7}))?"),
    "usb": re.compile(r"(?P<vendor>[0-9a-f]{4}):(?P<product>[0-9a-f]{4})", re.IGNORECASE),
    "windows": re.compile(r"(?P<name>.+)"),
    "file": re.compile(r"(?P<path>.+)"),
}


def _parts(address: str) -> tuple[str, dict[str, str | None]]:
    kind, _colon, rest = address.partition(":")
    found = _FORMS[kind].fullmatch(rest) if kind in _FORMS else None
    if found is None:
        raise Refused("not_a_printer", text=address)
    return kind, found.groupdict()


@contextmanager
def _open(address: str) -> Iterator[Send]:
    kind, part = _parts(address)
    if kind == "file":
        with Path(part["path"] or "").open("ab", buffering=0) as file:
            yield file.write
        return
    if kind == "tcp":
        # not python-escpos': it leaves its socket open when nobody answers, one for each try
        with socket.create_connection((part["host"] or "", int(part["port"] or 9100)), timeout=PATIENCE_S) as connection:
            yield connection.sendall
        return
    from escpos import printer as printers

    device: printers.Serial | printers.Usb | printers.Win32Raw
    if kind == "serial":
        device = printers.Serial(part["port"] or "", int(part["baud"] or 9600), timeout=PATIENCE_S)
    elif kind == "usb":
        device = printers.Usb(int(part["vendor"] or "", 16), int(part["product"] or "", 16), timeout=int(1000 * PATIENCE_S))
    else:
        device = printers.Win32Raw(part["name"] or "")
    device.open()
    try:
        yield device._raw  # noqa: SLF001 - the one way the library sends bytes made elsewhere
    finally:
        device.close()
