"""The place of the stock: what comes in, what goes out, what is counted, what is held for others, and packs, in pages.

To add a page, add a row to one of the `GROUPS`; a page is a `Place` of its own inside this one, made when it is first shown.
"""

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from pos_app.texts import N_
from ui.commands import CommandId
from ui.widgets.paged_place import GroupedPlace, PageEntry, PageGroup
from ui.widgets.place import Desk, Place


def _receiving(desk: Desk) -> Place:
    from ui.stock.receiving_page import ReceivingPage

    return ReceivingPage(desk)


def _outgoing(desk: Desk) -> Place:
    from ui.stock.outgoing_page import OutgoingPage

    return OutgoingPage(desk)


def _debts(desk: Desk) -> Place:
    from ui.stock.debts_page import DebtsPage

    return DebtsPage(desk)


def _expiry(desk: Desk) -> Place:
    from ui.stock.expiry_page import ExpiryPage

    return ExpiryPage(desk)


def _buying(desk: Desk) -> Place:
    from ui.stock.buying_page import BuyingPage

    return BuyingPage(desk)


def _papers(desk: Desk) -> Place:
    from ui.stock.papers_page import PapersPage

    return PapersPage(desk)


def _card(desk: Desk) -> Place:
    from ui.stock.card_page import CardPage

    return CardPage(desk)


def _consignment(desk: Desk) -> Place:
    from ui.stock.consignment_page import ConsignmentPage

    return ConsignmentPage(desk)


def _labels(desk: Desk) -> Place:
    from ui.stock.labels_page import LabelsPage

    return LabelsPage(desk)


def _stocktake(desk: Desk) -> Place:
    from ui.stock.stocktake_page import StocktakePage

    return StocktakePage(desk)


def _repacking(desk: Desk) -> Place:
    from ui.stock.repacking_page import RepackingPage

    return RepackingPage(desk)


def _parcels(desk: Desk) -> Place:
    from ui.stock.parcels_page import ParcelsPage

    return ParcelsPage(desk)


def _deposits(desk: Desk) -> Place:
    from ui.stock.deposits_page import DepositsPage

    return DepositsPage(desk)


def _suppliers(desk: Desk) -> Place:
    from ui.stock.suppliers_page import SuppliersPage

    return SuppliersPage(desk)


GROUPS: Final = (
    PageGroup(
        N_("In"),
        CommandId.STOCK_IN,
        (
            PageEntry("receiving", N_("Goods in"), _receiving),
            PageEntry("buying", N_("To buy"), _buying),
            PageEntry("debts", N_("Suppliers' bills"), _debts),
            PageEntry("suppliers", N_("Suppliers"), _suppliers),
        ),
    ),
    PageGroup(N_("Out"), CommandId.STOCK_OUT, (PageEntry("outgoing", N_("Goods out"), _outgoing),)),
    PageGroup(
        N_("Count and check"),
        CommandId.STOCK_CHECK,
        (
            PageEntry("stocktake", N_("Stocktake"), _stocktake),
            PageEntry("expiry", N_("What expires"), _expiry),
            PageEntry("card", N_("Stock card"), _card),
            PageEntry("papers", N_("Papers"), _papers),
        ),
    ),
    PageGroup(
        N_("Held for others"),
        CommandId.STOCK_HELD,
        (PageEntry("consignment", N_("Consignment"), _consignment), PageEntry("deposits", N_("Deposits"), _deposits)),
    ),
    PageGroup(
        N_("Packs and labels"),
        CommandId.STOCK_PACKS,
        (
            PageEntry("repacking", N_("Repacking"), _repacking),
            PageEntry("parcels", N_("Parcels"), _parcels),
            PageEntry("labels", N_("Labels"), _labels),
        ),
    ),
)


class StockState(QObject):
    """Which page shows, kept over a language switch."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.page = 0


class StockView(GroupedPlace):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, GROUPS, desk.model(StockState), parent)
