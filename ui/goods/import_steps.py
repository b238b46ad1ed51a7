"""The first and the last step of an import: a place to drop the file, and what became of it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from pos_app import formatting, texts
from pos_app.errors import Refused, Unavailable
from pos_app.services.import_products import REFUSED, TAKEN, UNCHANGED, UPDATED, Imported
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.commands import CommandId, shown_key
from ui.theme import Size, Weight
from ui.widgets.buttons import Button, Kind
from ui.widgets.surface import Disc, IconSign, Surface, column, row
from ui.widgets.text import Text

_MIDDLE = Qt.AlignmentFlag.AlignHCenter


class ChoosePage(QWidget):
    wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = Text(_("Take in a list of goods"), px=Size.TITLE, weight=Weight.BOLD)
        back = Button(_("Back to the list"), icon="arrow-left", key="Esc", height=44)
        back.clicked.connect(self.left)
        self._drop = Surface("dashed")
        self._says = Text(_("Drop the file here"), px=Size.PANEL_TITLE, weight=Weight.BOLD)
        kinds = Text(_("Excel (xlsx, xls), OpenDocument (ods) or csv, as your old till or your own sheet has it."), ink="ink_2")
        nothing = Text(_("First you see what would happen. Nothing is written before you say so."), ink="ink_2")
        self._go = Button(_("Choose a file"), kind=Kind.MAIN, key=shown_key(CommandId.FINISH_STEP), height=54, px=Size.FIELD)
        self._go.setMinimumWidth(260)
        self._go.clicked.connect(self.wanted)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setFixedWidth(260)
        self._busy.hide()
        box = column(None, gap=6)
        for widget, gap in ((Disc("file-spreadsheet"), 8), (self._says, 2), (kinds, 0), (nothing, 14), (self._go, 4), (self._busy, 0)):
            box.addWidget(widget, 0, _MIDDLE)
            box.addSpacing(gap)
        box.addStretch(1)
        self._drop.setLayout(box)
        self._wrong = Surface("warning")
        self._wrong_text = Text(px=Size.TEXT, weight=Weight.SEMIBOLD, wrap=True)
        line = row(IconSign("triangle-alert", side=20, ink="warning"), gap=12, margins=(14, 11, 14, 11))
        line.addWidget(self._wrong_text, 1)
        self._wrong.setLayout(line)
        self._wrong.hide()
        whole = column(row(title, None, back), self._wrong, gap=14, margins=(20, 16, 20, 20))
        whole.addWidget(self._drop, 1)
        self.setLayout(whole)
        self.setFocusProxy(self._go)

    def wrong(self) -> str:
        return "" if self._wrong.isHidden() else self._wrong_text.text()

    def show_reading(self, name: str) -> None:
        self._wrong.hide()
        self._says.setText(_("Reading {name}…").format(name=name))
        self._busy.show()
        self._go.setEnabled(False)

    def show_wrong(self, error: Refused | Unavailable) -> None:
        """Why a file cannot be taken in; another can be chosen."""
        self._wrong_text.setText(texts.sentence(error))
        self._wrong.show()
        self._says.setText(_("Drop the file here"))
        self._busy.hide()
        self._go.setEnabled(True)
        self._go.setFocus()


class ResultPage(QWidget):
    left = Signal()
    another = Signal()
    report_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = Surface("card")
        self._title = Text(px=Size.TITLE, weight=Weight.BOLD)
        self._file = Text(px=Size.TEXT, ink="ink_2")
        self._counts = {name: Text(px=Size.WIZARD_TITLE, weight=Weight.BOLD) for name in (TAKEN, UPDATED, UNCHANGED, "warned", REFUSED)}
        words = {TAKEN: _("new"), UPDATED: _("changed"), UNCHANGED: _("unchanged"), "warned": _("with a remark"), REFUSED: _("not taken")}
        cells = []
        for name, figure in self._counts.items():
            figure.setAlignment(_MIDDLE)
            word = Text(words[name], px=Size.LABEL, ink="ink_2")
            word.setAlignment(_MIDDLE)
            cell = Surface("card-raised")
            cell.setMinimumWidth(128)
            cell.setLayout(column(figure, word, gap=2, margins=(16, 12, 16, 12)))
            cells.append(cell)
        self._told = Text(px=Size.LABEL, weight=Weight.SEMIBOLD, ink="ok")
        report = Button(_("Save the report (csv)"), icon="file-down", height=54)
        report.clicked.connect(self.report_wanted)
        another = Button(_("Another file"), icon="folder-open", height=54)
        another.clicked.connect(self.another)
        self._go = Button(_("See the goods"), kind=Kind.MAIN, key=shown_key(CommandId.FINISH_STEP), height=54, px=Size.FIELD)
        self._go.setMinimumWidth(240)
        self._go.clicked.connect(self.left)
        box = column(None, gap=6)
        for widget, gap in ((Disc("check"), 8), (self._title, 0), (self._file, 16)):
            box.addWidget(widget, 0, _MIDDLE)
            box.addSpacing(gap)
        box.addLayout(row(None, *cells, None, gap=12))
        box.addSpacing(12)
        box.addWidget(self._told, 0, _MIDDLE)
        box.addSpacing(10)
        box.addLayout(row(None, report, another, self._go, None, gap=12))
        box.addStretch(1)
        card.setLayout(box)
        whole = column(margins=(20, 20, 20, 20))
        whole.addWidget(card, 1)
        self.setLayout(whole)
        self.setFocusProxy(self._go)

    def count(self, name: str) -> str:
        return self._counts[name].text()

    def told(self) -> str:
        return self._told.text()

    def show_imported(self, found: Imported, name: str) -> None:
        speech = texts.language()
        n = found.count(TAKEN) + found.count(UPDATED)
        said = ngettext("{n} article is in the shop", "{n} articles are in the shop", n)
        self._title.setText(said.format(n=formatting.number(n, speech)))
        self._file.setText(name)
        for result, figure in self._counts.items():
            amount = found.warned if result == "warned" else found.count(result)
            figure.setText(formatting.number(amount, speech))
            figure.set_ink("warning" if result == REFUSED and amount else "unknown" if result == "warned" and amount else "ink")
        self._told.setText("")

    def show_saved(self, path: Path) -> None:
        self._told.set_ink("ok")
        self._told.setText(_("The report is in {path}").format(path=path))

    def show_wrong(self, sentence: str) -> None:
        self._told.set_ink("warning")
        self._told.setText(sentence)
