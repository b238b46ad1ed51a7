"""Makers in the window: spellings merged by one key, a statement recorded, its goods reviewed and confirmed; evidence that ends."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from pos_app.domain.evidence import Kind
from pos_app.domain.evidence_entry import Entry
from pos_app.domain.origin import State
from pos_app.services import makers, origins, products
from pos_app.services.shop import OWNER, Shop
from tests import picture_shop
from tests.picture_shop import Goods
from tests.ui.conftest import Keyboard, settle, words_in
from ui.app import Session
from ui.origin.ending_page import EndingPage
from ui.origin.makers_page import MakersPage
from ui.origin.origin_view import OriginView

CRISPS = Goods("8991002000039", "Keripik Singkong", 12_000, "bks", "Camilan", State.UNKNOWN, maker="Dapur Bu Tini")
PEANUTS = Goods("8991002000046", "Kacang Bawang", 9_000, "bks", "Camilan", State.UNKNOWN, maker="DAPUR BU TINI")
BREAD = Goods("9556001000011", "Roti Kaleng", 22_000, "klg", "Roti", State.IMPORTED, country="MY", maker="Dapur Bu Tini")


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return picture_shop.make(tmp_path, goods=(CRISPS, PEANUTS, BREAD))


@pytest.fixture
def view(session: Session) -> OriginView:
    session.window.show_place("origin")
    settle(session)
    place = session.window.place_widget("origin")
    assert isinstance(place, OriginView)
    return place


@pytest.fixture
def page(session: Session, view: OriginView) -> MakersPage:
    view.show_page("makers")
    settle(session)
    found = view.page("makers")
    assert isinstance(found, MakersPage)
    return found


def test_two_spellings_are_offered_and_one_key_makes_them_one(session: Session, page: MakersPage, shop: Shop, keyboard: Keyboard) -> None:
    assert page.table.figures.rowCount() == 2
    assert page.alike.figures.rowCount() == 1
    keyboard.type("g")
    settle(session)
    assert [row.name for row in makers.listed(shop)] == ["Dapur Bu Tini"]
    assert page.table.figures.rowCount() == 1
    assert "Tidak ada dua nama yang mirip." in words_in(page)
    keyboard.type("d")
    settle(session)
    keyboard.type("Desa Sukamaju")
    keyboard.enter()
    settle(session)
    assert [row.place for row in makers.listed(shop)] == ["Desa Sukamaju"]
    assert page.table.figures.lines[0].cells[0].below == "Desa Sukamaju"


def test_who_makes_a_brand_is_told_by_keys(session: Session, page: MakersPage, shop: Shop, keyboard: Keyboard) -> None:
    products.change(shop, OWNER, CRISPS.code, {"brand": "Rasa Desa", "maker": ""})
    page.which.chosen.emit(1)
    settle(session)
    assert [line.key for line in page.table.figures.lines] == ["Rasa Desa"]
    page.table.setFocus()
    keyboard.type("d")
    settle(session)
    keyboard.type("UD Rasa")
    keyboard.enter()
    settle(session)
    assert products.show(shop, CRISPS.code).product.maker.name == "UD Rasa"
    assert "UD Rasa" in page.notice.text()


def test_a_statement_is_recorded_and_its_goods_are_confirmed_by_keys_alone(session, page, shop, keyboard) -> None:
    keyboard.type("g")
    settle(session)
    keyboard.type("p")
    settle(session)
    for text in ("SP-7", "02.11.2026", "Tini", "Sukamaju"):
        keyboard.type(text)
        keyboard.strike(Qt.Key.Key_Tab, "\t")
    keyboard.enter()
    settle(session)
    assert page.is_reviewing
    assert [str(line.cells[0].text) for line in page.review.table.figures.lines] == [BREAD.name, PEANUTS.name, CRISPS.name]
    assert page.review.table.figures.lines[0].cells[3].ink == "warning"
    assert products.show(shop, CRISPS.code).product.origin.state is State.UNKNOWN
    keyboard.strike(Qt.Key.Key_Down)
    keyboard.enter()
    settle(session)
    assert products.show(shop, PEANUTS.code).product.origin.state is State.DOMESTIC
    keyboard.strike(Qt.Key.Key_F12)
    settle(session)
    assert products.show(shop, CRISPS.code).product.origin.evidence_kind == "statement"
    assert products.show(shop, BREAD.code).product.origin.state is State.IMPORTED
    keyboard.strike(Qt.Key.Key_Escape)
    settle(session)
    assert not page.is_reviewing


def test_what_ends_soon_is_listed_and_enter_brings_it_to_the_desk(session, view, shop, keyboard) -> None:
    entry = Entry(Kind.TKDN, number="1", tkdn_bp=5000, valid_from=date(2025, 1, 1), valid_until=date(2026, 12, 24))
    origins.record(shop, OWNER, CRISPS.code, entry)
    view.show_page("ending")
    settle(session)
    page = view.page("ending")
    assert isinstance(page, EndingPage)
    assert [cell.text for cell in page.table.figures.lines[0].cells] == [CRISPS.name, "Sertifikat TKDN 1", "24.12.2026", "30 hari lagi"]
    keyboard.enter()
    settle(session)
    assert view.page("desk").panel.shown.product.name == CRISPS.name
