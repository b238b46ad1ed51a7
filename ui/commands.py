"""Every command of the window on one page, with the key that calls it; F1 shows this table.

A place binds the commands it answers; a command nobody binds has no button and no key.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from pos_app.texts import N_
from pos_app.texts import gettext as _


class CommandId(StrEnum):
    HELP = "help"
    SWITCH_PERSON = "switch_person"
    LEAVE_TRAINING = "leave_training"
    FIND = "find"
    QUANTITY = "quantity"
    PRICE = "price"
    DISCOUNT = "discount"
    HOLD = "hold"
    SPLIT = "split"
    RECALL = "recall"
    JOIN_BASKET = "join_basket"
    SWAP = "swap"
    OTHER_SWAP = "other_swap"
    RETURN = "return"
    NO_EXCHANGE = "no_exchange"
    RECEIPTS = "receipts"
    MESSAGE = "message"
    OPEN_RECEIPT = "open_receipt"
    EXCHANGE = "exchange"
    RETURN_ALL = "return_all"
    VOID = "void"
    CORRECT = "correct"
    GIFT_VOUCHER = "gift_voucher"
    CUSTOMER = "customer"
    NEW_CUSTOMER = "new_customer"
    NO_CUSTOMER = "no_customer"
    ALTER_CUSTOMER = "alter_customer"
    PAY_ACCOUNT = "pay_account"
    STATEMENT = "statement"
    DRAWER = "drawer"
    PRICE_CHECK = "price_check"
    PRICE_SCREEN = "price_screen"
    PAY = "pay"
    REMOVE_LINE = "remove_line"
    REPRINT = "reprint"
    UNDO = "undo"
    OPEN_ARTICLE = "open_article"
    NEW_ARTICLE = "new_article"
    ANOTHER_PART = "another_part"
    EXACT = "exact"
    FINISH = "finish"
    BACK = "back"
    RECEIPT_CHOICE = "receipt_choice"
    ARRIVED = "arrived"
    CASH = "cash"
    QRIS = "qris"
    CARD = "card"
    TRANSFER = "transfer"
    ON_ACCOUNT = "on_account"
    VOUCHER = "voucher"
    POINTS = "points"
    NEXT_MEANS = "next_means"
    SAVE = "save"
    LEAVE = "leave"
    FINISH_STEP = "finish_step"
    LIST_FIND = "list_find"
    LIST_QUANTITY = "list_quantity"
    LIST_COST = "list_cost"
    LIST_EXPIRY = "list_expiry"
    NEW_PRICE = "new_price"
    LIST_REMOVE = "list_remove"
    LIST_INVOICE = "list_invoice"
    LIST_LOSS = "list_loss"
    TAKE_BACK = "take_back"
    NEW_PART = "new_part"
    PART_BEFORE = "part_before"
    PART_AFTER = "part_after"
    IMPORT_LIST = "import_list"
    LISTS = "lists"
    CATEGORIES = "categories"
    NEW_IN_LIST = "new_in_list"
    MARK_ROW = "mark_row"
    MARK_ALL = "mark_all"
    CHANGE_TOGETHER = "change_together"
    ADD_EVIDENCE = "add_evidence"
    TYPE_NUMBER = "type_number"
    ORIGIN_DOMESTIC = "origin_domestic"
    ORIGIN_IMPORTED = "origin_imported"
    ORIGIN_UNKNOWN = "origin_unknown"
    CERTIFICATE = "certificate"
    SAVE_NEXT = "save_next"
    DOMESTIC_NEXT = "domestic_next"
    IMPORTED_NEXT = "imported_next"
    SAID_BY = "said_by"
    ATTACH_FILE = "attach_file"
    MERGE_NAMES = "merge_names"
    NEW_CONSIGNOR = "new_consignor"
    CONSIGN_IN = "consign_in"
    CONSIGN_BACK = "consign_back"
    CONSIGN_SPOILT = "consign_spoilt"
    SETTLE = "settle"
    CONSIGN_TERMS = "consign_terms"
    OWN_CODE = "own_code"
    NEW_STATEMENT = "new_statement"
    MAKER_PLACE = "maker_place"
    SAVE_PDF = "save_pdf"
    PRINT = "print"
    SAVE_SHEETS = "save_sheets"
    OTHER_PDF = "other_pdf"
    SAVE_PAGE = "save_page"
    COPY_TEXT = "copy_text"
    NEW_OWNER = "new_owner"
    EARLIER = "earlier"
    LATER = "later"
    PAGES = "pages"
    OPEN_LIST = "open_list"
    NEXT_PAGE = "next_page"
    PAGE_BEFORE = "page_before"
    STOCK_IN = "stock_in"
    STOCK_OUT = "stock_out"
    STOCK_CHECK = "stock_check"
    STOCK_HELD = "stock_held"
    STOCK_PACKS = "stock_packs"
    ONE_BY_ONE = "one_by_one"
    LOAD_SNAPSHOTS = "load_snapshots"
    MAKE_SNAPSHOT = "make_snapshot"
    PLACE_TILL = "place_till"
    PLACE_GOODS = "place_goods"
    PLACE_STOCK = "place_stock"
    PLACE_ORIGIN = "place_origin"
    PLACE_REPORTS = "place_reports"
    PLACE_COOP = "place_coop"
    PLACE_TODAY = "place_today"
    PLACE_SETTINGS = "place_settings"


class Where(StrEnum):
    """The heading a command stands under in the help."""

    EVERYWHERE = "everywhere"
    TILL = "till"
    RECEIPTS = "receipts"
    CUSTOMERS = "customers"
    PAYMENT = "payment"
    LISTS = "lists"


HEADINGS: Final[Mapping[Where, str]] = {
    Where.TILL: N_("At the till"),
    Where.RECEIPTS: N_("Receipts and returns"),
    Where.CUSTOMERS: N_("Customers"),
    Where.PAYMENT: N_("While paying"),
    Where.LISTS: N_("In this place"),
    Where.EVERYWHERE: N_("Everywhere"),
}


@dataclass(frozen=True, slots=True)
class Command:
    """`title` is the whole thing said, `word` what a button has room for; `key` as Qt spells it.

    `letter` marks keys that act only while no text field takes letters; the window reads them itself.
    """

    id: CommandId
    title: str
    key: str
    where: Where
    word: str = ""
    letter: bool = False


COMMANDS: Final[tuple[Command, ...]] = (
    Command(CommandId.FIND, N_("Find by name"), "F2", Where.TILL),
    Command(CommandId.QUANTITY, N_("Quantity of the line"), "F3", Where.TILL, N_("Quantity")),
    Command(CommandId.PRICE, N_("Price or discount of the line"), "F4", Where.TILL, N_("Price")),
    Command(CommandId.DISCOUNT, N_("Discount on the basket"), "F5", Where.TILL, N_("Discount")),
    Command(CommandId.HOLD, N_("Put the basket aside for its customer"), "F6", Where.TILL, N_("Put aside")),
    Command(CommandId.SPLIT, N_("Part the basket into two"), "Shift+F6", Where.TILL, N_("Part the basket")),
    Command(CommandId.RECALL, N_("Baskets that wait"), "F7", Where.TILL, N_("Waiting")),
    Command(CommandId.JOIN_BASKET, N_("Join a waiting basket to this one"), "G", Where.TILL, N_("Join"), letter=True),
    Command(CommandId.SWAP, N_("Take the domestic alternative"), "F8", Where.TILL, N_("Swap")),
    Command(CommandId.OTHER_SWAP, N_("Another domestic alternative"), "Shift+F8", Where.TILL, N_("Another")),
    Command(CommandId.RETURN, N_("Return goods of a receipt"), "F9", Where.RECEIPTS, N_("Return")),
    Command(CommandId.RETURN_ALL, N_("In a return: all that is on the receipt"), "F3", Where.RECEIPTS, N_("Everything")),
    Command(CommandId.EXCHANGE, N_("In a return: take other goods for it"), "F8", Where.RECEIPTS, N_("Exchange")),
    Command(CommandId.NO_EXCHANGE, N_("Nothing comes back after all"), "Shift+F9", Where.RECEIPTS, N_("No exchange")),
    Command(CommandId.RECEIPTS, N_("Receipts: copy, void, how it was paid"), "Ctrl+R", Where.RECEIPTS, N_("Receipts")),
    Command(CommandId.VOID, N_("In the receipts: void one"), "F3", Where.RECEIPTS, N_("Void")),
    Command(CommandId.CORRECT, N_("In the receipts: how one was really paid"), "F4", Where.RECEIPTS, N_("Payment")),
    Command(CommandId.MESSAGE, N_("The last receipt as a message (WhatsApp)"), "Ctrl+T", Where.RECEIPTS, N_("WhatsApp")),
    Command(CommandId.OPEN_RECEIPT, N_("The last receipt, as it was saved"), "Ctrl+O", Where.RECEIPTS),
    Command(CommandId.GIFT_VOUCHER, N_("Sell a gift voucher"), "Ctrl+B", Where.TILL, N_("Sell voucher")),
    Command(CommandId.CUSTOMER, N_("Whose basket it is"), "F10", Where.CUSTOMERS, N_("Customer")),
    Command(CommandId.NEW_CUSTOMER, N_("New customer"), "Ctrl+N", Where.CUSTOMERS, N_("New customer")),
    Command(CommandId.ALTER_CUSTOMER, N_("Alter the marked customer"), "Ctrl+E", Where.CUSTOMERS, N_("Alter")),
    Command(CommandId.PAY_ACCOUNT, N_("In their list: take a payment on an account"), "F4", Where.CUSTOMERS, N_("Account payment")),
    Command(CommandId.STATEMENT, N_("In their list: the account as a PDF"), "Ctrl+P", Where.CUSTOMERS, N_("Statement")),
    Command(CommandId.NO_CUSTOMER, N_("Nobody's basket in particular"), "Ctrl+D", Where.CUSTOMERS, N_("No customer")),
    Command(CommandId.DRAWER, N_("Cash drawer and shift"), "F11", Where.TILL, N_("Drawer")),
    Command(CommandId.PRICE_CHECK, N_("What an article costs, without selling it"), "Ctrl+H", Where.TILL, N_("Price check")),
    Command(CommandId.PRICE_SCREEN, N_("Price check for customers, full screen"), "Ctrl+Shift+H", Where.TILL),
    Command(CommandId.PAY, N_("Pay"), "F12", Where.TILL, N_("Pay")),
    Command(CommandId.OPEN_ARTICLE, N_("General goods, price typed in"), "Ctrl+G", Where.TILL, N_("General goods")),
    Command(CommandId.NEW_ARTICLE, N_("Add the article of an unknown code"), "Ctrl+N", Where.TILL, N_("Add the article")),
    Command(CommandId.REMOVE_LINE, N_("Remove the line"), "Del", Where.TILL, N_("Remove")),
    Command(CommandId.REPRINT, N_("The last receipt again, as a copy"), "Ctrl+P", Where.RECEIPTS, N_("Copy of the receipt")),
    Command(CommandId.CASH, N_("Cash"), "T", Where.PAYMENT, letter=True),
    Command(CommandId.QRIS, N_("QRIS"), "Q", Where.PAYMENT, letter=True),
    Command(CommandId.CARD, N_("Card: debit, credit, e-wallet in turn"), "K", Where.PAYMENT, letter=True),
    Command(CommandId.TRANSFER, N_("Transfer"), "R", Where.PAYMENT, letter=True),
    Command(CommandId.ON_ACCOUNT, N_("On account"), "B", Where.PAYMENT, letter=True),
    Command(CommandId.VOUCHER, N_("Voucher"), "V", Where.PAYMENT, letter=True),
    Command(CommandId.POINTS, N_("Points"), "P", Where.PAYMENT, letter=True),
    Command(CommandId.NEXT_MEANS, N_("Next means of payment"), "Tab", Where.PAYMENT, letter=True),
    Command(CommandId.ANOTHER_PART, N_("Another part of the payment"), "+", Where.PAYMENT, letter=True),
    Command(CommandId.EXACT, N_("Fill in the exact amount"), "F12", Where.PAYMENT, N_("Exact")),
    Command(CommandId.ARRIVED, N_("The money has arrived"), "M", Where.PAYMENT, letter=True),
    Command(CommandId.RECEIPT_CHOICE, N_("What becomes of the receipt"), "S", Where.PAYMENT, letter=True),
    Command(CommandId.FINISH, N_("Finish the sale"), "Enter", Where.PAYMENT, letter=True),
    Command(CommandId.BACK, N_("Back to the basket"), "Esc", Where.PAYMENT),
    Command(CommandId.FINISH_STEP, N_("Finish the step"), "F12", Where.LISTS),
    Command(CommandId.SAVE, N_("Save"), "Ctrl+S", Where.LISTS),
    Command(CommandId.LEAVE, N_("Leave without saving"), "Esc", Where.LISTS),
    Command(CommandId.LIST_FIND, N_("Find in the list"), "F2", Where.LISTS),
    Command(CommandId.LIST_QUANTITY, N_("Quantity of the row"), "F3", Where.LISTS, N_("Quantity")),
    Command(CommandId.LIST_COST, N_("Cost of the row"), "F4", Where.LISTS, N_("Cost")),
    Command(CommandId.LIST_EXPIRY, N_("Expiry and batch of the row"), "F5", Where.LISTS, N_("Expiry")),
    Command(CommandId.NEW_PRICE, N_("New selling price"), "H", Where.LISTS, letter=True),
    Command(CommandId.LIST_REMOVE, N_("Take the row out"), "Del", Where.LISTS, N_("Remove")),
    Command(CommandId.LIST_INVOICE, N_("Discount, freight, due day"), "F6", Where.LISTS),
    Command(CommandId.LIST_LOSS, N_("What a repacking loses"), "F4", Where.LISTS),
    Command(CommandId.TAKE_BACK, N_("Undo a repacking, a parcel, a closed part"), "Shift+F7", Where.LISTS),
    Command(CommandId.NEW_PART, N_("Add a new one"), "Ctrl+N", Where.LISTS),
    Command(CommandId.PART_BEFORE, N_("The part before"), "Alt+Up", Where.LISTS),
    Command(CommandId.PART_AFTER, N_("The next part"), "Alt+Down", Where.LISTS),
    Command(CommandId.IMPORT_LIST, N_("Take in a list of goods"), "Ctrl+I", Where.LISTS),
    Command(CommandId.LISTS, N_("Prices, stock, suppliers, origins as lists"), "Ctrl+Shift+I", Where.LISTS, N_("Lists in and out")),
    Command(CommandId.CATEGORIES, N_("The tree of categories"), "Ctrl+Shift+K", Where.LISTS, N_("Categories")),
    Command(CommandId.NEW_IN_LIST, N_("New article"), "N", Where.LISTS, letter=True),
    Command(CommandId.MARK_ROW, N_("Mark the row, and on to the next"), "Space", Where.LISTS, letter=True),
    Command(CommandId.MARK_ALL, N_("Mark everything in the list"), "Ctrl+Shift+A", Where.LISTS),
    Command(CommandId.CHANGE_TOGETHER, N_("Change what is marked together"), "Ctrl+E", Where.LISTS),
    Command(CommandId.ADD_EVIDENCE, N_("Add evidence of origin"), "A", Where.LISTS, letter=True),
    Command(CommandId.TYPE_NUMBER, N_("Type a number from the package"), "F2", Where.LISTS),
    Command(CommandId.ORIGIN_DOMESTIC, N_("Domestic"), "D", Where.LISTS, letter=True),
    Command(CommandId.ORIGIN_IMPORTED, N_("Imported"), "I", Where.LISTS, letter=True),
    Command(CommandId.ORIGIN_UNKNOWN, N_("Origin not known"), "B", Where.LISTS, letter=True),
    Command(CommandId.CERTIFICATE, N_("TKDN certificate"), "T", Where.LISTS, letter=True),
    Command(CommandId.SAVE_NEXT, N_("Save, next article"), "Enter", Where.LISTS, letter=True),
    Command(CommandId.DOMESTIC_NEXT, N_("Domestic, and the next article"), "Shift+D", Where.LISTS, letter=True),
    Command(CommandId.IMPORTED_NEXT, N_("Imported, and the next article"), "Shift+I", Where.LISTS, letter=True),
    Command(CommandId.SAID_BY, N_("Who says so: own word, package, supplier"), "S", Where.LISTS, letter=True),
    Command(CommandId.ATTACH_FILE, N_("Attach a photo or PDF"), "Ctrl+L", Where.LISTS),
    Command(CommandId.MERGE_NAMES, N_("Make spellings one name"), "G", Where.LISTS, letter=True),
    Command(CommandId.MAKER_PLACE, N_("Village or place of a maker; who makes a brand"), "D", Where.LISTS, letter=True),
    Command(CommandId.NEW_STATEMENT, N_("New statement of a maker"), "P", Where.LISTS, letter=True),
    Command(CommandId.NEW_CONSIGNOR, N_("New consignor"), "N", Where.LISTS, letter=True),
    Command(CommandId.CONSIGN_IN, N_("Take consigned goods in"), "T", Where.LISTS, letter=True),
    Command(CommandId.CONSIGN_BACK, N_("Give unsold goods back"), "K", Where.LISTS, letter=True),
    Command(CommandId.CONSIGN_SPOILT, N_("Write spoilt goods off"), "R", Where.LISTS, letter=True),
    Command(CommandId.SETTLE, N_("Settle with a consignor"), "L", Where.LISTS, letter=True),
    Command(CommandId.CONSIGN_TERMS, N_("Terms of the consignor, or of the row"), "F4", Where.LISTS),
    Command(CommandId.OWN_CODE, N_("Give the article a code of the shop's own"), "Ctrl+K", Where.LISTS),
    Command(CommandId.SAVE_PDF, N_("Save as PDF"), "Ctrl+P", Where.LISTS),
    Command(CommandId.PRINT, N_("Print on an ordinary printer"), "Ctrl+Shift+P", Where.EVERYWHERE, N_("Print…")),
    Command(CommandId.SAVE_SHEETS, N_("Save the tables as xlsx"), "Ctrl+E", Where.LISTS),
    Command(CommandId.OTHER_PDF, N_("Result of a stocktake, agreement with a consignor"), "F8", Where.LISTS),
    Command(CommandId.SAVE_PAGE, N_("Save the catalogue as a web page"), "Ctrl+Shift+W", Where.LISTS),
    Command(CommandId.COPY_TEXT, N_("Copy the catalogue as a message"), "Ctrl+Shift+C", Where.LISTS),
    Command(CommandId.NEW_OWNER, N_("New owner"), "Ctrl+Shift+N", Where.LISTS),
    Command(CommandId.EARLIER, N_("The month before"), "Alt+Left", Where.LISTS),
    Command(CommandId.LATER, N_("The month after"), "Alt+Right", Where.LISTS),
    Command(CommandId.PAGES, N_("Pages of the place"), "1, 2, …", Where.LISTS, letter=True),
    Command(CommandId.OPEN_LIST, N_("What a card is about"), "1, 2, 3, 4", Where.LISTS, letter=True),
    Command(CommandId.NEXT_PAGE, N_("The next page of the place"), "Ctrl+PgDown", Where.LISTS),
    Command(CommandId.PAGE_BEFORE, N_("The page before"), "Ctrl+PgUp", Where.LISTS),
    Command(CommandId.STOCK_IN, N_("What comes in; again: buying, bills, suppliers"), "Ctrl+1", Where.LISTS),
    Command(CommandId.STOCK_OUT, N_("What goes out"), "Ctrl+2", Where.LISTS),
    Command(CommandId.STOCK_CHECK, N_("Count; again: expiry, stock card, papers"), "Ctrl+3", Where.LISTS),
    Command(CommandId.STOCK_HELD, N_("Consigned goods; again: deposits"), "Ctrl+4", Where.LISTS),
    Command(CommandId.STOCK_PACKS, N_("Repack; again: parcels, labels"), "Ctrl+5", Where.LISTS),
    Command(CommandId.ONE_BY_ONE, N_("Look at articles whose origin differs"), "Enter", Where.LISTS, letter=True),
    Command(CommandId.LOAD_SNAPSHOTS, N_("Load snapshots of shops"), "Ctrl+O", Where.LISTS),
    Command(CommandId.MAKE_SNAPSHOT, N_("Make this shop's snapshot"), "Ctrl+K", Where.LISTS),
    Command(CommandId.HELP, N_("Keys and help"), "F1", Where.EVERYWHERE),
    Command(CommandId.UNDO, N_("Undo"), "Ctrl+Z", Where.EVERYWHERE, N_("Undo")),
    Command(CommandId.SWITCH_PERSON, N_("Lock the till, or another person goes on"), "Alt+K", Where.EVERYWHERE),
    Command(CommandId.LEAVE_TRAINING, N_("Leave the training"), "Alt+L", Where.EVERYWHERE, N_("Leave the training")),
    Command(CommandId.PLACE_TILL, N_("Go to the till"), "Alt+1", Where.EVERYWHERE),
    Command(CommandId.PLACE_GOODS, N_("Go to the goods"), "Alt+2", Where.EVERYWHERE),
    Command(CommandId.PLACE_STOCK, N_("Go to the stock"), "Alt+3", Where.EVERYWHERE),
    Command(CommandId.PLACE_ORIGIN, N_("Go to the origins"), "Alt+4", Where.EVERYWHERE),
    Command(CommandId.PLACE_REPORTS, N_("Go to the reports"), "Alt+5", Where.EVERYWHERE),
    Command(CommandId.PLACE_COOP, N_("Go to the co-op"), "Alt+6", Where.EVERYWHERE),
    Command(CommandId.PLACE_TODAY, N_("Today and this month at a glance"), "Alt+7", Where.EVERYWHERE),
    Command(CommandId.PLACE_SETTINGS, N_("Go to the settings"), "Alt+0", Where.EVERYWHERE),
)

_BY_ID: Final = {command.id: command for command in COMMANDS}


def command(which: CommandId) -> Command:
    return _BY_ID[which]


def shown_key(which: CommandId) -> str:
    """The key as its cap names it."""
    return {"Del": _("Del")}.get(_BY_ID[which].key, _BY_ID[which].key)


def bind(widget: QWidget, handlers: Mapping[CommandId, Callable[[], None]]) -> dict[CommandId, QAction]:
    """Give `widget` the keys of commands, alive while the focus is inside it; letters are left to the window."""
    made = {}
    for which, handler in handlers.items():
        entry = _BY_ID[which]
        action = QAction(_(entry.title), widget)
        if not entry.letter:
            action.setShortcut(QKeySequence(entry.key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.setAutoRepeat(False)
        action.triggered.connect(handler)
        widget.addAction(action)
        made[which] = action
    return made


def listed(bound: Iterable[CommandId]) -> list[tuple[str, list[Command]]]:
    """The commands that are bound, under their headings, for the help."""
    alive = set(bound)
    return [
        (_(heading), found) for where, heading in HEADINGS.items() if (found := [c for c in COMMANDS if c.where is where and c.id in alive])
    ]
