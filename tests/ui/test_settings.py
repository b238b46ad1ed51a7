"""The settings: what is typed stays until it is saved or given up, whatever the window does meanwhile."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from pos_app.domain.person import Role
from pos_app.errors import Refused
from pos_app.services import people, qris_codes
from pos_app.services import settings as shop_settings
from pos_app.services.shop import OWNER, Shop
from tests.domain.test_qris import STATIC
from tests.ui.conftest import Keyboard, settle, words_in
from ui.app import Session
from ui.settings.limits_card import LimitsCard
from ui.settings.people_page import PeoplePage
from ui.settings.price_card import PriceCard
from ui.settings.qris_page import QrisPage
from ui.settings.settings_view import SettingsView
from ui.settings.shop_page import ShopPage
from ui.widgets.buttons import Button
from ui.widgets.overlay import Overlay
from ui.widgets.place import Place


def open_page(session: Session, which: str) -> Place:
    session.window.show_place("settings")
    settle(session)
    view = session.window.place_widget("settings")
    assert isinstance(view, SettingsView)
    view.show_page(which)
    settle(session)
    return view.page(which)


def open_settings(session: Session) -> ShopPage:
    page = open_page(session, "shop")
    assert isinstance(page, ShopPage)
    return page


def test_what_was_typed_outlives_another_language_and_is_saved_whole(session: Session, shop: Shop) -> None:
    view = open_settings(session)
    QTest.keyClicks(view._fields["address"], "Jl. Melati No. 12")
    rounding = view._fields["cash_rounding"]
    rounding.setCurrentIndex(rounding.findData("off"))
    rounding.activated.emit(rounding.currentIndex())
    session.desk.change_machine(replace(session.desk.machine, language="en"))
    settle(session)
    again = open_settings(session)
    assert again is not view
    assert again._fields["address"].text() == "Jl. Melati No. 12"
    assert again._value("cash_rounding") == "off"
    assert shop_settings.show(shop)["address"] == "", "nothing is saved before somebody saves it"
    again.save()
    settle(session)
    kept = shop_settings.show(shop)
    assert (kept["address"], kept["cash_rounding"]) == ("Jl. Melati No. 12", "off")
    assert again._draft == {}


def test_the_printer_of_this_machine_is_kept_once_its_address_can_be_one(session: Session) -> None:
    page = open_settings(session)
    page.printer.setText("kertas")
    QTest.keyClick(page.printer, Qt.Key.Key_Return)
    assert session.desk.machine.printer == ""
    assert "kertas" in page._notice.text()
    page.printer.setText("tcp:10.0.0.7")
    QTest.keyClick(page.printer, Qt.Key.Key_Return)
    assert session.desk.machine.printer == "tcp:10.0.0.7"
    page.printer.clear()
    page.set_printer()
    assert session.desk.machine.printer == ""


def people_page(session: Session) -> PeoplePage:
    page = open_page(session, "people")
    assert isinstance(page, PeoplePage)
    return page


def fill(session: Session, keyboard: Keyboard, *texts: str) -> None:
    """Type into the fields of the question, one after another, and take it."""
    for at, text in enumerate(texts):
        if at:
            keyboard.strike(Qt.Key.Key_Tab, "\t")
        keyboard.type(text)
    keyboard.enter()
    settle(session)


def test_people_are_taken_on_given_pins_and_let_go(session: Session, shop: Shop, keyboard: Keyboard, expected_warnings: list[str]) -> None:
    expected_warnings.append("wrong pin")
    page = people_page(session)
    page.ask_cashier()
    fill(session, keyboard, "Sari", "2580")
    assert page.bar.is_open, "the first PIN must be an owner's"
    assert people.everybody(shop) == ()
    page.bar.leave()
    page.ask_owner()
    fill(session, keyboard, "Ratna", "7391")
    page.ask_cashier()
    fill(session, keyboard, "Sari", "2580")
    assert not page.bar.is_open
    assert [(one.name, one.role, one.guarded) for one in people.everybody(shop)] == [
        ("Ratna", Role.OWNER, True), ("Sari", Role.CASHIER, True),
    ]  # fmt: skip
    assert people.sign_in(shop, "Sari", "2580", till="T1").person == "Sari"
    page.table.pick(1)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    fill(session, keyboard, "1234")
    assert page.bar.is_open, "a plain run is too easy"
    keyboard.strike(Qt.Key.Key_A, "a", modifiers=Qt.KeyboardModifier.ControlModifier)
    fill(session, keyboard, "8406")
    with pytest.raises(Refused, match="wrong_pin"):
        people.sign_in(shop, "Sari", "2580", till="T1")
    assert people.sign_in(shop, "Sari", "8406", till="T1").person == "Sari"
    page.leave_button.click()
    settle(session)
    assert [one.archived for one in people.everybody(shop)] == [False, True]
    assert page.leave_button.text() == "Masuk kembali"
    assert not page.pin_button.isEnabled()
    page.leave_button.click()
    settle(session)
    assert not any(one.archived for one in people.everybody(shop))


def test_the_last_owner_with_a_pin_stays(session: Session, shop: Shop) -> None:
    people.add(shop, OWNER, "Ratna", Role.OWNER, pin="7391")
    people.add(shop, OWNER, "Sari", Role.CASHIER, pin="2580")
    page = people_page(session)
    page.table.pick(0)
    page.leave_button.click()
    settle(session)
    assert not any(one.archived for one in people.everybody(shop))
    assert "Ratna" not in page.notice.text()
    assert page.notice.text()


def test_a_pin_is_never_shown(session: Session) -> None:
    page = people_page(session)
    page.ask_cashier()
    [pin] = [field for field in page.bar.findChildren(QLineEdit) if field.echoMode() is QLineEdit.EchoMode.Password]
    QTest.keyClicks(pin, "a2b5c80x")
    assert pin.text() == "2580"
    assert "2580" not in words_in(page)


def qris_page(session: Session) -> QrisPage:
    page = open_page(session, "qris")
    assert isinstance(page, QrisPage)
    return page


def test_the_shops_qris_is_pasted_shown_and_forgotten(session: Session, shop: Shop, tmp_path: Path) -> None:
    page = qris_page(session)
    page.code.setText(STATIC[:-1] + "0")
    page.keep()
    settle(session)
    assert qris_codes.kept(shop) is None
    assert page.notice.text()
    page.code.setText(STATIC)
    QTest.keyClick(page.code, Qt.Key.Key_Return)
    settle(session)
    kept = qris_codes.kept(shop)
    assert kept is not None
    assert kept.payload == STATIC
    assert kept.name in words_in(page)
    page.picture.grab().save(str(tmp_path / "seen.png"))
    [seen] = zxingcpp.read_barcodes(Image.open(tmp_path / "seen.png"))
    assert seen.text == STATIC
    page.ask_forget()
    [question] = [one for one in session.window.findChildren(Overlay) if one.isVisible()]
    next(button for button in question.findChildren(Button) if button.text() == "Hapus").click()
    settle(session)
    assert qris_codes.kept(shop) is None
    assert not page.forget_button.isVisible()


def test_the_shops_qris_is_read_from_a_picture(session: Session, shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = qris_page(session)
    (tmp_path / "kosong.png").write_bytes(b"")
    (tmp_path / "qris.png").write_bytes(qris_codes.picture(STATIC))
    for name, holds in (("kosong.png", False), ("qris.png", True)):
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, name=name: (str(tmp_path / name), ""))
        QTest.keyClick(page.code, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        settle(session)
        assert (qris_codes.kept(shop) is not None) is holds


@pytest.mark.parametrize("language", ["id", "en"])
def test_prices_and_limits_kept_unaltered_stay_what_they_are(shop: Shop, sessions: Callable[..., Session], language: str) -> None:
    """odoo#273022, OSPOS#3114."""
    given = {"cashier_discount": "8.33", "points_per_idr": "12500", "point_value_idr": "75", "refund_limit_idr": "1250000"}
    given |= {"below_cost": "off", "below_stock": "bar", "domestic_offers": "off"}
    shop_settings.change(shop, OWNER, given)
    before = shop_settings.show(shop)
    session = sessions(shop, language=language)
    kept = 0
    for page in ("promotions", "people"):
        shown = open_page(session, page)
        for card in shown.findChildren(PriceCard):
            card.keep()
            kept += 1
        for limits in shown.findChildren(LimitsCard):
            limits._keep_most()
            kept += 1
        settle(session)
    assert kept == 2
    assert shop_settings.show(shop) == before
