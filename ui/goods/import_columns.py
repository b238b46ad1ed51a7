"""What was recognised in a file: where the list stands, each column with its field and how its numbers are read, to be changed."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app import texts
from pos_app.domain.article_list.model import Column, Layout, Note, Skipped
from pos_app.services import import_report
from pos_app.texts import gettext as _
from ui.theme import Size, Weight
from ui.widgets.choice import Choice
from ui.widgets.keys import KeyCap
from ui.widgets.roomy import Roomy
from ui.widgets.surface import IconSign, Surface, column, row, rule
from ui.widgets.text import Elided, Text

FIELDS: Final = (
    "name", "code", "sku", "more_codes", "price", "cost", "cost_per_pack", "wholesale_price", "member_price", "stock", "stock_counted",
    "min_stock", "max_stock", "category", "unit", "maker", "brand", "supplier", "variant", "group_key", "receipt_name",
    "kind", "tax", "weighed", "sellable", "active", "tracked", "promo_price", "shelf", "description",
    "bundle_sku", "unit2", "pack_qty2", "code2", "price2", "store",
)  # fmt: skip
"""What a column can be said to be, the usual ones first."""
_ASKED_HERE: Final = ("import_store_taken", "import_other_sheets")
"""What the command line says in words, the panel asks by its two drop-downs."""


class _ColumnLine(QWidget):
    def __init__(self, shown: Column, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = shown
        self.choice = Choice(low=True)
        self.choice.setFixedWidth(184)
        self.choice.setAccessibleName(shown.header)
        self.choice.addItem(_("not taken over"), "ignore")
        known = "" if shown.field in ("", "ignore") else shown.field
        for name in (*FIELDS, *((known,) if known and known not in FIELDS else ())):
            self.choice.addItem(import_report.field_name(name), name)
        self.choice.setCurrentIndex(max(0, self.choice.findData(known)))
        reading = import_report.reading(shown.reading) if shown.reading else ""
        below = " · ".join(part for part in (shown.store, reading) if part)
        words = column(Elided(shown.header, px=Size.TEXT, weight=Weight.SEMIBOLD, ink="ink" if known else "ink_2"), gap=1)
        if below:
            words.addWidget(Elided(below, px=Size.SMALL, ink="ink_2"))
        line = row(KeyCap(shown.letter), gap=10, margins=(0, 4, 0, 4))
        line.addLayout(words, 1)
        line.addWidget(self.choice)
        self.setLayout(line)


class RecognisedPanel(QWidget):
    """Signals say what a person says otherwise: a column's field, the store, the sheet."""

    mapped = Signal(str, str)
    store_chosen = Signal(str)
    sheet_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[_ColumnLine] = []
        self._title = Text(_("What was recognised"), px=Size.PANEL_TITLE, weight=Weight.BOLD)
        self._where = Text(px=Size.SMALL, ink="ink_2", wrap=True)
        self.sheet, self.store = Choice(low=True), Choice(low=True)
        self._sheet_line, self._store_line = self._asked(_("Sheet"), self.sheet), self._asked(_("Store"), self.store)
        self.sheet.activated.connect(lambda _at: self.sheet_chosen.emit(self.sheet.currentData()))
        self.store.activated.connect(lambda _at: self.store_chosen.emit(self.store.currentData()))
        self._notes = Surface("unknown")
        self._notes_text = Text(px=Size.SMALL, wrap=True)
        notes = row(IconSign("info", side=18, ink="unknown"), gap=10, margins=(12, 9, 12, 9))
        notes.addWidget(self._notes_text, 1)
        self._notes.setLayout(notes)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._skipped = Text(px=Size.SMALL, ink="ink_2", wrap=True)
        inner = QWidget()
        inner.setLayout(column(self._notes, self._list, self._skipped, None, gap=10, margins=(18, 4, 14, 10)))
        head = column(self._title, self._where, self._sheet_line, self._store_line, gap=6, margins=(18, 16, 18, 10))
        whole = column(head, rule(), gap=0)
        whole.addWidget(Roomy(inner), 1)
        self.setLayout(whole)

    def _asked(self, word: str, choice: Choice) -> QWidget:
        made = QWidget()
        choice.setAccessibleName(word)
        line = row(Text(word, px=Size.LABEL, weight=Weight.SEMIBOLD), gap=12, margins=(0, 2, 0, 0))
        line.addWidget(choice, 1)
        made.setLayout(line)
        return made

    def show_layout(self, layout: Layout, notes: Sequence[Note], skipped: Sequence[Skipped]) -> None:
        self._where.setText(import_report.where(layout).rstrip(":"))
        self._fill(self.sheet, self._sheet_line, (layout.sheet, *layout.other_sheets), layout.sheet)
        self._fill(self.store, self._store_line, layout.stores, layout.store)
        told = [texts.sentence(note.as_refused) for note in notes if note.code not in _ASKED_HERE]
        self._notes_text.setText("\n".join(told))
        self._notes.setVisible(bool(told))
        for old in self.lines:
            self._list.removeWidget(old)
            old.deleteLater()
        self.lines = [_ColumnLine(shown) for shown in layout.columns]
        for line in self.lines:
            line.choice.activated.connect(lambda _at, line=line: self._taken(line, layout))
            self._list.addWidget(line)
        self._skipped.setText(import_report.left_out(skipped))
        self._skipped.setVisible(bool(skipped))

    def _taken(self, line: _ColumnLine, layout: Layout) -> None:
        chosen = line.choice.currentData()
        if chosen and chosen != (line.column.field or "ignore"):
            self.mapped.emit(_key(line.column, layout), chosen)

    def _fill(self, choice: Choice, line: QWidget, names: Sequence[str], current: str) -> None:
        choice.clear()
        for name in names:
            choice.addItem(name or _("first sheet"), name)
        choice.setCurrentIndex(max(0, choice.findData(current)))
        line.setVisible(len(names) > 1)


def _key(shown: Column, layout: Layout) -> str:
    """How a column is named: by its header where no other has it, else by its letter."""
    same = sum(1 for other in layout.columns if other.header.casefold() == shown.header.casefold())
    return shown.header if shown.header.strip() and same == 1 else shown.letter
