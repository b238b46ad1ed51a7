"""Printers at the end of real lines: only what has arrived whole is printed, and none is waited for for ever."""

import os
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from pos_app.devices import printer as printers
from pos_app.errors import Unavailable
from tests.devices.simulators import Wire

JOB = bytes(range(256)) * 16
AT_ONCE = struct.pack("ii", 1, 0)  # hung up without a farewell


@contextmanager
def network_printer(room: int | None, *, hangs_up: bool = True, tells_s: float = 0) -> Iterator[tuple[str, bytearray]]:
    """Takes `room` bytes and is then switched off; None: all of them. It may never hang up by itself, or tell first so long how it is."""
    got, kept = bytearray(), []

    def listen() -> None:
        connection, _peer = server.accept()
        kept.append(connection)
        while (room is None or len(got) < room) and (part := connection.recv(256 if room is None else min(256, room - len(got)))):
            got.extend(part)
        if room is not None:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        until = time.monotonic() + tells_s
        with suppress(OSError):
            while time.monotonic() < until:
                connection.send(b"\x12")
                time.sleep(0.02)
        if hangs_up:
            connection.close()

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=listen)
        thread.start()
        yield f"tcp:127.0.0.1:{server.getsockname()[1]}", got
        thread.join(10)
        kept[0].close()


def test_a_network_printer_that_dies_at_any_byte_has_not_printed_the_job():
    for room in range(0, len(JOB), 40):
        with network_printer(room) as (address, got), pytest.raises(Unavailable, match="printer_failed"):
            printers.at(address).send(JOB)
        assert bytes(got) == JOB[:room]


def test_one_that_takes_all_has_whether_it_hangs_up_or_not(monkeypatch):
    monkeypatch.setattr(printers, "TAKES_LEAVE_S", 0.1)
    for hangs_up in (True, False):
        with network_printer(None, hangs_up=hangs_up) as (address, got):
            printers.at(address).send(JOB)
        assert bytes(got) == JOB
    with network_printer(None, tells_s=0.6) as (address, got):
        begun = time.monotonic()
        printers.at(address).send(JOB)
        assert time.monotonic() - begun < 0.5
    assert bytes(got) == JOB


def test_a_slow_network_printer_has_its_time_as_long_as_it_takes_more(monkeypatch):
    monkeypatch.setattr(printers, "TAKES_LEAVE_S", 0.05)
    monkeypatch.setattr(printers, "PATIENCE_S", 0.3)
    got = bytearray()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)

        def listen() -> None:
            connection, _peer = server.accept()
            with connection:
                while part := connection.recv(2048):
                    got.extend(part)
                    time.sleep(0.04)

        thread = threading.Thread(target=listen)
        thread.start()
        printers.at(f"tcp:127.0.0.1:{server.getsockname()[1]}").send(JOB * 6)
        thread.join(10)
    assert bytes(got) == JOB * 6


def test_a_printer_that_takes_nothing_is_not_waited_for_for_ever(monkeypatch, tmp_path):
    monkeypatch.setattr(printers, "PATIENCE_S", 0.1)
    pipe, wire = tmp_path / "lp0", Wire()
    os.mkfifo(pipe)
    much = JOB * 100
    printer = printers.at(f"file:{pipe}")
    with pytest.raises(Unavailable, match="printer_failed"):
        printer.send(much)  # nobody is at its end
    held = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with pytest.raises(Unavailable, match="printer_failed"):
        printer.send(much)  # somebody is, and reads nothing
    os.close(held)
    with pytest.raises(Unavailable, match="printer_failed"):
        printers.at(wire.address).send(much)
    wire.unplug()
