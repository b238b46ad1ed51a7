"""`check` works the stock's papers out anew and names what somebody else has changed."""

import pytest
from sqlalchemy import text

from pos_app import texts
from pos_app.domain.stock_document import DocumentKind
from pos_app.domain.tender import Means
from pos_app.services import check, stock_corrections, stock_documents, supplier_debts
from pos_app.services.shop import OWNER
from pos_app.services.stock_corrections import Correction
from pos_app.services.stock_documents import Out
from pos_app.storage import engine as engines
from tests.services.test_stock_documents import receive
from tests.shelf import put


@pytest.fixture
def tamper(shop, shop_place):
    """Changes the books from outside, as another program would."""
    put(shop, "A", 1_000)
    receive(shop, ("A", 10, 1_000), supplier="CV A", discount_idr=100)
    stock_documents.take_out(shop, OWNER, DocumentKind.BREAKAGE, [Out("A", 1_000)], why="x")
    stock_corrections.correct(shop, OWNER, "IN-20261124-0001", [Correction("A", 2_000)], why="x")
    supplier_debts.pay(shop, OWNER, "CV A", 500, means=Means.CASH)
    assert check.problems(shop) == []

    def change(statement: str) -> list[str]:
        engine = engines.connect(shop_place)
        with engine.begin() as connection:
            for table in ("stock_document", "stock_document_line", "supplier_payment", "supplier_payment_part", "stock_move"):
                if connection.dialect.name == "sqlite":
                    connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_update"))
                    connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_delete"))
                else:
                    connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}"))
            connection.execute(text(statement))
        engine.dispose()
        with texts.speaking("en"):
            return check.problems(shop)

    return change


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "UPDATE stock_document SET total_idr = total_idr + 1 WHERE id = 1",
            "IN-20261124-0001: the total is not the sum of its lines.",
        ),
        (
            "UPDATE stock_document_line SET base_qty_milli = base_qty_milli + 1 WHERE id = 1",
            "IN-20261124-0001: its moves are not its lines.",
        ),
        ("UPDATE stock_move SET document = 'CR-20261124-0001' WHERE id = 2", "BR-20261124-0001: its moves are not its lines."),
        (
            "UPDATE supplier_payment SET amount_idr = amount_idr - 1",
            "PY-20261124-0001: the payment is not the sum of what it pays.",
        ),
        ("UPDATE document_counter SET last = 2 WHERE series = 'IN'", "Papers IN on 2026-11-24: 2 numbers were drawn for 1 papers."),
        (
            "UPDATE supplier_payment SET number = 'PY-20261124-0003'",
            "Papers PY on 2026-11-24: 3 numbers were drawn for 1 papers.",
        ),
    ],
)
def test_what_was_changed_from_outside_is_named(tamper, statement, said):
    assert said in tamper(statement)
