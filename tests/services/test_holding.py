"""Several customers at a till: baskets put aside, called back, parted and joined, by any till, over a crash and over midnight."""

import pytest

from pos_app import bootstrap
from pos_app.domain import cart as carts
from pos_app.domain import cart_parts
from pos_app.domain.actor import Actor
from pos_app.domain.cart import Cart
from pos_app.domain.money import BasisPoints, Rupiah
from pos_app.domain.person import Role
from pos_app.domain.pricing import Discount
from pos_app.domain.quantity import Milli
from pos_app.errors import Refused
from pos_app.services import basket, checkout, holding, people, products
from pos_app.services.shop import OWNER
from pos_app.storage.units import NewUnit
from tests.services.counter import basket_of, cash
from tests.shelf import SOAP, SUGAR, TEA, base_list, put

SECOND = Actor("Ani", "T2")


def test_a_basket_waits_for_the_whole_shop_and_comes_back_as_it_was(shop, shop_place, clock):
    base_list(shop)
    cart = carts.set_line_discount(basket_of(shop, f"{TEA}*3", SOAP), 1, Discount(Rupiah(100)))
    basket.keep(shop, OWNER, cart)
    turned = holding.hold(shop, OWNER, cart, "  Bu  Ani\n")
    assert turned.cart == Cart()
    assert basket.kept(shop, OWNER) is None
    clock.forward(days=1)
    again = bootstrap.open_shop(shop_place, clock=clock)  # as after a crash
    (one,) = holding.waiting(again)
    assert (one.held.name, one.held.till, one.held.kinds, one.held.total_idr, one.old) == ("Bu Ani", "T1", 2, cart.total_idr, True)
    back = holding.recall(again, SECOND, one.held.id, Cart())
    assert back.cart == cart == basket.kept(again, SECOND)
    assert back.held is None
    assert not holding.waiting(again)
    for act in (holding.recall, holding.merge):
        with pytest.raises(Refused, match="held_gone"):
            act(again, OWNER, one.held.id, Cart())
    with pytest.raises(Refused, match="basket_empty"):
        holding.hold(again, OWNER, Cart())
    again.close()


def test_a_basket_called_back_over_another_puts_that_one_aside(shop):
    base_list(shop)
    first = holding.hold(shop, OWNER, basket_of(shop, TEA), "Pak Budi").held
    turned = holding.recall(shop, OWNER, first.id, basket_of(shop, SOAP))
    assert [line.product.code for line in turned.cart.lines] == [TEA]
    (waits,) = holding.waiting(shop)
    assert (waits.held, waits.old) == (turned.held, False)
    assert waits.held.id != first.id  # a number is not given twice, or a list that is old would call the wrong one back
    done = checkout.commit(shop, OWNER, turned.cart, cash(5_000))
    assert done.sale.total_idr == turned.cart.total_idr
    assert len(holding.waiting(shop)) == 1


def test_what_became_of_goods_while_they_waited_is_said_when_they_are_called_back(shop):
    base_list(shop)
    put(shop, "MI", 3_000, name="MI CONTOH", packs=[("MI-DUS", "dus", 40, 103_500), ("MI-PAK", "pak", 10, 27_000)])
    cart = basket_of(shop, f"{TEA}*3", SOAP, "MI-DUS", "MI-PAK")
    held = holding.hold(shop, OWNER, cart, "Bu Ani").held
    assert holding.news(shop, cart) == ""
    products.change(shop, OWNER, TEA, {"price": "2100"})
    with shop.uow.write() as u:
        (article,) = {x.product.id for x in u.products.by_code("MI", day=shop.clock().date())}
        u.units.put(article, [NewUnit("dus", Milli(40_000), Rupiah(108_000)), NewUnit("pak", Milli(12_000), Rupiah(32_000))])
        u.commit()
    products.change(shop, OWNER, SOAP, {"archived": "yes"})
    told = holding.recall(shop, SECOND, held.id, Cart()).news
    assert "TEH CONTOH 50G 2.015 → 2.100, MI CONTOH 103.500 → 108.000." in told, "a pak of 12 is not the pak of 10 in the basket"
    assert "SABUN" in told.partition("Tidak dijual lagi di toko ini: ")[2]


def test_parting_and_joining_keep_every_line_and_every_rupiah(shop):
    base_list(shop)
    cart = basket_of(shop, f"{TEA}*5", f"{SUGAR}*0.735", f"{SOAP}*2")
    cart = carts.set_line_discount(cart, 1, Discount(Rupiah(77)))
    cart = carts.set_discount(cart, Discount(Rupiah(1_001)))
    turned = holding.split(shop, OWNER, cart, {1: Milli(2000), 2: Milli(735)}, "Bu Tini")
    other = holding.show(shop, turned.held.id)[1]
    assert [(x.product.code, x.qty) for x in turned.cart.lines] == [(TEA, 3000), (SOAP, 2000)]
    assert [(x.product.code, x.qty) for x in other.lines] == [(TEA, 2000), (SUGAR, 735)]
    assert turned.cart.total_idr + other.total_idr == cart.total_idr
    assert basket.kept(shop, OWNER) == turned.cart
    whole = holding.merge(shop, OWNER, turned.held.id, turned.cart).cart
    assert whole.total_idr == cart.total_idr
    assert not holding.waiting(shop)
    assert basket.kept(shop, OWNER) == whole


def test_what_cannot_be_parted_is_refused_and_nothing_moves(shop):
    base_list(shop)
    cart = basket_of(shop, f"{TEA}*3", f"{SUGAR}*0.735")
    for moving, code in (
        ({}, "nothing_to_split"),
        ({1: 3000, 2: 735}, "nothing_to_split"),
        ({1: 3001}, "more_than_in_line"),
        ({1: -1000}, "more_than_in_line"),
        ({1: 1500}, "line_not_parted"),
        ({2: 500}, "line_not_parted"),
    ):
        with pytest.raises(Refused, match=code):
            holding.split(shop, OWNER, cart, moving)
    assert not holding.waiting(shop)


def test_joined_baskets_take_one_customer_and_their_discounts_as_agreed(shop):
    base_list(shop)
    five = Discount(share_bp=BasisPoints(500))
    mine = carts.set_discount(basket_of(shop, f"{TEA}*2", customer="A-7"), five)
    other = carts.set_discount(basket_of(shop, TEA, SOAP), five)
    whole = cart_parts.merge(mine, other)
    assert (whole.discount, whole.customer) == (five, "A-7")
    assert [(x.product.code, x.qty, x.key) for x in whole.lines] == [(TEA, 3000, 1), (SOAP, 1000, 2)]
    other = carts.set_discount(other, Discount(Rupiah(333)))
    whole = cart_parts.merge(mine, other)
    assert (whole.discount, whole.total_idr) == (None, mine.total_idr + other.total_idr)
    with pytest.raises(Refused, match="customers_differ"):
        cart_parts.merge(mine, carts.named(other, "B-1"))


def test_only_an_owner_throws_away_what_another_person_holds(shop):
    base_list(shop)
    people.add(shop, OWNER, "Budi", Role.CASHIER)
    people.add(shop, OWNER, "Ani", Role.CASHIER)
    held = holding.hold(shop, Actor("Ani", "T2"), basket_of(shop, TEA)).held
    assert held.first == "TEH CONTOH 50G"
    with pytest.raises(Refused, match="held_by_another"):
        holding.give_up(shop, Actor("Budi"), held.id)
    assert holding.give_up(shop, Actor("Ani"), held.id) == held
    held = holding.hold(shop, Actor("Ani", "T2"), basket_of(shop, TEA)).held
    assert holding.give_up(shop, OWNER, held.id) == held
    assert not holding.waiting(shop)
