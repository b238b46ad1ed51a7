"""The open basket survives a crash: what the customer was shown is there again."""

from dataclasses import replace

from pos_app import bootstrap
from pos_app.domain import cart as carts
from pos_app.domain.actor import Actor
from pos_app.domain.cart import Cart
from pos_app.domain.money import BasisPoints, Rupiah
from pos_app.domain.pricing import Discount
from pos_app.domain.quantity import Milli
from pos_app.services import basket, checkout, products, settings
from pos_app.services.shop import OWNER
from tests.services.counter import basket_of, cash
from tests.shelf import SOAP, SUGAR, TEA, base_list, put


def full_basket(shop) -> Cart:
    base_list(shop)
    put(shop, "MI", 3000, stock=100, packs=[("MI-DUS", "dus", 40, 103_500)])
    cart = basket_of(shop, TEA, f"{SUGAR}*0.735", "MI-DUS", customer="A-7")
    cart = carts.set_line_discount(cart, 1, Discount(Rupiah(15)))
    cart = carts.set_line_discount(cart, 3, Discount(share_bp=BasisPoints(550)))
    cart = carts.set_discount(cart, Discount(Rupiah(1000)))
    with shop.uow.read() as u:
        (soap,) = u.products.by_code(SOAP, day=settings.today(shop, u))
    cart = carts.add(cart, soap, price_idr=Rupiah(7000), name="Sabun cacat")
    return carts.add(cart, soap, qty=Milli(250), gross_idr=Rupiah(1800))


def test_a_basket_comes_back_as_it_was(shop, shop_place, clock):
    cart = full_basket(shop)
    basket.keep(shop, OWNER, cart)
    again = bootstrap.open_shop(shop_place, clock=clock)
    assert basket.kept(again, OWNER) == cart
    again.close()


def test_articles_are_read_anew_and_prices_stay_as_shown(shop):
    cart = full_basket(shop)
    basket.keep(shop, OWNER, cart)
    products.change(shop, OWNER, TEA, {"price": "9999", "name": "TEH BARU"})
    back = basket.kept(shop, OWNER)
    assert back.lines[0].product.name == "TEH BARU"
    assert back.amounts() == cart.amounts()


def test_each_till_has_its_own(shop):
    base_list(shop)
    second = Actor("Ani", "T2")
    basket.keep(shop, OWNER, basket_of(shop, TEA))
    basket.keep(shop, second, basket_of(shop, SOAP))
    assert basket.kept(shop, OWNER).lines[0].product.code == TEA
    assert basket.kept(shop, second).lines[0].product.code == SOAP
    assert basket.kept(shop, Actor("Ani", "T3")) is None


def test_an_empty_basket_is_forgotten_and_a_sale_forgets_it_too(shop):
    base_list(shop)
    basket.keep(shop, OWNER, basket_of(shop, TEA))
    basket.keep(shop, OWNER, Cart())
    assert basket.kept(shop, OWNER) is None
    cart = basket_of(shop, TEA)
    basket.keep(shop, OWNER, cart)
    checkout.commit(shop, OWNER, cart, cash(5_000))
    assert basket.kept(shop, OWNER) is None


def test_a_swapped_line_remembers_what_it_stood_for(shop):
    base_list(shop)
    cart = basket_of(shop, TEA)
    cart = replace(cart, lines=(replace(cart.lines[0], swapped_for="uid-of-another"),))
    basket.keep(shop, OWNER, cart)
    assert basket.kept(shop, OWNER) == cart


def test_a_basket_kept_before_offers_stayed_with_their_lines_comes_back(shop):
    base_list(shop)
    cart = basket_of(shop, TEA)
    with shop.uow.write() as u:
        u.books.keep_cart(OWNER.till, basket.body_of(cart).replace(', "offered": null', ""), at=shop.clock())
        u.commit()
    assert basket.kept(shop, OWNER) == cart
