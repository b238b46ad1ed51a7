"""`check` works every sum out anew and names what somebody else has changed."""

import pytest
from sqlalchemy import text

from pos_app import texts
from pos_app.domain.origin import State
from pos_app.domain.quantity import Milli
from pos_app.services import check, refunds, stocktake_counts
from pos_app.services.shop import OWNER
from pos_app.services.stocktake_counts import ReadCount
from pos_app.storage import engine as engines
from pos_app.storage.tables import APPEND_ONLY
from tests.services.counter import pay, sell
from tests.shelf import SOAP, SUGAR, TEA, base_list, tag


@pytest.fixture
def tamper(shop, shop_place):
    """Changes the books from outside, as another program would."""
    base_list(shop)
    tag(shop, TEA, State.DOMESTIC)
    sale = sell(shop, f"{TEA}*7", f"{SUGAR}*0.25", SOAP, payments=pay(qris=10_000, cash=50_000))
    refunds.refund(shop, OWNER, sale.number, [(TEA, 2000)], why="rusak")
    assert check.problems(shop) == []

    def change(*statements: str) -> list[str]:
        engine = engines.connect(shop_place)
        with engine.begin() as connection:
            for table in APPEND_ONLY:
                if connection.dialect.name == "sqlite":
                    connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_update"))
                    connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_delete"))
                else:
                    connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}"))
            for statement in statements:
                connection.execute(text(statement))
        engine.dispose()
        with texts.speaking("en"):
            return check.problems(shop)

    return change


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "UPDATE sale_line SET amount_idr = amount_idr - 1000 WHERE id = 1",
            "T1-20261124-0001, line 1: the amount is not the price less its discounts.",
        ),
        (
            "UPDATE sale_line SET gross_idr = gross_idr + 5, amount_idr = amount_idr + 5 WHERE id = 2",
            "T1-20261124-0001, line 2: the price is not quantity times unit price.",
        ),
        (
            "UPDATE sale_line SET unit_price_idr = unit_price_idr + 1 WHERE id = 1",
            "T1-20261124-0001, line 1: the price is not quantity times unit price.",
        ),
        (
            "UPDATE sale_line SET qty_milli = -qty_milli WHERE id = 1",
            "T1-20261124-0001, line 1: the price is not quantity times unit price.",
        ),
        (
            "UPDATE sale SET total_idr = total_idr + 1, rounding_idr = rounding_idr - 1 WHERE id = 1",
            "T1-20261124-0001: the total is not the sum of its lines.",
        ),
        (
            "UPDATE sale SET change_idr = change_idr + 100 WHERE id = 1",
            "T1-20261124-0001: what was paid, the change and the total do not agree.",
        ),
        (
            "UPDATE payment SET amount_idr = amount_idr + 1 WHERE id = 1",
            "T1-20261124-0001: what was paid, the change and the total do not agree.",
        ),
        ("DELETE FROM payment WHERE sale_id = 2", "T1-20261124-0002: what was paid, the change and the total do not agree."),
        ("UPDATE receipt_counter SET last = 3", "Till T1 on 2026-11-24: 3 receipt numbers were drawn for 2 documents."),
        (
            "UPDATE sale SET number = 'T1-20261124-0005' WHERE id = 2",
            "Till T1 on 2026-11-24: 5 receipt numbers were drawn for 2 documents.",
        ),
        ("DELETE FROM receipt_counter", "Till T1 on 2026-11-24: 0 receipt numbers were drawn for 2 documents."),
        (
            "UPDATE stock_level SET on_hand_milli = on_hand_milli + 1 WHERE product_id = 1",
            f"{TEA}: stock on hand is 95001, its moves sum to 95000 (thousandths).",
        ),
        ("DELETE FROM stock_level WHERE product_id = 1", f"{TEA}: stock on hand is 0, its moves sum to 95000 (thousandths)."),
        (
            "DELETE FROM stock_move WHERE product_id = 1 AND reason = 'refund'",
            f"{TEA}: stock on hand is 95000, its moves sum to 93000 (thousandths).",
        ),
    ],
)
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_what_was_changed_from_outside_is_named(tamper, statement, said):
    assert said in tamper(statement)


def test_the_same_is_named_on_either_engine(tamper):
    found = tamper(
        "UPDATE sale_line SET amount_idr = amount_idr - 1000 WHERE id = 1", "UPDATE stock_level SET on_hand_milli = 7 WHERE product_id = 1"
    )
    assert found == [
        "T1-20261124-0001, line 1: the amount is not the price less its discounts.",
        "T1-20261124-0001: the total is not the sum of its lines.",
        "2026-11: the sums kept for reports are not those of the sales.",
        "2026-11-24: the sums kept for reports are not those of the sales.",
        f"{TEA}: stock on hand is 7, its moves sum to 95000 (thousandths).",
    ]


@pytest.mark.parametrize(
    "wrong", ["evidence_kind = 'tkdn'", "maker_size = 'large'", "maker_regency = '6474'", "holds_until = '2026-11-30'"]
)
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_every_part_of_a_kept_origin_is_looked_at(tamper, wrong):
    (said,) = tamper(f"UPDATE product_origin SET {wrong}")
    assert said.endswith("its kept origin is not what its evidence says.")


def test_an_origin_nobody_said_is_named(tamper):
    (said,) = tamper("UPDATE product_origin SET state = 'imported'")
    assert said.endswith("its kept origin is not what its evidence says.")
    (said,) = tamper("UPDATE product_origin SET state = 'domestic'", "DELETE FROM evidence")
    assert said.endswith("its kept origin is not what its evidence says.")


@pytest.mark.parametrize(
    ("change", "when"),
    [
        ("UPDATE sale_day SET lines = lines + 1 WHERE tkdn_bp = -1", "2026-11-24"),
        ("UPDATE sale_day SET pass_through_idr = 1", "2026-11-24"),
        ("UPDATE sale_article_month SET pieces_milli = 0", "2026-11"),
        ("DELETE FROM sale_article_month", "2026-11"),
    ],
)
def test_sums_kept_wrong_for_reports_are_named(tamper, change, when):
    assert tamper(change) == [f"{when}: the sums kept for reports are not those of the sales."]


def test_more_given_back_than_sold_is_named(tamper):
    found = tamper("UPDATE sale SET total_idr = -999999 WHERE id = 2")
    assert "T1-20261124-0001: more was given back than was sold." in found


def test_a_sale_of_thousands_of_dear_things_adds_up_on_either_engine(shop, clock):
    """On PostgreSQL gross x quantity x price is beyond 64 bits, and the whole check stopped there."""
    base_list(shop)
    big = sell(shop, f"{SOAP}*999999", f"{SUGAR}*0.375", payments=pay(cash=10_000_000_000))
    refunds.refund(shop, OWNER, big.number, [(SOAP, 7000)], why="rusak")
    assert check.problems(shop) == []


def test_an_absurd_price_from_outside_is_named_and_stops_nothing(tamper):
    found = tamper("UPDATE sale_line SET unit_price_idr = 9000000000000000000 WHERE id = 1")
    assert found == ["T1-20261124-0001, line 1: the price is not quantity times unit price."]


def test_an_empty_shop_is_in_order(shop):
    assert check.problems(shop) == []


def test_a_posted_stocktake_whose_difference_was_not_booked_is_named(shop, tamper):
    stocktake_counts.count_at_once(shop, OWNER, "hitung", [ReadCount(SOAP, Milli(90_000))], digest="d")
    assert check.problems(shop) == []
    said = tamper("UPDATE stocktake_line SET counted_milli = 91000")
    assert len(said) == 1
    assert "SO-20261124-01" in said[0]
