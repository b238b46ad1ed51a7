"""The goods as a shopkeeper meets them: find, change, prove, all from the keyboard; lists that are never read whole."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from pos_app.domain.evidence import Kind
from pos_app.domain.origin import State
from pos_app.domain.quantity import Milli
from pos_app.services import goods_list, import_products, origins, prices, products
from pos_app.services.article_parts import PackPart, SupplierPart
from pos_app.services.goods_list import Sort
from pos_app.services.origins import Entry
from pos_app.services.shop import OWNER, Changes, Shop
from tests import picture_shop
from tests.picture_shop import BISCUIT, COCONUT, CRISPS, OIL, RICE, SWEETS
from tests.ui.conftest import Keyboard, settle, words_in
from ui.app import Session
from ui.goods.article_panel import GENERAL, HISTORY, PRICES, SHELF
from ui.goods.goods_model import MOST_KEPT, Column
from ui.goods.goods_view import GoodsView
from ui.goods.list_page import WINDOW
from ui.operations import Lane

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def goods(session: Session) -> GoodsView:
    return opened(session)


def opened(session: Session) -> GoodsView:
    session.window.show_place("goods")
    settle(session)
    place = session.window.place_widget("goods")
    assert isinstance(place, GoodsView)
    return place


def listed(goods: GoodsView) -> list[str]:
    model = goods.page.model
    return [str(model.index(row, Column.NAME).data()) for row in range(model.rowCount())]


def pick(session: Session, goods: GoodsView, name: str) -> None:
    goods.page.table.pick(listed(goods).index(name))
    goods.page.table.setFocus()
    settle(session)


def known(shop: Shop, code: str) -> products.Shown:
    return products.show(shop, code)


def typed(session: Session, keyboard: Keyboard, field: QLineEdit, text: str) -> None:
    """A person goes to a field and types over what is there."""
    field.setFocus()
    field.selectAll()
    if text:
        keyboard.type(text)
    else:
        keyboard.strike(Qt.Key.Key_Delete)
    settle(session)


def save(session: Session, keyboard: Keyboard) -> None:
    keyboard.strike(Qt.Key.Key_S, "\x13", modifiers=CTRL)
    settle(session)


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


def test_every_field_of_the_form_reaches_the_books(session: Session, goods: GoodsView, shop: Shop, keyboard: Keyboard) -> None:
    pick(session, goods, CRISPS.name)
    general, costs, shelf = goods.panel.form.pages
    words = {general.name: "Keripik Pedas", general.category: "Oleh-oleh", general.unit: "pak", general.maker: "UD Tini"}
    words |= {general.content: "5x20 g", general.receipt_name: "KRIPIK", shelf.shelf: "A3"}
    for field, text in words.items():
        field.setText(text)
    general.maker_size.setCurrentIndex(2)
    general.tax.setCurrentIndex(1)
    typed(session, keyboard, general.codes.field(1, 0), "KRP-1")
    goods.panel.tabs.choose(PRICES)
    for field, text in ((costs.price, "12500"), (costs.cost, "9000,25"), (costs.member, "12000")):
        typed(session, keyboard, field, text)
    goods.panel.tabs.choose(SHELF)
    typed(session, keyboard, shelf.least, "2,5")
    goods.panel.tabs.choose(PRICES)
    for cell, text in enumerate(("dus", "40", "450.000", "DUS-1")):
        typed(session, keyboard, costs.packs.field(0, cell), text)
    typed(session, keyboard, costs.quantity.field(0, 0), "6")
    typed(session, keyboard, costs.quantity.field(0, 1), "12.250")
    goods.panel.tabs.choose(SHELF)
    for cell, text in enumerate(("UD Jaya", "320.000,5", "dus", "J-1")):
        typed(session, keyboard, shelf.suppliers.field(0, cell), text)
    save(session, keyboard)
    shown = known(shop, "KRP-1")
    product = shown.product
    assert (product.name, product.category, product.unit, product.price_idr) == ("Keripik Pedas", "Oleh-oleh", "pak", 12_500)
    assert (product.average_cost, product.maker.name, product.maker.size) == (90_002_500, "UD Tini", "small")
    assert goods_list.detail(shop, product.id).listed.min_stock == 2500
    assert set(shown.codes) == {CRISPS.code, "KRP-1", "DUS-1"}
    parts = goods_list.detail(shop, product.id).parts
    assert parts.packs == (PackPart("dus", Milli(40_000), 450_000, ("DUS-1",)),)
    assert parts.quantity_prices == ((6_000, 12_250),)
    assert parts.suppliers == (SupplierPart("UD Jaya", 3_200_005_000, "dus", "J-1"),)
    assert (product.content.amount_milli, product.receipt_name, product.tax_class, product.member_price_idr) == (
        100_000, "KRIPIK", "exempt", 12_000,
    )  # fmt: skip


def test_what_is_wrong_is_said_beside_its_field_on_whichever_page(session, goods, shop, keyboard):
    pick(session, goods, CRISPS.name)
    goods.panel.tabs.choose(SHELF)
    shelf = goods.panel.form.shelf
    typed(session, keyboard, shelf.suppliers.field(0, 0), "UD Jaya")
    typed(session, keyboard, shelf.suppliers.field(0, 2), "karton")
    goods.panel.tabs.choose(GENERAL)
    save(session, keyboard)
    assert goods.panel.tabs.at == SHELF
    assert "“Keripik Singkong Bu Tini 250 g” tidak punya satuan “karton”" in " ".join(words_in(shelf))
    goods.panel.tabs.choose(GENERAL)
    typed(session, keyboard, goods.panel.form.general.codes.field(1, 0), RICE.code)
    typed(session, keyboard, shelf.suppliers.field(0, 2), "")
    save(session, keyboard)
    assert goods.panel.tabs.at == GENERAL
    assert RICE.code in " ".join(words_in(goods.panel.form.general))
    assert known(shop, CRISPS.code).codes == (CRISPS.code,)


def test_a_price_waits_for_its_day_and_is_taken_back(session, goods, shop, keyboard):
    pick(session, goods, RICE.name)
    keyboard.strike(Qt.Key.Key_H, "h")
    settle(session)
    keyboard.type("75000")
    goods.panel.form.prices.valid_from.setText("31.12.2030")
    save(session, keyboard)
    assert known(shop, RICE.code).product.price_idr == RICE.price
    goods.panel.tabs.choose(HISTORY)
    assert "menunggu 31.12.2030" in words_in(goods.panel.past)
    (waiting,) = prices.waiting(shop)
    goods.withdraw_price(waiting)
    settle(session)
    assert "ditarik" in words_in(goods.panel.past)


def test_an_article_is_archived_and_sold_again(session, goods, shop):
    pick(session, goods, RICE.name)
    goods.panel.form.general.archive.click()
    settle(session)
    assert known(shop, RICE.code).product.archived
    assert RICE.name not in listed(goods)
    goods.page.filters.archived.click()
    settle(session)
    assert listed(goods) == [RICE.name]
    goods.panel.form.general.archive.click()
    settle(session)
    assert not known(shop, RICE.code).product.archived


def test_two_articles_become_one_from_the_keyboard(session, goods, shop, keyboard):
    pick(session, goods, BISCUIT.name)
    goods.panel.form.general.merge.click()
    keyboard.type(COCONUT.code)
    keyboard.enter()
    settle(session)
    assert COCONUT.name not in listed(goods)
    assert known(shop, COCONUT.code).product.name == BISCUIT.name


def test_marked_rows_are_changed_together_after_a_preview(session, goods, shop, keyboard):
    pick(session, goods, BISCUIT.name)
    keyboard.strike(Qt.Key.Key_Space, " ")
    settle(session)
    keyboard.strike(Qt.Key.Key_Space, " ")
    settle(session)
    assert goods.page.model.marked == {known(shop, BISCUIT.code).product.id, known(shop, COCONUT.code).product.id}
    keyboard.strike(Qt.Key.Key_E, "\x05", modifiers=CTRL)
    settle(session)
    assert not goods.together.isHidden()
    assert goods.panel.isHidden()
    typed(session, keyboard, goods.together.page.figure, "-10")
    goods.together.page.category.setText("Makanan > Biskuit")
    goods._together.preview()
    settle(session)
    assert f"{BISCUIT.name}: Kategori Biskuit → Makanan > Biskuit, Harga 12.000 → 10.800" in " ".join(words_in(goods.together))
    save(session, keyboard)
    assert {known(shop, item.code).product.category for item in (BISCUIT, COCONUT)} == {"Makanan > Biskuit"}
    assert known(shop, BISCUIT.code).product.price_idr == 10_800
    assert goods.together.isHidden()
    assert not goods.page.model.marked


def test_esc_leaves_the_change_of_many_and_then_the_marks(session, goods, keyboard):
    pick(session, goods, BISCUIT.name)
    keyboard.strike(Qt.Key.Key_A, "\x01", modifiers=CTRL | Qt.KeyboardModifier.ShiftModifier)
    settle(session)
    assert len(goods.page.model.marked) == len(picture_shop.ALL)
    goods.change_together()
    settle(session)
    keyboard.strike(Qt.Key.Key_Escape)
    assert goods.together.isHidden()
    assert goods.page.model.marked
    keyboard.strike(Qt.Key.Key_Escape)
    assert not goods.page.model.marked


def test_the_list_is_turned_and_its_columns_are_kept_on_this_machine(session, goods):
    goods.page.filters.sort_by(Sort.PRICE)
    goods.page.filters.sort_by(Sort.PRICE)
    settle(session)
    column = [str(goods.page.model.index(row, Column.PRICE).data()) for row in range(3)]
    assert column == ["71.000", "31.000", "23.000"]
    action = next(x for x in goods.page.columns_menu().actions() if x.text() == "Margin")
    action.trigger()
    assert goods.page.table.isColumnHidden(Column.MARGIN)
    assert session.desk.machine.goods_columns == "origin,stock,price"


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

    def counted(shop, which, *, first, most):
        asked.append((first, most))
        return read(shop, which, first=first, most=most)

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
    session.window.show_place("goods")
    settle(session)
    assert "Minyak Lain 2 L" in listed(goods)
