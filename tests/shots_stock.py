"""The pages of the stock place as pictures: the goods and figures of the drawing of a receiving."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from pos_app.domain import receiving as drafts
from pos_app.domain.evidence import Kind as EvidenceKind
from pos_app.domain.evidence_entry import Entry
from pos_app.domain.money import Cost, Rupiah
from pos_app.domain.quantity import Milli
from pos_app.domain.receiving import Receiving
from pos_app.domain.stock_document import DocumentKind
from pos_app.domain.tender import Means
from pos_app.services import find, origins, products, receiving, stock_corrections, stock_documents, supplier_debts, suppliers
from pos_app.services.shop import OWNER, Shop
from pos_app.services.stock_corrections import Correction
from pos_app.services.stock_documents import Out
from pos_app.storage.codes import NewCode
from pos_app.storage.units import NewUnit

if TYPE_CHECKING:
    from pos_app.domain.product import Found
    from ui.app import Session
    from ui.widgets.place import Place

RUPIAH = 10_000
BISCUIT_2D = "(90)MD224528003117(91)290930(10)B2611A(17)271115"
GOODS = (
    ("8991234530178", "Biskuit Kelapa Nusantara 150 g", 10_000, "pcs", 24, 8_150, "MD224528003117"),
    ("8991234531090", "Teh Celup Melati 25", 6_500, "ktk", 48, 5_300, "MD265211001078"),
    ("8991234531168", "Susu Kental Manis 370 g", 12_900, "klg", 48, 10_675, None),
    ("8991234531236", "Sampo Lidah Buaya 180 ml", 19_500, "btl", 36, 15_500, None),
    ("8991234530550", "Keripik Singkong Bu Tini 250 g", 12_000, "bks", None, 9_000, None),
    ("S000041", "Sapu Ijuk Gagang Kayu", 25_000, "pcs", None, 17_500, None),
)


def stand(shop: Shop) -> None:
    """Puts the goods of the drawing on the shelf, as they cost last time."""
    suppliers.add(shop, OWNER, "CV Sinar Timur Distribusi", {"due_days": "30"})
    suppliers.add(shop, OWNER, "UD Berkah", {"due_days": "14"})
    draft = replace(receiving.fresh(shop), supplier="CV Sinar Timur Distribusi", their_number="SJ-10/0377", their_date=date(2026, 10, 21))
    for code, name, price, unit, holds, cost, number in GOODS:
        found = products.add_on_the_spot(shop, OWNER, name=name, price_idr=Rupiah(price), code=code, unit=unit)
        if holds:
            with shop.uow.write() as u:
                u.units.put(found.product.id, [NewUnit("dus", Milli(holds * 1000), None)])
                u.codes.add(found.product.id, [NewCode(f"{code}-DUS", None, "pack", "dus")])
                u.commit()
        if number:
            origins.record(shop, OWNER, code, Entry(EvidenceKind.REGISTRATION, None, number=number))
        draft = _with(shop, draft, code, 6, cost, date(2026, 12, 12) if code.endswith("1168") else None)
    receiving.post(shop, OWNER, draft)


def _with(shop: Shop, draft: Receiving, code: str, qty: int, cost: float, expires: date | None = None, batch: str = "") -> Receiving:
    found: Found = find.by_code(shop, code)[0]
    draft, key = receiving.add(shop, draft, found, Milli(qty * 1000), text=code)
    draft = drafts.set_cost(draft, key, Cost(int(cost * RUPIAH)))
    return drafts.set_expiry(draft, key, expires, batch) if expires or batch else draft


def draft_of_the_drawing(shop: Shop) -> Receiving:
    draft = replace(
        receiving.fresh(shop),
        supplier="CV Sinar Timur Distribusi",
        their_number="SJ-11/0482",
        their_date=date(2026, 11, 24),
        discount_idr=Rupiah(25_200),
        freight_idr=Rupiah(40_000),
    )
    draft = _with(shop, draft, "8991234531090-DUS", 2, 254_400, date(2028, 9, 30), "TM0926")
    draft = _with(shop, draft, "8991234531168-DUS", 3, 516_000)
    draft = _with(shop, draft, "8991234531236-DUS", 1, 558_000, date(2029, 6, 30), "SL-4471")
    draft = _with(shop, draft, "8991234530550", 40, 9_000, date(2027, 2, 12))
    draft = _with(shop, draft, "S000041", 12, 17_500)
    return _with(shop, draft, "8991234530178-DUS", 4, 199_200)


def page(session: "Session", which: str) -> "Place":
    """A page of the stock place, shown."""
    from tests.shots import settle
    from ui.stock.stock_view import StockView

    session.window.show_place("stock")
    settle(session)
    view = session.window.place_widget("stock")
    assert isinstance(view, StockView)
    view.show_page(which)
    settle(session)
    return view.page(which)


def receive(session: "Session") -> None:
    from tests.shots import settle

    shop = session.desk.shop
    stand(shop)
    receiving.keep(shop, OWNER, draft_of_the_drawing(shop))
    page(session, "receiving")
    session.window.scanned(BISCUIT_2D)
    settle(session)


def receive_cost(session: "Session") -> None:
    from tests.shots import settle
    from ui.stock.receiving_page import ReceivingPage

    receive(session)
    shown = page(session, "receiving")
    assert isinstance(shown, ReceivingPage)
    shown.cost()
    settle(session)


def receive_unknown(session: "Session") -> None:
    from tests.shots import settle

    receive(session)
    session.window.scanned("8990000099999")
    settle(session)


def traded(shop: Shop) -> None:
    """Papers, debts and batches of a few days."""
    stand(shop)
    done = receiving.post(shop, OWNER, draft_of_the_drawing(shop)).document
    draft = replace(receiving.fresh(shop), supplier="UD Berkah", their_number="F-88", due=date(2026, 11, 20))
    receiving.post(shop, OWNER, _with(shop, draft, "8991234530550", 20, 9_100, date(2026, 11, 22), "BT-2"))
    stock_documents.take_out(shop, OWNER, DocumentKind.BREAKAGE, [Out("8991234530550", Milli(3_000))], why="kemasan sobek")
    stock_documents.take_out(
        shop, OWNER, DocumentKind.SUPPLIER_RETURN, [Out("8991234530550", Milli(4_000))], why="penyok", supplier="UD Berkah"
    )
    stock_corrections.correct(shop, OWNER, done.number, [Correction("S000041", Milli(2_000))], why="datang 10")
    supplier_debts.pay(shop, OWNER, "CV Sinar Timur Distribusi", Rupiah(500_000), means=Means.TRANSFER, reference="BCA 0481")


def after_trade(session: "Session", which: str) -> None:
    traded(session.desk.shop)
    page(session, which)


def card(session: "Session") -> None:
    from tests.shots import settle

    after_trade(session, "card")
    session.window.scanned("8991234530550")
    settle(session)


def buying(session: "Session") -> None:
    shop = session.desk.shop
    traded(shop)
    for code in ("8991234531090", "8991234530550", "S000041"):
        products.change(shop, OWNER, code, {"min_stock": "150", "target_stock": "300"})
    page(session, "buying")


def outgoing(session: "Session") -> None:
    from tests.shots import settle
    from ui.stock.outgoing_page import OutgoingPage

    shown = page(session, "outgoing")
    assert isinstance(shown, OutgoingPage)
    traded(session.desk.shop)
    session.window.scanned("8991234530550")
    settle(session)
    session.window.scanned("8991234531168-DUS")
    settle(session)
    shown.why.setText("kemasan sobek")


def register(session: "Session") -> None:
    from tests.shots import settle

    shop = session.desk.shop
    traded(shop)
    given = {
        "contact": "Pak Hasan",
        "phone": "0812-4455-1020",
        "address": "Jl. Veteran 12, Makassar",
        "due_days": "30",
        "note": "antar Selasa",
    }
    suppliers.change(shop, OWNER, "CV Sinar Timur Distribusi", given)
    shown = page(session, "suppliers")
    shown.change()
    settle(session)


def pay_in_cash(session: "Session") -> None:
    from tests.shots import settle

    after_trade(session, "debts")
    shown = page(session, "debts")
    shown.pay()
    settle(session)


WINDOWS: dict[str, Callable[["Session"], object]] = {
    "receive": receive,
    "receive-cost": receive_cost,
    "receive-unknown": receive_unknown,
    "receive-empty": partial(page, which="receiving"),
    "stock-card": card,
    "stock-papers": partial(after_trade, which="papers"),
    "stock-debts": partial(after_trade, which="debts"),
    "stock-suppliers": register,
    "stock-pay": pay_in_cash,
    "stock-expiry": partial(after_trade, which="expiry"),
    "stock-buying": buying,
    "stock-out": outgoing,
}
