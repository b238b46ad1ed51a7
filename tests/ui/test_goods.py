"""The goods as a shopkeeper meets them: find, change, prove, all from the keyboard; lists that are never read whole."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pos_app.domain.evidence import Kind
from pos_app.domain.origin import State
from pos_app.services import goods_list, import_products, origins, products
from pos_app.services.origins import Entry
from pos_app.services.shop import OWNER, Changes, Shop
from tests import picture_shop
from tests.picture_shop import BISCUIT, COCONUT, OIL, RICE, SWEETS
from tests.ui.conftest import Keyboard, settle, words_in
from tests.ui.goods_place import known, listed, opened, pick, save
from ui.app import Session
from ui.goods.goods_model import MOST_KEPT, Column
from ui.goods.goods_view import GoodsView
from ui.goods.list_page import WINDOW
from ui.operations import Lane


@pytest.fixture
def goods(session: Session) -> GoodsView:
    return opened(session)


def test_every_article_stands_in_the_list_with_origin_stock_price_and_margin(goods: GoodsView) -> None:
    assert len(listed(goods)) == len(picture_shop.ALL)
    row = listed(goods).index(OIL.name)
    cells = [str(goods.page.model.index(row, column).data()) for column in Column]
    assert cells == [OIL.name, "Dalam negeri TKDN 82%", "24 pch", "23.000", "78,3%", OIL.category, "5.000"]
    assert goods.page.filters.chip(None).text() == "Semua 11"
    assert goods.page.filters.chip(State.DOMESTIC).text() == "Dalam negeri 9"
    assert "Rp1.320.000" in words_in(goods.page)


def test_what_is_typed_finds_and_esc_shows_everything_again(session: Session, goods: GoodsView, keyboard: Keyboard) -> None:
    keyboard.strike(Qt.Key.Key_F2)
    keyboard.type("bis")
    settle(session)
    goods._filter_by_text()
    settle(session)
    assert listed(goods) == [BISCUIT.name, COCONUT.name]
    assert goods.page.filters.chip(State.IMPORTED).text() == "Impor 1"
    keyboard.strike(Qt.Key.Key_Down)
    assert goods.page.table.hasFocus()
    keyboard.strike(Qt.Key.Key_F2)
    keyboard.strike(Qt.Key.Key_Escape)
    settle(session)
    assert len(listed(goods)) == len(picture_shop.ALL)


def test_chips_leave_what_they_say(session: Session, goods: GoodsView) -> None:
    goods.page.filters.chip(State.UNKNOWN).click()
    settle(session)
    assert listed(goods) == [SWEETS.name]
    goods.page.filters.chip(None).click()
    settle(session)
    choices = [action for action in goods.page.filters.menu().actions() if action.text().startswith("Biskuit")]
    choices[0].trigger()
    settle(session)
    assert listed(goods) == [BISCUIT.name, COCONUT.name]
    goods.page.filters.category.click()
    settle(session)
    assert len(listed(goods)) == len(picture_shop.ALL)


def test_a_price_is_changed_from_the_keyboard_alone(session: Session, goods: GoodsView, shop: Shop, keyboard: Keyboard) -> None:
    pick(session, goods, RICE.name)
    keyboard.enter()
    assert goods.panel.form.general.name.hasFocus()
    keyboard.strike(Qt.Key.Key_Escape)
    keyboard.strike(Qt.Key.Key_H, "h")
    settle(session)
    assert goods.panel.form.prices.price.hasFocus()
    keyboard.type("72500")
    settle(session)
    save(session, keyboard)
    assert known(shop, RICE.code).product.price_idr == 72_500
    assert goods.page.table.hasFocus()
    row = listed(goods).index(RICE.name)
    assert goods.page.model.index(row, Column.PRICE).data() == "72.500"
    assert goods.page.table.current_row() == row


def test_everything_filled_in_and_saved_again_changes_nothing(session: Session, goods: GoodsView) -> None:
    for name in listed(goods):
        pick(session, goods, name)
        assert goods.panel.shown.product.name == name
        assert goods.panel.form.changes() == {}
        assert not goods.panel.is_edited


def test_what_cannot_be_a_price_is_refused_in_a_sentence_and_nothing_is_saved(session, goods, shop, keyboard):
    pick(session, goods, RICE.name)
    goods.panel.form.general.name.setText("Beras baru")
    goods.panel.form.prices.price.setFocus()
    goods.panel.form.prices.price.selectAll()
    keyboard.type("1,5")
    settle(session)
    save(session, keyboard)
    assert any("1,5" in words for words in words_in(goods.panel))
    assert (known(shop, RICE.code).product.name, known(shop, RICE.code).product.price_idr) == (RICE.name, RICE.price)


def test_unsaved_changes_are_not_lost_by_moving_on(session: Session, goods: GoodsView, keyboard: Keyboard) -> None:
    pick(session, goods, RICE.name)
    goods.panel.form.general.name.setFocus()
    goods.panel.form.general.name.selectAll()
    keyboard.type("Beras merah")
    settle(session)
    row = goods.page.table.current_row()
    goods.page.table.pick(row + 3)
    settle(session)
    assert goods.page.table.current_row() == row
    assert RICE.name in goods.page.notice.text()
    goods.page.table.setFocus()
    keyboard.strike(Qt.Key.Key_Escape)
    settle(session)
    assert goods.panel.form.general.name.text() == RICE.name
    assert goods.page.notice.text() == f"Perubahan pada {RICE.name} dibuang."
    goods.page.table.pick(row + 3)
    settle(session)
    assert goods.panel.shown.product.name == listed(goods)[row + 3]


def test_evidence_is_added_by_one_letter_and_a_number(session: Session, goods: GoodsView, shop: Shop, keyboard: Keyboard) -> None:
    pick(session, goods, SWEETS.name)
    keyboard.type("a")
    settle(session)
    assert goods.panel.origin.editor.number.line.hasFocus()
    keyboard.type("MD 265228006191")
    settle(session)
    goods.panel.origin.editor._timer.timeout.emit()
    assert "Bukti kuat" in goods.panel.origin.editor.reading.text()
    keyboard.enter()
    settle(session)
    assert known(shop, SWEETS.code).product.origin.state is State.DOMESTIC
    assert "BPOM MD 265228006191" in goods.panel.origin._cards[0].accessibleName()


def test_letters_in_a_field_are_letters(session: Session, goods: GoodsView, keyboard: Keyboard) -> None:
    pick(session, goods, SWEETS.name)
    goods.panel.form.general.name.setFocus()
    goods.panel.form.general.name.selectAll()
    keyboard.type("ana")
    settle(session)
    assert goods.panel.form.general.name.text() == "ana"
    assert not goods.panel.origin.is_entering
    assert not goods.page.bar.is_open


def test_a_scan_brings_its_article_whatever_is_filtered(session: Session, goods: GoodsView, keyboard: Keyboard) -> None:
    goods.page.filters.chip(State.UNKNOWN).click()
    settle(session)
    keyboard.scan(COCONUT.code)
    settle(session)
    assert goods.panel.shown.product.name == COCONUT.name
    assert listed(goods)[goods.page.table.current_row()] == COCONUT.name


def test_a_scan_while_evidence_is_entered_is_the_evidence(session: Session, goods: GoodsView, shop: Shop, keyboard: Keyboard) -> None:
    pick(session, goods, SWEETS.name)
    goods.panel.enter_evidence()
    keyboard.scan("90MD265211001078\x1d91281029")
    settle(session)
    assert "29.10.2028" in goods.panel.origin.editor.reading.text()
    save(session, keyboard)
    piece = goods_list.detail(shop, goods.panel.shown.product.id).pieces[0]
    assert (piece.number, piece.expires) == ("MD265211001078", "2028-10-29")


def test_a_code_nobody_knows_leads_to_a_new_article(session: Session, goods: GoodsView, shop: Shop, keyboard: Keyboard) -> None:
    keyboard.scan("8990000099999")
    settle(session)
    assert "8990000099999" in goods.page.notice.text()
    goods.page.notice._action.click()
    keyboard.type("Kecap Bango")
    keyboard.enter()
    keyboard.type("9500")
    keyboard.enter()
    settle(session)
    assert known(shop, "8990000099999").product.name == "Kecap Bango"
    assert goods.panel.shown.product.name == "Kecap Bango"


def test_disagreeing_evidence_is_shown_and_settled_with_a_reason(session, goods, shop, keyboard):
    origins.record(shop, OWNER, RICE.code, Entry(Kind.REGISTRATION, number="ML867031004482"))
    goods.load()
    settle(session)
    pick(session, goods, RICE.name)
    goods.panel.tabs.choose(1)
    assert [card.property("surface") for card in goods.panel.origin._cards] == ["warning", "warning"]
    assert goods.page.model.index(listed(goods).index(RICE.name), Column.ORIGIN).data() == "Belum diketahui"
    keyboard.type("a")
    settle(session)
    editor = goods.panel.origin.editor
    editor.take_state(State.DOMESTIC)
    editor.why.setFocus()
    save(session, keyboard)
    assert known(shop, RICE.code).product.origin.conflict, "a contradiction is settled by a reason only"
    keyboard.type("tertulis di karung")
    settle(session)
    save(session, keyboard)
    assert known(shop, RICE.code).product.origin.state is State.DOMESTIC


def test_a_piece_is_withdrawn_with_a_reason(session: Session, goods: GoodsView, shop: Shop, keyboard: Keyboard) -> None:
    pick(session, goods, BISCUIT.name)
    goods.panel.tabs.choose(1)
    goods.panel.origin._cards[0].withdraw_wanted.emit(goods.panel.shown.pieces[0])
    keyboard.enter()
    settle(session)
    assert goods.page.bar.is_open
    keyboard.type("salah baca")
    keyboard.enter()
    settle(session)
    assert known(shop, BISCUIT.code).product.origin.state is State.UNKNOWN
    assert goods_list.detail(shop, known(shop, BISCUIT.code).product.id).history[0].why == "salah baca"


def test_what_another_place_wrote_is_there_when_the_goods_are_entered_again(session: Session, goods: GoodsView, shop: Shop) -> None:
    session.window.show_place("till")
    products.change(shop, OWNER, OIL.code, {"name": "Minyak Baru 2 L"})
    session.desk.announce(Changes(products=True), session)
    assert OIL.name in listed(goods)
    session.window.show_place("goods")
    settle(session)
    assert "Minyak Baru 2 L" in listed(goods)


def test_a_shop_without_goods_offers_the_import(tmp_path: Path, sessions: Callable[..., Session]) -> None:
    session = sessions(picture_shop.make(tmp_path, goods=()))
    goods = opened(session)
    assert goods.page.pages.currentWidget() is goods.page._empty
    assert "Impor berkas" in words_in(goods.page._empty)
    assert goods.panel.isHidden()


def test_nothing_found_offers_a_new_article(session: Session, goods: GoodsView) -> None:
    goods.page.search.set_text("zzz")
    goods._filter_by_text()
    settle(session)
    assert any("zzz" in words for words in words_in(goods.page))
    goods.page._nothing.new_wanted.emit()
    assert goods.page.bar._entries[0].field.text() == "zzz"


def test_a_long_list_is_read_in_windows_and_kept_in_part(tmp_path, sessions, monkeypatch):
    shop = picture_shop.make(tmp_path, goods=())
    lines = ["kode,nama,harga_jual"] + [f"A{n:05d},Barang {n:05d},{1000 + n}" for n in range(3000)]
    import_products.take(shop, OWNER, "\n".join(lines).encode(), name="long.csv")
    asked: list[tuple[int, int]] = []
    read = goods_list.window

    def counted(shop, which, *, first, most, index=None):
        asked.append((first, most))
        return read(shop, which, first=first, most=most, index=index)

    monkeypatch.setattr(goods_list, "window", counted)
    session = sessions(shop)
    goods = opened(session)
    assert goods.page.model.rowCount() == 3000
    assert goods.page.model.listed(2999) is None
    bar = goods.page.table.verticalScrollBar()
    for at in (*range(0, bar.maximum(), bar.maximum() // 30), bar.maximum()):
        bar.setValue(at)
        settle(session)
        shown = goods.page.table.visible_rows()
        assert all(goods.page.model.listed(row) is not None for row in shown)
    assert goods.page.model.index(2999, Column.NAME).data() == "Barang 02999"
    assert max(most for _first, most in asked) == WINDOW
    assert len(goods.page.model._rows) <= MOST_KEPT
    goods.page.table.setFocus()
    QApplication.processEvents()
    goods.page.table.pick(0)
    settle(session)
    assert goods.panel.shown.product.name == "Barang 00000"
    count, scrolled = goods._count, []

    def count_while_somebody_scrolls() -> None:
        count()
        if not scrolled:
            scrolled.append(bar.maximum())
            bar.setValue(0)

    monkeypatch.setattr(goods, "_count", count_while_somebody_scrolls)
    goods.load(goods.page.model.listed(0).product.id + 1500)
    settle(session)
    assert scrolled
    assert goods.page.model.rowCount() == 3000


def test_a_long_name_ends_in_an_ellipsis_and_is_whole_on_hover(session: Session, goods: GoodsView, shop: Shop) -> None:
    name = "Kue Kering Nastar Keju Istimewa Buatan Rumah Isi Banyak Sekali Untuk Lebaran 500 gram"
    products.change(shop, OWNER, OIL.code, {"name": name})
    goods.load()
    settle(session)
    index = goods.page.model.index(listed(goods).index(name), Column.NAME)
    assert name in str(index.data(Qt.ItemDataRole.ToolTipRole))


def test_rows_that_take_long_are_grey_bars_until_they_are_there(session: Session, goods: GoodsView) -> None:
    table, model = goods.page.table, goods.page.model
    model.show(500, 0, ())
    plain = table.grab().toImage()
    table.show_bars(True)
    assert table.grab().toImage() != plain
    goods.load()
    settle(session)
    assert not table.shows_bars
    assert model.rowCount() == len(picture_shop.ALL)


def test_an_answer_lost_to_a_search_elsewhere_is_asked_for_again(session: Session, goods: GoodsView, shop: Shop) -> None:
    products.change(shop, OWNER, OIL.code, {"name": "Minyak Lain 2 L"})
    goods.load()
    session.operations.later(Lane.SEARCH, lambda: None, lambda _none: None, owner=session)
    settle(session)
    session.window.show_place("till")
    goods._index.now = None
    goods._index.build()
    goods.desk.announce(Changes(products=True), session)
    settle(session)
    assert goods._index.now is None, "one that was begun before the change"
    session.window.show_place("goods")
    settle(session)
    assert "Minyak Lain 2 L" in listed(goods)
