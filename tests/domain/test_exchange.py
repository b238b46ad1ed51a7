"""What comes back pays for what is taken, and not a rupiah is lost between the two."""

from random import Random

import pytest

from pos_app.domain.cart import Cart
from pos_app.domain.cash_rounding import CashRounding, rounded
from pos_app.domain.exchange import carry
from pos_app.domain.loose_return import bring, give_back
from pos_app.domain.money import Rupiah
from pos_app.domain.quantity import Milli
from pos_app.domain.sale import lines_of
from pos_app.domain.tender import Means, Payment, settle
from pos_app.errors import Refused
from tests.shelf import article, found


def test_cash_is_carried_last_because_it_is_what_can_be_handed_back():
    back = [Payment(Means.CASH, Rupiah(10_000)), Payment(Means.QRIS, Rupiah(10_000))]
    carried = carry(back, Rupiah(12_030), CashRounding.DOWN_100)
    assert carried.over == (Payment(Means.QRIS, Rupiah(10_000)), Payment(Means.CASH, Rupiah(2_000)))
    assert carried.rest == (Payment(Means.CASH, Rupiah(8_000)),)


def test_any_exchange_carries_over_exactly_and_leaves_a_sale_that_settles():
    for seed in range(500):
        dice = Random(seed)
        rule = dice.choice(list(CashRounding))
        means = dice.sample(list(Means), dice.randint(1, 3))
        back = [Payment(one, Rupiah(dice.randint(1, 40_000))) for one in means]
        total = Rupiah(dice.choice([0, dice.randint(0, 90_000)]))
        carried = carry(back, total, rule)
        assert carried.over_idr + carried.rest_idr == sum(p.amount_idr for p in back)
        assert carried.over_idr <= total + rule.step_idr // 2, "cash may be rounded up"
        left = Rupiah(max(0, total - carried.over_idr))
        added = [*carried.over, Payment(Means.CASH, rounded(left, rule))]
        settled = settle(total, added, rule)
        assert settled.change_idr == 0
        if any(p.means is not Means.CASH for p in carried.rest):
            assert carried.over_idr == total, "what is not cash is used up first"


def test_goods_without_a_receipt_are_worth_what_they_cost_today_or_less():
    tea = found(article(1, 2_015))
    brought = bring(bring(Cart(), tea, Milli(2_000)), tea, Milli(1_000), Rupiah(1_500))
    lines = lines_of(brought, {line.product.id: line.product for line in brought.lines})
    back = give_back(lines, Means.CASH, rounding=CashRounding.DOWN_100, pkp_rate_bp=None)
    assert (back.total_idr, back.settlement.rounding_idr, back.settlement.paid_idr) == (-5_530, 30, -5_500)
    assert [line.amount_idr for line in back.lines] == [-4_030, -1_500]
    for means, paid in ((Means.VOUCHER, -5_530), (Means.TRANSFER, -5_530)):
        settled = give_back(lines, means, rounding=CashRounding.DOWN_100, pkp_rate_bp=None).settlement
        assert (settled.paid_idr, settled.rounding_idr) == (paid, 0)
    with pytest.raises(Refused, match="above_shelf_price"):
        bring(Cart(), tea, Milli(1_000), Rupiah(2_016))
