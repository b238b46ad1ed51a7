"""Evidence that ends within sixty days, and what has ended with nothing in its place; Enter brings the article to the desk."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from pos_app import formatting, texts
from pos_app.errors import Refused, Unavailable
from pos_app.services import origins
from pos_app.services.origins import Ending
from pos_app.services.shop import Changes
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.operations import Lane
from ui.origin.origin_state import OriginState
from ui.panels import origin_words
from ui.theme import Size, Weight
from ui.widgets.figures_table import Column, FiguresTable, Line, Said
from ui.widgets.place import Desk, TellingPlace
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Text


class EndingPage(TellingPlace):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._found: Sequence[Ending] = ()
        self._old = True
        self.table = FiguresTable(
            [Column(_("Article")), Column(_("Evidence"), 340), Column(_("Ends"), 120, right=True), Column("", 150, right=True)]
        )
        self.table.activated_row.connect(self.open_row)
        self._says = Text(px=Size.LABEL, ink="ink_2", wrap=True)
        card, empty = Surface("card"), Surface("dashed")
        inside = column(gap=0, margins=(1, 1, 1, 1))
        inside.addWidget(self.table, 1)
        card.setLayout(inside)
        empty.setLayout(column(None, row(None, Text(_("No evidence ends within the next 60 days."), ink="ink_2"), None), None))
        self._either = QStackedWidget()
        for widget in (card, empty):
            self._either.addWidget(widget)
        title = Text(_("Evidence that ends"), px=Size.TITLE, weight=Weight.BOLD)
        whole = column(title, self._says, self.notice, gap=10, margins=(20, 16, 20, 18))
        whole.addWidget(self._either, 1)
        self.setLayout(whole)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.read)

    def entered(self) -> None:
        self.table.setFocus()
        if self._old:
            self.read()

    def changed(self, changes: Changes) -> None:
        if changes.origins or changes.products:
            self._old = True
            if self.isVisible():
                self._soon.start()

    def read(self) -> None:
        shop = self.desk.shop
        self._old = False

        def failed(error: Refused | Unavailable) -> None:
            self._old = True
            self.notice.show_text(texts.sentence(error), "warning")

        self.desk.operations.later(Lane.HEAVY, lambda: origins.ending(shop), self._show, owner=self, failed=failed)

    def _show(self, found: Sequence[Ending]) -> None:
        self._found = found
        self.table.show_lines([_line(one) for one in found])
        self._either.setCurrentIndex(0 if found else 1)
        said = _("What has ended on the day of a sale is not counted; Enter brings the article to the desk, where new evidence is set.")
        self._says.setText(said if found else "")
        if found and self.table.current_row() < 0:
            self.table.pick(0)

    def open_row(self, at: int) -> None:
        """Bring the article to the desk."""
        if 0 <= at < len(self._found):
            self.desk.model(OriginState).article_wanted.emit(self._found[at].product.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_row(self.table.current_row())
        else:
            super().keyPressEvent(event)


def _line(one: Ending) -> Line:
    last, left = one.piece.last_day, one.days_left
    when = formatting.day(last, texts.language()) if last else ""
    word = ngettext("in {n} day", "in {n} days", left).format(n=left) if left >= 0 else _("expired")
    figures = origin_words.certificate_figures(one.piece)
    return Line(
        (
            Said(one.product.name, below=one.product.code, weight=Weight.SEMIBOLD, px=Size.NAME),
            Said(origin_words.piece_title(one.piece), below=figures),
            Said(when),
            Said(word, ink="warning", weight=Weight.SEMIBOLD),
        ),
        key=(one.product.id, one.piece.kind, one.piece.number),
    )
