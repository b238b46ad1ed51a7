"""What the pictures of prices by rule show: a basket with promotions, the owner's promotions, one being made."""

from datetime import time

from PySide6.QtWidgets import QWidget

from pos_app.domain.cart import Cart
from pos_app.domain.money import BasisPoints, Rupiah
from pos_app.domain.pricing import Discount
from pos_app.domain.promotion import PromotionKind
from pos_app.domain.quantity import ONE, Milli
from pos_app.domain.tender import Means, Payment
from pos_app.services import checkout, credit, products, promotions
from pos_app.services import settings as shop_settings
from pos_app.services.article_parts import Parts
from pos_app.services.promotions import Wish
from pos_app.services.shop import OWNER, Shop
from tests.picture_shop import COFFEE, CRISPS, NOODLES, RICE, TEA
from tests.shots_customer import display
from tests.ui.conftest import settle
from ui.app import Session
from ui.settings.promotions_page import PromotionsPage
from ui.settings.settings_view import SettingsView
from ui.till.till_view import TillView

MEMBER = "0812-5550-1234"


def stock_offers(shop: Shop) -> None:
    """Promotions, a member, and what her points are worth."""
    off = Discount(share_bp=BasisPoints(1000))
    for wish in (
        Wish("Keripik 2+1", PromotionKind.FREE, goods=[(CRISPS.code, ONE)], buy=2, free=1),
        Wish("Cinta produk kita", PromotionKind.OFF, domestic=True, categories=["Minuman"], off=off),
        Wish("Jam hemat", PromotionKind.OFF, off=Discount(Rupiah(500)), weekdays=(0, 4), begin=time(15), end=time(17)),
        Wish("Paket sarapan", PromotionKind.BUNDLE, goods=[(NOODLES.code, Milli(2000)), (COFFEE.code, ONE)], price_idr=Rupiah(34_000)),
        Wish("Poin beras", PromotionKind.POINTS, goods=[(RICE.code, ONE)], points=5),
    ):
        promotions.add(shop, OWNER, wish)
    products.change(shop, OWNER, NOODLES.code, {"cost": "2400"})
    products.change(shop, OWNER, RICE.code, {"member_price": "69500"})
    products.change(shop, OWNER, TEA.code, {}, parts=Parts(quantity_prices=((Milli(3000), Rupiah(7500)),)))
    shop_settings.change(shop, OWNER, {"points_per_idr": "10000", "point_value_idr": "100", "cashier_discount": "10"})
    credit.add(shop, OWNER, MEMBER, {"name": "Bu Ratna Dewi", "member": "yes"})


def basket(session: Session) -> TillView:
    view = session.window.place_widget("till")
    assert isinstance(view, TillView)
    view.customers._take(credit.account(session.desk.shop, MEMBER))
    settle(session)
    for item, count in ((RICE, 1), (CRISPS, 3), (TEA, 4), (COFFEE, 1), (NOODLES, 2)):
        for _scan in range(count):
            view.scanned(item.code)
            settle(session)
    return view


def priced(session: Session) -> None:
    stock_offers(session.desk.shop)
    basket(session)


def paying(session: Session) -> None:
    """Half of it by the points she has."""
    stock_offers(session.desk.shop)
    with session.desk.shop.uow.read() as u:
        cart = credit.named_in(u, Cart(), MEMBER)
    for _scan in range(4):
        cart = checkout.scan(session.desk.shop, cart, RICE.code).cart
    checkout.commit(session.desk.shop, OWNER, cart, [Payment(Means.CASH, Rupiah(300_000))])
    view = basket(session)
    view.paying.open()
    settle(session)
    assert view.payment is not None
    view.payment.choose(Means.POINTS)
    settle(session)


def thanks(session: Session) -> QWidget:
    """What the customer sees of her points after paying."""
    facing_her = display(session)
    stock_offers(session.desk.shop)
    view = basket(session)
    view.paying.open()
    settle(session)
    assert view.payment is not None
    view.payment.receive(200_000)
    view.payment.finish()
    settle(session)
    return facing_her


def page(session: Session) -> PromotionsPage:
    session.window.show_place("settings")
    settle(session)
    view = session.window.place_widget("settings")
    assert isinstance(view, SettingsView)
    view.show_page("promotions")
    settle(session)
    found = view.page("promotions")
    assert isinstance(found, PromotionsPage)
    return found


def listed(session: Session) -> None:
    stock_offers(session.desk.shop)
    page(session)


def none_yet(session: Session) -> None:
    page(session)


def making(session: Session) -> None:
    form_of = page(session)
    form_of.begin()
    settle(session)
    form = form_of.form
    form.name.setText("Paket sarapan")
    form.kind.choose(2)
    form._show_kind(2)
    form.price.set_value(34_000)
    for item in (NOODLES, COFFEE):
        form.finder.field.line.setText("2*" if item is NOODLES else "")
        form.scanned(item.code)
        settle(session)
    for day in (0, 1, 2, 3, 4):
        form.days[day].setChecked(True)
    form.begin.setText("06.00")
    form.end.setText("09.30")


WINDOWS = {
    "till-promotions": priced,
    "pay-points": paying,
    "display-points": thanks,
    "settings-promotions": listed,
    "settings-promotions-none": none_yet,
    "settings-promotion-new": making,
}
