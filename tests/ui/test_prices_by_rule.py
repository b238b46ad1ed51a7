"""Prices by rule in the window: promotions made with keys, the basket that says why, an owner's PIN above a cashier's limit."""

from PySide6.QtCore import Qt

from pos_app.domain.cart import Cart
from pos_app.domain.money import Rupiah
from pos_app.domain.price_change import PriceKind
from pos_app.domain.tender import Means, Payment
from pos_app.services import checkout, credit, promotions
from pos_app.services import settings as shop_settings
from pos_app.services.shop import OWNER, Shop
from tests import shots_people, shots_prices
from tests.picture_shop import CRISPS, OIL, RICE, TEA
from tests.ui.conftest import Keyboard, settle, words_in
from ui.app import Session
from ui.panels.owner_pin import OwnerPin
from ui.till.basket_model import Column, said_below
from ui.till.till_view import TillView


def test_a_promotion_is_made_by_keys_counts_at_the_till_at_once_and_is_ended(session: Session, shop: Shop, keyboard: Keyboard) -> None:
    page = shots_prices.page(session)
    assert any("Belum ada promosi" in word for word in words_in(page))
    keyboard.strike(Qt.Key.Key_N, modifiers=Qt.KeyboardModifier.ControlModifier)
    settle(session)
    keyboard.type("JAM HEMAT")
    settle(session)
    page.form.off.setFocus()
    keyboard.type("10%")
    settle(session)
    keyboard.scan(OIL.code)
    settle(session)
    assert [item.name for item in page.form.items] == [OIL.name]
    page.form.category.setCurrentIndex(page.form.category.findData("Minuman"))
    page.form.category.activated.emit(page.form.category.currentIndex())
    page.form.begin.setText("25.00")
    keyboard.strike(Qt.Key.Key_F12)
    assert "25.00" in page.form.wrong.text(), "what cannot be is said, what was typed stays"
    page.form.begin.setText("8")
    page.form.end.setText("10:00")
    keyboard.strike(Qt.Key.Key_F12)
    settle(session)
    assert not page.making
    (made,) = page.found
    assert (made.promotion.name, made.promotion.categories, made.stands) == ("JAM HEMAT", ("Minuman",), True)
    session.window.show_place("till")
    till = session.window.place_widget("till")
    assert isinstance(till, TillView)
    for item in (OIL, TEA, RICE):
        till.scanned(item.code)
        settle(session)
    assert till.counter.cart.total_idr == 20_700 + 7_110 + 71_000
    assert said_below(till.counter.cart.lines[0]).startswith("JAM HEMAT")
    shots_prices.page(session)
    keyboard.strike(Qt.Key.Key_Delete)
    settle(session)
    assert page.found == ()
    till.scanned(RICE.code)
    settle(session)
    assert till.counter.cart.total_idr == 23_000 + 7_900 + 142_000
    assert promotions.listed(shop, past=True)[0].promotion.ended is not None


def test_the_basket_says_why_and_points_are_a_members(session: Session, till: TillView) -> None:
    shots_prices.stock_offers(session.desk.shop)
    shots_prices.basket(session)
    said = {line.product.name: said_below(line) for line in till.counter.cart.lines}
    assert said[RICE.name].startswith("harga anggota, biasa 71.000 · Poin beras: 5 poin")
    assert said[CRISPS.name].startswith("Keripik 2+1")
    assert said[TEA.name].startswith("harga per jumlah, biasa 7.900 · Cinta produk kita")
    kinds = [line.price_kind for line in till.counter.cart.lines]
    assert kinds[:3] == [PriceKind.MEMBER, PriceKind.RETAIL, PriceKind.QUANTITY]
    assert till.model.index(0, Column.TOTAL).data() == "69.500"
    till.customers.drop()
    settle(session)
    assert till.counter.cart.lines[0].price_kind is PriceKind.RETAIL
    till.counter.undo()
    settle(session)
    assert till.counter.cart.lines[0].price_kind is PriceKind.MEMBER


def test_a_cashier_above_his_limit_asks_an_owner_and_the_word_stands_in_the_basket(
    session: Session, shop: Shop, till: TillView, keyboard: Keyboard
) -> None:
    shop_settings.change(shop, OWNER, {"cashier_discount": "10"})
    shots_people.staff(session)
    till.scanned(RICE.code)
    settle(session)
    for typed, total in (("5%", 67_450), ("30%", 67_450)):
        keyboard.strike(Qt.Key.Key_F4)
        till.bar._entries[1].field.setText(typed)
        keyboard.enter()
        settle(session)
        assert till.counter.cart.total_idr == total
    (panel,) = (one for one in session.window.findChildren(OwnerPin) if one.isVisible())
    assert any("30,00%" in word for word in words_in(panel))
    panel.pad.field.setText(shots_people.PIN)
    panel.pad.submit()
    settle(session)
    assert till.counter.cart.total_idr == 49_700
    assert till.counter.cart.approval is not None
    assert till.counter.cart.approval.person == "Sari Wulandari"


def test_points_pay_what_whole_points_make_and_another_customer_changes_the_prices(
    session: Session, shop: Shop, till: TillView, keyboard: Keyboard
) -> None:
    shots_prices.stock_offers(shop)
    with shop.uow.read() as u:
        cart = credit.named_in(u, Cart(), "0812-5550-1234")
    for code in (RICE.code, OIL.code):
        cart = checkout.scan(shop, cart, code).cart
    checkout.commit(shop, OWNER, cart, [Payment(Means.CASH, Rupiah(100_000))])
    till.scanned(RICE.code)
    settle(session)
    keyboard.strike(Qt.Key.Key_F12)
    settle(session)
    payment = till.payment
    assert payment is not None
    assert payment.state.total_idr == 71_000
    till.customers._take(credit.account(shop, "0812-5550-1234"))
    settle(session)
    assert payment.state.total_idr == 69_500, "the member's price"
    assert payment.state.points == 9 + 5
    keyboard.type("p")
    settle(session)
    assert [(part.means, part.amount_idr) for part in payment.state.parts] == [(Means.POINTS, 1400)]
    keyboard.enter()
    settle(session)
    assert till.counter.saved is not None
    points = till.counter.saved.sale.points
    assert points is not None
    assert (points.earned, points.spent, points.balance) == (6 + 5, 14, 11)
    assert any("Poin: dapat 11, dipakai 14, sekarang 11" in word for word in words_in(till))
