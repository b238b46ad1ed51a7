"""Receiving with keys and scans alone; a crash between two scans loses nothing, F12 posts once."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from pos_app.services import products, receiving, stock, stock_documents
from pos_app.services.shop import OWNER
from tests import shots_stock
from tests.ui.conftest import settle, words_in
from ui.stock.receiving_page import ReceivingPage

SUSU, BISKUIT = "8991234531168", "8991234530178"


@pytest.fixture
def page(session, keyboard):
    shots_stock.stand(session.desk.shop)
    shown = shots_stock.page(session, "receiving")
    assert isinstance(shown, ReceivingPage)
    QAbstractItemModelTester(shown.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    return shown


def draft(page):
    return page.receiving.answer.draft


def test_a_paper_is_entered_and_posted_with_keys_and_scans_alone(page, session, keyboard):
    page.head.supplier.setFocus(Qt.FocusReason.TabFocusReason)
    keyboard.type("UD Berkah")
    settle(session)
    page.head.number.setFocus(Qt.FocusReason.TabFocusReason)
    keyboard.type("F-1")
    settle(session)
    page.finder.go()
    settle(session)
    keyboard.type("4*")
    keyboard.scan(f"{BISKUIT}-DUS")
    settle(session)
    keyboard.scan(shots_stock.BISCUIT_2D)
    settle(session)
    (line,) = draft(page).lines
    assert (line.qty, line.found.unit, line.batch, line.expires) == (4_000, "dus", "B2611A", date(2027, 11, 15))
    keyboard.strike(Qt.Key.Key_F4)
    settle(session)
    keyboard.type("199200")
    keyboard.enter()
    settle(session)
    assert draft(page).lines[0].unit_cost == 199_200 * 10_000
    keyboard.strike(Qt.Key.Key_F12)
    settle(session)
    paper = stock_documents.listed(session.desk.shop)[0]
    assert (paper.supplier, paper.their_number, paper.total_idr, paper.due) == ("UD Berkah", "F-1", 796_800, date(2026, 12, 8))
    assert stock.card(session.desk.shop, BISKUIT).product.on_hand == 102_000
    assert draft(page).lines == ()
    assert paper.number in page.notice.text()


def test_quantity_expiry_price_and_removal_have_their_keys(page, session, keyboard):
    keyboard.scan(SUSU)
    keyboard.scan("S000041")
    settle(session)
    page.table.pick(0)
    keyboard.strike(Qt.Key.Key_F3)
    settle(session)
    keyboard.type("7")
    keyboard.enter()
    settle(session)
    assert draft(page).lines[0].qty == 7_000
    assert draft(page).missing_dates == 1
    assert "1 tanggal belum diisi" in words_in(page)
    page.table.pick(0)
    keyboard.strike(Qt.Key.Key_F5)
    settle(session)
    keyboard.type("31.01.2026")
    keyboard.enter()
    settle(session)
    assert (draft(page).lines[0].expires, draft(page).missing_dates) == (date(2026, 1, 31), 0)
    assert "1 tanggal sudah lewat" in words_in(page)
    page.table.pick(0)
    page.table.setFocus()
    keyboard.strike(Qt.Key.Key_H, "h")
    settle(session)
    keyboard.type("13500")
    keyboard.enter()
    settle(session)
    assert draft(page).lines[0].new_price_idr == 13_500
    page.table.pick(1)
    keyboard.strike(Qt.Key.Key_Delete)
    settle(session)
    assert [x.found.code for x in draft(page).lines] == [SUSU]
    keyboard.strike(Qt.Key.Key_F12)
    settle(session)
    assert "masuk setelah tanggal kedaluwarsanya, 31.01.2026" in page.notice.text()
    assert products.show(session.desk.shop, SUSU).product.price_idr == 13_500


def test_every_scan_is_in_the_database_before_the_next(page, session, sessions, keyboard):
    keyboard.scan(SUSU)
    keyboard.scan(SUSU)
    settle(session)
    (kept,) = receiving.drafts(session.desk.shop)
    assert kept.receiving.lines[0].qty == 2_000
    other = sessions(session.desk.shop)  # as if the first had crashed
    again = shots_stock.page(other, "receiving")
    assert [x.qty for x in again.model.lines] == [2_000]


def test_a_draft_of_another_day_is_offered_and_not_taken_up_by_itself(session):
    shop = session.desk.shop
    shots_stock.stand(shop)
    from dataclasses import replace

    old = replace(shots_stock.draft_of_the_drawing(shop), begun=date(2026, 11, 23))
    receiving.keep(shop, OWNER, old)
    page = shots_stock.page(session, "receiving")
    assert page.model.rowCount() == 0
    assert "23.11.2026" in page.notice.text()
    page.notice._action.click()
    settle(session)
    assert page.model.rowCount() == 6


def test_an_unknown_code_is_added_on_the_spot(page, session, keyboard):
    keyboard.scan("8990000099999")
    settle(session)
    assert "8990000099999" in page.notice.text()
    page.notice._action.click()
    settle(session)
    keyboard.type("Kecap Baru")
    keyboard.enter()
    keyboard.type("9000")
    keyboard.enter()
    settle(session)
    assert [x.product.name for x in draft(page).lines] == ["Kecap Baru"]
    assert draft(page).missing_costs == 1


def test_a_code_on_two_articles_is_asked_about(page, session, keyboard):
    shop = session.desk.shop
    from pos_app.storage.codes import NewCode

    with shop.uow.write() as u:
        u.codes.add(products.show(shop, "S000041").product.id, [NewCode(SUSU, None)])
        u.commit()
    keyboard.scan(SUSU)
    settle(session)
    assert page.finder.chooser.isVisible()
    keyboard.strike(Qt.Key.Key_2, "2")
    settle(session)
    assert len(draft(page).lines) == 1


def test_goods_without_a_cost_are_asked_about_before_they_are_posted(page, session, keyboard):
    products.add_on_the_spot(session.desk.shop, OWNER, name="Tanpa Harga", price_idr=1000, code="TH")
    page.scanned("TH")
    settle(session)
    before = len(stock_documents.listed(session.desk.shop))
    keyboard.strike(Qt.Key.Key_F12)
    settle(session)
    assert len(stock_documents.listed(session.desk.shop)) == before
    assert "Terima saja" in words_in(session.window)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("size", [(1366, 768), (911, 512)])
@pytest.mark.parametrize("name", ["receive", "receive-cost", "receive-unknown"])
def test_no_word_of_a_receiving_is_cut_off(shop, sessions, name, size, language):
    from tests.ui.test_windows import cut_off, in_reach

    session = sessions(shop, language=language)
    session.window.resize(*size)
    settle(session)
    shots_stock.WINDOWS[name](session)
    settle(session)
    assert cut_off(session.window) == []
    page = shots_stock.page(session, "receiving")
    assert in_reach(session.window, page.side.post)
