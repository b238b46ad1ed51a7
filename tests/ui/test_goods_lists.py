"""The tree of categories and the lists in and out, by keys alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from pos_app.domain.origin import State
from pos_app.services import categories, prices, products, small_lists, suppliers
from pos_app.services.shop import OWNER, Shop
from tests import picture_shop
from tests.picture_shop import Goods
from tests.ui.conftest import Keyboard, settle, words_in
from tests.ui.goods_place import opened
from ui.app import Session
from ui.commands import CommandId
from ui.goods.categories_page import CategoriesPage
from ui.goods.goods_view import GoodsView
from ui.goods.lists_page import ListsPage

RICE = "8991002000015"


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return picture_shop.make(tmp_path, goods=(Goods(RICE, "Beras", 14_000, "kg", "Sembako", State.UNKNOWN),))


@pytest.fixture
def goods(session: Session) -> GoodsView:
    return opened(session)


def paths(shop: Shop) -> list[str]:
    return [x.path for x in categories.tree(shop)]


def test_the_tree_of_categories_is_kept_by_keys(session: Session, goods: GoodsView, shop: Shop, keyboard: Keyboard) -> None:
    goods.bound[CommandId.CATEGORIES].trigger()
    settle(session)
    page = goods.side.shown
    assert isinstance(page, CategoriesPage)
    keyboard.type("n")
    keyboard.type("Dapur > Bumbu")
    keyboard.enter()
    settle(session)
    assert (paths(shop), page.picked()) == (["Dapur", "Dapur > Bumbu", "Sembako"], "Dapur > Bumbu")
    page.table.pick(2)
    keyboard.type("p")
    keyboard.type("Dapur")
    keyboard.enter()
    settle(session)
    assert products.show(shop, RICE).product.category == "Dapur > Sembako"
    keyboard.enter()
    keyboard.type("Pokok")
    keyboard.enter()
    settle(session)
    assert (page.picked(), products.show(shop, RICE).product.category) == ("Dapur > Pokok", "Dapur > Pokok")
    keyboard.strike(Qt.Key.Key_Delete)
    settle(session)
    assert "masih berisi barang" in page.notice.text()
    page.table.pick(1)
    keyboard.strike(Qt.Key.Key_Delete)
    settle(session)
    assert paths(shop) == ["Dapur", "Dapur > Pokok"]
    keyboard.strike(Qt.Key.Key_Escape)
    settle(session)
    assert goods.side.shown is None
    assert goods.page.table.hasFocus()


def test_a_list_is_looked_at_before_it_comes_in(session: Session, goods: GoodsView, shop: Shop, keyboard: Keyboard, tmp_path: Path) -> None:
    goods.bound[CommandId.LISTS].trigger()
    settle(session)
    page = goods.side.shown
    assert isinstance(page, ListsPage)
    page.table.pick(1)
    path = tmp_path / "harga.csv"
    path.write_text(f"barcode,harga_jual\n{RICE},15000\nX,1\n")
    page.look_at(path)
    settle(session)
    assert "0 baru, 1 berubah, 0 tetap, 1 ditolak." in words_in(page)
    assert products.show(shop, RICE).product.price_idr == 14_000
    keyboard.strike(Qt.Key.Key_F12)
    settle(session)
    assert (products.show(shop, RICE).product.price_idr, page.go.isEnabled()) == (15_000, False)
    suppliers.add(shop, OWNER, "UD Jaya", {})
    for at, sheet in enumerate(page.sheets):
        page.table.pick(at)
        out = tmp_path / f"{sheet.file}.xlsx"
        page.saver.save(out, lambda path, sheet=sheet: sheet.write(shop, path))
        settle(session)
        assert out.is_file(), sheet.title
        if sheet.take is not None:
            page.look_at(out)
            settle(session)
            assert page.go.isEnabled() or sheet.title == "Asal barang", (sheet.title, page.notice.text())
    page.table.pick(2)
    path.write_text(f"barcode,stok\n{RICE},3\n")
    page.look_at(path)
    settle(session)
    assert products.show(shop, RICE).product.on_hand != 3_000
    keyboard.strike(Qt.Key.Key_F12)
    settle(session)
    assert products.show(shop, RICE).product.on_hand == 3_000
    assert prices.waiting(shop) == ()
    page.table.pick(3)
    path.write_bytes(b"\x00\x01")
    page.look_at(path)
    settle(session)
    assert page.notice.text()
    assert not page.go.isEnabled()
    page.table.pick(0)
    page.ask_file()
    settle(session)
    assert goods.side.importing is not None
    assert small_lists.write_suppliers(shop, tmp_path / "x.csv") == 1
