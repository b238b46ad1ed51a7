"""What the pictures of consigned goods and of labels show."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from pos_app.domain.consignment import Agreed, Consignor, ConsignorId, PaperKind, Side, Terms
from pos_app.services import checkout, consignment, consignment_papers, consignors, labels, products
from pos_app.services.shop import OWNER
from tests import picture_shop
from tests.services.counter import basket_of, cash
from tests.ui.conftest import settle
from ui.app import Session
from ui.stock.consignment_page import ConsignmentPage
from ui.stock.labels_page import LabelsPage
from ui.stock.stock_view import StockView

_GOODS = (
    ("S000041", "Kue Lapis Legit", 2_500),
    ("S000042", "Keripik Singkong Balado 250 g", 12_000),
    ("S000043", "Rempeyek Kacang", 8_000),
)


def stock_view(session: Session, which: str) -> StockView:
    """The place of the stock, with this page."""
    session.window.show_place("stock")
    settle(session)
    view = session.window.place_widget("stock")
    assert isinstance(view, StockView)
    view.show_page(which)
    settle(session)
    return view


def _page(session: Session) -> ConsignmentPage:
    shop = session.desk.shop
    for code, name, price in _GOODS:
        products.add_on_the_spot(shop, OWNER, name=name, price_idr=price, code=code)
    for name, agreed, day in (
        ("Dapur Bu Tini", Agreed(Terms.PERCENT, 2000), date(2026, 11, 3)),
        ("Pak Budi", Agreed(Terms.FIXED, 6_500), date(2026, 11, 20)),
    ):
        who = Consignor(ConsignorId(0), name, agreed, day, agreement="PK-07/2026", phone="0812-0000-0001")
        consignors.agree(shop, OWNER, who)
    consignment.deliver(shop, OWNER, "Dapur Bu Tini", ["S000041*40", "S000042*20"], their_number="TT-7")
    consignment.deliver(shop, OWNER, "Pak Budi", ["S000043*15"])
    checkout.commit(shop, OWNER, basket_of(shop, "S000041*22", "S000042*9", "S000043*4"), cash(250_000))
    consignment.settle(shop, OWNER, "Pak Budi")
    view = stock_view(session, "consignment")
    page = view.page("consignment")
    assert isinstance(page, ConsignmentPage)
    return page


def consignors_list(session: Session) -> None:
    _page(session)


def taking_in(session: Session) -> None:
    page = _page(session)
    page.begin(PaperKind.DELIVERY)
    for code in ("S000041", "S000042", "S000042"):
        session.window.scanned(code)
        settle(session)


def spoiling(session: Session) -> None:
    page = _page(session)
    page.begin(PaperKind.SPOILT)
    session.window.scanned("S000042")
    settle(session)


def agreeing(session: Session) -> None:
    _page(session).ask_terms()
    settle(session)


def settling(session: Session) -> None:
    _page(session).settle()
    settle(session)


def goods_of_one(session: Session) -> None:
    """Beside them the settlement that could be taken back."""
    page = _page(session)
    page.table.pick(1)
    settle(session)
    page.which.choose(1)
    page.which.chosen.emit(1)
    page.side.papers.pick(0)
    settle(session)


def label_sheet(session: Session) -> None:
    view = stock_view(session, "labels")
    page = view.page("labels")
    assert isinstance(page, LabelsPage)
    page.add(labels.of_goods(session.desk.shop))
    page.state.lines[0] = replace(page.state.lines[0], copies=12)
    page._show()
    page._soon.stop()
    page._draw()
    settle(session)


def label_sheet_empty(session: Session) -> None:
    stock_view(session, "labels")


WINDOWS = {
    "consignment": consignors_list,
    "consignment-in": taking_in,
    "consignment-spoilt": spoiling,
    "consignment-terms": agreeing,
    "consignment-settle": settling,
    "consignment-goods": goods_of_one,
    "labels": label_sheet,
    "labels-empty": label_sheet_empty,
}


def papers(folder: Path) -> list[Path]:
    """Every paper of a week with a consignor, and a sheet of labels of each kind, as PDF files."""
    (folder / "consignment").mkdir()
    shop = picture_shop.make(folder / "consignment")
    for code, name, price in _GOODS:
        products.add_on_the_spot(shop, OWNER, name=name, price_idr=price, code=code)
    agreed = Agreed(Terms.PERCENT, 2000)
    who = Consignor(ConsignorId(0), "Dapur Bu Tini", agreed, date(2026, 11, 3), address="Jl. Mawar 3", agreement="PK-07/2026")
    consignors.agree(shop, OWNER, who)
    notes = [consignment.deliver(shop, OWNER, who.name, ["S000041*40", "S000042*20"], their_number="TT-7")[0]]
    checkout.commit(shop, OWNER, basket_of(shop, "S000041*22", "S000042*9"), cash(250_000))
    notes.append(consignment.spoil(shop, OWNER, who.name, ["S000041*2"], why="basi", whose=Side.SHOP)[0])
    notes.append(consignment.give_back(shop, OWNER, who.name, ["S000041*6"])[0])
    notes.append(consignment.settle(shop, OWNER, who.name, 100_000)[0])
    bodies = {f"consignment-{note.kind}": consignment_papers.note(shop, note.number) for note in notes}
    bodies["consignment-agreement"] = consignment_papers.agreement(shop, who.name)
    bodies["consignment-statement"] = consignment_papers.statement(shop, who.name, consignors.since_settled(shop, who.name))
    lines = labels.of_goods(shop)
    bodies |= {f"labels-{sheet}": labels.pdf(shop, lines[:6], sheet=sheet).body for sheet in labels.sheets()}
    shop.close()
    made = []
    for name, body in bodies.items():
        made.append(folder / f"{name}.pdf")
        made[-1].write_bytes(body)
    return made
