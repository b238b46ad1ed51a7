"""Every window in both languages, and at one and a half times the size: no word cut off, Pay in reach."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget

from pos_app.services.shop import Shop
from tests import shots
from tests.ui.conftest import settle, words_in
from ui.app import Session
from ui.main_window import PLACES
from ui.till.till_view import TillView
from ui.widgets.text import Amount, Text

Sessions = Callable[..., Session]
MAGNIFIED = (911, 512)
"""What is left of 1366 by 768 at a scale of 1.5."""


def cut_off(window: QWidget) -> list[str]:
    """Buttons, texts and totals that have less room than their words need."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.visibleRegion().isEmpty():
            continue
        if isinstance(widget, QAbstractButton) and widget.text() and widget.width() < widget.sizeHint().width():
            found.append(f"button {widget.text()!r}: {widget.width()} < {widget.sizeHint().width()}")
        elif isinstance(widget, Text) and widget.text() and not widget.wordWrap():
            needed = max(widget.fontMetrics().horizontalAdvance(line) for line in widget.text().splitlines())
            if widget.width() + 1 < needed:
                found.append(f"text {widget.text()!r}: {widget.width()} < {needed}")
        elif isinstance(widget, Text) and widget.text() and widget.height() + 5 < widget.heightForWidth(widget.width()):
            found.append(f"text {widget.text()!r}: {widget.height()} < {widget.heightForWidth(widget.width())} in height")
        elif isinstance(widget, Amount) and widget.fitting_px() < 24:
            found.append(f"amount {widget.text()!r}: {widget.fitting_px()} px")
    return found


def in_reach(window: QWidget, widget: QWidget) -> bool:
    """Wholly inside the window, and not inside anything that has to be scrolled."""
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        if isinstance(parent, QScrollArea) and parent.verticalScrollBar().maximum():
            return False
        parent = parent.parentWidget()
    return window.rect().contains(widget.rect().translated(widget.mapTo(window, widget.rect().topLeft())))


@pytest.mark.parametrize(("size", "language"), [(MAGNIFIED, "id"), (shots.SIZE, "en")], ids=["magnified", "english"])
@pytest.mark.parametrize(
    "name", ["till", "till-empty", "till-discounts", "till-unknown", "till-saved", "pay", "pay-split", "pay-qris", "return", "keys"]
)
def test_no_word_of_the_till_is_cut_off(shop: Shop, sessions: Sessions, name: str, language: str, size: tuple[int, int]) -> None:
    session = sessions(shop, language=language)
    session.window.resize(*size)
    settle(session)
    shots.WINDOWS[name](session)
    settle(session)
    assert cut_off(session.window) == []


@pytest.mark.parametrize("name", ["till-search", "goods", "goods-import-preview", "labels", "labels-empty", "coop", "reports"])
def test_no_word_is_cut_off_where_everything_is_half_as_large_again(shop: Shop, sessions: Sessions, name: str) -> None:
    session = sessions(shop)
    session.window.resize(*MAGNIFIED)
    settle(session)
    shots.WINDOWS[name](session)
    settle(session)
    assert cut_off(session.window) == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_total_of_nine_digits_stays_whole_and_pay_stays_in_reach(shop: Shop, sessions: Sessions, language: str) -> None:
    session = sessions(shop, language=language)
    session.window.resize(*MAGNIFIED)
    view = session.window.place_widget("till")
    assert isinstance(view, TillView)
    from pos_app.domain import cart as carts
    from pos_app.domain.quantity import Milli
    from tests.picture_shop import RICE

    session.window.scanned(RICE.code)
    settle(session)
    key = view.counter.cart.lines[0].key
    view.counter.edit(lambda cart: carts.set_qty(cart, key, Milli(9_999_000)), key)
    settle(session)
    assert "709" in view.side._total.text()
    assert cut_off(session.window) == []
    assert in_reach(session.window, view.side.pay)


@pytest.mark.parametrize(
    "name", ["reports", "reports-days", "reports-closed", "coop", "settings", "settings-people", "settings-qris", "return"]
)
def test_the_smallest_window_scrolls_down_but_never_sideways(shop: Shop, sessions: Sessions, name: str) -> None:
    session = sessions(shop)
    session.window.resize(session.window.minimumSize())
    shots.WINDOWS[name](session)
    settle(session)
    assert session.window.size() == session.window.minimumSize()
    sideways = [area for area in session.window.findChildren(QScrollArea) if area.isVisible() and area.horizontalScrollBar().maximum()]
    assert sideways == []


@pytest.mark.parametrize(("language", "theme_name"), [("id", "light"), ("en", "dark")])
@pytest.mark.parametrize("place", [entry.id for entry in PLACES])
def test_every_place_opens_in_both_languages_and_themes(shop: Shop, sessions: Sessions, place: str, language: str, theme_name: str) -> None:
    session = sessions(shop, language=language, theme=theme_name)
    session.window.show_place(place)
    settle(session)
    assert session.window.place == place
    before = words_in(session.window)
    assert before
    session.window.show_help()
    settle(session)
    assert len(words_in(session.window)) > len(before) + 10, "and its keys are told there"


def test_the_help_names_the_keys_that_act_here(session: Session) -> None:
    session.window.show_help()
    settle(session)
    words = words_in(session.window)
    assert {"Bayar", "Cari nama", "Urungkan"} <= set(words)


def test_a_scan_outside_the_till_fills_nothing_and_says_so(session: Session) -> None:
    session.window.show_place("settings")
    settle(session)
    session.window.scanned("8991002000015")
    settle(session)
    assert any("8991002000015" in word for word in words_in(session.window))
    assert session.window.place_widget("till").counter.cart.lines == ()


def test_qt_s_own_words_are_answered_by_the_catalogue(session: Session) -> None:
    from PySide6.QtCore import QCoreApplication

    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Batal"
    assert QCoreApplication.translate("QPlatformTheme", "&Open") == "Buka"
    assert QCoreApplication.translate("QWizard", "Sheet %1 of %2") == "Sheet %1 of %2", "what nobody has words for stays as it is"


def test_a_defect_is_told_in_one_plain_window_and_the_basket_stays(session: Session, expected_warnings: list[str]) -> None:
    import sys

    from tests.picture_shop import OIL

    expected_warnings.append("a defect")
    session.window.scanned(OIL.code)
    settle(session)
    sys.excepthook(ZeroDivisionError, ZeroDivisionError("x"), None)
    settle(session)
    view = session.window.place_widget("till")
    assert len(view.counter.cart.lines) == 1
    box = session.window.findChild(QWidget, "defect")
    assert box is not None
    assert box.isVisible()
    box.close()
