"""A scanner on a serial line: every code once and in order, whatever its end is; unplugged, it is found again."""

import queue
import socket
import threading

import pytest

from pos_app.devices import scanner as scanners
from tests.devices.simulators import Wire

WAIT_S = 5.0


@pytest.fixture
def listening(monkeypatch):
    monkeypatch.setattr(scanners, "AGAIN_S", 0.02)
    stop, heard, there = threading.Event(), queue.Queue(), queue.Queue()
    threads = []

    def listen(address):
        scanner = scanners.at(address)
        thread = threading.Thread(target=scanner.listen, args=(heard.put, stop, there.put), daemon=True)
        thread.start()
        threads.append(thread)
        return heard, there

    yield listen
    stop.set()
    for thread in threads:
        thread.join(WAIT_S)
        assert not thread.is_alive()


def test_codes_come_whole_whatever_ends_them(listening):
    wire = Wire()
    heard, there = listening(wire.address)
    assert there.get(timeout=WAIT_S) is True
    for body in (b"8997770000014\r", b"899777", b"0000021\r\nKODE-1\n", b"\x028997770000038\x03", b"\r\n", b"8997770000045"):
        wire.put(body)
    found = [heard.get(timeout=WAIT_S) for _n in range(5)]
    assert found == ["8997770000014", "8997770000021", "KODE-1", "8997770000038", "8997770000045"]
    assert heard.empty()


def test_a_scanner_that_is_unplugged_is_said_and_found_again(listening):
    with socket.create_server(("127.0.0.1", 0)) as server:
        heard, there = listening(f"tcp:127.0.0.1:{server.getsockname()[1]}")
        first, _address = server.accept()
        first.sendall(b"KODE-1\r")
        assert heard.get(timeout=WAIT_S) == "KODE-1"
        first.close()
        second, _address = server.accept()
        assert [there.get(timeout=WAIT_S) for _n in range(3)] == [True, False, True]
        second.sendall(b"KODE-2\r")
        assert heard.get(timeout=WAIT_S) == "KODE-2"
        second.close()
