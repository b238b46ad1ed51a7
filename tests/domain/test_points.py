"""Members' points: whole ones, earned on what was really spent, and back to the point however a sale comes back."""

from dataclasses import replace
from random import Random

import pytest

from pos_app.domain.money import Rupiah
from pos_app.domain.points import PointRule, back, paid_with_points
from pos_app.domain.product import Kind
from pos_app.domain.sale import Points
from pos_app.domain.tender import Means
from pos_app.errors import Refused
from tests.documents.papers import line
from tests.domain.books import random_sale, refund_in_parts

RULE = PointRule(Rupiah(1000), Rupiah(100))


def test_points_are_earned_on_goods_and_fees_that_points_did_not_pay():
    lines = [line(price=12_400), replace(line(price=102_500, kind=Kind.SERVICE), pass_through_idr=Rupiah(100_000))]
    deposit = line(price=150_000, kind=Kind.DEPOSIT)
    extra = replace(line(price=500), promotion_points=7)
    assert RULE.earned([*lines, deposit], 0) == 14
    assert RULE.earned([*lines, deposit], 4_000) == 10
    assert RULE.earned([*lines, extra], 99_000) == 7
    assert PointRule(None, None).earned([*lines, extra], 0) == 7


def test_a_payment_in_points_is_whole_points():
    assert (RULE.spent(0), RULE.spent(4_700)) == (0, 47)
    with pytest.raises(Refused, match="points_not_whole"):
        RULE.spent(4_750)
    with pytest.raises(Refused, match="points_not_in_use"):
        PointRule(Rupiah(1000), None).spent(100)


def test_however_a_sale_comes_back_its_points_come_to_what_it_earned_and_spent():
    dice = Random(7)
    touched = 0
    for _sale in range(120):
        sale = random_sale(dice)
        taken = paid_with_points(sale)
        if sale.total_idr <= 0:
            continue
        sale = replace(sale, points=Points(dice.randint(0, 60), dice.randint(1, 90) if taken else 0, 0))
        documents = refund_in_parts(sale, dice)
        steps = [back(sale, documents[:n], document) for n, document in enumerate(documents)]
        assert all(earned <= 0 and spent <= 0 for earned, spent in steps)
        assert sum(earned for earned, _spent in steps) == -sale.points.earned
        as_voucher = any(p.means is Means.VOUCHER for document in documents for p in document.payments)
        if not as_voucher:
            assert sum(spent for _earned, spent in steps) == -sale.points.spent
        touched += bool(taken) and not as_voucher
    assert touched > 4
