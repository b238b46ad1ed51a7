"""A scanner is told from a person by the keys' own times, whatever has the focus and however late the window reads them."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Keyboard, key_of
from ui.scanner import HOLD_MS, Scanner, Suffix
from ui.widgets.fields import MoneyField


class Bench(QWidget):
    """A field, an amount and a button, with a scanner in front of them."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.scans: list[str] = []
        self.pressed = 0
        self.field, self.money, self.button = QLineEdit(), MoneyField(), QPushButton("yes")
        self.button.setAutoDefault(True)
        self.button.clicked.connect(self._press)
        layout = QVBoxLayout(self)
        for widget in (self.field, self.money, self.button):
            layout.addWidget(widget)
        self.scanner = Scanner(self)
        app.installEventFilter(self.scanner)
        self.scanner.scanned.connect(self.scans.append)

    def _press(self) -> None:
        self.pressed += 1


@pytest.fixture
def bench(qtbot: QtBot, qapp: QApplication) -> Iterator[Bench]:
    made = Bench(qapp)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.field.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is made.field)
    yield made
    qapp.removeEventFilter(made.scanner)


@pytest.fixture
def rest(qtbot: QtBot, bench: Bench) -> Callable[[], None]:
    """Until no key is held back any more."""
    return lambda: qtbot.waitUntil(lambda: not bench.scanner.holding, timeout=2000)


def test_a_burst_is_a_scan_and_leaves_no_sign_in_the_field(bench: Bench, keyboard: Keyboard, rest: Callable[[], None]) -> None:
    keyboard.scan("8991002000015")
    rest()
    assert bench.scans == ["8991002000015"]
    assert bench.field.text() == ""


def test_a_person_typing_fast_is_never_taken_for_a_scanner(bench: Bench, keyboard: Keyboard, rest: Callable[[], None]) -> None:
    keyboard.type("biskuit kelapa", gap_ms=55)
    keyboard.enter(after_ms=60)
    rest()
    assert bench.scans == []
    assert bench.field.text() == "biskuit kelapa"


def test_two_keys_rolled_together_are_still_typing(bench: Bench, keyboard: Keyboard, rest: Callable[[], None]) -> None:
    for pair in ("an", "da", "ri"):
        keyboard.strike(key_of(pair[0]), pair[0], after_ms=80)
        keyboard.strike(key_of(pair[1]), pair[1], after_ms=15)
    keyboard.enter(after_ms=70)
    rest()
    assert bench.scans == []
    assert bench.field.text() == "andari"


def test_keys_read_late_by_a_stalled_window_keep_their_own_times(bench: Bench, rest: Callable[[], None]) -> None:
    """All of them wait in the queue and are read in one go: the burst is a burst, the slow keys are a person."""
    at = 50_000
    for sign in "kopi":
        at += 120
        _post(bench.field, at, key_of(sign), sign)
    at += 500
    for sign in "8991002000084":
        at += 5
        _post(bench.field, at, key_of(sign), sign)
    _post(bench.field, at + 5, Qt.Key.Key_Return, "\r")
    QApplication.processEvents()
    rest()
    assert bench.scans == ["8991002000084"]
    assert bench.field.text() == "kopi"


def test_what_is_typed_before_a_shortcut_is_in_its_field_when_the_shortcut_acts(bench: Bench, keyboard: Keyboard) -> None:
    """A window that stalls reads figure and F12 at once; the shortcut is asked for before its key is pressed."""
    seen: list[str] = []
    finish = QShortcut(QKeySequence("F12"), bench)
    finish.activated.connect(lambda: seen.append(bench.field.text()))
    keyboard.type("1500")
    QTest.keyClick(bench.field, Qt.Key.Key_F12)
    assert seen == ["1500"]


def test_a_scan_never_answers_a_question(bench: Bench, keyboard: Keyboard, rest: Callable[[], None]) -> None:
    bench.button.setFocus()
    keyboard.scan("123 456")
    rest()
    assert bench.scans == ["123 456"]
    assert bench.pressed == 0


def test_a_scan_never_fills_an_amount(bench: Bench, keyboard: Keyboard, rest: Callable[[], None]) -> None:
    bench.money.setFocus()
    bench.money.set_value(50_000)
    keyboard.scan("8991002000015")
    rest()
    assert bench.money.value() == 50_000


@pytest.mark.parametrize(("suffix", "key"), [(Suffix.TAB, Qt.Key.Key_Tab), (Suffix.ENTER, Qt.Key.Key_Return), (Suffix.NONE, None)])
def test_every_suffix_is_taken_and_moves_no_focus(
    bench: Bench, keyboard: Keyboard, rest: Callable[[], None], suffix: Suffix, key: Qt.Key | None
) -> None:
    bench.scanner.set_suffix(suffix)
    keyboard.scan("8991002000015", suffix=key)
    rest()
    assert bench.scans == ["8991002000015"]
    assert QApplication.focusWidget() is bench.field


def test_short_codes_of_a_shop_are_scanned_too(bench: Bench, keyboard: Keyboard, rest: Callable[[], None]) -> None:
    keyboard.scan("417")
    rest()
    assert bench.scans == ["417"]


@pytest.mark.parametrize("suffix", [Suffix.TAB, Suffix.NONE])
def test_a_short_code_ends_in_the_key_the_shop_has_set(bench: Bench, keyboard: Keyboard, rest: Callable[[], None], suffix: Suffix) -> None:
    bench.scanner.set_suffix(suffix)
    keyboard.scan("417")
    rest()
    assert bench.scans == []
    assert bench.field.text() == "417"


@pytest.mark.parametrize("suffix", list(Suffix))
def test_a_scan_never_answers_a_question_whatever_is_set(
    bench: Bench, keyboard: Keyboard, rest: Callable[[], None], suffix: Suffix
) -> None:
    bench.scanner.set_suffix(suffix)
    bench.button.setFocus()
    keyboard.scan("8991002000015")
    rest()
    assert bench.scans == ["8991002000015"]
    assert bench.pressed == 0


def test_group_separators_and_turned_letters_come_through_whole(bench: Bench, keyboard: Keyboard, rest: Callable[[], None]) -> None:
    keyboard.scan("90MD265211001078\x1d91231029")
    keyboard.scan("90md265211001078")
    rest()
    assert bench.scans == ["90MD265211001078\x1d91231029", "90md265211001078"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Plus, Qt.Key.Key_BracketLeft])
def test_a_separator_on_a_key_of_another_layout_does_not_tear_a_code(
    bench: Bench, keyboard: Keyboard, rest: Callable[[], None], key: Qt.Key
) -> None:
    keyboard.scan("90MD265211001078", suffix=None)
    keyboard.strike(key, after_ms=4, modifiers=Qt.KeyboardModifier.ControlModifier)
    keyboard.now_ms -= 400  # the burst goes on
    keyboard.scan("91231029", gap_ms=4)
    rest()
    assert bench.scans == ["90MD265211001078\x1d91231029"]


@pytest.mark.parametrize("pause_ms", [40, 140])
def test_a_wireless_scanner_that_stutters_gives_one_code(bench: Bench, keyboard: Keyboard, rest: Callable[[], None], pause_ms: int) -> None:
    keyboard.scan("8991002", suffix=None)
    keyboard.now_ms += pause_ms - 400  # the burst goes on
    keyboard.scan("000015", gap_ms=0)
    rest()
    assert bench.scans == ["8991002000015"]
    assert bench.field.text() == ""


def test_a_code_with_nothing_behind_it_is_awaited_no_longer_where_none_ends_it(
    bench: Bench, keyboard: Keyboard, rest: Callable[[], None]
) -> None:
    bench.scanner.set_suffix(Suffix.NONE)
    keyboard.scan("8991002", suffix=None)
    keyboard.now_ms += 40 - 400
    keyboard.scan("000015", gap_ms=0, suffix=None)
    rest()
    assert bench.scans == ["8991002", "000015"]


def test_two_scans_after_each_other_are_two(bench: Bench, keyboard: Keyboard, rest: Callable[[], None]) -> None:
    keyboard.scan("8991002000015")
    keyboard.scan("8991002000022")
    rest()
    assert bench.scans == ["8991002000015", "8991002000022"]


def test_a_digit_struck_twice_at_one_time_is_no_key_held_down(bench: Bench, rest: Callable[[], None]) -> None:
    for n, sign in enumerate("899100200"):
        _send(bench.field, 10_000, Qt.Key(ord(sign)), sign, repeated="899100200"[:n].endswith(sign))
    _send(bench.field, 10_001, Qt.Key.Key_Return, "\r")
    rest()
    assert bench.scans == ["899100200"]
    assert bench.field.text() == ""


def test_a_held_key_repeats_into_the_field(bench: Bench, rest: Callable[[], None]) -> None:
    at = 10_000
    _send(bench.field, at, Qt.Key.Key_7, "7")
    for _n in range(9):
        at += 33
        _send(bench.field, at, Qt.Key.Key_7, "7", repeated=True)
    rest()
    assert bench.scans == []
    assert bench.field.text() == "7" * 10


def test_typed_keys_are_let_go_within_a_blink(bench: Bench, keyboard: Keyboard, qtbot: QtBot) -> None:
    keyboard.type("a")
    qtbot.waitUntil(lambda: bench.field.text() == "a", timeout=HOLD_MS * 20)


def _event(kind: QEvent.Type, at: int, key: Qt.Key, text: str, *, repeated: bool = False) -> QKeyEvent:
    event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text, repeated)
    event.setTimestamp(at)
    return event


def _post(target: QWidget, at: int, key: Qt.Key, text: str) -> None:
    QCoreApplication.postEvent(target, _event(QEvent.Type.KeyPress, at, key, text))
    QCoreApplication.postEvent(target, _event(QEvent.Type.KeyRelease, at + 1, key, text))


def _send(target: QWidget, at: int, key: Qt.Key, text: str, *, repeated: bool = False) -> None:
    QCoreApplication.sendEvent(target, _event(QEvent.Type.KeyPress, at, key, text, repeated=repeated))
