"""Members' points: earned by rule, spent at their worth, taken back with the goods, proven by the ledger."""

import pytest
from sqlalchemy import text

from pos_app.domain import days
from pos_app.domain.promotion import PromotionKind
from pos_app.domain.quantity import ONE
from pos_app.errors import Refused
from pos_app.services import check, checkout, credit, owner_reports, points, promotions, refunds, settings
from pos_app.services.promotions import Wish
from pos_app.services.shop import OWNER
from tests.services.counter import pay
from tests.services.test_promotions import scanned
from tests.shelf import OIL, SOAP, TEA, base_list


def balance(shop, number: str = "A-1") -> int:
    return credit.account(shop, number).points


def of_members(shop):
    """What the members' benefit of the month says of points."""
    figures = owner_reports.make(shop, "benefits", days.month("2026-11"))
    return list(zip(*(figures.column(key) for key in ("customer", "points", "points_idr")), strict=True))


def test_points_are_earned_spent_and_given_back_in_whole_points_that_sum(shop):
    base_list(shop)
    credit.add(shop, OWNER, "A-1", {"name": "Bu Ani", "member": "yes"})
    credit.add(shop, OWNER, "B-2", {"name": "Pak Budi"})
    credit.add(shop, OWNER, "C-3", {"name": "Bu Cici, who has left", "member": "yes", "archived": "yes"})
    assert checkout.commit(shop, OWNER, scanned(shop, SOAP, customer="A-1"), pay(cash=10_000)).sale.points is None
    settings.change(shop, OWNER, {"points_per_idr": "1000", "point_value_idr": "100"})
    promotions.add(shop, OWNER, Wish("Poin teh", PromotionKind.POINTS, goods=[(TEA, ONE)], points=7))
    first = checkout.commit(shop, OWNER, scanned(shop, *[OIL] * 3, TEA, customer="A-1"), pay(cash=50_000)).sale
    assert (first.points.earned, first.points.spent, first.points.balance) == (43 + 7, 0, 50)
    with shop.uow.read() as u:
        assert u.sales.by_number(first.number).sale == first
    second = checkout.commit(shop, OWNER, scanned(shop, OIL, TEA, customer="A-1"), pay(points=3000, cash=13_000)).sale
    assert (second.points.earned, second.points.spent, second.points.balance) == (12 + 7, 30, 39)
    for customer, payments, code in (
        ("A-1", pay(points=4000, cash=20_000), "points_short"),
        ("A-1", pay(points=2050, cash=20_000), "points_not_whole"),
        ("B-2", pay(points=1000, cash=20_000), "points_need_a_member"),
        (None, pay(points=1000, cash=20_000), "points_need_a_member"),
        ("C-3", pay(points=1000, cash=20_000), "points_need_a_member"),
    ):
        with pytest.raises(Refused, match=code):
            checkout.commit(shop, OWNER, scanned(shop, OIL, customer=customer), payments)
    assert balance(shop) == 39
    assert of_members(shop) == [("A-1", 69, 3_000)]
    back = refunds.refund(shop, OWNER, second.number, [(TEA, ONE)], why="salah").sale
    assert (back.points.earned, back.points.spent) == (-2, 0), "the cash comes back first"
    with pytest.raises(Refused, match="points_not_of_sale"):
        refunds.refund(shop, OWNER, first.number, why="x", means=pay(points=43_500))
    rest = refunds.refund(shop, OWNER, second.number, why="salah").sale
    assert (rest.points.earned, rest.points.spent, rest.points.balance) == (-17, -30, 50)
    refunds.void(shop, OWNER, first.number, why="batal")
    assert balance(shop) == 0
    assert of_members(shop) == [("A-1", 0, 0)], "what was taken back is off"
    assert [(x.kind, x.points, x.balance) for x in points.moves(shop, "A-1")][:3] == [
        ("earned", 50, 50), ("spent", -30, 20), ("earned", 19, 39),
    ]  # fmt: skip
    third = checkout.commit(shop, OWNER, scanned(shop, OIL, customer="A-1"), pay(cash=20_000)).sale
    checkout.commit(shop, OWNER, scanned(shop, SOAP, customer="A-1"), pay(points=1300, cash=10_000))
    refunds.void(shop, OWNER, third.number, why="batal")
    assert balance(shop) == 6 - 13, "what she has spent already is owed"
    later = checkout.commit(shop, OWNER, scanned(shop, OIL, customer="A-1"), pay(cash=20_000)).sale
    assert (later.points.earned, later.points.balance) == (13, 6), "and she goes on buying"
    assert check.problems(shop) == []
    settings.change(shop, OWNER, {"point_value_idr": ""})
    with pytest.raises(Refused, match="points_not_in_use"):
        checkout.commit(shop, OWNER, scanned(shop, OIL, customer="A-1"), pay(points=1000, cash=20_000))


def test_the_proof_finds_a_ledger_that_was_tampered_with(shop):
    base_list(shop)
    credit.add(shop, OWNER, "A-1", {"name": "Bu Ani", "member": "yes"})
    settings.change(shop, OWNER, {"points_per_idr": "1000", "point_value_idr": "100"})
    checkout.commit(shop, OWNER, scanned(shop, OIL, customer="A-1"), pay(cash=20_000))
    with shop.uow.write() as u:
        values = "SELECT 'A-1', sale_id, 'spent', -1, 100, 500 FROM point_move"
        u._connection.execute(text(f"INSERT INTO point_move (customer, sale_id, kind, points, amount_idr, balance) {values}"))
        u.commit()
    said = check.problems(shop)
    assert len(said) == 2
    assert "A-1" in said[0]
    assert "T1-20261124-0001" in said[1]
