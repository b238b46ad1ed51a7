"""The place of the settings: the shop and this machine, promotions, who works here, and the shop's QRIS, a page each."""

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from pos_app.texts import N_
from ui.widgets.paged_place import PagedPlace, PageEntry
from ui.widgets.place import Desk, Place


def _shop(desk: Desk) -> Place:
    from ui.settings.shop_page import ShopPage

    return ShopPage(desk)


def _people(desk: Desk) -> Place:
    from ui.settings.people_page import PeoplePage

    return PeoplePage(desk)


def _qris(desk: Desk) -> Place:
    from ui.settings.qris_page import QrisPage

    return QrisPage(desk)


def _promotions(desk: Desk) -> Place:
    from ui.settings.promotions_page import PromotionsPage

    return PromotionsPage(desk)


def _devices(desk: Desk) -> Place:
    from ui.settings.devices_page import DevicesPage

    return DevicesPage(desk)


PAGES: Final = (
    PageEntry("shop", N_("Shop and machine"), _shop),
    PageEntry("promotions", N_("Promotions and points"), _promotions),
    PageEntry("people", N_("People"), _people),
    PageEntry("qris", N_("QRIS"), _qris),
    PageEntry("devices", N_("Devices"), _devices),
)


class SettingsState(QObject):
    """Which page shows, kept over a language switch."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.page = 0


class SettingsView(PagedPlace):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, PAGES, desk.model(SettingsState), parent)
