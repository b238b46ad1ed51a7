"""The settings: what is typed stays until it is saved or given up, whatever the window does meanwhile."""

from dataclasses import replace

from PySide6.QtTest import QTest

from pos_app.services import settings as shop_settings
from pos_app.services.shop import Shop
from tests.ui.conftest import settle
from ui.app import Session
from ui.settings.settings_view import SettingsView


def open_settings(session: Session) -> SettingsView:
    session.window.show_place("settings")
    settle(session)
    view = session.window.place_widget("settings")
    assert isinstance(view, SettingsView)
    return view


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
