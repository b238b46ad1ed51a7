"""The other pages of the stock, driven by keys: goods out, corrections, debts and payments, expiry, what to buy."""

import pytest
from PySide6.QtCore import Qt

from pos_app.domain.stock_document import DocumentKind
from pos_app.domain.tender import Means
from pos_app.services import stock, stock_documents, supplier_debts, suppliers
from pos_app.services.shop import OWNER
from tests import shots_stock
from tests.ui.conftest import settle, words_in
from tests.ui.test_windows import cut_off

CRISPS, TEA = "8991234530550", "8991234531090"


@pytest.fixture
def traded(session):
    shots_stock.traded(session.desk.shop)
    return session


def test_broken_goods_leave_with_a_reason(traded, keyboard):
    page = shots_stock.page(traded, "outgoing")
    keyboard.type("3*")
    keyboard.scan(CRISPS)
    settle(traded)
    keyboard.strike(Qt.Key.Key_F12)
    settle(traded)
    assert "Tulis alasan" in page.notice.text() or page.why.hasFocus()
    keyboard.type("remuk")
    settle(traded)
    keyboard.strike(Qt.Key.Key_F12)
    settle(traded)
    paper = stock_documents.listed(traded.desk.shop)[0]
    assert (paper.number, paper.why, paper.lines[0].base_qty) == ("BR-20261124-0002", "remuk", -3_000)
    assert page.state.draft.goods == ()


def test_goods_go_to_another_shop_and_back_to_a_supplier(traded, keyboard):
    page = shots_stock.page(traded, "outgoing")
    for at, whom in ((2, "Toko Dua"), (3, "UD Berkah")):
        page.kinds.choose(at)
        page.kinds.chosen.emit(at)
        page.whom.setFocus()
        keyboard.type(whom)
        settle(traded)
        page.why.setFocus()
        keyboard.type("titip")
        settle(traded)
        keyboard.scan(CRISPS)
        settle(traded)
        keyboard.strike(Qt.Key.Key_F12)
        settle(traded)
    first, second = reversed(stock_documents.listed(traded.desk.shop)[:2])
    assert (first.other_shop, second.supplier) == ("Toko Dua", "UD Berkah")


def test_a_line_and_then_the_whole_paper_is_corrected(traded, keyboard):
    page = shots_stock.page(traded, "papers")
    number = next(x.number for x in stock_documents.listed(traded.desk.shop) if x.their_number == "F-88")
    page.table.pick(page.table.figures.row_of(number))
    settle(traded)
    page.lines.setFocus()
    keyboard.enter()
    settle(traded)
    keyboard.type("5")
    keyboard.strike(Qt.Key.Key_Tab)
    keyboard.strike(Qt.Key.Key_Tab)
    settle(traded)
    keyboard.type("kurang lima")
    keyboard.enter()
    settle(traded)
    corrected = stock_documents.listed(traded.desk.shop)[0]
    assert (corrected.counters, corrected.lines[0].base_qty, corrected.why) == (number, -5_000, "kurang lima")
    page.table.pick(page.table.figures.row_of(number))
    settle(traded)
    keyboard.strike(Qt.Key.Key_K, "k")
    settle(traded)
    keyboard.type("semua")
    keyboard.enter()
    settle(traded)
    assert sum(stock_documents.show(traded.desk.shop, number).standing.values()) == 0


def test_a_supplier_is_paid_in_part_and_the_payment_taken_back(traded, keyboard, answer_lost):
    """The first answer to the payment does not come back, and Enter is struck again."""
    answer_lost(supplier_debts, "pay")
    page = shots_stock.page(traded, "debts")
    page.table.pick(page.table.figures.row_of("CV Sinar Timur Distribusi"))
    settle(traded)
    before = supplier_debts.account(traded.desk.shop, "CV Sinar Timur Distribusi").owed_idr
    keyboard.strike(Qt.Key.Key_F12)
    settle(traded)
    keyboard.type("1000000")
    for _try in range(2):
        keyboard.enter()
        settle(traded)
    assert supplier_debts.account(traded.desk.shop, "CV Sinar Timur Distribusi").owed_idr == before - 1_000_000
    page.table.setFocus()
    keyboard.strike(Qt.Key.Key_K, "k")
    settle(traded)
    keyboard.type("salah")
    keyboard.enter()
    settle(traded)
    assert supplier_debts.account(traded.desk.shop, "CV Sinar Timur Distribusi").owed_idr == before


def test_who_is_paid_up_stays_listed_so_that_the_payment_can_be_taken_back(traded, keyboard):
    shop, name = traded.desk.shop, "CV Sinar Timur Distribusi"
    all_of_it = supplier_debts.account(shop, name).owed_idr
    supplier_debts.pay(shop, OWNER, name, all_of_it, means=Means.TRANSFER)
    page = shots_stock.page(traded, "debts")
    row = page.table.figures.row_of(name)
    assert [cell.text for cell in page.table.figures.lines[row].cells] == [name, "lunas", "0"]
    page.table.pick(row)
    settle(traded)
    keyboard.strike(Qt.Key.Key_K, "k")
    settle(traded)
    keyboard.type("salah")
    keyboard.enter()
    settle(traded)
    assert supplier_debts.account(shop, name).owed_idr == all_of_it
    assert [x.supplier for x in supplier_debts.owed(shop).balances].count(name) == 1
    assert supplier_debts.owed(shop).settled == ()


def test_what_is_past_its_day_is_listed_and_said_at_the_till(traded, keyboard):
    page = shots_stock.page(traded, "expiry")
    assert page.table.figures.lines[0].cells[0].text == "Keripik Singkong Bu Tini 250 g"
    traded.window.show_place("till")
    settle(traded)
    till = traded.window.place_widget("till")
    traded.window.scanned(CRISPS)
    settle(traded)
    assert "22.11.2026" in till.notice.text()
    assert len(till.counter.cart.lines) == 1
    till.notice.clear()
    traded.window.scanned(CRISPS)
    settle(traded)
    assert till.notice.text() == ""
    keyboard.scan(f"(01)0{CRISPS}(17)261120(10)BT-1")
    settle(traded)
    assert "kemasan ini kedaluwarsa 20.11.2026" in till.notice.text()
    till.notice.clear()
    keyboard.scan(f"(01)0{CRISPS}(17)261124(10)BT-3")
    settle(traded)
    assert (till.notice.text(), till.counter.cart.lines[0].qty) == ("", 4_000)


def test_what_to_buy_follows_the_days_that_are_entered(session):
    shots_stock.buying(session)
    page = shots_stock.page(session, "buying")
    assert page.table.figures.rowCount() == 3
    page.cover.setText("0")
    page.cover.textEdited.emit("0")
    page.read()
    settle(session)
    assert "366" in page.notice.text()


def test_a_card_shows_why_and_by_which_paper_goods_moved(traded):
    page = shots_stock.page(traded, "card")
    traded.window.scanned(CRISPS)
    settle(traded)
    assert page.table.figures.rowCount() == len(stock.card(traded.desk.shop, CRISPS).moves)


@pytest.mark.parametrize("size", [(1366, 768), (911, 512)])
@pytest.mark.parametrize("name", ["stock-card", "stock-papers", "stock-debts", "stock-expiry", "stock-buying", "stock-out"])
def test_no_word_is_cut_off(shop, sessions, name, size):
    session = sessions(shop)
    session.window.resize(*size)
    settle(session)
    shots_stock.WINDOWS[name](session)
    settle(session)
    assert cut_off(session.window) == []
    assert words_in(session.window)


def test_papers_are_found_by_words_kind_and_days(traded, keyboard):
    page = shots_stock.page(traded, "papers")
    everything = len(page.table.figures.lines)
    page.filter.go()
    keyboard.type("berkah f-88")
    page.filter.chosen.emit()
    settle(traded)
    (line,) = page.table.figures.lines
    assert stock_documents.show(traded.desk.shop, line.key).document.their_number == "F-88"
    keyboard.strike(Qt.Key.Key_Escape)
    settle(traded)
    assert len(page.table.figures.lines) == everything
    page.filter.kind.setCurrentIndex(page.filter.kind.findData(DocumentKind.BREAKAGE))
    page.filter.kind.activated.emit(0)
    settle(traded)
    assert [x.key[:2] for x in page.table.figures.lines] == ["BR"]
    page.filter.first.setText("25.11.2026")
    page.filter.first.editingFinished.emit()
    settle(traded)
    assert "Tidak ada dokumen yang cocok." in words_in(page)
    page.filter.first.setText("besok")
    page.filter.first.editingFinished.emit()
    settle(traded)
    assert "besok" in page.notice.text()


def test_the_register_of_suppliers_is_kept_by_keys(traded, keyboard):
    shop = traded.desk.shop
    page = shots_stock.page(traded, "suppliers")
    keyboard.type("n")
    keyboard.type("UD Berkah")
    keyboard.enter()
    settle(traded)
    assert page.bar.is_open, "there is one of this name already"
    keyboard.type(" Jaya")
    for text in ("", "0811", "", "7"):
        keyboard.strike(Qt.Key.Key_Tab, "\t")
        keyboard.type(text)
    keyboard.enter()
    settle(traded)
    assert page.picked() == suppliers.show(shop, "UD Berkah Jaya")
    assert (page.picked().phone, page.picked().due_days) == ("0811", 7)
    keyboard.enter()
    keyboard.type("UD Berkah Dua")
    keyboard.enter()
    settle(traded)
    assert page.picked().name == "UD Berkah Dua"
    page.put_away()
    settle(traded)
    assert suppliers.show(shop, "UD Berkah Dua").archived
    assert "UD Berkah Dua" not in [x.supplier.name for x in page.rows]
    page.archived.click()
    settle(traded)
    page.table.pick(page.table.figures.row_of("UD Berkah Dua"))
    page.put_away()
    settle(traded)
    assert not suppliers.show(shop, "UD Berkah Dua").archived
