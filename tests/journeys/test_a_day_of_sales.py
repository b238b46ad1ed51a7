"""A day of three hundred mixed sales in the real window, struck as real key events, against books kept beside it by hand."""

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from pos_app import bootstrap
from pos_app.domain.days import Period
from pos_app.domain.money import Cost, Rupiah
from pos_app.domain.origin import State
from pos_app.domain.promotion import PromotionKind
from pos_app.domain.quantity import ONE, Milli
from pos_app.services import check, credit, promotions, qris_codes, reports, settings, shifts, stock
from pos_app.services.promotions import Wish
from pos_app.services.shop import OWNER
from tests import picture_shop
from tests.domain.test_qris import STATIC
from tests.journeys.test_till_xvfb import Till, until
from tests.picture_shop import BISCUIT, COCONUT, CRISPS, NOODLES, OIL, RICE, SWEETS, TEA, Goods
from tests.services.counter import on_hand

SALES = 300
LOOSE = Goods("8991002000114", "Teh Curah 50 g", 2_015, "pcs", "Minuman", State.DOMESTIC)
SOLD = (OIL, RICE, CRISPS, SWEETS, TEA, NOODLES, LOOSE, BISCUIT)
FLOAT, NOTE = 500_000, 1_000_000
KINDS = ("cash", "cash", "note", "qris", "split", "bon", "held", "swap", "refund", "void", "corrected")


def charged(basket: Counter[Goods]) -> dict[Goods, int]:
    """What the customer pays for each article: of three noodles one is free, three bags of crisps are 33.000 together."""
    amounts = {item: item.price * count for item, count in basket.items()}
    amounts[NOODLES] = NOODLES.price * (basket[NOODLES] - basket[NOODLES] // 3)
    amounts[CRISPS] = 33_000 * (basket[CRISPS] // 3) + CRISPS.price * (basket[CRISPS] % 3)
    return {item: amount for item, amount in amounts.items() if basket[item]}


class Day:
    """The cashier's hands, and what she would write into a book of her own."""

    def __init__(self, till: Till, dice: Random) -> None:
        self.till, self.dice = till, dice
        self.stock: Counter[str] = Counter()
        self.means: Counter[str] = Counter()
        self.origin: Counter[State] = Counter()
        self.documents = self.swapped = 0

    # ------------------------------------------------------------ hands

    def keys(self, *keys: str, pause: float = 0.0) -> None:
        self.till.xdotool("key", "--delay", "60", *keys)
        time.sleep(pause)

    def type(self, text: str) -> None:
        self.keys(*("space" if sign == " " else sign for sign in text))

    def basket(self) -> Counter[Goods]:
        """Goods over the scanner, until all of them are in the basket on disk."""
        wanted: Counter[Goods] = Counter()
        for item in self.dice.choices(SOLD, k=self.dice.randrange(1, 5)):
            count = self.dice.choice((1, 1, 1, 2, 3))
            if count > 1:
                self.keys(str(count), "asterisk", pause=0.1)
            self.till.scan(item.code)
            wanted[item] += count
        self.shows(wanted)
        return wanted

    def shows(self, wanted: Counter[Goods]) -> None:
        codes = {item.code: 1000 * count for item, count in wanted.items()}
        until(lambda: dict(self.till.basket()) == codes, f"the basket {codes}")

    def finished(self, more: int = 1) -> str:
        """The number of the document that has just come into the books; what is struck within a moment of it is dropped."""
        self.documents += more
        until(lambda: self.till.read("SELECT count(*) FROM sale") == [(self.documents,)], f"document {self.documents}")
        time.sleep(1.0)
        return str(self.till.read("SELECT number FROM sale ORDER BY id DESC LIMIT 1")[0][0])

    # ------------------------------------------------------------ books

    def book(self, basket: Counter[Goods], *, back: bool = False) -> int:
        sign = -1 if back else 1
        amounts = charged(basket)
        for item, amount in amounts.items():
            self.stock[item.code] -= sign * 1000 * basket[item]
            self.origin[item.state] += sign * amount
        return sum(amounts.values())

    def cash_of(self, total: int) -> int:
        return total // 100 * 100

    # ------------------------------------------------------------ what happens in a day

    def sale(self, kind: str) -> None:
        if kind == "swap":
            basket = Counter({BISCUIT: 1})
            self.till.scan(BISCUIT.code)
            self.shows(basket)
            time.sleep(1.0)
            self.keys("F8")
            basket = Counter({COCONUT: 1})
            self.swapped += 1
            self.shows(basket)
        else:
            basket = self.basket()
        if kind == "held":
            self.hold()
            self.shows(basket)
        total = self.book(basket)
        self.keys("F12", pause=0.4)
        paid = getattr(self, f"pay_{kind}", self.pay_cash)(total)
        self.means.update(paid)
        number = self.finished()
        if kind == "refund":
            self.keys("F9", pause=0.6)
            self.till.scan(number)
            time.sleep(1.2)
            self.keys("F3", pause=0.3)
            self.type("rusak")
            self.keys("F12")
            self.give_back(basket, total)
        elif kind == "void":
            self.receipts(number, "F3")
            self.give_back(basket, total)
        elif kind == "corrected":
            self.receipts(number, "F4")
            self.means.update({"cash": -self.cash_of(total), "qris": self.cash_of(total)})
            self.finished()
            self.leave()

    def give_back(self, basket: Counter[Goods], total: int) -> None:
        self.book(basket, back=True)
        self.means.update({"cash": -self.cash_of(total)})
        self.finished()
        self.leave()

    def leave(self) -> None:
        """Back to the till; the first of two keys may still fall into the moment after a commit."""
        self.keys("Escape", pause=0.5)
        self.keys("Escape", pause=0.5)

    def receipts(self, number: str, key: str) -> None:
        self.keys("ctrl+r", pause=0.8)
        self.till.scan(number)
        time.sleep(0.8)
        self.keys(key, pause=0.5)
        self.type("salah")
        self.keys("Return")

    def hold(self) -> None:
        """Aside for another customer, who pays first."""
        self.keys("F6", pause=0.5)
        self.keys("Return")
        until(lambda: self.till.read("SELECT count(*) FROM held_basket") == [(1,)], "the basket aside")
        time.sleep(0.3)
        self.sale("cash")
        self.keys("F7", pause=0.9)
        self.keys("Return")
        until(lambda: self.till.read("SELECT count(*) FROM held_basket") == [(0,)], "the basket called back")
        time.sleep(0.3)

    def pay_cash(self, total: int) -> dict[str, int]:
        self.keys("Return")
        return {"cash": self.cash_of(total)}

    def pay_note(self, total: int) -> dict[str, int]:
        self.type(str(NOTE))
        self.keys("Return")
        return {"cash": self.cash_of(total)}

    def pay_qris(self, total: int) -> dict[str, int]:
        self.keys("q", pause=0.3)
        self.keys("m", pause=0.2)
        self.keys("Return")
        return {"qris": total}

    def pay_split(self, total: int) -> dict[str, int]:
        self.keys("k", pause=0.2)
        self.type("1000")
        self.keys("t", pause=0.2)
        self.type(str(NOTE))
        self.keys("Return")
        return {"debit": 1_000, "cash": self.cash_of(total - 1_000)}

    def pay_bon(self, total: int) -> dict[str, int]:
        self.keys("b", pause=0.9)
        self.type("wati")
        self.keys("Return", pause=0.6)
        self.keys("Return")
        return {"bon": total}


@pytest.fixture
def day(xvfb: str, tmp_path: Path) -> Iterator[Day]:
    shop = picture_shop.make(tmp_path, clock=picture_shop.real_clock, goods=(*picture_shop.ALL, LOOSE))
    promotions.add(shop, OWNER, Wish("Mi 2+1", PromotionKind.FREE, goods=[(NOODLES.code, ONE)], buy=2, free=1))
    promotions.add(shop, OWNER, Wish("Keripik bertiga", PromotionKind.BUNDLE, goods=[(CRISPS.code, ONE)], buy=3, price_idr=Rupiah(33_000)))
    qris_codes.keep(shop, OWNER, STATIC)
    credit.add(shop, OWNER, "A-7", {"name": "Ibu Wati"})
    stock.receive(shop, OWNER, COCONUT.code, Milli(SALES * 1_000), cost=Cost(50_000_000))  # what has run out is offered to nobody
    shifts.open_shift(shop, OWNER, float_idr=Rupiah(FLOAT))
    shop.close()
    till = Till(xvfb, tmp_path / "shop.db")
    yield Day(till, Random("one day"))
    till.close()


@pytest.mark.soak
def test_the_books_after_a_day_are_those_kept_by_hand(day: Day, tmp_path: Path) -> None:
    for n in range(SALES):
        day.sale(KINDS[n] if n < len(KINDS) else day.dice.choice(KINDS))
    day.till.close()
    shop = bootstrap.open_shop(str(tmp_path / "shop.db"))
    try:
        assert check.problems(shop) == []
        goods = {item.code: on_hand(shop, item.code) for item in (*SOLD, COCONUT)}
        began = dict.fromkeys(goods, 24_000) | {COCONUT.code: 24_000 + SALES * 1_000}
        assert goods == {code: began[code] + day.stock[code] for code in goods}
        assert shifts.show(shop, OWNER).expected_idr == FLOAT + day.means["cash"]
        with shop.uow.read() as u:
            today = settings.today(shop, u)
        whole = Period(today.replace(day=1), today)
        by_means = {row.means: row.net_idr for row in reports.cash(shop, whole).by_means}
        assert {means: value for means, value in by_means.items() if value} == {m: v for m, v in day.means.items() if v}
        assert credit.account(shop, "A-7").balance_idr == day.means["bon"]
        content = reports.local_content(shop, whole)
        assert {state: content.now.by_origin.value_idr[state] for state in State} == {state: day.origin[state] for state in State}
        assert content.push.taken == day.swapped
    finally:
        shop.close()
