"""What the pictures of the goods show: the list, an article on its pages, many changed together, a list taken in."""

import tempfile
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from pos_app.domain.money import Cost, Rupiah
from pos_app.domain.quantity import Milli
from pos_app.services import categories, products
from pos_app.services.article_parts import PackPart, Parts, SupplierPart
from pos_app.services.shop import OWNER
from tests import picture_shop
from tests.ui.conftest import settle
from ui.app import Session
from ui.goods.article_panel import GENERAL, HISTORY, ORIGIN, PRICES, SHELF
from ui.goods.goods_view import GoodsView
from ui.goods.lists_page import ListsPage


def goods(session: Session) -> GoodsView:
    session.window.show_place("goods")
    settle(session)
    place = session.window.place_widget("goods")
    assert isinstance(place, GoodsView)
    place.page.table.pick(2)
    settle(session)
    return place


def goods_list(session: Session) -> None:
    goods(session)


def goods_whole(session: Session, page: int) -> None:
    """An article with everything it can have, on one of its pages."""
    shop, code = session.desk.shop, picture_shop.COCONUT.code
    given = {"category": "Makanan ringan > Biskuit", "maker": "Pabrik Biskuit Nusantara", "maker_size": "medium", "member_price": "9500"}
    given |= {"min_stock": "12", "target_stock": "60", "receipt_name": "BISKUIT KELAPA 150"}
    parts = Parts(
        packs=(PackPart("dus", Milli(40_000), Rupiah(380_000), ("8991234530185",)), PackPart("renceng", Milli(10_000), Rupiah(97_500))),
        quantity_prices=((Milli(6_000), Rupiah(9_800)), (Milli(12_000), Rupiah(9_600))),
        suppliers=(
            SupplierPart("UD Sumber Makmur", Cost(82_000_000), None, "BK-150"),
            SupplierPart("Grosir Timur", Cost(3_200_000_000), "dus"),
        ),
    )
    products.change(shop, OWNER, code, given, parts=parts)
    products.change(shop, OWNER, code, {"price": "10500"}, valid_from=date(2030, 12, 31))
    goods(session).panel.tabs.choose(page)
    settle(session)


def goods_together(session: Session) -> None:
    view = goods(session)
    for _n in range(3):
        view.mark()
    view.change_together()
    settle(session)
    view.together.page.figure.setText("5")
    view.together.page.step.setCurrentIndex(2)
    view._together.preview()
    settle(session)


def goods_origin(session: Session) -> None:
    goods(session).panel.tabs.choose(ORIGIN)
    settle(session)


def goods_evidence(session: Session) -> None:
    view = goods(session)
    view.panel.enter_evidence()
    session.window.scanned("(90)MD235628001099(91)281130")
    settle(session)


def goods_empty(session: Session) -> None:
    view = goods(session)
    view.page.search.set_text("zzz")
    view._filter_by_text()
    settle(session)


def goods_import(session: Session) -> None:
    goods(session).side.import_list()
    settle(session)


def goods_preview(session: Session) -> None:
    goods_import(session)
    lines = ["Kode;Nama Barang;Kategori;Harga Beli;Harga Jual;Stok;Satuan", "899123450;Gula Halus 250 g;Sembako;9.000;11.500;24;bks"]
    lines += [f"{item.code};{item.name};{item.category};;{item.price or 0};1;{item.unit}" for item in picture_shop.ALL]
    lines += ["8991234500041;;Sembako;;4.000;1;pcs", "8,99123E+12;Sirup Markisa 460 ml;Minuman;15.000;18.500;6;btl"]
    view = goods(session)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "daftar-barang.csv"
        path.write_text("\n".join(lines), encoding="utf-8")
        view.side.importing.open_file(path)
        settle(session)
    view.side.importing.table.pick(0)
    settle(session)


def goods_imported(session: Session) -> None:
    goods_preview(session)
    goods(session).side.importing.take_in()
    settle(session)


def goods_categories(session: Session) -> None:
    shop = session.desk.shop
    for path in ("Sembako > Beras", "Sembako > Minyak goreng > Kemasan", "Mainan"):
        categories.add(shop, OWNER, path)
    goods(session).side.categories()
    settle(session)


def goods_lists(session: Session) -> None:
    view = goods(session)
    view.side.lists()
    page = view.side.shown
    assert isinstance(page, ListsPage)
    page.table.pick(1)
    settle(session)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "harga-desember.csv"
        lines = [f"{item.code},{item.name},{(item.price or 0) + 500},2026-12-01" for item in picture_shop.ALL[:4]]
        lines.append("8990001112223,Tak dikenal,5000,")
        path.write_text("barcode,nm_barang,harga_jual,berlaku_mulai\n" + "\n".join(lines))
        page.look_at(path)
        settle(session)


WINDOWS: dict[str, Callable[[Session], object]] = {
    "goods": goods_list,
    "goods-general": partial(goods_whole, page=GENERAL),
    "goods-prices": partial(goods_whole, page=PRICES),
    "goods-shelf": partial(goods_whole, page=SHELF),
    "goods-history": partial(goods_whole, page=HISTORY),
    "goods-together": goods_together,
    "goods-origin": goods_origin,
    "goods-evidence": goods_evidence,
    "goods-nothing": goods_empty,
    "goods-categories": goods_categories,
    "goods-lists": goods_lists,
    "goods-import": goods_import,
    "goods-import-preview": goods_preview,
    "goods-import-done": goods_imported,
}
