"""An article on its pages and many changed together: every field reaches the books, and what cannot be is said beside it."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from pos_app.domain.quantity import Milli
from pos_app.services import goods_list, prices
from pos_app.services.article_parts import PackPart, SupplierPart
from pos_app.services.goods_list import Sort
from pos_app.services.shop import Shop
from tests import picture_shop
from tests.picture_shop import BISCUIT, COCONUT, CRISPS, RICE
from tests.ui.conftest import Keyboard, settle, words_in
from tests.ui.goods_place import CTRL, known, listed, opened, pick, save, typed
from ui.app import Session
from ui.goods.article_panel import GENERAL, HISTORY, PRICES, SHELF
from ui.goods.goods_model import Column
from ui.goods.goods_view import GoodsView


@pytest.fixture
def goods(session: Session) -> GoodsView:
    return opened(session)


def test_every_field_of_the_form_reaches_the_books(
    session: Session, goods: GoodsView, shop: Shop, keyboard: Keyboard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pick(session, goods, CRISPS.name)
    general, costs, shelf = goods.panel.form.pages
    words = {general.name: "Keripik Pedas", general.category: "Oleh-oleh", general.unit: "pak", general.maker: "UD Tini"}
    words |= {general.content: "5x20 g", general.receipt_name: "KRIPIK", shelf.shelf: "A3"}
    for field, text in words.items():
        field.setText(text)
    photo = tmp_path / "keripik.png"
    Image.new("RGB", (3, 2)).save(photo)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(photo), ""))
    general._choose()
    assert not general.picture.pixmap().isNull()
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
    assert goods_list.detail(shop, product.id).picture.body == photo.read_bytes()
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
    goods.life.withdraw_price(waiting)
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
