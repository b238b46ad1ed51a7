"""A place of figures: read beside the window, in pages, grey bars while they are slow, a card where there are none."""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from pos_app import texts
from pos_app.errors import Refused, Unavailable
from pos_app.services.shop import Changes
from pos_app.texts import gettext as _
from ui.commands import CommandId, command, shown_key
from ui.operations import Lane
from ui.widgets.buttons import Button
from ui.widgets.empty import LoadingBars
from ui.widgets.paged_place import PageState
from ui.widgets.period_chooser import PeriodChooser
from ui.widgets.place import Desk, TellingPlace
from ui.widgets.saving import Saver
from ui.widgets.surface import column
from ui.widgets.tabs import Tabs

_SLOW_MS: Final = 500
T = TypeVar("T")


class FiguresPlace(TellingPlace):
    """The figures that show stay until others are there; the newest question is the one answered."""

    def __init__(self, desk: Desk, words: Sequence[str], paged: PageState, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._paged = paged
        self._old = True
        self._asked = 0
        self.tabs = Tabs(list(words), self, in_bar=True)
        self.tabs.chosen.connect(self.page_chosen)
        self._top = QWidget(self)
        self.pages = QStackedWidget()
        self.saver = Saver(self, self.notice)
        self.period = PeriodChooser()
        self.pdf = Button(_("PDF"), icon="file-text", key=shown_key(CommandId.SAVE_PDF))
        self.sheets = Button(_("xlsx"))
        self.sheets.setToolTip(" ".join((_("Save the tables as xlsx"), f"({shown_key(CommandId.SAVE_SHEETS)})")))
        printed = _(command(CommandId.PRINT).word)
        self.printer = Button("", icon="printer")
        self.printer.setToolTip(f"{printed} ({shown_key(CommandId.PRINT)})")
        self.printer.setAccessibleName(printed)
        self.printer.clicked.connect(lambda: self.print_instead(self.save_pdf))
        self.pdf.clicked.connect(self.save_pdf)
        self.sheets.clicked.connect(self.save_sheets)
        self._whole = QStackedWidget()
        self._whole.hide()
        self._slow = QTimer(self, singleShot=True, interval=_SLOW_MS)
        self._slow.timeout.connect(lambda: self._show_state(0))
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.read_if_old)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.bind(
            {
                CommandId.SAVE_PDF: self.save_pdf,
                CommandId.SAVE_SHEETS: self.save_sheets,
                CommandId.EARLIER: self.period.step_back,
                CommandId.LATER: self.period.step_on,
                CommandId.PAGES: lambda: self.tabs.choose((self.tabs.at + 1) % self.pages.count()),
            }
        )

    def lay_out(self, *parts: QWidget, nothing: QWidget) -> None:
        """`parts` stand above the pages; `nothing` takes the place of all where there are no figures."""
        shown = QWidget()
        inside = column(*parts, gap=12)
        inside.addWidget(self.pages, 1)
        shown.setLayout(inside)
        for state in (LoadingBars(), shown, nothing):
            self._whole.addWidget(state)
        box = column(self.notice, gap=12, margins=(18, 14, 18, 16))
        box.addWidget(self._whole, 1)
        self.setLayout(box)

    # ------------------------------------------------------------ a place's own

    def read(self) -> None:
        """Ask for the figures by `later`."""
        raise NotImplementedError

    def save_pdf(self) -> None:
        """Ask where the paper goes, then write it there."""
        raise NotImplementedError

    def save_sheets(self) -> None:
        """Ask where the tables go, then write them there."""
        raise NotImplementedError

    def page_chosen(self, at: int) -> None:
        self._paged.page = at
        self.pages.setCurrentIndex(at)

    # ------------------------------------------------------------ reading

    def later(self, call: Callable[[], T], show: Callable[[T], None], *, first: bool) -> None:
        """Read beside the window; `first` is whether nothing shows yet."""
        self._old = False
        self._asked += 1
        number = self._asked

        def done(found: T) -> None:
            if number == self._asked:
                self._slow.stop()
                show(found)

        def failed(error: Refused | Unavailable) -> None:
            self._slow.stop()
            self._old = True
            self.say(error)

        if first:
            self._slow.start()
        self.desk.operations.later(Lane.HEAVY, call, done, owner=self, failed=failed)

    def say(self, error: Refused | Unavailable) -> None:
        self.notice.show_text(texts.sentence(error), "warning")

    def show_figures(self, *, there_are: bool) -> None:
        self._show_state(1 if there_are else 2)

    def _show_state(self, at: int) -> None:
        self._whole.setCurrentIndex(at)
        self._whole.show()

    def read_if_old(self) -> None:
        if self._old:
            self.read()

    # ------------------------------------------------------------ the place

    def top(self) -> QWidget:
        return self._top

    def changed(self, _changes: Changes) -> None:
        """Many changes in a row are read once."""
        self._old = True
        if self.isVisible():
            self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.tabs.choose(self._paged.page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The figures 1, 2 and on open the pages."""
        if event.text() in [str(at + 1) for at in range(self.pages.count())]:
            self.tabs.choose(int(event.text()) - 1)
        else:
            super().keyPressEvent(event)
