"""Devices that are not there: a scale, a pole display and a scanner at the other end of a real serial line (a pty)."""

import contextlib
import os
import re
import select
import socket
import threading
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


class Wire:
    """A serial line whose far end the test holds; `address` is what the program is told."""

    def __init__(self) -> None:
        self._far, self._near = os.openpty()
        tty.setraw(self._far)
        tty.setraw(self._near)
        self.address = f"serial:{os.ttyname(self._near)}"

    def put(self, body: bytes) -> None:
        os.write(self._far, body)

    def take(self, most: int = 1024) -> bytes:
        """What has been sent; a second piece may reach this end a moment after the first."""
        body = os.read(self._far, most)
        while select.select([self._far], [], [], 0.05)[0]:
            body += os.read(self._far, most)
        return body

    def unplug(self) -> None:
        for end in (self._near, self._far):
            os.close(end)


class ScaleSimulator:
    """A counter scale that speaks Toledo 8217, behind a converter: `lay` something on it, or set a status."""

    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self.address = f"tcp:127.0.0.1:{self._server.getsockname()[1]}"
        self._answer = b"\x02?\x50\r"
        threading.Thread(target=self._serve, daemon=True).start()

    def lay(self, grams: int, *, net: bool = False) -> None:
        self._answer = b"\x02%3d.%03d%s\r" % (grams // 1000, grams % 1000, b"N" if net else b"")

    def status(self, flags: int) -> None:
        self._answer = b"\x02?" + bytes([flags | 64]) + b"\r"

    def say(self, answer: bytes) -> None:
        self._answer = answer

    def unplug(self) -> None:
        self._server.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):  # unplugged
            while True:
                line, _address = self._server.accept()
                with line:
                    if line.recv(1) == b"W":
                        for at in range(0, len(self._answer), 3):  # a slow line gives an answer in pieces
                            line.sendall(self._answer[at : at + 3])
                        line.recv(1)


@dataclass
class PoleSimulator:
    """Two lines of twenty signs, and what both languages do to them."""

    lines: list[str] = field(default_factory=lambda: [" " * 20, " " * 20])

    def take(self, body: bytes) -> None:
        at = (0, 0)
        while body:
            if body.startswith(b"\x1b@"):
                self.lines, at, body = [" " * 20, " " * 20], (0, 0), body[2:]
            elif found := re.match(rb"\x1bQ([AB])([^\r]{0,20})\r", body):
                self._write(found[1] == b"B", 0, found[2])
                body = body[found.end() :]
            elif found := re.match(rb"\x1f\$([\x01-\x14])([\x01\x02])", body):
                at, body = (found[2][0] - 1, found[1][0] - 1), body[4:]
            else:
                assert 32 <= body[0] < 127, f"a byte no display knows: {body[:8]!r}"
                self._write(at[0], at[1], body[:1])
                at, body = (at[0], at[1] + 1), body[1:]

    def _write(self, line: int, column: int, text: bytes) -> None:
        assert column + len(text) <= 20
        was = self.lines[line]
        self.lines[line] = was[:column] + text.decode("ascii") + was[column + len(text) :]


@contextmanager
def pole_on_a_wire() -> Iterator[tuple[str, PoleSimulator, Wire]]:
    wire, pole = Wire(), PoleSimulator()
    yield wire.address, pole, wire
    wire.unplug()
