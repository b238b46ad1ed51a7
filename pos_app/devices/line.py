"""The line a device hangs on: `serial:PORT[:BAUD]`, or `tcp:HOST:PORT` for one behind a converter."""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, Protocol

from pos_app.errors import Refused, Unavailable

_SERIAL: Final = re.compile(r"serial:(?P<port>[^\s:]+)(:(?P<baud>\d{3,7}))?")
_TCP: Final = re.compile(r"tcp:(?P<host>[^\s:]+):(?P<port>\d{1,5})")
BAUD: Final = 9600


@dataclass(frozen=True, slots=True)
class Frame:
    """How a serial device counts its bits."""

    bits: int = 8
    parity: str = "N"


class Line(Protocol):
    """Bytes to a device and back."""

    def write(self, body: bytes) -> None: ...

    def read(self) -> bytes:
        """What has come, after at most the line's patience; nothing where nothing came."""


def check(address: str) -> str:
    """The address, if it is one.

    Raises:
        Refused: `not_a_device_line`.
    """
    if not (_SERIAL.fullmatch(address) or _TCP.fullmatch(address)):
        raise Refused("not_a_device_line", text=address)
    return address


@contextmanager
def opened(address: str, *, patience_s: float, frame: Frame = Frame()) -> Iterator[Line]:
    """The line, open until the block ends.

    Raises:
        Unavailable: `device_silent`; it is not there, or was unplugged meanwhile.
    """
    check(address)
    try:
        if serial := _SERIAL.fullmatch(address):
            with _serial(serial["port"], int(serial["baud"] or BAUD), patience_s, frame) as line:
                yield line
        elif tcp := _TCP.fullmatch(address):
            with socket.create_connection((tcp["host"], int(tcp["port"])), timeout=patience_s) as connection:
                yield _Tcp(connection)
    except (OSError, EOFError) as problem:  # pyserial's own errors are OSErrors
        raise Unavailable("device_silent", device=address) from problem


@dataclass(frozen=True, slots=True)
class _Tcp:
    connection: socket.socket

    def write(self, body: bytes) -> None:
        self.connection.sendall(body)

    def read(self) -> bytes:
        try:
            found = self.connection.recv(1024)
        except TimeoutError:
            return b""
        if not found:
            raise EOFError
        return found


@contextmanager
def _serial(port: str, baud: int, patience_s: float, frame: Frame) -> Iterator[Line]:
    import serial

    try:
        device = serial.Serial(port, baud, bytesize=frame.bits, parity=frame.parity, timeout=patience_s, write_timeout=patience_s)
    except Exception as problem:  # a line that cannot be set so raises what is no OSError
        raise OSError(str(problem)) from problem
    try:
        yield _Serial(device)
    finally:
        device.close()


@dataclass(frozen=True, slots=True)
class _Serial:
    device: Any

    def write(self, body: bytes) -> None:
        self.device.write(body)

    def read(self) -> bytes:
        first: bytes = self.device.read(1)
        return first + bytes(self.device.read(self.device.in_waiting)) if first else b""
