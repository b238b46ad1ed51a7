"""Consigned goods in the window by keys alone: a consignor, goods in by scan, sold at the till, settled, given back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from pos_app.domain.origin import State
from pos_app.services import checkout, consignment, consignors, products
from pos_app.services.shop import OWNER, Shop
from tests import picture_shop
from tests.picture_shop import Goods
from tests.services.counter import basket_of, cash
from tests.ui.conftest import Keyboard, settle, words_in
from ui.app import Session
from ui.stock.consignment_page import ConsignmentPage
from ui.stock.stock_view import StockView

CAKE = "S000041"


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    made = picture_shop.make(tmp_path, goods=(Goods("8991002000015", "Beras", 14_000, "kg", "Sembako", State.UNKNOWN),))
    products.add_on_the_spot(made, OWNER, name="Kue Lapis", price_idr=2_500, code=CAKE)
    return made


@pytest.fixture
def page(session: Session) -> ConsignmentPage:
    session.window.show_place("stock")
    settle(session)
    place = session.window.place_widget("stock")
    assert isinstance(place, StockView)
    place.show_page("consignment")
    settle(session)
    found = place.page("consignment")
    assert isinstance(found, ConsignmentPage)
    return found


def new_consignor(session: Session, keyboard: Keyboard, terms: str = "20%") -> None:
    keyboard.type("n")
    settle(session)
    for text in ("Bu Tini", terms):
        keyboard.type(text)
        keyboard.strike(Qt.Key.Key_Tab, "\t")
    keyboard.enter()
    settle(session)


def test_a_consignors_goods_come_in_are_sold_and_settled_by_keys_alone(session, page, shop, keyboard, answer_lost) -> None:
    """The first answers to the note and to the settlement do not come back, and the key is struck again."""
    answer_lost(consignment, "deliver")
    answer_lost(consignment, "settle")
    assert "Belum ada penitip" in words_in(page)
    new_consignor(session, keyboard)
    keyboard.type("t")
    settle(session)
    assert page.is_entering
    for _n in range(2):
        keyboard.scan(CAKE)
        settle(session)
    page.form.finder.field.setFocus()
    keyboard.type(f"12*{CAKE}")
    keyboard.enter()
    settle(session)
    assert [(item.found.code, item.qty) for item in page.form.items] == [(CAKE, 14_000)]
    for _try in range(2):
        keyboard.strike(Qt.Key.Key_F12)
        settle(session)
    assert not page.is_entering
    [row] = consignors.listed(shop)
    assert (row.pieces, row.owed_idr) == (14_000, 0)
    checkout.commit(shop, OWNER, basket_of(shop, f"{CAKE}*4"), cash(20_000))
    page.read()
    settle(session)
    assert "Rp8.000" in words_in(page.side)
    keyboard.type("l")
    settle(session)
    keyboard.type("5000")
    for _try in range(2):
        keyboard.enter()
        settle(session)
    assert [row.owed_idr for row in consignors.listed(shop)] == [3_000]
    keyboard.type("l")
    settle(session)
    keyboard.enter()
    settle(session)
    [row] = consignors.listed(shop)
    assert (row.owed_idr, row.settled_on) == (0, row.settled_on)
    assert [line.cells[0].text for line in page.side.papers.figures.lines] == ["Pelunasan", "Pelunasan", "Barang masuk"]


def test_more_than_lies_here_is_refused_where_it_was_scanned_and_the_note_stays(session, page, shop, keyboard) -> None:
    new_consignor(session, keyboard)
    keyboard.type("k")
    settle(session)
    keyboard.scan(CAKE)
    settle(session)
    keyboard.strike(Qt.Key.Key_F12)
    settle(session)
    assert page.is_entering
    assert "Kue Lapis" in page.form.wrong.text()
    assert len(page.form.items) == 1
    keyboard.strike(Qt.Key.Key_Escape)
    keyboard.strike(Qt.Key.Key_Escape)
    settle(session)
    assert not page.is_entering


def test_terms_that_cannot_be_read_are_said_in_the_bar(session, page, shop, keyboard) -> None:
    new_consignor(session, keyboard, terms="banyak")
    assert page.bar.is_open
    assert consignors.listed(shop) == []


def test_spoilt_goods_need_a_reason_and_what_lay_too_long_is_listed(session, page, shop, keyboard, monkeypatch) -> None:
    new_consignor(session, keyboard)
    consignment.deliver(shop, OWNER, "Bu Tini", [f"{CAKE}*3"])
    page.read()
    settle(session)
    keyboard.type("r")
    settle(session)
    keyboard.scan(CAKE)
    settle(session)
    keyboard.strike(Qt.Key.Key_F12)
    settle(session)
    assert page.is_entering, "a reason is missing"
    page.form.said.setFocus()
    keyboard.type("basi")
    keyboard.strike(Qt.Key.Key_F12)
    settle(session)
    assert not page.is_entering
    page.which.chosen.emit(2)
    settle(session)
    assert "Tidak ada yang terlalu lama tidak terjual." in words_in(page)


def test_goods_of_one_are_listed_and_released_and_a_settlement_is_taken_back(session, page, shop, keyboard) -> None:
    new_consignor(session, keyboard)
    consignment.deliver(shop, OWNER, "Bu Tini", [f"{CAKE}*3"])
    checkout.commit(shop, OWNER, basket_of(shop, f"{CAKE}*2"), cash(20_000))
    paid, _changes = consignment.settle(shop, OWNER, "Bu Tini")
    page.read()
    settle(session)
    page.which.chosen.emit(1)
    settle(session)
    assert [cell.text for cell in page.goods.table.figures.lines[0].cells] == ["Kue Lapis", "komisi 20%", "Rp2.500", "1 pcs"]
    page.goods.table.setFocus()
    keyboard.strike(Qt.Key.Key_Delete)
    settle(session)
    assert "Titipan masih ada" in page.notice.text()
    consignment.give_back(shop, OWNER, "Bu Tini", [CAKE])
    keyboard.strike(Qt.Key.Key_Delete)
    settle(session)
    assert (consignors.goods_of(shop, "Bu Tini"), page.goods.table.figures.lines) == ([], ())
    page.side.papers.setFocus()
    page.side.papers.pick([line.key for line in page.side.papers.figures.lines].index(paid.number))
    assert page.side._back.isVisible()
    keyboard.strike(Qt.Key.Key_Delete)
    settle(session)
    keyboard.type("salah orang")
    keyboard.enter()
    settle(session)
    assert [row.owed_idr for row in consignors.listed(shop)] == [4_000]
    assert page.side.papers.figures.lines[0].cells[0].text == "Pelunasan dibatalkan"
    page.side.papers.pick([line.key for line in page.side.papers.figures.lines].index(paid.number))
    assert not page.side._back.isVisible()


def test_with_nobody_picked_nothing_is_saved_or_settled(page: ConsignmentPage) -> None:
    page.save_statement()
    page.settle()
    assert page.picked() is None


def test_f4_gives_a_line_terms_of_its_own_and_changes_those_of_a_consignor(session, page, shop, keyboard) -> None:
    new_consignor(session, keyboard)
    keyboard.type("t")
    settle(session)
    keyboard.scan(CAKE)
    settle(session)
    keyboard.strike(Qt.Key.Key_F4)
    settle(session)
    keyboard.type("1.900")
    keyboard.enter()
    settle(session)
    keyboard.strike(Qt.Key.Key_F12)
    settle(session)
    [(_product, agreed, here)] = consignors.goods_of(shop, "Bu Tini")
    assert (agreed.terms, agreed.value, here) == ("fixed", 1_900, 1_000)
    page.table.setFocus()
    keyboard.strike(Qt.Key.Key_F4)
    settle(session)
    assert page.bar._entries[1].field.text() == "20%"
    page.bar._entries[1].field.setText("-500")
    page.bar._entries[4].field.setText("3")
    page.bar._entries[7].field.setText("Jl. Kemiri 7")
    keyboard.enter()
    settle(session)
    [row] = consignors.listed(shop)
    assert (row.who.agreed.terms, row.who.agreed.value, row.who.settle_days, row.who.address) == ("rupiah", 500, 3, "Jl. Kemiri 7")
