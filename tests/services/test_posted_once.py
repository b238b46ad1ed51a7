"""Money is posted once: whoever asks again because the answer was lost gets what is in the books already."""

import pytest

from pos_app import bootstrap
from pos_app.domain.product import Kind
from pos_app.domain.quantity import Milli
from pos_app.domain.shift import MoveKind
from pos_app.domain.tender import Means
from pos_app.errors import Unavailable
from pos_app.services import check, consignment, consignors, credit, deposits, shifts, supplier_debts
from pos_app.services.shop import OWNER
from pos_app.storage.uow import Transaction
from tests.services.counter import pay, sell
from tests.services.test_at_once import at_once
from tests.services.test_consignment import TINI
from tests.services.test_stock_documents import receive
from tests.shelf import put


@pytest.fixture
def owing(shop):
    """A shop that owes a supplier 100.000, Bu Tini 20.000 and six deposits on two receipts; Amir owes it 30.000."""
    put(shop, "A", 10_000)
    receive(shop, ("A", 10, 10_000), supplier="CV A")
    put(shop, "KUE", 2_500)
    put(shop, "GALON", 50_000, kind=Kind.DEPOSIT)
    consignors.agree(shop, OWNER, TINI)
    consignment.deliver(shop, OWNER, "Bu Tini", ["KUE*40"])
    shifts.open_shift(shop, OWNER, float_idr=500_000)
    sell(shop, "KUE*10")
    sell(shop, "A*3", customer="Amir", payments=pay(bon=30_000))
    for _n in range(2):
        sell(shop, "GALON*3", payments=pay(cash=150_000))
    return shop


POSTINGS = {
    "the supplier's payment": lambda s, uid: supplier_debts.pay(s, OWNER, "CV A", 40_000, means=Means.CASH, uid=uid)[0].number,
    "the settlement": lambda s, uid: consignment.settle(s, OWNER, "Bu Tini", 5_000, uid=uid)[0].number,
    "the delivery": lambda s, uid: consignment.deliver(s, OWNER, "Bu Tini", ["KUE*5"], uid=uid)[0],
    "goods back": lambda s, uid: consignment.give_back(s, OWNER, "Bu Tini", ["KUE*2"], uid=uid)[0],
    "spoilt goods": lambda s, uid: consignment.spoil(s, OWNER, "Bu Tini", ["KUE*1"], why="basi", uid=uid)[0],
    "what came in on account": lambda s, uid: credit.pay(s, OWNER, "Amir", 12_000, uid=uid),
    "the deposits": lambda s, uid: [x.number for x in deposits.give_back(s, OWNER, "GALON", Milli(4_000), uid=uid).documents],
    "cash out": lambda s, uid: shifts.move(s, OWNER, MoveKind.OUT, amount_idr=7_000, why="es", uid=uid),
}


def test_what_was_written_before_its_answer_was_lost_is_not_written_again(owing, monkeypatch):
    real = Transaction.commit

    def lost(u):
        real(u)
        raise Unavailable("server_unreachable")

    for what, post in POSTINGS.items():
        uid = owing.new_uid()
        with monkeypatch.context() as gone:
            gone.setattr(Transaction, "commit", lost)
            with pytest.raises(Unavailable):
                post(owing, uid)
        assert post(owing, uid) == post(owing, uid), what
    assert supplier_debts.account(owing, "CV A").owed_idr == 60_000
    [tini] = consignors.listed(owing)
    assert (tini.owed_idr, tini.pieces) == (15_000, 32_000)
    assert credit.account(owing, "Amir").balance_idr == 18_000
    assert [(x.taken, x.back, x.left_idr) for x in deposits.owed(owing).articles] == [(6_000, 4_000, 100_000)]
    assert shifts.show(owing, OWNER).expected_idr == 500_000 + 25_000 + 300_000 - 40_000 - 5_000 + 12_000 - 200_000 - 7_000
    assert check.problems(owing) == []


def test_two_who_post_one_payment_at_once_post_it_once(owing, shop_place, clock):
    other = bootstrap.open_shop(shop_place, clock=clock)
    for what, post in POSTINGS.items():
        uid = owing.new_uid()
        one, two = at_once(*[lambda s=s, post=post, uid=uid: post(s, uid) for s in (owing, other)])
        assert one == two, what
    other.close()
    assert deposits.owed(owing).left_idr == 100_000
    assert shifts.show(owing, OWNER).expected_idr == 585_000
    assert check.problems(owing) == []
