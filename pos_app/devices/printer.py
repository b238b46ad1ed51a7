"""Slip printers: where one is reached, and the bytes of a job sent there.

An address is `tcp:HOST[:PORT]`, `serial:PORT[:BAUD]`, `usb:VENDOR:PRODUCT` (hexadecimal), `windows:NAME` or `file:PATH`
(a device such as /dev/usb/lp0, or a plain file that grows). What a printer speaks is made in `documents.escpos`.
"""

import os
import re
import select
import socket
import struct
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Final, Protocol

from pos_app.errors import Refused, Unavailable

PATIENCE_S: Final = 5.0
"""How long a printer that is there but takes nothing is waited for."""
TAKES_LEAVE_S: Final = 0.3
"""How long one on the network that has everything may take to hang up; many never do, and the next slip waits so long."""
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
        with _device(part["path"] or "") as send:
            yield send
        return
    if kind == "tcp":
        # not python-escpos': it leaves its socket open when nobody answers, one for each try
        with socket.create_connection((part["host"] or "", int(part["port"] or 9100)), timeout=PATIENCE_S) as connection:
            yield connection.sendall
            _all_taken(connection)
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
        if kind == "serial":
            with _patient(device.device):
                yield device._raw  # noqa: SLF001 - the one way the library sends bytes made elsewhere
        else:
            yield device._raw  # noqa: SLF001
    finally:
        device.close()


@contextmanager
def _patient(line: Any) -> Iterator[None]:
    """A serial line that is not waited for for ever, neither for its bytes to be taken nor, by the library, at closing it."""
    line.write_timeout = PATIENCE_S
    try:
        yield
        _drained(lambda: int(line.out_waiting))
    except BaseException:
        with suppress(Exception):  # it may be gone
            line.reset_output_buffer()
        raise


@contextmanager
def _device(path: str) -> Iterator[Send]:
    """A file or a device as one; a device that is out of paper takes nothing, and is waited for no longer than any printer."""
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0), 0o666)

    def send(body: bytes) -> None:
        until = time.monotonic() + PATIENCE_S
        while body:
            try:
                body = body[os.write(descriptor, body) :]
            except BlockingIOError:
                if not select.select([], [descriptor], [], max(0.0, until - time.monotonic()))[1]:
                    raise TimeoutError from None

    try:
        yield send
    finally:
        os.close(descriptor)


def _all_taken(connection: socket.socket) -> None:
    """Returns once the printer's end has every byte: sent is not taken, a whole slip fits into this computer's own memory.

    Raises:
        OSError: it hung up before the end, or has not taken all in time.
    """
    connection.shutdown(socket.SHUT_WR)
    _drained(lambda: _under_way(connection))
    connection.settimeout(TAKES_LEAVE_S)
    until = time.monotonic() + TAKES_LEAVE_S
    with suppress(TimeoutError):
        while time.monotonic() < until and connection.recv(256):  # some tell how they are without end
            pass
    _refuse_reset(connection)


def _drained(left: Callable[[], int]) -> None:
    """Returns once nothing is left to be taken; a slow printer has its patience anew with every byte.

    Raises:
        TimeoutError: it takes no more.
    """
    until, before = time.monotonic() + PATIENCE_S, left()
    while now := left():
        if now < before:
            until, before = time.monotonic() + PATIENCE_S, now
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(0.01)


def _under_way(connection: socket.socket) -> int:
    """Bytes the far end has not confirmed; Linux alone tells.

    Raises:
        OSError: it has hung up.
    """
    _refuse_reset(connection)
    if sys.platform != "linux":
        return 0
    import fcntl
    import termios

    told: bytes = fcntl.ioctl(connection, termios.TIOCOUTQ, bytes(4))
    return int(struct.unpack("i", told)[0])


def _refuse_reset(connection: socket.socket) -> None:
    if problem := connection.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
        raise OSError(problem, os.strerror(problem))
