"""Whether the month is closed, since when, and the way to close it or to open it again."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from pos_app import formatting, texts
from pos_app.domain import days
from pos_app.domain.actor import Actor
from pos_app.domain.closing import Closing
from pos_app.domain.local_content import LocalContent
from pos_app.errors import Refused, Unavailable
from pos_app.services import closings
from pos_app.services.shop import Changes
from pos_app.texts import gettext as _
from ui.operations import Lane
from ui.panels.owner_pin import as_owner
from ui.theme import Size, Weight
from ui.widgets import asker
from ui.widgets.buttons import Button, Kind
from ui.widgets.entry_bar import Entry, EntryBar
from ui.widgets.notice import Notice
from ui.widgets.place import Desk
from ui.widgets.surface import IconSign, row
from ui.widgets.text import Text

_LONGEST: Final = 200


class ClosingSign(QWidget):
    """`changed` says that the month was closed or opened again, and that its figures are to be read anew."""

    changed = Signal(object)

    def __init__(self, desk: Desk, bar: EntryBar, notice: Notice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._bar, self._notice = desk, bar, notice
        self._report: LocalContent | None = None
        self._icon = IconSign("lock", side=16)
        self.says = Text(px=Size.LABEL, weight=Weight.SEMIBOLD, ink="ink_2")
        self.close_button = Button(_("Close the month"), icon="lock")
        self.open_button = Button(_("Open again"), kind=Kind.LINK)
        self.close_button.clicked.connect(self.ask_close)
        self.open_button.clicked.connect(self.ask_reopen)
        self.setLayout(row(self._icon, self.says, self.open_button, self.close_button, gap=6))

    def show_report(self, report: LocalContent) -> None:
        """A month that is not over can neither be closed nor be closed already."""
        self._report = report
        closing = report.closing
        over = report.period.month is not None and days.business_day(self._desk.shop.clock(), report.zone) > report.period.last
        if closing is not None:
            since = formatting.day(days.business_day(closing.at, report.zone), texts.language())
            self.says.setText(_("Closed since {day}").format(day=since))
            self.says.setToolTip(_("by {person}").format(person=closing.person))
        for widget in (self._icon, self.says, self.open_button):
            widget.setVisible(closing is not None)
        self.close_button.setVisible(closing is None and over)
        self.close_button.setEnabled(True)

    def _name(self) -> str:
        return formatting.month(self._report.period.first, texts.language()) if self._report is not None else ""

    def ask_close(self) -> None:
        """Say what closing means, then close."""
        said = _("Its figures and papers are kept as they are, and nothing more is posted into it. Opening it again needs a reason.")
        asker.ask(self, title=_("Close {month}?").format(month=self._name()), text=said, yes=_("Close the month"), on_yes=self._close)

    def _close(self) -> None:
        report = self._report
        if report is None or report.period.month is None:
            return
        shop, month = self._desk.shop, report.period.month
        name = self._name()
        self.close_button.setEnabled(False)

        def done(_closing: Closing) -> None:
            self._notice.show_text(_("{month} is closed; its papers are kept.").format(month=name), "told")
            self.changed.emit(Changes(sales=True))

        def failed(error: Refused | Unavailable) -> None:
            self.close_button.setEnabled(True)
            self._notice.show_text(texts.sentence(error), "warning")

        def close(actor: Actor) -> None:
            self._notice.show_text(_("Closing {month}…").format(month=name), "told")
            self._desk.operations.later(Lane.HEAVY, lambda: closings.close(shop, actor, month), done, owner=self, failed=failed)

        what = _("Close {month}").format(month=name)
        as_owner(self._desk, self, what, close, on_left=lambda: self.close_button.setEnabled(True))

    def ask_reopen(self) -> None:
        """Ask for the reason, then open the month again."""
        report = self._report
        if report is None or report.period.month is None:
            return
        shop, month = self._desk.shop, report.period.month
        name = self._name()
        why = QLineEdit()
        why.setMaxLength(_LONGEST)

        def done(changes: Changes) -> None:
            self._bar.close_bar()
            self._notice.show_text(_("{month} is open again.").format(month=name), "told")
            self.changed.emit(changes)

        def take() -> bool:
            reason = why.text()

            def reopen(actor: Actor) -> None:
                self._desk.operations.later(
                    Lane.HEAVY, lambda: closings.reopen(shop, actor, month, why=reason), done, owner=self, failed=self._bar.say
                )

            as_owner(self._desk, self, _("Open {month} again").format(month=name), reopen)
            return False

        self._bar.ask(
            _("Open {month} again? The reason stays in its trace.").format(month=name),
            [Entry(_("Reason"), why, stretch=1)],
            yes=_("Open again"),
            take=take,
        )
