"""The basket's table says exactly what changed; the model tester stays silent under fire."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from pos_app import texts
from pos_app.domain import cart as carts
from pos_app.domain.cart import Cart
from pos_app.domain.content_size import ContentSize, Measure
from pos_app.domain.money import Rupiah
from pos_app.domain.origin import UNKNOWN
from pos_app.domain.product import Found, Pack, Product, ProductId
from pos_app.domain.quantity import Milli
from ui.till.basket_model import BasketModel, Column, said_below


def article(number: int) -> Found:
    product = Product(ProductId(number), f"u{number}", f"C{number}", f"Article {number}", "pcs", 1_000 * number, UNKNOWN)
    return Found(product, product.code)


def shown(model: BasketModel) -> list[str]:
    return [str(model.index(row, Column.NAME).data()) for row in range(model.rowCount())]


def strict(model: BasketModel) -> QAbstractItemModelTester:
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)


def test_a_scan_inserts_one_row_and_touches_no_other(qtbot: QtBot) -> None:
    model = BasketModel()
    strict(model)
    one = carts.add(Cart(), article(1))
    model.show(one, 1)
    two = carts.add(one, article(2))
    inserted: list[tuple[int, int]] = []
    model.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    with qtbot.assertNotEmitted(model.rowsRemoved), qtbot.assertNotEmitted(model.modelReset):
        model.show(two, 2)
    assert inserted == [(1, 1)]
    assert shown(model) == ["Article 1", "Article 2"]


def test_an_article_scanned_again_moves_to_the_end_with_its_new_quantity(qtbot: QtBot) -> None:
    model = BasketModel()
    strict(model)
    cart = carts.add(carts.add(Cart(), article(1)), article(2))
    model.show(cart, 2)
    with qtbot.waitSignal(model.rowsMoved), qtbot.assertNotEmitted(model.rowsInserted):
        model.show(carts.add(cart, article(1)), 1)
    assert shown(model) == ["Article 2", "Article 1"]
    assert model.index(1, Column.QUANTITY).data() == "2 pcs"


def test_a_pack_says_its_price_by_the_content_of_all_it_holds() -> None:
    soap = replace(article(1).product, name="SABUN 80 G", price_idr=Rupiah(8_250))
    cart = carts.add(carts.add(Cart(), Found(soap, "C1")), Found(soap, "C2", Pack("dus", Milli(12_000), Rupiah(90_000))))
    assert [said_below(line) for line in cart.lines] == ["Rp10.313 per 100 g", "Rp9.375 per 100 g · dus isi 12 pcs"]
    stated = replace(soap, stated_content=ContentSize(75_000, Measure.GRAM))
    assert said_below(carts.add(Cart(), Found(stated, "C1")).lines[0]) == "Rp11.000 per 100 g"


@pytest.mark.parametrize("steps", [600, pytest.param(10_000, marks=pytest.mark.soak)])
def test_the_model_holds_through_thousands_of_random_changes(steps: int) -> None:
    chance = random.Random(7)
    model = BasketModel()
    strict(model)
    cart, past = Cart(), [Cart()]
    for _step in range(steps):
        keys = [line.key for line in cart.lines]
        what = chance.random()
        if what < 0.5 or not keys:
            cart = carts.add(cart, article(chance.randrange(1, 12)))
        elif what < 0.7:
            cart = carts.remove(cart, chance.choice(keys))
        elif what < 0.85:
            cart = carts.set_qty(cart, chance.choice(keys), Milli(1000 * chance.randrange(1, 9)))
        else:
            cart = past.pop() if past else Cart()
        past = [*past, cart][-20:]
        model.show(cart, cart.lines[-1].key if cart.lines else None)
    assert model.rowCount(QModelIndex()) == len(cart.lines)
    assert shown(model) == [line.shown_name for line in cart.lines]


def test_an_amount_of_the_table_is_the_line_after_its_discount(tmp_path: Path) -> None:
    from pos_app.domain.pricing import Discount

    model = BasketModel()
    cart = carts.set_line_discount(carts.add(Cart(), article(7), qty=Milli(3000)), 1, Discount(amount_idr=1_500))
    model.show(cart, 1)
    with texts.speaking("id"):
        assert model.index(0, Column.TOTAL).data() == "19.500"
