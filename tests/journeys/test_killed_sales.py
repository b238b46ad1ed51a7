"""Sales killed at any moment: what was acknowledged is in the books, whole, and no number is missing or twice."""

import os
import random
import subprocess
import sys

import pytest

from pos_app import bootstrap
from pos_app.domain import days
from pos_app.domain.money import Rupiah
from pos_app.services import check, products, reports
from pos_app.services.shop import OWNER

PRICE = 8_530
CODE = "8997770000021"
SELLER = """
import sys
from pos_app import bootstrap
from pos_app.domain.cart import Cart, add
from pos_app.domain.money import Rupiah
from pos_app.domain.tender import Means, Payment
from pos_app.services import checkout, products
from pos_app.services.shop import OWNER
shop = bootstrap.open_shop(sys.argv[1])
shown = products.show(shop, sys.argv[2])
from pos_app.domain.product import Found
while True:
    cart = add(Cart(), Found(shown.product, shown.product.code))
    print(checkout.commit(shop, OWNER, cart, [Payment(Means.CASH, Rupiah(10_000))]).sale.number, flush=True)
"""


def _killed(place: str, rounds: int) -> list[str]:
    """Receipts acknowledged by sellers that were each killed after a few sales."""
    chance, acknowledged = random.Random(3), []
    for _ in range(rounds):
        wanted = chance.randint(1, 8)
        command = [sys.executable, "-c", SELLER, place, CODE]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ) as seller:
            acknowledged.extend(seller.stdout.readline().strip() for _ in range(wanted))
            seller.kill()
            acknowledged += [line.strip() for line in seller.stdout if line.endswith("\n")]
    return acknowledged


def _proven(place: str, rounds: int) -> None:
    shop = bootstrap.open_shop(place)
    products.add_on_the_spot(shop, OWNER, name="SABUN", price_idr=Rupiah(PRICE), code=CODE)
    acknowledged = _killed(place, rounds)
    assert all(acknowledged)
    assert len(set(acknowledged)) == len(acknowledged)
    month = days.month(acknowledged[-1][3:7] + "-" + acknowledged[-1][7:9])
    report = reports.sales(shop, month)
    assert report.total_idr == report.receipts * PRICE
    assert report.receipts >= len(acknowledged)
    with shop.uow.read() as u:
        assert all(u.sales.by_number(number) for number in acknowledged)
    assert products.show(shop, CODE).product.on_hand == -1000 * report.receipts
    assert check.problems(shop) == []
    shop.close()


def test_every_acknowledged_sale_is_there_after_kills(shop_place):
    _proven(shop_place, 4)


@pytest.mark.soak
def test_every_acknowledged_sale_is_there_after_many_kills(shop_place):
    _proven(shop_place, 120)
