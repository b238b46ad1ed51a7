"""The stocktake's window, by keyboard and scanner alone."""

import pytest
from PySide6.QtCore import Qt

from pos_app.services import stocktake, stocktake_counts
from pos_app.services.shop import OWNER
from tests import picture_shop as goods
from tests import stocktake_scene
from tests.services.counter import on_hand
from tests.ui.conftest import settle
from ui.stock.stock_view import StockView
from ui.stock.stocktake_page import StocktakePage


def page_of(session) -> StocktakePage:
    session.window.show_place("stock")
    settle(session)
    view = session.window.place_widget("stock")
    assert isinstance(view, StockView)
    view.show_page("stocktake")
    settle(session)
    page = view.page("stocktake")
    assert isinstance(page, StocktakePage)
    return page


@pytest.fixture
def page(session):
    return page_of(session)


def strike(session, keyboard, key, modifiers=Qt.KeyboardModifier.NoModifier):
    keyboard.strike(key, modifiers=modifiers)
    settle(session)


def scan(session, keyboard, code):
    keyboard.scan(code)
    settle(session)


def begin(session, keyboard, part="Toko"):
    """F12 starts, the offered name is taken, Ctrl+N asks for a part."""
    strike(session, keyboard, Qt.Key.Key_F12)
    keyboard.enter()
    settle(session)
    strike(session, keyboard, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    keyboard.type(part)
    keyboard.enter()
    settle(session)


def test_a_stocktake_by_scanner_and_keyboard_alone(session, page, keyboard):
    begin(session, keyboard)
    for _n in range(3):
        scan(session, keyboard, goods.TEA.code)
    assert [(x.article.name, x.qty) for x in page.counting.rows] == [(goods.TEA.name, 3_000)]
    keyboard.type("12*")
    scan(session, keyboard, goods.OIL.code)
    assert page.counting.rows[0].qty == 12_000
    strike(session, keyboard, Qt.Key.Key_F3)
    keyboard.type("20")
    keyboard.enter()
    settle(session)
    assert page.counting.rows[0].qty == 20_000
    assert page.differences.table.figures.lines == ()
    strike(session, keyboard, Qt.Key.Key_F12)
    assert {x.article.name: x.difference.qty for x in page.sheet.differences} == {goods.TEA.name: -21_000, goods.OIL.name: -4_000}
    strike(session, keyboard, Qt.Key.Key_F12)
    keyboard.strike(Qt.Key.Key_Tab)
    keyboard.strike(Qt.Key.Key_Tab)
    keyboard.strike(Qt.Key.Key_Space, " ")
    settle(session)
    assert page.sheet.stocktake.state == "posted"
    assert (on_hand(session.desk.shop, goods.TEA.code), on_hand(session.desk.shop, goods.OIL.code)) == (3_000, 20_000)
    assert on_hand(session.desk.shop, goods.SUGAR.code) == 24_000


def test_del_takes_the_last_article_out_and_the_buttons_step(session, page, keyboard):
    begin(session, keyboard)
    scan(session, keyboard, goods.TEA.code)
    scan(session, keyboard, goods.OIL.code)
    page.counting.last.stepped.emit(1)
    settle(session)
    assert page.counting.rows[0].qty == 2_000
    strike(session, keyboard, Qt.Key.Key_Delete)
    assert [x.article.name for x in page.counting.rows] == [goods.TEA.name]


def test_nothing_of_the_books_shows_while_an_articles_parts_are_open(shop, sessions, keyboard):
    stocktake_scene.begin(shop)
    session = sessions(shop)
    page = page_of(session)
    shown = {line.key for line in page.differences.table.figures.lines}
    open_part = {x.article.id for x in page.counting.rows}
    assert shown
    assert open_part
    assert not shown & open_part
    said = [cell.marked for line in page.counting.table.figures.lines for cell in line.cells[:1]]
    assert said == ["", "dihitung dua kali, dijumlah", "termasuk Gudang", ""]


def test_alt_and_arrows_go_from_part_to_part_and_a_closed_one_is_only_read(shop, sessions, keyboard):
    stocktake_scene.begin(shop)
    session = sessions(shop)
    page = page_of(session)
    assert page.state.part == "Rak belakang"
    strike(session, keyboard, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert page.state.part == "Rak minuman"
    assert not page.counting.finder.isVisible()
    scan(session, keyboard, goods.TEA.code)
    assert page.notice.text()
    before = stocktake_counts.counted_in(shop, "Rak minuman", number=page.sheet.stocktake.number)
    page.reopen()
    settle(session)
    scan(session, keyboard, goods.TEA.code)
    after = stocktake_counts.counted_in(shop, "Rak minuman", number=page.sheet.stocktake.number)
    assert len(before) == len(after)
    assert {x.times for x in after} == {1, 2}


def test_a_code_nobody_knows_is_said_and_counts_nothing(session, page, keyboard):
    begin(session, keyboard)
    scan(session, keyboard, "8999999999993")
    assert "8999999999993" in page.notice.text()
    assert page.counting.rows == ()


def test_a_refusal_is_said_where_it_was_asked(session, page, keyboard):
    begin(session, keyboard)
    strike(session, keyboard, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    keyboard.type("toko")
    keyboard.enter()
    settle(session)
    assert page.bar.is_open
    strike(session, keyboard, Qt.Key.Key_Escape)
    assert len(page.sheet.parts) == 1


def test_a_filled_in_list_is_counted(session, page, keyboard, tmp_path):
    begin(session, keyboard)
    path = tmp_path / "isi.csv"
    path.write_text(f"barcode,stok\n{goods.TEA.code},7\n{goods.OIL.code},\n")
    page.lists.take(page.state.part, path)
    settle(session)
    assert [(x.article.name, x.qty) for x in page.counting.rows] == [(goods.TEA.name, 7_000)]


def test_another_tills_sale_is_allowed_for_at_once(shop, sessions):
    stocktake_scene.begin(shop)
    session = sessions(shop)
    page = page_of(session)
    before = page.sheet.sales
    stocktake_scene.sell(shop, goods.TEA, 1)
    stocktake.close_part(shop, OWNER, "Rak belakang")
    page.read()
    settle(session)
    assert page.sheet.sales == before + 1
    assert {x.article.code: x.difference.qty for x in page.sheet.differences}[goods.TEA.code] == 1_000
