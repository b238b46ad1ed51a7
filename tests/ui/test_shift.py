"""The shift at the till, by keys: opened by its notes, cash moved, counted blind, closed with its reason."""

from collections.abc import Callable
from datetime import timedelta
from types import ModuleType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QScrollArea

from pos_app.domain.money import Rupiah
from pos_app.domain.shift import MoveKind
from pos_app.services import holding, settings, shifts
from pos_app.services.exchanges import Given
from pos_app.services.shop import OWNER, Shop
from tests import picture_shop, shots, shots_shift
from tests.picture_shop import OIL
from tests.services.counter import basket_of
from tests.ui.conftest import Keyboard, settle, words_in
from tests.ui.test_payment import sales
from tests.ui.test_print_queue import sell
from tests.ui.test_windows import MAGNIFIED, cut_off, in_reach
from ui.app import Session
from ui.till.counter import receipt_folder
from ui.till.shift_panel import ShiftPanel, Step
from ui.till.till_view import TillView

Sessions = Callable[..., Session]


def press(session: Session, keyboard: Keyboard, *keys: Qt.Key) -> None:
    for key in keys:
        keyboard.strike(key)
        settle(session)


def opened(session: Session, till: TillView, keyboard: Keyboard) -> ShiftPanel:
    press(session, keyboard, Qt.Key.Key_F11)
    assert till.drawer.panel is not None
    return till.drawer.panel


def count(session: Session, keyboard: Keyboard, *pieces: int) -> None:
    """Types counts from the largest note down, an arrow after each."""
    for number in pieces:
        keyboard.type(str(number) if number else "")
        press(session, keyboard, Qt.Key.Key_Down)


def test_a_day_at_the_drawer_by_keys_alone(
    session: Session, till: TillView, shop: Shop, keyboard: Keyboard, monkeypatch: pytest.MonkeyPatch, answer_lost
) -> None:
    """The answer to the cash that is taken out does not come back, and it is entered again."""
    answer_lost(shifts, "move")
    shown = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    assert opened(session, till, keyboard).step is Step.OPENING
    count(session, keyboard, 1, 2, 5)
    press(session, keyboard, Qt.Key.Key_F12)
    assert till.drawer.panel is None
    assert shifts.show(shop, OWNER).float_idr == 300_000

    sell(session, till, keyboard, OIL.code)

    panel = opened(session, till, keyboard)
    assert panel.step is Step.OPEN
    panel.moves.kind.choose(1)
    panel.moves.begin()
    keyboard.type("5000")
    press(session, keyboard, Qt.Key.Key_Return)
    keyboard.type("es batu")
    settle(session)
    for _try in range(2):
        press(session, keyboard, Qt.Key.Key_Return)
    assert [(m.kind, m.amount_idr, m.why) for m in shifts.show(shop, OWNER).moves] == [(MoveKind.OUT, 5_000, "es batu")]

    press(session, keyboard, Qt.Key.Key_F12)
    count(session, keyboard, 2, 2, 0, 1)
    press(session, keyboard, Qt.Key.Key_F12)
    assert panel.closing.difference.amount.text() == "−Rp8.000"
    assert panel.closing.difference.word.text() == "Uang kurang"
    press(session, keyboard, Qt.Key.Key_F12)
    assert shifts.show(shop, OWNER).closed_at is None, "a difference was closed without its reason"
    keyboard.type("salah kembalian")
    settle(session)
    press(session, keyboard, Qt.Key.Key_F12)
    closed = shifts.latest(shop)[0]
    assert (closed.counted_idr, closed.difference_idr, closed.left_idr, closed.why) == (310_000, -8_000, 300_000, "salah kembalian")
    assert closed.counted_notes == {100_000: 2, 50_000: 2, 10_000: 1}
    assert panel.step is Step.CLOSED
    keyboard.strike(Qt.Key.Key_P, "\x10", modifiers=Qt.KeyboardModifier.ControlModifier)
    settle(session)
    assert shown == [str(receipt_folder(shop) / "Z-T1-0001.pdf")]
    press(session, keyboard, Qt.Key.Key_Escape)
    assert till.drawer.panel is None
    assert till.search.line.hasFocus()


def test_what_should_be_there_is_not_shown_before_it_is_counted(session: Session, till: TillView) -> None:
    shots_shift.trade(session.desk.shop)
    expected = "422.100"
    panel = shots_shift.panel(session)
    for _step in (Step.OPEN, Step.COUNTING):
        assert not any(expected in word for word in words_in(panel))
        panel.save_report() if panel.step is Step.COUNTING else panel.next_step()
    settle(session)
    assert not any(receipt_folder(session.desk.shop).glob("*")), "a report was made while the drawer is counted blind"
    panel.next_step()
    settle(session)
    assert panel.step is Step.DIFFERENCE
    assert any(expected in word for word in words_in(panel))


def test_no_difference_needs_no_reason_and_is_said_so(session: Session, till: TillView, shop: Shop, keyboard: Keyboard) -> None:
    shifts.open_shift(shop, OWNER, float_idr=Rupiah(100_000))
    holding.put_aside(shop, OWNER, basket_of(shop, OIL.code), "Bu Ani")
    panel = opened(session, till, keyboard)
    press(session, keyboard, Qt.Key.Key_F12)
    assert panel.notice.text() == "1 keranjang masih menunggu: Bu Ani Rp23.000."
    till.counter.given = Given("basi")
    panel._remind("")
    assert panel.notice.text() == "Ada penukaran yang sudah dimulai tetapi belum dibayar."
    till.counter.given = None
    count(session, keyboard, 1)
    press(session, keyboard, Qt.Key.Key_F12)
    assert panel.closing.difference.word.text() == "Pas"
    assert not panel.closing.why.isVisible()
    press(session, keyboard, Qt.Key.Key_F12)
    assert shifts.latest(shop)[0].difference_idr == 0
    assert panel.step is Step.CLOSED


def test_escape_counts_again_and_keeps_what_was_counted(session: Session, till: TillView, shop: Shop, keyboard: Keyboard) -> None:
    shifts.open_shift(shop, OWNER, float_idr=Rupiah(100_000))
    panel = opened(session, till, keyboard)
    press(session, keyboard, Qt.Key.Key_F12)
    count(session, keyboard, 2)
    press(session, keyboard, Qt.Key.Key_F12, Qt.Key.Key_Escape)
    assert panel.step is Step.COUNTING
    assert panel.count.notes() == {100_000: 2}
    press(session, keyboard, Qt.Key.Key_Escape, Qt.Key.Key_Escape)
    assert till.drawer.panel is None
    assert shifts.show(shop, OWNER).closed_at is None


def test_more_than_was_counted_cannot_stay(session: Session, till: TillView, shop: Shop, keyboard: Keyboard) -> None:
    shifts.open_shift(shop, OWNER, float_idr=Rupiah(100_000))
    panel = opened(session, till, keyboard)
    press(session, keyboard, Qt.Key.Key_F12)
    count(session, keyboard, 1)
    press(session, keyboard, Qt.Key.Key_F12)
    panel.closing.left.set_value(150_000)
    press(session, keyboard, Qt.Key.Key_F12)
    assert panel.step is Step.DIFFERENCE
    assert "100.000" in panel.notice.text()


def test_nobody_needs_a_shift_unless_the_shop_says_so(
    session: Session, till: TillView, shop: Shop, keyboard: Keyboard, answer_lost: Callable[[ModuleType, str], None]
) -> None:
    assert till.notice.isHidden()
    sell(session, till, keyboard, OIL.code)
    assert len(sales(shop)) == 1
    settings.change(shop, OWNER, {"shifts": "required"})
    session.window.show_place("till")
    settle(session)
    assert "giliran" in till.notice.text()
    answer_lost(shifts, "left_before")
    press(session, keyboard, Qt.Key.Key_F11)
    assert till.drawer.panel is None
    opened(session, till, keyboard)
    press(session, keyboard, Qt.Key.Key_F12)
    assert till.notice.isHidden()
    sell(session, till, keyboard, OIL.code)
    assert len(sales(shop)) == 2


def test_a_shift_left_open_over_midnight_says_so(tmp_path, sessions: Sessions, keyboard: Keyboard) -> None:
    now = [picture_shop.NOW]
    shop = picture_shop.make(tmp_path, clock=lambda: now[0])
    shifts.open_shift(shop, OWNER, float_idr=Rupiah(0))
    now[0] += timedelta(days=1)
    session = sessions(shop)
    till = shots_shift.till(session)
    assert "Z-T1-0001" in till.notice.text()
    panel = opened(session, till, keyboard)
    assert "hari sebelumnya" in panel.moves.old.text()


@pytest.mark.parametrize(
    ("size", "language"), [(shots.SIZE, "id"), (MAGNIFIED, "id"), (MAGNIFIED, "en")], ids=["plain", "magnified", "english"]
)
@pytest.mark.parametrize("name", shots_shift.WINDOWS)
def test_no_word_is_cut_off(shop: Shop, sessions: Sessions, name: str, language: str, size: tuple[int, int]) -> None:
    session = sessions(shop, language=language)
    session.window.resize(*size)
    settle(session)
    shots_shift.WINDOWS[name](session)
    settle(session)
    assert cut_off(session.window) == []
    panel = shots_shift.till(session).drawer.panel
    if panel is not None:
        assert panel.go.isHidden() or in_reach(session.window, panel.go)
    sideways = [area for area in session.window.findChildren(QScrollArea) if area.isVisible() and area.horizontalScrollBar().maximum()]
    assert sideways == []
