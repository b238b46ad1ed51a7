"""Training at the window: one key in, one key out, marked throughout, and the shop as it was."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from pos_app.services import receipts
from pos_app.services.shop import Shop
from pos_app.settings import Machine
from tests.picture_shop import OIL, RICE
from tests.ui.conftest import Keyboard, settle, words_in
from ui import app as program
from ui.__main__ import wants_window, window_options
from ui.app import Session
from ui.main_window import MainWindow
from ui.settings.settings_view import SettingsView
from ui.till.counter import receipt_folder
from ui.till.till_view import TillView
from ui.widgets.training_banner import HEIGHT


def till_of(session: Session) -> TillView:
    place = session.window.place_widget("till")
    assert isinstance(place, TillView)
    return place


def test_one_key_in_one_key_out_and_the_shop_as_it_was(
    shop: Shop, keyboard: Keyboard, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program's own loop, with what a person does in place of waiting for him."""
    place, copies, told = shop.place, [], []

    def real(session: Session) -> None:
        till = till_of(session)
        keyboard.scan(RICE.code)  # a customer's basket, which waits meanwhile
        settle(session)
        told.append([line.product.code for line in till.counter.cart.lines])
        session.window.show_place("settings")
        view = session.window.place_widget("settings")
        assert isinstance(view, SettingsView)
        settle(session)
        session.desk.training_wanted.emit()
        session.desk.training_wanted.emit()  # twice is once
        settle(session)
        assert session.copied is not None
        copies.append(session.copied.place)

    def training(session: Session) -> None:
        till, window = till_of(session), session.window
        assert "LATIHAN" in words_in(window)
        assert window.windowTitle().startswith("LATIHAN")
        assert till.counter.cart.lines == ()
        keyboard.now_ms += 60_000
        till.search.setFocus()
        keyboard.scan(OIL.code)
        settle(session)
        keyboard.strike(Qt.Key.Key_F12)
        settle(session)
        assert till.payment is not None
        assert till.payment.geometry().top() == HEIGHT  # never over the banner
        keyboard.enter()
        settle(session)
        number = receipts.latest(session.desk.shop, "T1")
        assert number is not None
        assert Path(copies[0]).parent in receipt_folder(session.desk.shop).parents
        keyboard.strike(Qt.Key.Key_L, after_ms=60_000, modifiers=Qt.KeyboardModifier.AltModifier)
        settle(session)
        assert session.left_training

    def back(session: Session) -> None:
        assert not session.desk.card.training
        assert receipts.latest(session.desk.shop, "T1") is None
        told.append([line.product.code for line in till_of(session).counter.cart.lines])

    parts = iter((real, training, back))

    def lived() -> int:
        (window,) = [w for w in qapp.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()]
        session = window.desk.parent()
        assert isinstance(session, Session)
        settle(session)
        next(parts)(session)
        settle(session)
        return 0

    monkeypatch.setattr(qapp, "exec", lived, raising=False)
    session = Session(qapp, shop, Machine(theme="light", language="id"), keep_machine=False)
    status = program._lived(qapp, session, None)
    while session.copied is not None:
        status, session = program._trained(qapp, session, keep_machine=False)
    assert (status, told) == (0, [[RICE.code], [RICE.code]])
    assert not Path(copies[0]).parent.exists()
    assert session.desk.shop.place == place
    session.window.close()
    session.window.deleteLater()
    session.deleteLater()
    monkeypatch.undo()
    QTimer.singleShot(0, qapp.exit)
    qapp.exec()  # Qt was told to end outside of its loop, and begins no other until it has


def test_the_command_line_names_it() -> None:
    assert wants_window(["--training", "--db", "x"])
    assert window_options(["--training"]).training
