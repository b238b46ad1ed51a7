"""A whole list comes in through the window: nothing is written before the main button, and everything is said first."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton

from pos_app.services import goods_list, products
from pos_app.services.goods_list import Filter
from pos_app.services.shop import Shop
from tests import picture_shop
from tests.picture_shop import OIL
from tests.ui.conftest import Keyboard, settle, words_in
from tests.ui.test_goods import listed, opened
from ui.app import Session
from ui.goods.goods_view import GoodsView
from ui.goods.import_page import CHOOSE, PREVIEW, RESULT, ImportPage
from ui.widgets.buttons import Button
from ui.widgets.chip import Chip

LIST = """Kode;Nama Barang;Harga Jual;Stok;Satuan
8991234500027;Kopi Contoh 65 g;6.500;12;bks
8991234500034;Teh Contoh 25;0;3;ktk
8991234500041;;4.000;1;pcs
"""


@pytest.fixture
def empty(tmp_path: Path) -> Shop:
    return picture_shop.make(tmp_path, goods=())


@pytest.fixture
def session(empty: Shop, sessions: Callable[..., Session]) -> Session:
    return sessions(empty)


@pytest.fixture
def goods(session: Session) -> GoodsView:
    return opened(session)


@pytest.fixture
def page(goods: GoodsView) -> ImportPage:
    goods.side.import_list()
    assert goods.side.importing is not None
    return goods.side.importing


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "daftar.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def show(session: Session, page: ImportPage, path: Path) -> None:
    page.open_file(path)
    settle(session)


def count(shop: Shop) -> int:
    return goods_list.overview(shop, Filter()).articles


def test_a_file_is_shown_whole_and_nothing_is_written(session: Session, page: ImportPage, file: Path, empty: Shop) -> None:
    show(session, page, file)
    assert page.pages.currentIndex() == PREVIEW
    assert [line.column.field for line in page.recognised.lines] == ["code", "name", "price", "stock", "unit"]
    assert "titik = ribuan" in words_in(page) or any("ribuan" in w.text() for w in page.findChildren(type(page._file)))
    assert page.take.text() == "Impor 2 barang"
    assert [page.model.outcome(row).row.row for row in range(page.model.rowCount())] == [4, 3, 2]
    assert page.chips["refused"].text() == "Ditolak 1"
    assert count(empty) == 0


def test_f12_takes_the_good_rows_in_and_a_report_tells_of_all(
    session: Session, goods: GoodsView, page: ImportPage, file: Path, empty: Shop, keyboard: Keyboard, tmp_path: Path
) -> None:
    show(session, page, file)
    keyboard.strike(Qt.Key.Key_F12)
    settle(session)
    assert page.pages.currentIndex() == RESULT
    assert [page.result.count(name) for name in ("taken", "updated", "unchanged", "warned", "refused")] == ["2", "0", "0", "1", "1"]
    page.save_report(tmp_path / "laporan.csv")
    settle(session)
    assert "laporan.csv" in page.result.told()
    report = list(csv.reader((tmp_path / "laporan.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [row[0] for row in report[1:]] == ["2", "3", "4"]
    keyboard.strike(Qt.Key.Key_F12)
    settle(session)
    assert goods.side.importing is None
    assert listed(goods) == ["Kopi Contoh 65 g", "Teh Contoh 25"]
    assert products.show(empty, "8991234500027").product.on_hand == 12_000


def test_the_same_file_again_has_nothing_to_import(session: Session, page: ImportPage, file: Path, empty: Shop) -> None:
    show(session, page, file)
    page.take_in()
    settle(session)
    show(session, page, file)
    assert not page.take.isEnabled()
    assert page.chips["unchanged"].text() == "Sama 2"
    page.finish_step()
    settle(session)
    assert page.pages.currentIndex() == PREVIEW
    assert count(empty) == 2


def test_a_column_understood_otherwise_is_said_with_its_drop_down(session: Session, page: ImportPage, tmp_path: Path, empty: Shop) -> None:
    path = tmp_path / "dua.csv"
    path.write_text("barcode,nama,harga,harga toko\n8991234500027,Kopi,5000,6500\n", encoding="utf-8")
    show(session, page, path)
    line = page.recognised.lines[3]
    line.choice.setCurrentIndex(line.choice.findData("price"))
    line.choice.activated.emit(line.choice.currentIndex())
    settle(session)
    assert [shown.column.field for shown in page.recognised.lines][3] == "price"
    page.take_in()
    settle(session)
    assert products.show(empty, "8991234500027").product.price_idr == 6500


def test_a_choice_that_leaves_nothing_is_said_and_taken_back(session: Session, page: ImportPage, file: Path) -> None:
    show(session, page, file)
    for field in ("ignore", "description", "name"):
        line = page.recognised.lines[1]
        line.choice.setCurrentIndex(line.choice.findData(field))
        line.choice.activated.emit(line.choice.currentIndex())
        settle(session)
    assert page.recognised.lines[1].column.field == "name"
    assert page.recognised.lines[1].choice.currentData() == "name"
    line = page.recognised.lines[3]
    line.choice.setCurrentIndex(line.choice.findData("ignore"))
    line.choice.activated.emit(line.choice.currentIndex())
    settle(session)
    assert page.recognised.lines[3].column.field in ("", "ignore")
    assert page.take.isEnabled()


def test_the_store_of_a_file_with_several_is_chosen_in_the_window(session: Session, page: ImportPage, tmp_path: Path) -> None:
    path = tmp_path / "loyverse.csv"
    head = "Handle,SKU,Name,Category,Sold by weight,Cost,Barcode,Available for sale [Toko Ijo],Price [Toko Ijo],In stock [Toko Ijo]"
    head += ",Available for sale [Toko Biru],Price [Toko Biru],In stock [Toko Biru]"
    path.write_text(head + "\nkopi,10001,Kopi,Minuman,N,5000.00,8991234500027,Y,6500.00,36.000,Y,7000.00,8.000\n", encoding="utf-8")
    show(session, page, path)
    assert page.model.outcome(0).row.price_idr == 6500
    store = page.recognised.store
    assert [store.itemText(at) for at in range(store.count())] == ["Toko Ijo", "Toko Biru"]
    page.recognised.store_chosen.emit("Toko Biru")
    settle(session)
    assert (page.model.outcome(0).row.price_idr, page.model.outcome(0).row.stock) == (7000, 8000)


BROKEN = [("a.csv", b""), ("b.xlsx", b"PK\x03\x04 torn"), ("c.csv", b"\x89PNG not a list"), ("d.csv", b"one\ntwo\n")]


@pytest.mark.parametrize(("name", "body"), BROKEN)
def test_what_is_no_list_is_refused_in_one_sentence(session, page, tmp_path, empty, name, body):
    path = tmp_path / name
    path.write_bytes(body)
    show(session, page, path)
    assert page.pages.currentIndex() == CHOOSE
    assert page.choose.wrong().endswith(".")
    assert count(empty) == 0
    show(session, page, tmp_path / "missing.csv")
    assert "missing.csv" in page.choose.wrong()


def test_a_file_may_be_dropped_on_the_page(session: Session, page: ImportPage, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    drop = QDropEvent(QPointF(10, 10), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    page.dropEvent(drop)
    settle(session)
    assert page.pages.currentIndex() == PREVIEW


def test_esc_leaves_the_import_and_nothing_was_written(session, goods, page, file, empty, keyboard):
    show(session, page, file)
    page.is_busy = True
    session.operations.broke.emit()
    keyboard.strike(Qt.Key.Key_Escape)
    settle(session)
    assert goods.side.importing is None
    assert goods.pages.currentIndex() == 0
    assert count(empty) == 0


def test_a_double_press_of_the_main_button_imports_once_and_no_other_page_takes_its_place(session, goods, page, file, keyboard, empty):
    show(session, page, file)
    keyboard.strike(Qt.Key.Key_F12)
    keyboard.strike(Qt.Key.Key_F12, after_ms=10)
    page.take_in()
    goods.side.categories()
    goods.side.lists()
    goods.side.leave()
    settle(session)
    assert goods.side.shown is page
    assert page.result.count("taken") == "2"
    assert count(empty) == 2


def test_the_whole_remark_of_a_row_is_shown_below_the_list(session: Session, page: ImportPage, file: Path) -> None:
    show(session, page, file)
    page.table.pick(0)
    assert page._remark.text()
    page.table.pick(2)
    assert page._remark_foot.isHidden()


def test_a_changed_price_says_what_changes(sessions: Callable[..., Session], tmp_path: Path) -> None:
    shop = picture_shop.make(tmp_path)
    session = sessions(shop)
    goods = opened(session)
    goods.side.import_list()
    path = tmp_path / "harga.csv"
    path.write_text(f"barcode,nama,harga_jual\n{OIL.code},{OIL.name},24000\n", encoding="utf-8")
    show(session, goods.side.importing, path)
    outcome_text = str(goods.side.importing.model.index(0, 4).data())
    assert outcome_text.startswith("Berubah")
    assert "harga" in outcome_text


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_button_is_cut_off_on_a_small_screen(sessions: Callable[..., Session], tmp_path: Path, file: Path, language: str) -> None:
    (tmp_path / "shop").mkdir()
    session = sessions(picture_shop.make(tmp_path / "shop"), language=language)
    session.window.resize(911, 512)
    goods = opened(session)
    goods.page.table.pick(0)
    settle(session)
    assert cut_off(session) == []
    goods.panel.enter_evidence()
    settle(session)
    assert cut_off(session) == []
    goods.leave()
    goods.side.import_list()
    settle(session)
    assert cut_off(session) == []
    show(session, goods.side.importing, file)
    assert cut_off(session) == []
    goods.side.importing.take_in()
    settle(session)
    assert cut_off(session) == []
    session.window.show_place("origin")
    settle(session)
    assert cut_off(session) == []


def cut_off(session: Session) -> list[str]:
    """Buttons and chips that show and have less room than their words take, or lie outside the window."""
    inside = session.window.rect()
    found = []
    for button in session.window.findChildren(QAbstractButton):
        if isinstance(button, Button | Chip) and button.isVisible() and not button.visibleRegion().isEmpty():
            place = QRect(button.mapTo(session.window, button.rect().topLeft()), button.size())
            if button.width() < button.sizeHint().width() or place.right() > inside.right():
                found.append(button.text())
    return found
