"""Everything readable in both themes whatever the system shows, switched while open: 4.5:1, measured on pixels."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip
from pytestqt.qtbot import QtBot

from pos_app.services.shop import Shop
from tests import shots
from tests.ui.conftest import settle
from ui import theme
from ui.app import Session
from ui.theme import THEMES, Tokens
from ui.widgets.badge import Badge
from ui.widgets.buttons import Button, Kind
from ui.widgets.text import Amount, Elided, Text

ENOUGH = 4.5


@cache
def luminance(rgb: int) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear((rgb >> shift & 255) / 255) for shift in (16, 8, 0))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: float, other: float) -> float:
    light, dark = sorted((one, other), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def contrast(one: QColor | str, other: QColor | str) -> float:
    return ratio(luminance(QColor(one).rgb() & 0xFFFFFF), luminance(QColor(other).rgb() & 0xFFFFFF))


def seen_contrast(image: QImage) -> float:
    """The strongest contrast of any pixel against the ground, which is the most frequent colour."""
    image = image.copy(image.rect().adjusted(4, 4, -4, -4)).convertToFormat(QImage.Format.Format_RGB32)
    pixels = Counter(memoryview(image.constBits()).cast("B").cast("I"))
    shown = [luminance(pixel & 0xFFFFFF) for pixel in pixels]
    ground = luminance(pixels.most_common(1)[0][0] & 0xFFFFFF)
    return max(ratio(ground, min(shown)), ratio(ground, max(shown)))


GROUNDS = (
    "background", "panel", "raised", "selection", "last_scan", "brand_soft", "domestic_soft", "unknown_soft", "warning_soft", "line",
)  # fmt: skip
TEXT_ON_GROUND = [
    *[(ink, ground) for ink in ("ink", "ink_2") for ground in GROUNDS],
    *[("brand", ground) for ground in ("panel", "raised", "brand_soft")],
    ("on_brand", "brand"),
    ("domestic", "domestic_soft"),
    ("domestic", "panel"),
    ("unknown", "unknown_soft"),
    ("unknown", "panel"),
    ("warning", "warning_soft"),
    ("warning", "panel"),
    ("ok", "panel"),
]  # fmt: skip


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT_ON_GROUND)
def test_every_pair_of_text_and_ground_reaches_four_and_a_half(name: str, ink: str, ground: str) -> None:
    t: Tokens = THEMES[name]
    assert contrast(t.colour(ink), t.colour(ground)) >= ENOUGH


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    theme.apply(qapp, "light")


def sheet_of_samples(qtbot: QtBot) -> tuple[QWidget, dict[str, QWidget]]:
    """One of everything Qt draws itself, and our own beside it."""
    whole = QWidget()
    whole.setProperty("surface", "panel")
    layout = QVBoxLayout(whole)
    field, placeholder, disabled_field = QLineEdit("Minyak"), QLineEdit(), QLineEdit("Minyak")
    placeholder.setPlaceholderText("Pindai barang")
    disabled_field.setEnabled(False)
    off_button, off_main, off_label = QPushButton("Bayar"), Button("Bayar", kind=Kind.MAIN), QLabel("Bayar")
    for widget in (off_button, off_main, off_label):
        widget.setEnabled(False)
    listed, combo = QListWidget(), QComboBox()
    listed.addItem("Gula Pasir")
    listed.setCurrentRow(0)
    listed.setMaximumHeight(40)
    combo.addItem("WITA")
    samples: dict[str, QWidget] = {
        "field": field,
        "placeholder": placeholder,
        "disabled field": disabled_field,
        "button": QPushButton("Bayar"),
        "disabled button": off_button,
        "disabled main button": off_main,
        "disabled label": off_label,
        "selected row": listed,
        "choice": combo,
        "main button": Button("Bayar", kind=Kind.MAIN),
        "quiet text": Text("stok 24", ink="ink_2"),
    }
    for widget in samples.values():
        layout.addWidget(widget)
    qtbot.addWidget(whole)
    whole.resize(300, 700)
    whole.show()
    return whole, samples


@pytest.mark.parametrize("system", [Qt.ColorScheme.Light, Qt.ColorScheme.Dark])
@pytest.mark.parametrize("name", THEMES)
def test_no_widget_takes_its_colours_from_the_system(qtbot: QtBot, app: QApplication, system: Qt.ColorScheme, name: str) -> None:
    """CLASSIC-Fallout4#78, FreeCAD#15346: opened in the other theme, then switched while open."""
    theme.apply(app, "dark" if name == "light" else "light")
    app.styleHints().setColorScheme(system)
    whole, samples = sheet_of_samples(qtbot)
    theme.apply(app, name)
    QApplication.processEvents()
    assert whole.isVisible()
    pale = {what: seen_contrast(widget.grab().toImage()) for what, widget in samples.items()}
    assert {what: value for what, value in pale.items() if value < ENOUGH} == {}


WINDOWS = ("till", "till-unknown", "pay-qris", "settings", "goods", "origin", "coop", "reports-table")
OTHERS = (
    "till-empty", "till-discounts", "till-saved", "pay-short", "return", "keys", "receive", "reports-empty", "stock-debts",
    "settings-people", "settings-qris",
)  # fmt: skip


def contrasts(window: QWidget) -> dict[str, float]:
    """Every text and button that shows, with what contrast its pixels reach; placeholders too."""
    picture, found = window.grab().toImage(), {}
    for widget in window.findChildren(QWidget):
        said = widget.text() if isinstance(widget, QLabel | QAbstractButton | Elided | Amount) else ""
        if isinstance(widget, QLineEdit):
            said = widget.text() or widget.placeholderText()
        if not said.strip() or not widget.isVisible() or min(widget.width(), widget.height()) < 12:
            continue
        at = widget.rect().translated(widget.mapTo(window, QPoint()))
        if QApplication.widgetAt(window.mapToGlobal(at.center())) not in (widget, *widget.findChildren(QWidget)):
            continue  # something lies over it
        found[f"{type(widget).__name__} {said!r}"] = seen_contrast(picture.copy(at.intersected(window.rect())))
    return found


@pytest.mark.parametrize("name", [*WINDOWS, *(pytest.param(name, marks=pytest.mark.soak) for name in OTHERS)])
def test_every_window_is_readable_in_each_theme_whatever_the_system_shows(
    shop: Shop, sessions: Callable[..., Session], app: QApplication, name: str
) -> None:
    """The window is opened in one theme and switched to the other and back while it is open."""
    session = sessions(shop, theme="light")
    shots.WINDOWS[name](session)
    settle(session)
    for system, theme_name in ((Qt.ColorScheme.Light, "dark"), (Qt.ColorScheme.Dark, "light")):
        session.desk.change_machine(replace(session.desk.machine, theme=theme_name))
        app.styleHints().setColorScheme(system)
        settle(session)
        found = contrasts(session.window)
        assert len(found) >= 8, "the words of the window are looked at"
        assert {what: round(value, 2) for what, value in found.items() if value < ENOUGH} == {}, f"{theme_name} on {system}"


@pytest.mark.parametrize("name", THEMES)
def test_menus_and_tool_tips_are_readable(qtbot: QtBot, app: QApplication, name: str) -> None:
    theme.apply(app, name)
    menu = QMenu()
    qtbot.addWidget(menu)
    first = menu.addAction("Salin")
    menu.addAction("Tempel").setEnabled(False)
    menu.setActiveAction(first)
    menu.ensurePolished()
    menu.resize(menu.sizeHint())
    picture = menu.grab().toImage()
    for action in menu.actions():
        assert seen_contrast(picture.copy(menu.actionGeometry(action))) >= ENOUGH, action.text()
    tip = app.palette()
    assert contrast(tip.toolTipText().color(), tip.toolTipBase().color()) >= ENOUGH


def test_a_badge_says_its_state_in_a_word_too(qtbot: QtBot) -> None:
    from pos_app.domain.origin import UNKNOWN, Origin, State

    said = {
        Badge(origin).accessibleName() for origin in (UNKNOWN, Origin(State.DOMESTIC, tkdn_bp=7_100), Origin(State.IMPORTED, country="MY"))
    }
    assert said == {"Belum diketahui", "Dalam negeri TKDN 71%", "Impor · Malaysia"}


def test_the_shipped_face_is_the_one_that_is_shown(app: QApplication) -> None:
    from PySide6.QtGui import QFontInfo

    theme.apply(app, "light")
    assert QFontInfo(theme.font()).family() == "Inter"
    widths = {theme.fonts.metrics(15).horizontalAdvance(digit) for digit in "0123456789"}
    assert len(widths) == 1, "figures do not stand under each other"
