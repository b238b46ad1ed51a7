"""The labels page: goods by scan, by paper, by category; copies by keys; the sheet in sight; a code of the shop's own; the PDF."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from pos_app.services import labels, products, settings, stock
from pos_app.services.shop import Shop
from tests.documents import papers
from tests.picture_shop import ALL, OIL, TEA
from tests.ui.conftest import Keyboard, settle, words_in
from ui.app import Session
from ui.stock.labels_page import LabelsPage
from ui.stock.stock_view import StockView


@pytest.fixture
def page(session: Session) -> LabelsPage:
    session.window.show_place("stock")
    settle(session)
    place = session.window.place_widget("stock")
    assert isinstance(place, StockView)
    place.show_page("labels")
    settle(session)
    found = place.page("labels")
    assert isinstance(found, LabelsPage)
    return found


def drawn(session: Session, page: LabelsPage) -> None:
    """The preview, without waiting for its pause."""
    page._soon.stop()
    page._draw()
    settle(session)


def copies(page: LabelsPage) -> dict[str, int]:
    return {line.found.product.name: line.copies for line in page.state.lines}


def test_scans_gather_labels_and_keys_change_how_many(session: Session, page: LabelsPage, keyboard: Keyboard) -> None:
    for code in (OIL.code, TEA.code, OIL.code):
        keyboard.scan(code)
        settle(session)
    assert copies(page) == {OIL.name: 2, TEA.name: 1}
    page.table.setFocus()
    keyboard.type("+")
    keyboard.type("+")
    keyboard.type("-")
    settle(session)
    assert copies(page)[OIL.name] == 3
    keyboard.strike(Qt.Key.Key_F3)
    settle(session)
    keyboard.type("24")
    keyboard.enter()
    settle(session)
    assert copies(page)[OIL.name] == 24
    drawn(session, page)
    assert page.side.page is not None
    assert "25 label · 2 lembar" in words_in(page.side)
    page.table.setFocus()
    keyboard.strike(Qt.Key.Key_Delete)
    settle(session)
    assert copies(page) == {TEA.name: 1}


def test_what_came_in_by_a_paper_and_a_whole_category(session: Session, page: LabelsPage, shop: Shop, keyboard: Keyboard) -> None:
    number = stock.card(shop, OIL.code).moves[0].document
    page.ask_paper()
    settle(session)
    keyboard.type(str(number))
    keyboard.enter()
    settle(session)
    assert copies(page) == {OIL.name: 24}
    page.clear()
    page._category_chosen(1)
    settle(session)
    assert len(page.state.lines) == len(ALL)


def test_the_labels_of_a_day_on_which_prices_wait(session: Session, page: LabelsPage, shop: Shop) -> None:
    actor = session.desk.actor
    _shown, changes = products.change(shop, actor, OIL.code, {"price": "24500"}, valid_from=date(2026, 12, 1))
    session.desk.announce(changes, session.desk)
    page.entered()
    settle(session)
    assert page.new_prices.count() == 3
    page._prices_chosen(2)
    settle(session)
    assert [(line.found.product.name, line.found.price_idr) for line in page.state.lines] == [(OIL.name, 24_500)]
    assert page.new_prices.currentIndex() == 0


def test_a_paper_nobody_knows_is_said(session: Session, page: LabelsPage, keyboard: Keyboard) -> None:
    page.ask_paper()
    settle(session)
    keyboard.type("IN-1")
    keyboard.enter()
    settle(session)
    assert "IN-1" in page.notice.text()


def test_a_code_of_the_shops_own_takes_the_place_of_the_one_too_long(session, page, shop, keyboard) -> None:
    products.change(shop, session.desk.actor, OIL.code, {"code": "KODE-PANJANG-SEKALI-SEKALI"})
    with shop.uow.write() as u:
        u.products.change(products.show(shop, OIL.code).product.id, {"code": "KODE-PANJANG-SEKALI-SEKALI"})
        u.commit()
    keyboard.scan("KODE-PANJANG-SEKALI-SEKALI")
    settle(session)
    page.side.sheet.setCurrentIndex(page.side.sheet.findData("38x25"))
    drawn(session, page)
    assert "KODE-PANJANG" in page.side._warns.text()
    page.give_code()
    settle(session)
    drawn(session, page)
    assert page.state.lines[0].found.code == "S000001"
    assert page.side._warns.isHidden()


def test_sheet_first_place_and_the_printers_offset(session, page, shop, keyboard, tmp_path: Path) -> None:
    keyboard.scan(OIL.code)
    settle(session)
    page.side.start.setText("99")
    page.side.start.editingFinished.emit()
    assert (page.state.sheet, page.state.start) == ("a4-3x8", 24)
    page.side.offset.setText("3,-2")
    page.side.offset.editingFinished.emit()
    settle(session)
    drawn(session, page)
    assert settings.show(shop)["label_offset_mm"] == "3,-2"
    page._saver.save(tmp_path / "l.pdf", lambda path: labels.save_pdf(shop, page.state.lines, path, sheet="a4-3x8", start=24))
    settle(session)
    assert [text for text, _kind in papers.codes((tmp_path / "l.pdf").read_bytes())] == [OIL.code]


def test_with_nothing_gathered_there_is_nothing_to_print(session: Session, page: LabelsPage) -> None:
    page.save_pdf()
    assert not page.side.pdf.isEnabled()
    assert page.notice.text()
