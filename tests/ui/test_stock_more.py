"""Repacking, parcels and deposits in the stock place, by keyboard and scanner alone."""

import pytest
from PySide6.QtCore import Qt

from pos_app.domain.money import Cost, Rupiah
from pos_app.domain.product import Kind
from pos_app.domain.quantity import Milli
from pos_app.services import deposits, parcels, products, stock
from pos_app.services.shop import OWNER
from tests import picture_shop as goods
from tests import stocktake_scene
from tests.services.counter import on_hand
from tests.ui.conftest import settle
from ui.stock.stock_view import StockView


@pytest.fixture
def show(session):
    def page(which: str):
        session.window.show_place("stock")
        settle(session)
        view = session.window.place_widget("stock")
        assert isinstance(view, StockView)
        view.show_page(which)
        settle(session)
        return view.page(which)

    return page


def strike(session, keyboard, key, modifiers=Qt.KeyboardModifier.NoModifier):
    keyboard.strike(key, modifiers=modifiers)
    settle(session)


def scan(session, keyboard, code):
    keyboard.scan(code)
    settle(session)


def test_a_sack_is_repacked_and_taken_back(session, show, keyboard):
    shop = session.desk.shop
    bags = products.add_on_the_spot(shop, OWNER, name="Beras 1 kg", price_idr=Rupiah(15_000), code="BERAS1")
    page = show("repacking")
    scan(session, keyboard, goods.RICE.code)
    keyboard.type("5*")
    scan(session, keyboard, "BERAS1")
    assert page.plan is not None
    assert [x.base_qty for x in page.plan.lines] == [-1_000, 5_000]
    strike(session, keyboard, Qt.Key.Key_F12)
    assert (on_hand(shop, goods.RICE.code), on_hand(shop, "BERAS1")) == (23_000, 5_000)
    assert products.show(shop, "BERAS1").product.average_cost == Cost(10_000_000)
    assert page.state.source is None
    page.take_back()
    keyboard.type("salah")
    keyboard.enter()
    settle(session)
    assert (on_hand(shop, goods.RICE.code), on_hand(shop, "BERAS1")) == (24_000, 0)
    assert bags.product.name == "Beras 1 kg"


def test_what_does_not_add_up_is_said_and_f12_books_nothing(session, show, keyboard):
    page = show("repacking")
    scan(session, keyboard, goods.RICE.code)
    scan(session, keyboard, goods.RICE.code)
    assert page.plan is None
    assert goods.RICE.name in page._says.text()
    strike(session, keyboard, Qt.Key.Key_F12)
    assert on_hand(session.desk.shop, goods.RICE.code) == 24_000


def test_a_hamper_is_made_by_scanning_its_parts(session, show, keyboard):
    page = show("parcels")
    strike(session, keyboard, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    keyboard.type("Parsel Lebaran")
    keyboard.enter()
    keyboard.type("50000")
    keyboard.enter()
    settle(session)
    keyboard.type("2*")
    scan(session, keyboard, goods.TEA.code)
    scan(session, keyboard, goods.COFFEE.code)
    (parcel,) = parcels.listed(session.desk.shop)
    assert (parcel.product.name, parcel.apart_idr, parcel.possible) == ("Parsel Lebaran", 46_800, 12)
    page.parts.pick(0)
    strike(session, keyboard, Qt.Key.Key_F3)
    keyboard.type("3")
    keyboard.enter()
    settle(session)
    (parcel,) = parcels.listed(session.desk.shop)
    assert sorted(x.qty for x in parcel.product.parts) == [1_000, 3_000]
    page.dissolve()
    settle(session)
    assert parcels.listed(session.desk.shop) == ()


def test_a_gallon_without_its_receipt_is_given_back(session, show, keyboard, answer_lost):
    """The first answer does not come back, and Enter is struck again."""
    answer_lost(deposits, "give_back")
    shop = session.desk.shop
    products.add_on_the_spot(shop, OWNER, name="Titipan galon", price_idr=Rupiah(50_000), code="GALON", kind=Kind.DEPOSIT)
    stocktake_scene.sell(shop, goods.Goods("GALON", "", 50_000, "", "", None), 3)
    page = show("deposits")
    assert page.owed is not None
    assert page.owed.left_idr == 150_000
    scan(session, keyboard, "GALON")
    for _try in range(2):
        keyboard.enter()
        settle(session)
    assert deposits.owed(shop).left_idr == 100_000
    strike(session, keyboard, Qt.Key.Key_F12)
    keyboard.enter()
    settle(session)
    assert deposits.owed(shop).left_idr == 0
    assert stock.card(shop, goods.TEA.code).product.on_hand == Milli(24_000)


def test_one_thing_out_of_a_parcel_comes_back_at_the_till(session, keyboard):
    shop = session.desk.shop
    stocktake_scene.make_parcels(shop)
    stocktake_scene.sell(shop, goods.Goods("P2", "", 29_900, "", "", None), 1)
    sale = checkout_number(shop)
    till = session.window.place_widget("till")
    till.returning.open()
    till.returning.panel.scanned(sale)
    settle(session)
    fields = till.returning.panel._fields
    assert list(fields) == ["P2", goods.CRISPS.code, goods.COCONUT.code, goods.TEA.code]
    till.returning.panel.scanned(goods.TEA.code)
    settle(session)
    till.returning.panel._why.setText("bocor")
    till.returning.panel.give_back()
    settle(session)
    assert (on_hand(shop, goods.TEA.code), on_hand(shop, goods.CRISPS.code)) == (24_000, 23_000)


def checkout_number(shop) -> str:
    with shop.uow.read() as u:
        return u.sales.latest("T1").sale.number


def test_an_open_token_asks_for_what_is_handed_on_and_adds_the_fee(session, keyboard):
    shop = session.desk.shop
    products.add_on_the_spot(shop, OWNER, name="Pulsa", price_idr=None, code="PULSA", kind=Kind.SERVICE)
    products.change(shop, OWNER, "PULSA", {"fee": "2500"})
    scan(session, keyboard, "PULSA")
    keyboard.type("50000")
    keyboard.enter()
    settle(session)
    till = session.window.place_widget("till")
    assert till.counter.cart.total_idr == 52_500
