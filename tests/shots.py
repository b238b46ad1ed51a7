"""A picture of every window, in both languages and themes at 1366 by 768, and of every page of every paper.

`python -m tests.shots OUT` writes them into a folder. A place joins by a row in `WINDOWS`: a name, and a function
that brings a fresh session's window into the state to be shown.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.domain import cart as carts
from pos_app.domain.pricing import Discount
from pos_app.domain.quantity import Milli
from pos_app.settings import Machine
from tests import (
    coop_scene,
    picture_shop,
    shots_after,
    shots_consignment,
    shots_customer,
    shots_desk,
    shots_goods,
    shots_holding,
    shots_origin,
    shots_pay,
    shots_people,
    shots_prices,
    shots_shift,
    shots_stock,
    shots_training,
    sold_shop,
    stocktake_scene,
)
from tests.shots_holding import fill
from ui import theme
from ui.app import Session
from ui.coop.coop_view import CoopView
from ui.origin.desk_page import DeskPage
from ui.origin.origin_view import OriginView
from ui.reports.reports_view import ReportsView
from ui.stock.stock_view import StockView
from ui.stock.stocktake_page import StocktakePage
from ui.till.till_view import TillView
from ui.widgets.place import Place

SIZE = (1366, 768)


def settle(session: Session, seconds: float = 10.0) -> None:
    """Let every lane answer and every answer be shown."""
    app = QApplication.instance()
    until = time.monotonic() + seconds
    quiet = 0
    while quiet < 3 and time.monotonic() < until:
        app.processEvents()
        quiet = 0 if session.operations.busy else quiet + 1
        time.sleep(0.002)


@contextmanager
def opened(*, language: str = "id", theme_name: str = "light", size: tuple[int, int] = SIZE, goods: bool = True) -> Iterator[Session]:
    """A window on the picture shop, closed afterwards."""
    app = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        shop = picture_shop.make(Path(folder), goods=picture_shop.ALL if goods else ())
        session = Session(app, shop, Machine(theme=theme_name, language=language), keep_machine=False)
        session.window.resize(*size)
        session.window.show()
        settle(session)
        try:
            yield session
        finally:
            session.close()
            session.window.close()
            session.window.deleteLater()
            session.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            app.processEvents()


def till(session: Session) -> TillView:
    place = session.window.place_widget("till")
    assert isinstance(place, TillView)
    return place


def full(session: Session) -> None:
    fill(session)


def discounted(session: Session) -> None:
    fill(session)
    view = till(session)
    key = view.counter.cart.lines[1].key
    view.counter.edit(lambda cart: carts.set_line_discount(cart, key, Discount(amount_idr=2_500)), key)
    settle(session)
    view.counter.edit(lambda cart: carts.set_discount(cart, Discount(share_bp=500)), None)
    settle(session)
    view.price()


def empty(_session: Session) -> None:
    """Nothing has been scanned."""


def searching(session: Session) -> None:
    fill(session)
    till(session).search.line.setText("bis")
    settle(session)


def unknown(session: Session) -> None:
    fill(session)
    session.window.scanned("8990000099999")
    settle(session)


def new_article(session: Session) -> None:
    unknown(session)
    till(session).asking.new_article()
    settle(session)


def several(session: Session) -> None:
    fill(session)
    from pos_app.services import find

    view = till(session)
    index = find.build(session.desk.shop)
    found = find.by_name(session.desk.shop, index, "biskuit")
    from ui.till.basket_lane import Question

    view.counter.asked.emit(Question(Milli(1000), choices=found))
    settle(session)


def paying(session: Session) -> None:
    fill(session)
    till(session).paying.open()
    settle(session)
    till(session).payment.receive(200_000)
    settle(session)


def paying_short(session: Session) -> None:
    fill(session)
    view = till(session)
    view.paying.open()
    settle(session)
    view.payment.receive(100_000)
    view.payment.finish()
    settle(session)


def saved(session: Session) -> None:
    paying(session)
    till(session).payment.finish()
    settle(session)


def keys(session: Session) -> None:
    fill(session)
    session.window.show_help()
    settle(session)


def settings(session: Session) -> None:
    session.window.show_place("settings")
    settle(session)


def origin_desk(session: Session) -> DeskPage:
    fill(session)
    till(session).paying.open()
    settle(session)
    till(session).payment.receive(200_000)
    settle(session)
    till(session).payment.finish()
    settle(session)
    session.window.show_place("origin")
    settle(session)
    place = session.window.place_widget("origin")
    assert isinstance(place, OriginView)
    page = place.page("desk")
    assert isinstance(page, DeskPage)
    return page


def origin(session: Session) -> None:
    origin_desk(session)
    session.window.scanned("(90)MD235628001099(91)281130")
    settle(session)


def origin_conflict(session: Session) -> None:
    desk = origin_desk(session)
    for number in ("MD235628001099", "ML867031004482"):
        desk.panel.editor.take_scan(number)
        desk.save()
        settle(session)
        desk.table.pick(0)
        settle(session)


def reports(session: Session, page: int = 0, tab: int = 0) -> None:
    sold_shop.fill(session.desk.shop)
    session.window.show_place("reports")
    settle(session)
    view = session.window.place_widget("reports")
    assert isinstance(view, ReportsView)
    view.tabs.choose(page)
    view.goods.choose(tab)
    settle(session)


def coop(session: Session, page: int = 0) -> None:
    session.window.show_place("coop")
    settle(session)
    view = session.window.place_widget("coop")
    assert isinstance(view, CoopView)
    compared = coop_scene.comparison()
    view.show_comparison(compared.members, compared)
    view.comparison.shops.pick(2)
    view.tabs.choose(page)
    settle(session)


def coop_category(session: Session) -> None:
    coop(session)
    view = session.window.place_widget("coop")
    assert isinstance(view, CoopView)
    shop, at = coop_scene.uid(1), view.comparison.heat.heat
    view.comparison.heat.setFocus()
    view.comparison.heat.setCurrentIndex(at.index(1, 3))
    view.comparison.heat.opened.emit(1, 2)
    settle(session)
    view.comparison.show_goods(shop, "Minuman", coop_scene.shelf(shop))


def coop_empty(session: Session) -> None:
    session.window.show_place("coop")
    settle(session)


def reports_empty(session: Session) -> None:
    session.window.show_place("reports")
    settle(session)


def stock_page(session: Session, which: str) -> Place:
    session.window.show_place("stock")
    settle(session)
    view = session.window.place_widget("stock")
    assert isinstance(view, StockView)
    view.show_page(which)
    settle(session)
    return view.page(which)


def stocktaking(session: Session) -> StocktakePage:
    stocktake_scene.begin(session.desk.shop)
    page = stock_page(session, "stocktake")
    assert isinstance(page, StocktakePage)
    return page


def stocktake_part(session: Session) -> None:
    stocktaking(session).new_part()
    settle(session)


def stocktake_post(session: Session) -> None:
    page = stocktaking(session)
    stocktake_scene.finish(session.desk.shop)
    page.read()
    settle(session)
    page.finish()


def repacking(session: Session) -> None:
    stocktake_scene.stand_bags(session.desk.shop)
    page = stock_page(session, "repacking")
    session.window.scanned(picture_shop.RICE.code)
    settle(session)
    session.window.scanned(stocktake_scene.BAG)
    settle(session)
    stocktake_scene.fill_repacking(page)
    settle(session)


def parcels(session: Session) -> None:
    stocktake_scene.make_parcels(session.desk.shop)
    stock_page(session, "parcels")


def deposits(session: Session) -> None:
    stocktake_scene.take_deposits(session.desk.shop)
    stock_page(session, "deposits")


WINDOWS: dict[str, Callable[[Session], object]] = {
    "till-empty": empty,
    "till": full,
    "till-discounts": discounted,
    "till-search": searching,
    "till-unknown": unknown,
    "till-new-article": new_article,
    "till-several": several,
    "till-saved": saved,
    "pay": paying,
    "pay-short": paying_short,
    **shots_after.WINDOWS,
    **shots_pay.WINDOWS,
    "keys": keys,
    "settings": settings,
    **shots_shift.WINDOWS,
    **shots_people.WINDOWS,
    **shots_prices.WINDOWS,
    **shots_holding.WINDOWS,
    **shots_training.WINDOWS,
    **shots_goods.WINDOWS,
    "origin": origin,
    "origin-conflict": origin_conflict,
    **shots_origin.WINDOWS,
    **shots_consignment.WINDOWS,
    **shots_desk.WINDOWS,
    **shots_stock.WINDOWS,
    **shots_customer.WINDOWS,
    "stocktake": stocktaking,
    "stocktake-empty": partial(stock_page, which="stocktake"),
    "stocktake-part": stocktake_part,
    "stocktake-post": stocktake_post,
    "repacking": repacking,
    "parcels": parcels,
    "parcels-empty": partial(stock_page, which="parcels"),
    "deposits": deposits,
    "reports": reports,
    "reports-days": partial(reports, page=1),
    "reports-domestic": partial(reports, page=2),
    "reports-imported": partial(reports, page=2, tab=1),
    "reports-unknown": partial(reports, page=2, tab=2),
    "reports-categories": partial(reports, page=2, tab=3),
    "reports-paper": partial(reports, page=3),
    "reports-empty": reports_empty,
    "coop": coop,
    "coop-snapshots": partial(coop, page=1),
    "coop-origins": partial(coop, page=2),
    "coop-buying": partial(coop, page=3),
    "coop-category": coop_category,
    "coop-empty": coop_empty,
}


def shoot(name: str, out: Path, *, language: str, theme_name: str, size: tuple[int, int] = SIZE) -> Path:
    """One picture."""
    with opened(language=language, theme_name=theme_name, size=size) as session:
        own = WINDOWS[name](session)
        settle(session)
        path = out / f"{name}-{language}-{theme_name}.png"
        (own if isinstance(own, QWidget) and own.isWindow() else session.window).grab().save(str(path))
    return path


def papers(out: Path) -> None:
    """Every page of every paper the demo day makes, of consigned goods and of labels."""
    import pypdfium2

    from pos_app import bootstrap
    from pos_app.services import demo_day

    with tempfile.TemporaryDirectory() as folder:
        made = demo_day.play(lambda place, name: bootstrap.init(str(place), name=name, zone="Asia/Makassar"), Path(folder))
        for path in [*made, *shots_consignment.papers(Path(folder))]:
            if path.suffix != ".pdf":
                continue
            document = pypdfium2.PdfDocument(path)
            for at, page in enumerate(document, start=1):
                page.render(scale=1.5).to_pil().save(out / f"paper-{path.stem}-{at}.png")
            document.close()


def main(out: Path, only: list[str]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    QApplication.instance() or QApplication([])
    theme.fonts.load()
    for name in only or WINDOWS:
        for language in ("id", "en"):
            for theme_name in theme.THEMES:
                print(shoot(name, out, language=language, theme_name=theme_name))
    if not only:
        papers(out)


if __name__ == "__main__":
    asked = argparse.ArgumentParser(prog="python -m tests.shots", description="Pictures of every window and every paper.")
    asked.add_argument("out", type=Path)
    asked.add_argument("only", nargs="*", metavar="WINDOW", help=" ".join(WINDOWS))
    options = asked.parse_args()
    if strange := sorted(set(options.only) - WINDOWS.keys()):
        asked.error(f"no such window: {' '.join(strange)}")
    main(options.out, options.only)
