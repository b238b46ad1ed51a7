"""What the pictures of the origins' other pages show: makers, a statement's goods, evidence that ends."""

from datetime import date

from pos_app.domain.evidence import Kind
from pos_app.domain.evidence_entry import Entry
from pos_app.services import makers, origins, products
from pos_app.services.shop import OWNER
from tests import picture_shop as goods
from tests.ui.conftest import settle
from ui.app import Session
from ui.origin.makers_page import MakersPage
from ui.origin.origin_view import OriginView

_MADE = {
    goods.CRISPS: "Bu Tini",
    goods.SWEETS: "Dapur Bu Tini",
    goods.BISCUIT: "Bu Tini",
    goods.TEA: "PT Teh Melati",
    goods.COFFEE: "PT. Teh Melati",
}


def _page(session: Session, which: str) -> OriginView:
    shop = session.desk.shop
    for item, maker in _MADE.items():
        products.change(shop, OWNER, item.code, {"maker": maker})
    for item, last in ((goods.TEA, date(2026, 12, 3)), (goods.COFFEE, date(2027, 1, 14)), (goods.OIL, date(2026, 11, 20))):
        entry = Entry(
            Kind.TKDN, number=f"{item.code[-4:]}/SJ-IND.8/TKDN/2/2026", tkdn_bp=6450, valid_from=date(2024, 1, 15), valid_until=last
        )
        origins.record(shop, OWNER, item.code, entry)
    makers.set_place(shop, OWNER, "Bu Tini", "Desa Sukamaju, Kec. Cibadak")
    makers.state_goods(shop, OWNER, "Bu Tini", document="SP-01/XI/2026", signed_on=date(2026, 11, 2), signed_by="Tini Suhartini")
    session.window.show_place("origin")
    settle(session)
    view = session.window.place_widget("origin")
    assert isinstance(view, OriginView)
    view.show_page(which)
    settle(session)
    return view


def makers_page(session: Session) -> None:
    page = _page(session, "makers").page("makers")
    assert isinstance(page, MakersPage)
    page.table.pick(0)
    settle(session)


def review(session: Session) -> None:
    page = _page(session, "makers").page("makers")
    assert isinstance(page, MakersPage)
    page.open_review()
    settle(session)


def statement(session: Session) -> None:
    page = _page(session, "makers").page("makers")
    assert isinstance(page, MakersPage)
    page.new_statement()
    settle(session)


def ending(session: Session) -> None:
    _page(session, "ending")


def brands(session: Session) -> None:
    """The brands, and who makes one being told."""
    for item in (goods.CRISPS, goods.OIL):
        products.change(session.desk.shop, OWNER, item.code, {"brand": "Rasa Desa"})
    page = _page(session, "makers").page("makers")
    assert isinstance(page, MakersPage)
    page.which.choose(1)
    page.which.chosen.emit(1)
    settle(session)
    page.ask_place()
    settle(session)


WINDOWS = {
    "origin-makers": makers_page,
    "origin-brands": brands,
    "origin-review": review,
    "origin-statement": statement,
    "origin-ending": ending,
}
