"""Several tills at once: no number lost, nothing sold or given back twice, and nobody waits for ever."""

import re
import threading

import pytest
from sqlalchemy import event

from pos_app import bootstrap
from pos_app.domain import days
from pos_app.domain.consignment import Agreed, Consignor, ConsignorId, Terms
from pos_app.domain.evidence import Kind
from pos_app.domain.evidence_entry import Entry
from pos_app.domain.money import Cost, Rupiah
from pos_app.domain.origin import State
from pos_app.domain.person import Role
from pos_app.domain.quantity import Milli
from pos_app.domain.tender import Means, Payment
from pos_app.services import (
    check,
    checkout,
    consignment,
    consignors,
    credit,
    exchanges,
    origins,
    people,
    products,
    refunds,
    settings,
    stock,
    suppliers,
)
from pos_app.services.exchanges import Given
from pos_app.services.shop import OWNER
from tests.services.counter import basket_of, cash, on_hand, sell
from tests.services.test_checkout import numbers
from tests.shelf import SOAP, TEA, base_list, put


def at_once(*works) -> list[object]:
    """Runs works in threads of their own, started together; what each gave or raised."""
    gate, found = threading.Barrier(len(works)), [None] * len(works)

    def run(n: int, work) -> None:
        gate.wait()
        try:
            found[n] = work()
        except BaseException as problem:
            found[n] = problem

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_the_same_uid_posted_by_two_at_once_is_one_sale(shop, shop_place, clock):
    base_list(shop)
    other = bootstrap.open_shop(shop_place, clock=clock)
    for _ in range(5):
        basket, uid = basket_of(shop, TEA), shop.new_uid()
        done = at_once(*[lambda s=s: checkout.commit(s, OWNER, basket, cash(5_000), uid=uid) for s in (shop, other)])
        assert done[0].sale == done[1].sale
    other.close()
    assert numbers(shop) == [f"T1-20261124-000{n}" for n in range(1, 6)]
    assert on_hand(shop, TEA) == 95_000


def test_two_tills_selling_at_once_lose_no_number_and_no_stock(shop, shop_place, clock):
    base_list(shop)
    put(shop, "BARU1", 1000)
    put(shop, "BARU2", 1000)
    shops = [bootstrap.open_shop(shop_place, clock=clock) for _ in range(4)]
    orders = [("BARU1", TEA, SOAP), (SOAP, TEA, "BARU2"), (TEA, "BARU2", "BARU1"), (SOAP, "BARU1", TEA)]

    def work(opened, items):
        return lambda: [sell(opened, *items).number for _ in range(6)]

    done = at_once(*[work(opened, items) for opened, items in zip(shops, orders, strict=True)])
    for opened in shops:
        opened.close()
    assert all(isinstance(x, list) for x in done), done
    assert sorted(n for found in done for n in found) == [f"T1-20261124-{n:04d}" for n in range(1, 25)]
    assert [on_hand(shop, x) for x in (TEA, SOAP, "BARU1", "BARU2")] == [76_000, 82_000, -18_000, -12_000]
    assert check.problems(shop) == []


def test_what_a_sale_locks_it_locks_first_and_in_one_order(shop, engine):
    base_list(shop)
    credit.add(shop, OWNER, "A-1", {"name": "Wati", "member": "yes"})
    settings.change(shop, OWNER, {"points_per_idr": "1000"})
    voucher = refunds.refund(shop, OWNER, sell(shop, TEA).number, why="x", only=Means.VOUCHER).sale.payments[0]
    basket = basket_of(shop, SOAP, TEA, customer="A-1")
    sent: list[tuple[str, object]] = []
    pool = shop.uow._engine
    event.listen(pool, "before_cursor_execute", lambda _c, _cursor, statement, given, _context, _many: sent.append((statement, given)))
    first = checkout.commit(shop, OWNER, basket, (*cash(20_000), Payment(Means.VOUCHER, Rupiah(15), voucher.reference))).sale
    acts = {"a sale": tuple(sent)}
    for name, act in {
        "a return": lambda: refunds.refund(shop, OWNER, first.number, [(TEA, None)], why="x"),
        "an exchange": lambda: exchanges.commit(shop, OWNER, Given("x", first.number), basket, cash(20_000)),
    }.items():
        sent.clear()
        act()
        acts[name] = tuple(sent)
    for name, statements in acts.items():
        _locks_first_and_in_one_order(engine, statements, name)


def _locks_first_and_in_one_order(engine: str, sent, name: str) -> None:
    """Customers, then vouchers, then stock, all before the first row is written; a receipt that comes back before them."""
    written = next(
        at for at, (statement, _given) in enumerate(sent) if re.match(r"INSERT INTO (receipt_counter|sale|stock_move)\b", statement)
    )
    if engine == "sqlite":
        assert sent[0][0] == "BEGIN IMMEDIATE"
    else:
        meant = {"sale": r"FROM sale .*FOR UPDATE", "customer": r"advisory.*'customer A-1'", "voucher": r"FROM voucher.*FOR UPDATE"}
        meant["stock"] = r"FROM stock_level.*ORDER BY stock_level.product_id FOR UPDATE"
        order = list(meant)
        locks = []
        for at, (statement, given) in enumerate(sent):
            if kind := next((kind for kind, form in meant.items() if re.search(form, f"{statement} {given}", re.DOTALL)), None):
                locks.append((at, kind))
        first = [kind for n, (_at, kind) in enumerate(locks) if kind not in [x for _at, x in locks[:n]]]
        assert first == [kind for kind in order if kind in first], name
        assert set(first) >= {"customer", "voucher", "stock"}, name
        assert all(at < written for at, kind in locks[: len(first)]), name


def test_a_sale_and_a_refund_and_a_receipt_of_goods_at_once_agree(shop, shop_place, clock):
    base_list(shop)
    sales = [sell(shop, f"{TEA}*2") for _ in range(3)]
    shops = [bootstrap.open_shop(shop_place, clock=clock) for _ in range(4)]
    done = at_once(
        lambda: [refunds.refund(shops[0], OWNER, sale.number, why="rusak").sale.number for sale in sales],
        lambda: [stock.receive(shops[1], OWNER, TEA, Milli(10_000), cost=Cost(10_000_000)) for _ in range(3)],
        lambda: [stock.receive(shops[2], OWNER, TEA, Milli(10_000), cost=Cost(10_000_000)) for _ in range(3)],
        lambda: [sell(shops[3], TEA, SOAP) for _ in range(3)],
    )
    for opened in shops:
        opened.close()
    assert all(isinstance(x, list) for x in done), done
    assert on_hand(shop, TEA) == 100_000 + 60_000 - 3_000
    with shop.uow.read() as u:
        assert u.products.by_code(TEA, day=days.parse_day("2026-11-24"))[0].product.average_cost == 10_000_000
    assert check.problems(shop) == []


def test_a_name_or_code_given_by_two_at_once_is_given_once_and_the_second_is_told(shop, shop_place, clock):
    base_list(shop)
    other = bootstrap.open_shop(shop_place, clock=clock)
    acts = {
        "customer_exists": lambda s, name: credit.add(s, OWNER, name, {"name": "Wati"}),
        "supplier_known": lambda s, name: suppliers.add(s, OWNER, name, {}),
        "person_exists": lambda s, name: people.add(s, OWNER, name, Role.CASHIER),
        "code_taken": lambda s, name: products.add_on_the_spot(s, OWNER, name="GULA", price_idr=Rupiah(1_000), code=name),
    }
    for name in ("A1", "A2"):
        for told, act in acts.items():
            done = at_once(*[lambda s=s: act(s, name) for s in (shop, other)])
            assert [x.code for x in done if isinstance(x, BaseException)] == [told], done
        done = at_once(*[lambda s=s: products.change(s, OWNER, TEA, {"category": name, "maker": name}) for s in (shop, other)])
        assert not [x for x in done if isinstance(x, BaseException)], done
    other.close()


def test_an_origin_recorded_by_two_at_once_is_judged_from_both_pieces(shop, shop_place, clock):
    base_list(shop)
    other = bootstrap.open_shop(shop_place, clock=clock)
    pieces = (Entry(Kind.SHOP, State.DOMESTIC), Entry(Kind.LABEL, State.IMPORTED, country="CN"))
    for _ in range(3):
        at_once(*[lambda s=s, x=x: origins.record(s, OWNER, TEA, x) for s, x in zip((shop, other), pieces, strict=True)])
        known = origins.show(shop, TEA)
        assert len(known.pieces) == 2
        assert known.origin.conflict
        assert check.problems(shop) == []
        assert known.pieces[0].seq != known.pieces[1].seq
        at_once(*[lambda s=s, x=x: origins.withdraw(s, OWNER, TEA, x.kind, why="x") for s, x in zip((shop, other), pieces, strict=True)])
        assert origins.show(shop, TEA).pieces == ()
    other.close()


def test_one_receipt_refunded_by_two_at_once_comes_back_once(shop, shop_place, clock):
    base_list(shop)
    other = bootstrap.open_shop(shop_place, clock=clock)
    for _ in range(3):
        sale = sell(shop, TEA)
        done = at_once(*[lambda s=s: refunds.refund(s, OWNER, sale.number, why="rusak") for s in (shop, other)])
        assert sorted(getattr(x, "code", "given back") for x in done) == ["given back", "nothing_left_to_refund"]
    other.close()
    assert on_hand(shop, TEA) == 100_000
    assert len(numbers(shop)) == 6
    assert check.problems(shop) == []


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_a_sale_of_a_makers_goods_waits_for_no_settlement_with_her(shop, shop_place, clock):
    """On a server; SQLite has one write lock for all."""
    put(shop, "KUE", 2_500)
    consignors.agree(
        shop, OWNER, Consignor(ConsignorId(0), "Bu Tini", Agreed(Terms.PERCENT, 2000), days.business_day(clock(), "Asia/Jakarta"))
    )
    consignment.deliver(shop, OWNER, "Bu Tini", ["KUE*5"])
    other, sold = bootstrap.open_shop(shop_place, clock=clock), []
    with shop.uow.write() as u:
        u.consignment.lock(u.consignment.by_name("Bu Tini").id)
        selling = threading.Thread(target=lambda: sold.append(sell(other, "KUE")))
        selling.start()
        selling.join(20)
        assert sold, "the sale waits"
    selling.join()
    other.close()
