"""Prices by rule at the counter: what a scan costs, what a sale keeps of it, what a return gives back."""

from dataclasses import replace
from datetime import date, time

import pytest

from pos_app.domain import cart as carts
from pos_app.domain.cart import Cart
from pos_app.domain.money import BasisPoints, Rupiah
from pos_app.domain.origin import State
from pos_app.domain.person import Role
from pos_app.domain.price_change import PriceKind
from pos_app.domain.pricing import Discount
from pos_app.domain.promotion import PromotionKind
from pos_app.domain.quantity import ONE, Milli
from pos_app.errors import Refused
from pos_app.services import (
    basket,
    categories,
    check,
    checkout,
    credit,
    limits,
    people,
    price_check,
    products,
    promotions,
    refunds,
    replay,
    settings,
)
from pos_app.services.article_parts import Parts
from pos_app.services.merging import merge
from pos_app.services.promotions import Wish
from pos_app.services.shop import OWNER
from tests.services.counter import cash, statements
from tests.shelf import OIL, SOAP, SUGAR, TEA, base_list, put, tag

OFF_TEN = Discount(share_bp=BasisPoints(1000))


def offer(shop, name: str, kind: PromotionKind, *codes: str, **more: object) -> int:
    return promotions.add(shop, OWNER, Wish(name, kind, goods=[(code, ONE) for code in codes], **more))[0].id


def scanned(shop, *codes: str, customer: str | None = None) -> Cart:
    """A basket as the till scans it."""
    with shop.uow.read() as u:
        cart = credit.named_in(u, Cart(), customer)
    rules = None
    for code in codes:
        found = checkout.scan(shop, cart, code, rules=rules)
        cart, rules = found.cart, found.rules
    return cart


def test_a_sale_keeps_why_each_line_costs_what_it_does_and_a_return_gives_back_what_was_paid(shop, clock):
    base_list(shop)
    products.change(shop, OWNER, TEA, {"member_price": "1900"}, parts=Parts(quantity_prices=((Milli(5000), Rupiah(1800)),)))
    products.change(shop, OWNER, SOAP, {"member_price": "8000"})
    credit.add(shop, OWNER, "A-1", {"name": "Bu Ani", "member": "yes"})
    offer(shop, "Sabun 2+1", PromotionKind.FREE, SOAP, buy=2, free=1)
    cart = scanned(shop, *[TEA] * 5, *[SOAP] * 3, OIL, customer="A-1")
    basket.keep(shop, OWNER, cart)
    assert basket.kept(shop, OWNER) == cart
    sale = checkout.commit(shop, OWNER, cart, cash(100_000)).sale
    said = [(x.price_kind, x.list_price_idr, x.unit_price_idr, x.promotion, x.promotion_discount_idr, x.amount_idr) for x in sale.lines]
    assert said == [
        (PriceKind.QUANTITY, 2015, 1800, None, 0, 9000),
        (PriceKind.MEMBER, 8250, 8000, "Sabun 2+1", 8000, 16_000),
        (PriceKind.RETAIL, 13_830, 13_830, None, 0, 13_830),
    ]
    with shop.uow.read() as u:
        assert u.sales.by_number(sale.number).sale == sale
    clock.forward(days=2)
    back = [refunds.refund(shop, OWNER, sale.number, [(SOAP, ONE)], why="rusak").sale for _n in range(3)]
    assert [x.total_idr for x in back] == [-5333, -5334, -5333]
    assert back[0].lines[0].promotion == "Sabun 2+1"
    rest = refunds.refund(shop, OWNER, sale.number, why="semua").sale
    assert -sum(x.paid_idr for x in (*back, rest)) == sale.paid_idr - sale.change_idr
    assert check.problems(shop) == []


def test_a_scan_asks_one_question_more_and_reads_offers_again_only_when_there_are_others(shop):
    base_list(shop)
    first = offer(shop, "Teh murah", PromotionKind.OFF, TEA, off=Discount(Rupiah(15)))
    found = checkout.scan(shop, Cart(), TEA)
    with statements(shop) as sent:
        again = checkout.scan(shop, found.cart, TEA, rules=found.rules)
    asked = [statement for statement in sent if statement.startswith("SELECT")]
    assert len([x for x in asked if "promotion" in x]) == 1
    assert len(asked) == 4, "the settings, the article, what prices are due, and whether there are other offers"
    assert again.rules is found.rules
    assert again.cart.total_idr == 4000
    promotions.end(shop, OWNER, first)
    assert checkout.scan(shop, again.cart, TEA, rules=again.rules).cart.total_idr == 3 * 2015
    with pytest.raises(Refused, match="promotion_ended"):
        promotions.end(shop, OWNER, first)


def test_happy_hour_is_the_shops_own_and_a_later_sale_is_priced_by_the_hour_it_happened(shop, clock):
    base_list(shop)
    first = offer(shop, "Jam hemat", PromotionKind.OFF, off=OFF_TEN, weekdays=(1,), begin=time(9), end=time(10), last=date(2026, 11, 30))
    cart = scanned(shop, SOAP)
    assert (cart.total_idr, cart.lines[0].promotion) == (7425, "Jam hemat"), "it is 09:00 in Jakarta, a Tuesday"
    assert price_check.look(shop, SOAP)[0].price_idr == 7425, "what the till would charge"
    clock.forward(hours=1)
    later, rules = promotions.reprice(shop, cart)
    assert later.total_idr == 8250
    with shop.uow.read() as u:
        assert promotions.priced_at(u, cart, clock.now.replace(hour=2, minute=30), "Asia/Jakarta").total_idr == 7425
        assert promotions.priced_at(u, cart, clock.now.replace(day=23), "Asia/Jakarta").total_idr == 8250
    assert checkout.commit(shop, OWNER, cart, cash(10_000)).sale.total_idr == 7425, "what the customer was shown is charged"
    assert [(x.promotion.id, x.stands) for x in promotions.listed(shop)] == [(first, False)]
    offer(shop, "Malam", PromotionKind.OFF, off=OFF_TEN, begin=time(22), end=time(2), last=date(2026, 11, 24))
    for hour, total in ((1, 7425), (2, 8250)):
        clock.set(f"2026-11-24T{17 + hour}:30:00Z")
        assert promotions.reprice(shop, cart)[0].total_idr == total, "it is half past one and half past two, the day after its last"
        assert len(promotions.listed(shop)) == 3 - hour
    clock.forward(days=10)
    assert promotions.reprice(shop, cart, rules)[1].promotions == ()
    assert (promotions.listed(shop), len(promotions.listed(shop, past=True))) == ((), 2)


def test_domestic_first_needs_evidence_and_offers_follow_their_goods(shop):
    base_list(shop)
    put(shop, "TEH2", 3000, name="TEH LAIN", stock=1)
    offer(shop, "Cinta produk kita", PromotionKind.OFF, domestic=True, categories=["Minuman"], off=Discount(Rupiah(100)))
    offer(shop, "Borongan", PromotionKind.BUNDLE, "TEH2", SOAP, price_idr=Rupiah(10_000))
    assert scanned(shop, TEA).total_idr == 2015
    tag(shop, TEA, State.DOMESTIC)
    assert scanned(shop, TEA).total_idr == 1915
    categories.rename(shop, OWNER, "Minuman", "Segar > Minuman")
    assert scanned(shop, TEA).total_idr == 1915
    categories.rename(shop, OWNER, "Segar > Minuman", "Sembako")
    assert scanned(shop, TEA).total_idr == 1915
    assert scanned(shop, "TEH2", SOAP).total_idr == 10_000
    merge(shop, OWNER, TEA, "TEH2")
    assert scanned(shop, TEA, SOAP).total_idr == 10_000
    with pytest.raises(Refused, match="unknown_category"):
        offer(shop, "x", PromotionKind.OFF, categories=["Tidak ada"], off=OFF_TEN)
    with pytest.raises(Refused, match="no_such_promotion"):
        promotions.end(shop, OWNER, 99)


def test_a_cashier_gives_within_his_limit_and_an_owner_allows_more_for_one_basket(shop):
    base_list(shop)
    people.add(shop, OWNER, "Bu Sari", Role.OWNER, pin="4711")
    people.add(shop, OWNER, "Budi", Role.CASHIER, pin="5820")
    settings.change(shop, OWNER, {"cashier_discount": "10"})
    cashier = replace(OWNER, person="Budi")
    plain = scanned(shop, SOAP, TEA)
    tenth = carts.set_line_discount(carts.set_line_discount(plain, 1, OFF_TEN), 2, OFF_TEN)
    assert limits.allowed(shop, cashier, tenth) == tenth
    dear = carts.set_price(plain, 1, Rupiah(7000))
    for refused in (lambda: limits.allowed(shop, cashier, dear), lambda: checkout.commit(shop, cashier, dear, cash(20_000))):
        with pytest.raises(Refused, match="discount_above_role"):
            refused()
    allowed = limits.allowed(shop, people.allow(shop, cashier, "Bu Sari", "4711", what="diskon"), dear)
    assert allowed.approval.person == "Bu Sari"
    basket.keep(shop, cashier, allowed)
    assert basket.kept(shop, cashier) == allowed
    with pytest.raises(Refused, match="discount_above_role"):
        limits.allowed(shop, cashier, carts.set_price(allowed, 1, Rupiah(6000)))
    assert checkout.commit(shop, cashier, allowed, cash(20_000)).sale.total_idr == 9015
    with pytest.raises(Refused, match="owner_only"):
        promotions.add(shop, cashier, Wish("x", PromotionKind.OFF, off=OFF_TEN))
    assert checkout.commit(shop, OWNER, dear, cash(20_000)).sale.total_idr == 9015


def test_a_sale_below_cost_warns_or_is_barred_as_the_shop_says(shop):
    base_list(shop)
    put(shop, "MODAL", 5000, name="KOPI", cost=4600, stock=10)
    offer(shop, "Kopi 10%", PromotionKind.OFF, "MODAL", off=OFF_TEN)
    cart = scanned(shop, "MODAL", SUGAR)
    assert checkout.commit(shop, OWNER, cart, cash(50_000)).below_cost == ("KOPI",)
    settings.change(shop, OWNER, {"below_cost": "off"})
    assert checkout.commit(shop, OWNER, cart, cash(50_000)).below_cost == ()
    settings.change(shop, OWNER, {"below_cost": "bar"})
    with pytest.raises(Refused, match="below_cost"):
        checkout.commit(shop, OWNER, cart, cash(50_000))
    assert checkout.commit(shop, OWNER, carts.set_price(cart, 1, Rupiah(4600)), cash(50_000)).sale.total_idr == 18_600


def test_history_that_is_taken_over_knows_no_promotion(shop):
    base_list(shop)
    offer(shop, "Teh gratis", PromotionKind.FREE, TEA, buy=1, free=1)
    rows = f"no_nota,tanggal,barcode,nama,jumlah,harga\nA1,2026-11-24 08:00,{TEA},TEH CONTOH 50G,2,2015\n"
    assert replay.take(shop, OWNER, rows.encode()).posted == 1
    with shop.uow.read() as u:
        (line,) = u.sales.by_number("H1-20261124-0001").sale.lines
    assert (line.amount_idr, line.promotion, line.price_kind, line.list_price_idr) == (4030, None, None, None)
