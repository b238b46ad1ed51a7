"""The paper itself, page by page as it will be printed, and what saving it does."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from pos_app.services.papers import PagePicture
from pos_app.texts import gettext as _
from ui.commands import CommandId, command, shown_key
from ui.theme import Size, Weight, tokens
from ui.widgets.buttons import Button, Kind
from ui.widgets.figure_cards import TitledCard
from ui.widgets.flick import Flick
from ui.widgets.paper_sheet import PAGE_WIDTH, Sheet
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Text

_NARROWEST: Final = 480
_WITH_CARD: Final = 840


class _Waiting(QWidget):
    """A page whose lines are not there yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(PAGE_WIDTH, 620)

    def sizeHint(self) -> QSize:
        return QSize(PAGE_WIDTH, 620)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(t.panel))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.line))
        for at, part in enumerate((0.42, 0.6, 1.0, 1.0, 0.9, 1.0, 0.7, 0.8)):
            painter.drawRoundedRect(QRectF(56, 56 + at * 62, (PAGE_WIDTH - 112) * part, 16), 8, 8)
        painter.end()


class PaperPage(QWidget):
    pdf_wanted = Signal()
    print_wanted = Signal()
    sheets_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheets: list[Sheet] = []
        self._pages = QVBoxLayout()
        self._pages.setSpacing(18)
        self._pages.setContentsMargins(0, 0, 8, 16)
        self._pages.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        inner = QWidget()
        inner.setProperty("transparent", "true")
        inner.setLayout(self._pages)
        self.view = QScrollArea()
        Flick(self.view)
        self.view.setWidgetResizable(True)
        self.view.setWidget(inner)
        whole = row(gap=14)
        whole.addWidget(self.view, 1)
        self._card = self._saving()
        whole.addLayout(column(self._card, None))
        self.setLayout(whole)

    def _saving(self) -> Surface:
        card = TitledCard(_("Save the paper"))
        card.setFixedWidth(320)
        self._pdf = Button(_("Save as PDF"), kind=Kind.MAIN, key=shown_key(CommandId.SAVE_PDF), height=54, px=Size.FIELD)
        self._pdf.clicked.connect(self.pdf_wanted)
        self._print = Button(_(command(CommandId.PRINT).word), key=shown_key(CommandId.PRINT), icon="printer", height=44)
        self._print.clicked.connect(self.print_wanted)
        self._sheets = Button(_("Tables as xlsx"), key=shown_key(CommandId.SAVE_SHEETS), icon="file-spreadsheet", height=44)
        self._sheets.clicked.connect(self.sheets_wanted)
        said = (
            _("What you see is a preview: nothing has been issued."),
            _("Saving gives the paper its number and keeps its seal in the shop, so that a printed figure can be checked later."),
        )
        for text, weight in zip(said, (Weight.SEMIBOLD, Weight.REGULAR), strict=True):
            card.add(Text(text, px=Size.LABEL, weight=weight, ink="ink_2", wrap=True))
        self._count = Text(px=Size.LABEL, ink="ink_2")
        card.add(self._count)
        card.add(self._pdf)
        card.add(self._print)
        card.add(self._sheets)
        return card

    def show_waiting(self) -> None:
        """Grey lines until the pages are drawn."""
        self._empty()
        self._pages.addWidget(_Waiting())

    def show_pages(self, pages: Sequence[PagePicture], *, count: str) -> None:
        at = self.view.verticalScrollBar().value()
        self._empty()
        for number, picture in enumerate(pages, start=1):
            sheet = Sheet(picture, _("Page {page} of {pages}").format(page=number, pages=len(pages)))
            sheet.set_width(self._page_width())
            self.sheets.append(sheet)
            self._pages.addWidget(sheet)
        self._count.setText(count)
        self.view.verticalScrollBar().setValue(at)

    def _page_width(self) -> int:
        """As wide as it is printed, or as there is room for."""
        return max(_NARROWEST, min(PAGE_WIDTH, self.view.viewport().width() - 12))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._card.setVisible(self.width() >= _WITH_CARD)
        for sheet in self.sheets:
            sheet.set_width(self._page_width())

    def _empty(self) -> None:
        self.sheets = []
        while (item := self._pages.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
