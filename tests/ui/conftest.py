"""A window on a small shop, driven as a person drives it: keys with their own times, and no waiting by the clock."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.errors import Unavailable
from pos_app.services.shop import Shop
from pos_app.settings import Machine
from tests import picture_shop
from ui import theme
from ui.app import Session
from ui.till.till_view import TillView


class Keyboard:
    """Strikes keys at times of its own, as the system would send them to whatever has the focus."""

    def __init__(self) -> None:
        self.now_ms = 10_000

    def strike(
        self, key: Qt.Key, text: str = "", *, after_ms: int = 90, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """One key down and up."""
        self.now_ms += after_ms
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, modifiers, text)
            event.setTimestamp(self.now_ms)
            target: QObject | None = QApplication.focusWidget() or QApplication.activeWindow()
            assert target is not None, "nothing has the focus"
            QCoreApplication.sendEvent(target, event)

    def type(self, text: str, *, gap_ms: int = 90) -> None:
        """A person's typing."""
        for sign in text:
            self.strike(key_of(sign), sign, after_ms=gap_ms)

    def scan(self, text: str, *, gap_ms: int = 4, suffix: Qt.Key | None = Qt.Key.Key_Return) -> None:
        """A scanner's burst."""
        self.now_ms += 400
        for sign in text:
            if sign == "\x1d":
                self.strike(Qt.Key.Key_BracketRight, "\x1d", after_ms=gap_ms, modifiers=Qt.KeyboardModifier.ControlModifier)
            else:
                self.strike(key_of(sign), sign, after_ms=gap_ms)
        if suffix is not None:
            self.strike(suffix, "\r" if suffix is Qt.Key.Key_Return else "\t", after_ms=gap_ms)

    def enter(self, *, after_ms: int = 120) -> None:
        self.strike(Qt.Key.Key_Return, "\r", after_ms=after_ms)


def key_of(sign: str) -> Qt.Key:
    return Qt.Key(ord(sign.upper()))


@pytest.fixture
def keyboard() -> Keyboard:
    return Keyboard()


@pytest.fixture
def answer_lost(monkeypatch: pytest.MonkeyPatch) -> Callable[[ModuleType, str], None]:
    """Lets a service write once without its answer coming back; the next call is answered."""

    def lose(module: ModuleType, name: str) -> None:
        real, lost = getattr(module, name), []

        def act(*args: object, **kwargs: object) -> object:
            done = real(*args, **kwargs)
            if not lost:
                lost.append(done)
                raise Unavailable("server_unreachable")
            return done

        monkeypatch.setattr(module, name, act)

    return lose


def settle(session: Session, seconds: float = 10.0) -> None:
    """Until every lane has answered, every answer is shown and no key is held back.

    It sleeps between two events: a loop that asked again and again would take the lanes' own time from them.
    """
    patience = QTimer(singleShot=True, interval=round(seconds * 1000))
    patience.start()
    quiet = 0
    while quiet < 3:
        assert patience.isActive(), "a lane did not answer"
        waiting = session.operations.busy or session.scanner.holding
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents if waiting else QEventLoop.ProcessEventsFlag.AllEvents)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        quiet = 0 if session.operations.busy or session.scanner.holding else quiet + 1


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return picture_shop.make(tmp_path)


@pytest.fixture
def sessions(qapp: QApplication) -> Iterator[Callable[..., Session]]:
    """Opens windows on shops, and closes them after the test."""
    opened: list[Session] = []

    def open_session(shop: Shop, **machine: str) -> Session:
        made = Session(qapp, shop, Machine(**{"theme": "light", "language": "id"} | machine), keep_machine=False)
        opened.append(made)
        made.window.show()
        made.window.activateWindow()
        settle(made)
        return made

    yield open_session
    for session in opened:
        session.close()
        session.window.close()
        session.window.deleteLater()
        session.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QApplication.processEvents()
    theme.apply(qapp, "light")


@pytest.fixture
def session(shop: Shop, sessions: Callable[..., Session]) -> Session:
    return sessions(shop)


@pytest.fixture
def till(session: Session) -> TillView:
    place = session.window.place_widget("till")
    assert isinstance(place, TillView)
    return place


def words_in(widget: QWidget) -> list[str]:
    """Every text a person can read in a widget."""
    from PySide6.QtWidgets import QAbstractButton, QLabel

    shown = [w for w in widget.findChildren(QWidget) if w.isVisibleTo(widget)]
    return [w.text() for w in shown if isinstance(w, QLabel | QAbstractButton) and w.text()]
