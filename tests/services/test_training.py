"""Training on a copy: it works as the shop does, every paper says what it is, and the books do not know of it."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from pos_app import bootstrap
from pos_app.domain import days
from pos_app.errors import Refused
from pos_app.services import (
    basket,
    check,
    checkout,
    holding,
    labels,
    month_papers,
    printing,
    receipts,
    reports,
    settings,
    shift_papers,
    shifts,
    snapshots,
)
from pos_app.services.shop import OWNER
from tests.domain.test_qris import STATIC
from tests.services.counter import basket_of, cash, on_hand, sell
from tests.shelf import SOAP, TEA, base_list


class Silent:
    """A drawer's printer that must not be spoken to."""

    def send(self, _body: bytes) -> None:
        raise AssertionError("a pulse went out")


def contents(shop) -> dict[str, list]:
    """Every row of every table."""
    from pos_app.storage import tables as t

    with shop.uow.read() as u:
        return {table.name: u._connection.execute(table.select()).all() for table in t.metadata.sorted_tables}


def test_a_copy_to_train_on_works_like_the_shop_and_leaves_no_trace_in_it(shop, tmp_path):
    base_list(shop)
    settings.change(shop, OWNER, {"qris": STATIC})
    sale = sell(shop, TEA)
    printing.put_receipt(shop, OWNER, sale.number)
    basket.keep(shop, OWNER, basket_of(shop, TEA))
    holding.hold(shop, OWNER, basket_of(shop, SOAP), "Bu Ani")
    before = contents(shop)

    copied = bootstrap.training_shop(shop)
    card = settings.card(copied)
    assert (card.training, card.name) == (True, "LATIHAN · Toko Sari")
    assert card.uid != settings.card(shop).uid
    assert settings.show(copied)["qris"] != STATIC
    assert not printing.waiting(copied, "T1")
    assert not holding.waiting(copied)
    assert basket.kept(copied, OWNER) is None

    shifts.open_shift(copied, OWNER, float_idr=100_000)
    done = checkout.commit(copied, OWNER, basket_of(copied, f"{TEA}*3"), cash(50_000))
    assert done.sale.number == "T1-20261124-0002"
    assert on_hand(copied, TEA) == on_hand(shop, TEA) - 3000
    receipts.save_pdf(copied, done.sale.number, tmp_path / "r.pdf")
    assert "LATIHAN" in PdfReader(tmp_path / "r.pdf").pages[0].extract_text()
    assert b"LATIHAN" in receipts.escpos(copied, done.sale.number)
    assert b"LATIHAN" in shift_papers.escpos(copied, shifts.show(copied, OWNER))
    month = month_papers.pdf(copied, reports.local_content(copied, days.month("2026-11")), language="en")
    for body in (labels.pdf(copied, labels.read(copied, [TEA])).body, month):
        assert all("LATIHAN" in page.extract_text() for page in PdfReader(BytesIO(body)).pages)
    assert b"LATIHAN" not in receipts.escpos(shop, sale.number)
    with pytest.raises(Refused, match="drawer_in_training"):
        printing.open_drawer(copied, OWNER, Silent())
    with pytest.raises(Refused, match="not_in_training"):
        snapshots.export(copied, tmp_path / "s.zip")
    assert not check.problems(copied)

    bootstrap.leave_training(copied)
    assert not Path(copied.place).parent.exists()
    assert contents(shop) == before
