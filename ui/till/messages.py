"""A receipt as a message: opened in the desktop's own program with the customer's number, or copied."""

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QLineEdit

from pos_app.services import receipts
from pos_app.texts import gettext as _
from ui.operations import Lane
from ui.widgets.entry_bar import Entry, EntryBar
from ui.widgets.place import Desk


def ask_telephone(desk: Desk, bar: EntryBar, number: str) -> None:
    """Ask where a receipt goes: WhatsApp opens with the message; without a number the message is copied."""
    shop = desk.shop
    field = QLineEdit()
    field.setMaxLength(30)

    def take() -> bool:
        telephone = field.text().strip()
        if telephone:
            later(lambda: receipts.message_link(shop, number, telephone), lambda link: QDesktopServices.openUrl(QUrl(link)))
        else:
            later(lambda: receipts.text(shop, number), QGuiApplication.clipboard().setText)
        return False

    def later(call: Callable[[], str], done: Callable[[str], object]) -> None:
        def answered(text: str) -> None:
            if bar.is_asking(field):
                done(text)
                bar.close_bar()

        desk.operations.later(Lane.COUNTER, call, answered, owner=bar, failed=bar.say)

    def asked(known: str) -> None:
        field.setText(known)
        title = _("Receipt {number} as a message; without a telephone number it is copied").format(number=number)
        bar.ask(title, [Entry(_("WhatsApp number"), field, stretch=1)], yes=_("Send"), take=take)

    desk.operations.later(Lane.COUNTER, lambda: receipts.telephone(shop, number), asked, owner=bar)
