"""What the till offers in place of imported goods is counted with the sale, and what comes back is taken off again."""

from dataclasses import replace

import pytest

from pos_app.domain import cart as carts
from pos_app.domain import days
from pos_app.domain.cart import Cart
from pos_app.domain.local_content import Push
from pos_app.domain.money import Rupiah
from pos_app.domain.origin import State
from pos_app.services import checkout, holding, owner_lines, owner_reports, refunds, reports, settings, shift_papers, shifts
from pos_app.services.shop import OWNER
from tests.documents.slip_reader import read
from tests.services.counter import basket_of, cash
from tests.shelf import put, tag


@pytest.fixture
def biscuits(shop):
    put(shop, "IMPOR", 12_000, name="BISKUIT COKELAT 100 G", category="Biskuit", stock=50)
    put(shop, "LOKAL", 10_000, name="BISKUIT KELAPA 100 G", category="Biskuit", stock=50)
    tag(shop, "IMPOR", State.IMPORTED, country="MY")
    tag(shop, "LOKAL", State.DOMESTIC)
    return shop


def effect(shop, month="2026-11"):
    with shop.uow.read() as u:
        return u.offers.effect(days.month(month))


def test_offers_acceptances_and_what_they_moved(biscuits, clock):
    shop = biscuits
    cart = basket_of(shop, "IMPOR*2", "IMPOR")
    offer = checkout.suggestions(shop, cart)[0]
    assert offer.key == 2
    settings.change(shop, OWNER, {"domestic_offers": "off"})
    assert checkout.suggestions(shop, cart) == (), "off in one setting"
    settings.change(shop, OWNER, {"domestic_offers": "on"})
    held = holding.hold(shop, OWNER, carts.offer(cart, 2, offer.found.product.id)).held
    cart = holding.recall(shop, OWNER, held.id, Cart()).cart
    left = checkout.commit(shop, OWNER, cart, cash(100_000)).sale
    assert effect(shop) == Push(1, 0, 0), "shown for one of two lines, and not taken"
    shifts.open_shift(shop, OWNER, float_idr=Rupiah(0))
    taken = carts.set_discount(
        checkout.take_over(basket_of(shop, "IMPOR*3"), checkout.suggestions(shop, basket_of(shop, "IMPOR*3"))[0]), None
    )
    sale = checkout.commit(shop, OWNER, carts.offer(taken, 1, offer.found.product.id), cash(100_000)).sale
    assert effect(shop) == Push(2, 1, 30_000), "an offer that was taken is one offer"
    told = shifts.show(shop, OWNER)
    assert (told.summary.offered, told.summary.taken) == (1, 1), "those of this shift"
    slip = read(shift_papers.escpos(shop, told), dots=384).text
    assert "Tawaran pengganti" in slip
    assert "1 (100,0%)" in slip
    checkout.commit(shop, OWNER, carts.offer(basket_of(shop, "LOKAL"), 9, offer.found.product.id), cash(100_000))
    assert effect(shop) == Push(2, 1, 30_000), "nothing was offered for this one"
    clock.set("2026-12-01T09:00:00+07:00")
    refunds.refund(shop, OWNER, sale.number, [("LOKAL", 1000)], why="rusak")
    refunds.refund(shop, OWNER, left.number, why="rusak")
    assert effect(shop) == Push(2, 1, 30_000), "a return falls in its own month"
    assert effect(shop, "2026-12") == Push(0, 0, -10_000)
    pair = ("LOKAL", "BISKUIT KELAPA 100 G", "BISKUIT COKELAT 100 G")
    assert owner_reports.make(shop, "offers", days.month("2026-11")).rows == ((*pair, 2, 1, 5000, 30_000),)
    assert owner_reports.make(shop, "offers", days.month("2026-12")).rows == ((*pair, 0, 0, None, -10_000),)
    told = ("outcome", "name", "amount_idr", "moved_idr")
    behind = []
    for month in ("2026-11", "2026-12"):
        figures = owner_reports.make(shop, "offers", days.month(month))
        lines = owner_lines.behind(shop, figures.behind[0])
        assert sum(lines.column("moved_idr")) == sum(figures.column("moved_idr"))
        assert owner_lines.behind(shop, figures.whole) == lines
        behind.append(list(zip(*(lines.column(key) for key in told), strict=True)))
    local, imported = pair[1:]
    assert behind == [[("declined", imported, 12_000, 0), ("taken", local, 30_000, 30_000)], [("came back", local, -10_000, -10_000)]]
    assert "Words on the package" in owner_lines.behind(shop, lines.behind[0]).column("evidence")
    assert Push(2, 1).taken_bp == 5000
    assert Push().taken_bp is None


def test_an_offer_taken_over_from_an_article_that_is_nowhere_in_the_books_counts_for_nothing(biscuits):
    cart = checkout.take_over(basket_of(biscuits, "IMPOR"), checkout.suggestions(biscuits, basket_of(biscuits, "IMPOR"))[0])
    (line,) = cart.lines
    checkout.commit(biscuits, OWNER, replace(cart, lines=(replace(line, swapped_for="uid-of-no-article"),)), cash(100_000))
    assert effect(biscuits) == Push(0, 0, 0)


def test_the_report_of_the_month_counts_them(biscuits):
    cart = basket_of(biscuits, "IMPOR")
    checkout.commit(biscuits, OWNER, checkout.take_over(cart, checkout.suggestions(biscuits, cart)[0]), cash(100_000))
    assert reports.local_content(biscuits, days.month("2026-11")).push == Push(1, 1, 10_000)
