"""A whole list comes in: choose the file, look at what would happen, take it; nothing is written before the main button."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QProgressBar, QStackedWidget, QWidget

from pos_app import files, formatting, texts
from pos_app.errors import Refused, Unavailable
from pos_app.services import import_products, import_report
from pos_app.services.import_products import REFUSED, TAKEN, UNCHANGED, UPDATED, Imported
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.commands import CommandId, shown_key
from ui.goods.article_panel import COMPACT_BELOW, COMPACT_WIDTH, WIDTH
from ui.goods.import_columns import RecognisedPanel
from ui.goods.import_model import WARNED, Column, ImportDelegate, ImportModel, said
from ui.goods.import_steps import ChoosePage, ResultPage
from ui.operations import Lane
from ui.theme import Size, Weight
from ui.widgets.buttons import Button, Kind
from ui.widgets.chip import Chip
from ui.widgets.list_table import ListTable
from ui.widgets.notice import Notice
from ui.widgets.place import Desk
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Elided, Text
from ui.widgets.wrapped import Wrapped

T = TypeVar("T")
_WIDTHS: Final[dict[int, int]] = {Column.ROW: 64, Column.PRICE: 80, Column.STOCK: 88, Column.RESULT: 344}
_NARROW: Final[dict[int, int]] = {Column.ROW: 60, Column.PRICE: 76, Column.STOCK: 0, Column.RESULT: 150}
_ENDINGS: Final = "*.csv *.xlsx *.xlsm *.xls *.ods *.txt *.tsv *.htm *.html"
CHOOSE, PREVIEW, RESULT = 0, 1, 2


@dataclass(frozen=True, slots=True)
class _Said:
    """What a person said about the file: columns by name, its store, its sheet."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    store: str = ""
    sheet: str = ""


class ImportPage(QWidget):
    """`taken` carries what an import changed; `left` says that the page can go."""

    left = Signal()
    taken = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._path: Path | None = None
        self._data = b""
        self._said = _Said()
        self._shown: Imported | None = None
        self._asked = 0
        self.is_busy = False
        self.setAcceptDrops(True)
        self.choose = ChoosePage()
        self.result = ResultPage()
        self.model = ImportModel(self)
        self.pages = QStackedWidget()
        for page in (self.choose, self._preview(), self.result):
            self.pages.addWidget(page)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)
        self._slow = QTimer(self, singleShot=True, interval=500)
        self._slow.timeout.connect(lambda: self._progress.show())
        self._connect()

    def _preview(self) -> QWidget:
        self.table = ListTable(self.model, _WIDTHS, stretch=Column.NAME, narrow=_NARROW)
        self.table.setItemDelegate(ImportDelegate(self.table))
        self.notice = Notice()
        self._title = Text(_("Take in a list of goods"), px=Size.TITLE, weight=Weight.BOLD)
        self._file = Elided(px=Size.LABEL, ink="ink_2")
        self.other = Button(_("Another file"), icon="folder-open", height=44)
        self.chips = {name: Chip(dashed=name == WARNED) for name in ("", REFUSED, WARNED, TAKEN, UPDATED, UNCHANGED)}
        card = Surface("card")
        self._remark = Text(px=Size.LABEL, wrap=True)
        self._remark_foot = Surface("foot")
        self._remark_foot.setLayout(column(self._remark, margins=(16, 10, 16, 10)))
        self._remark_foot.hide()
        inside_card = column(gap=0, margins=(1, 1, 1, 1))
        inside_card.addWidget(self.table, 1)
        inside_card.addWidget(self._remark_foot)
        card.setLayout(inside_card)
        top = row(gap=16)
        top.addLayout(column(self._title, self._file, gap=2), 1)
        top.addWidget(self.other)
        self._chips = Wrapped(tuple(self.chips.values()))
        left = column(top, self._chips, self.notice, gap=10, margins=(16, 12, 16, 14))
        left.addWidget(card, 1)
        self.recognised = RecognisedPanel()
        self.cancel = Button(_("Cancel"), key="Esc", height=54)
        self.take = Button("", kind=Kind.MAIN, key=shown_key(CommandId.FINISH_STEP), height=54, px=Size.FIELD)
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._progress.hide()
        buttons = self._buttons = row(self.cancel, gap=10)
        buttons.addWidget(self.take, 1)
        foot = Surface("foot")
        foot.setLayout(column(self._progress, buttons, gap=10, margins=(18, 12, 18, 12)))
        side = self._side = Surface("side")
        inside = column(gap=0)
        inside.addWidget(self.recognised, 1)
        inside.addWidget(foot)
        side.setLayout(inside)
        made = QWidget()
        both = QHBoxLayout(made)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        both.addLayout(left, 1)
        both.addWidget(side)
        return made

    def _connect(self) -> None:
        self._desk.operations.broke.connect(self._idle)
        self.choose.wanted.connect(self.ask_file)
        self.choose.left.connect(self.leave)
        self.other.clicked.connect(self.ask_file)
        self.cancel.clicked.connect(self.leave)
        self.take.clicked.connect(self.take_in)
        self.table.picked.connect(self._show_remark)
        self.result.left.connect(self.leave)
        self.result.another.connect(self.ask_file)
        self.result.report_wanted.connect(self.ask_report)
        self.recognised.mapped.connect(self._mapped)
        self.recognised.store_chosen.connect(self._store)
        self.recognised.sheet_chosen.connect(self._sheet)
        for name, chip in self.chips.items():
            chip.clicked.connect(lambda _checked, name=name: self._only(name))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        compact = self.width() < COMPACT_BELOW
        self._side.setFixedWidth(COMPACT_WIDTH if compact else WIDTH)
        self._buttons.setDirection(QBoxLayout.Direction.BottomToTop if compact else QBoxLayout.Direction.LeftToRight)

    # ------------------------------------------------------------ choosing a file

    def ask_file(self) -> None:
        """Ask for a file in the system's own dialog."""
        where = str(self._path.parent) if self._path else ""
        kinds = ";;".join((_("Lists of goods") + f" ({_ENDINGS})", _("All files") + " (*)"))
        name, _kind = QFileDialog.getOpenFileName(self, _("Choose a list of goods"), where, kinds)
        if name:
            self.open_file(Path(name))

    def open_file(self, path: Path) -> None:
        """Read a file and show what it would do."""
        if self.is_busy:
            return
        self._path, self._said = path, _Said()
        self.choose.show_reading(path.name)
        shop = self._desk.shop

        def read() -> tuple[bytes, Imported]:
            data = files.read(path)
            return data, import_products.preview(shop, data)

        def done(found: tuple[bytes, Imported]) -> None:
            self._data = found[0]
            self._file.setText(path.name)
            self._show(found[1])
            self.pages.setCurrentIndex(PREVIEW)
            self.table.setFocus()

        self._later(read, done, self._cannot_open)

    def _cannot_open(self, error: Refused | Unavailable) -> None:
        self.pages.setCurrentIndex(CHOOSE)
        self.choose.show_wrong(error)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self.is_busy and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        local = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if local:
            event.acceptProposedAction()
            self.open_file(Path(local[0]))

    # ------------------------------------------------------------ the preview

    def _later(self, call: Callable[[], T], done: Callable[[T], None], failed: Callable[[Refused | Unavailable], None]) -> None:
        """Beside the window; an answer to an older question is dropped."""
        self._asked += 1
        asked = self._asked
        self.is_busy = True
        self._enable()
        self._slow.start()

        def answered(found: T) -> None:
            if asked == self._asked:
                self._idle()
                done(found)

        def refused(error: Refused | Unavailable) -> None:
            if asked == self._asked:
                self._idle()
                failed(error)

        self._desk.operations.later(Lane.HEAVY, call, answered, owner=self, failed=refused)

    def _idle(self) -> None:
        self.is_busy = False
        self._slow.stop()
        self._progress.hide()
        self._enable()

    def _enable(self) -> None:
        for widget in (self.take, self.cancel, self.other, self.recognised):
            widget.setEnabled(not self.is_busy)
        if not self.is_busy and self._shown is not None:
            self.take.setEnabled(self._to_write(self._shown) > 0)

    def _again(self, told: _Said) -> None:
        """Look at the file once more after a person said something about it; what is shown stays until then.

        What cannot be is said, and what was recognised before is shown again.
        """
        shop, data = self._desk.shop, self._data

        def done(found: Imported) -> None:
            self._said = told
            self._show(found)

        def failed(error: Refused | Unavailable) -> None:
            if self._shown is not None:
                listing = self._shown.listing
                self.recognised.show_layout(listing.layout, listing.notes, listing.skipped)
            self.notice.show_text(texts.sentence(error), "warning")

        self._later(lambda: import_products.preview(shop, data, mapping=told.mapping, store=told.store, sheet=told.sheet), done, failed)

    def _mapped(self, column_name: str, field_name: str) -> None:
        self._again(replace(self._said, mapping={**self._said.mapping, column_name: field_name}))

    def _store(self, name: str) -> None:
        self._again(replace(self._said, store=name))

    def _sheet(self, name: str) -> None:
        self._again(_Said(sheet=name))

    def _show(self, found: Imported) -> None:
        self._shown = found
        self.notice.clear()
        self.recognised.show_layout(found.listing.layout, found.listing.notes, found.listing.skipped)
        self._count(found)
        self._only("")
        n = self._to_write(found)
        if n:
            self.take.setText(ngettext("Import {n} article", "Import {n} articles", n).format(n=formatting.number(n, texts.language())))
        else:
            self.take.setText(_("Nothing new to import"))
        self._enable()
        self.table.scrollToTop()

    @staticmethod
    def _to_write(found: Imported) -> int:
        return found.count(TAKEN) + found.count(UPDATED)

    def _count(self, found: Imported) -> None:
        words = {"": _("All"), REFUSED: _("Not taken"), WARNED: _("With a remark"), TAKEN: _("New")}
        words |= {UPDATED: _("Changed"), UNCHANGED: _("Unchanged")}
        for name, chip in self.chips.items():
            n = len(found.outcomes) if not name else found.warned if name == WARNED else found.count(name)
            chip.show_words(f"{words[name]} {formatting.number(n, texts.language())}")
            chip.setVisible(n > 0 or not name)
        self._chips.arrange()

    def _only(self, name: str) -> None:
        for of, chip in self.chips.items():
            chip.setChecked(of == name)
        if self._shown is not None:
            self.model.show(self._shown.outcomes, name)
            self._show_remark(-1)

    def _show_remark(self, row_shown: int) -> None:
        """The whole remark of the current row, which has no room in it."""
        outcome = self.model.outcome(row_shown)
        remark = said(outcome) if outcome is not None else ""
        self._remark.setText(remark)
        self._remark_foot.setVisible(bool(remark))

    # ------------------------------------------------------------ taking it in

    def finish_step(self) -> None:
        """F12: the main button of the step that shows."""
        at = self.pages.currentIndex()
        if self.is_busy:
            return
        if at == CHOOSE:
            self.ask_file()
        elif at == PREVIEW and self.take.isEnabled():
            self.take_in()
        elif at == RESULT:
            self.leave()

    def take_in(self) -> None:
        """Write the good rows, all in one; keys are dropped meanwhile."""
        path = self._path
        if self.is_busy or path is None:
            return
        desk, data, told = self._desk, self._data, self._said
        self.take.setText(_("Importing…"))
        self._progress.show()

        def done(found: Imported) -> None:
            self._shown = found
            self.result.show_imported(found, path.name)
            self.pages.setCurrentIndex(RESULT)
            self.result.setFocus()
            self.taken.emit(found.changes)

        def failed(error: Refused | Unavailable) -> None:
            if self._shown is not None:
                self._show(self._shown)
            self.notice.show_text(texts.sentence(error), "warning")

        self._later(
            lambda: import_products.take(
                desk.shop, desk.actor, data, name=path.name, mapping=told.mapping, store=told.store, sheet=told.sheet
            ),
            done,
            failed,
        )

    def ask_report(self) -> None:
        """Ask where the report goes."""
        if self._path is None:
            return
        wanted = self._path.with_name("-".join((self._path.stem, _("report"))) + ".csv")
        name, _kind = QFileDialog.getSaveFileName(self, _("Save the report"), str(wanted), "csv (*.csv)")
        if name:
            self.save_report(Path(name))

    def save_report(self, path: Path) -> None:
        """Write every row with what became of it."""
        shown = self._shown
        if shown is None:
            return

        def write() -> Path:
            files.write(path, import_report.as_csv(shown))
            return path

        self._desk.operations.later(
            Lane.HEAVY, write, self.result.show_saved, owner=self, failed=lambda error: self.result.show_wrong(texts.sentence(error))
        )

    def leave(self) -> None:
        """Back to the list."""
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
