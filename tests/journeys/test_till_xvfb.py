"""A sale in the real window, under an X server of its own, with real key events: a scanner's bursts, F12, Enter."""

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests import picture_shop
from tests.journeys.wedge import Wedge
from tests.picture_shop import BISCUIT, OIL, RICE

PATIENCE_S = 60.0


def until(ready: Callable[[], bool], what: str) -> None:
    """Wait for something the window does on its own time."""
    end = time.monotonic() + PATIENCE_S
    while not ready():
        assert time.monotonic() < end, f"still waiting for {what}"
        time.sleep(0.02)


class Till:
    """The program on a display, and hands on its keyboard."""

    def __init__(self, display: str, shop: Path) -> None:
        self.environment = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "QT_SCALE_FACTOR": "1"}
        self.shop = shop
        self.said = shop.with_suffix(".said")
        with self.said.open("w") as said:
            command = [sys.executable, "-m", "ui", "--db", str(shop)]
            self.process = subprocess.Popen(command, env=self.environment, stdout=said, stderr=subprocess.STDOUT)
        until(lambda: self._ended() or bool(self.xdotool("search", "--onlyvisible", "--name", "Toko Sumber Rejeki")), "the window")
        window = self.xdotool("search", "--onlyvisible", "--name", "Toko Sumber Rejeki").split()[0]
        self.xdotool("windowfocus", "--sync", window)
        self.wedge = Wedge(display)

    def _ended(self) -> bool:
        if self.process.poll() is None:
            return False
        pytest.fail(f"the program ended: {self.said.read_text()}")

    def xdotool(self, *words: str) -> str:
        done = subprocess.run(["xdotool", *words], env=self.environment, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    def scan(self, code: str) -> None:
        """A scanner: the code in one piece, Enter behind."""
        self.wedge.scan(code)

    def strike(self, *keys: str) -> None:
        """A person: one key at a time."""
        for key in keys:
            time.sleep(0.12)
            self.xdotool("key", key)

    def pay(self) -> None:
        """F12 and Enter, and once more as long as no sale is there: a person waits until the window shows the basket."""

        def paid() -> bool:
            self.strike("F12")
            time.sleep(0.5)
            self.strike("Return")
            time.sleep(0.5)
            return bool(self.read("SELECT number FROM sale"))

        until(paid, "the sale")

    def read(self, query: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(f"file:{self.shop}?mode=ro", uri=True, timeout=10)) as books:
            return list(books.execute(query))

    def basket(self) -> list[tuple[str, int]]:
        """The basket as it is kept on disk, by code."""
        return [(x["code"], x["qty"]) for (body,) in self.read("SELECT body FROM open_cart") for x in json.loads(str(body))["lines"]]

    def close(self) -> None:
        self.wedge.close()
        self.process.terminate()
        self.process.wait(20)


@pytest.fixture
def till(xvfb: str, tmp_path: Path) -> Iterator[Till]:
    picture_shop.make(tmp_path, clock=picture_shop.real_clock).close()
    opened = Till(xvfb, tmp_path / "shop.db")
    yield opened
    opened.close()


def test_a_sale_is_rung_up_with_a_scanner_f12_and_enter(till: Till, tmp_path: Path) -> None:
    for item in (OIL, RICE, OIL, BISCUIT):
        till.scan(item.code)
    wanted = {OIL.code: 2000, RICE.code: 1000, BISCUIT.code: 1000}
    until(lambda: dict(till.basket()) == wanted, "the basket on disk")
    till.pay()
    [(number, total, paid)] = till.read("SELECT number, total_idr, paid_idr FROM sale")
    assert (total, paid) == (129_000, 129_000)
    assert dict(till.read("SELECT code, qty_milli FROM sale_line")) == wanted
    receipt = tmp_path / "receipts" / f"{number}.pdf"
    until(receipt.exists, "the receipt")
    assert receipt.read_bytes().startswith(b"%PDF")
    assert till.basket() == []


def test_a_basket_and_an_exchange_left_by_kill_are_there_again(till: Till, tmp_path: Path, xvfb: str) -> None:
    till.scan(BISCUIT.code)
    till.pay()
    [(number, worth)] = till.read("SELECT number, total_idr FROM sale")

    def begun() -> bool:
        till.strike("Escape", "F9")
        time.sleep(0.5)
        till.scan(str(number))
        time.sleep(0.5)
        till.strike("b", "a", "s", "i", "F8")
        time.sleep(0.5)
        return bool(till.read("SELECT till FROM open_exchange"))

    until(begun, "the exchange on disk")
    till.scan(OIL.code)
    until(lambda: till.basket() == [(OIL.code, 1000)], "the basket on disk")
    till.process.kill()
    till.process.wait(20)
    again = Till(xvfb, tmp_path / "shop.db")
    try:

        def exchanged() -> bool:
            again.pay()
            return len(again.read("SELECT number FROM sale")) > 1

        until(exchanged, "the exchange")
        documents = again.read("SELECT kind, total_idr, exchange_id IS NOT NULL FROM sale ORDER BY id")
        assert documents[1:] == [("refund", -int(str(worth)), 0), ("sale", 23_000, 1)]
        assert again.read("SELECT till FROM open_exchange") == []
    finally:
        again.close()
