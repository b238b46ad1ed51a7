"""Rows of a list before they are taken in: those with something to say first, each with what becomes of it."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from pos_app import formatting, texts
from pos_app.services import import_report
from pos_app.services.import_products import REFUSED, TAKEN, UNCHANGED, UPDATED, Outcome
from pos_app.texts import gettext as _
from ui.theme import Size, Tokens, Weight, font, icons
from ui.widgets.list_table import ListDelegate, ListHead, text, two_lines

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
OUTCOME_ROLE: Final = int(Qt.ItemDataRole.UserRole)
WARNED: Final = "warned"
"""Taken, changed or unchanged, with something to say."""


class Column(IntEnum):
    ROW = 0
    NAME = 1
    PRICE = 2
    STOCK = 3
    RESULT = 4


def said(outcome: Outcome) -> str:
    """What changes in the article that is there, and everything else there is to say about a row."""
    sentences = [texts.sentence(note.as_refused) for note in outcome.notes]
    if outcome.result == UPDATED:
        fields = ", ".join(import_report.field_name(name) for name in outcome.changed)
        sentences.insert(0, _("Changes: {fields}.").format(fields=fields))
    return " ".join(sentences)


def result_word(outcome: Outcome) -> str:
    return {TAKEN: _("New"), UPDATED: _("Changed"), UNCHANGED: _("Unchanged"), REFUSED: _("Not taken")}[outcome.result]


class ImportModel(QAbstractTableModel):
    """Frozen outcomes, in the order of what needs to be looked at."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Outcome] = []
        self._rows: list[Outcome] = []
        self._only = ""

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    def show(self, outcomes: Sequence[Outcome], only: str = "") -> None:
        """Become these rows; `only` leaves those of one result (or `warned`)."""
        self.beginResetModel()
        self._all = sorted(outcomes, key=lambda x: (x.result != REFUSED, not x.notes, x.row.row))
        self._only = only
        self._rows = [x for x in self._all if self._fits(x)]
        self.endResetModel()

    def filter(self, only: str) -> None:
        self.show(self._all, only)

    def _fits(self, outcome: Outcome) -> bool:
        return not self._only or outcome.result == self._only or (self._only == WARNED and outcome.is_warned)

    def outcome(self, row: int) -> Outcome | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        outcome = self._rows[index.row()]
        if role == OUTCOME_ROLE:
            return outcome
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(outcome, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            if index.column() == Column.RESULT:
                return said(outcome) or None
            return f"{outcome.row.name}\n{outcome.row.shown_code}" if index.column() == Column.NAME else None
        return None

    def _text(self, outcome: Outcome, column: Column) -> str:
        speech, row = texts.language(), outcome.row
        match column:
            case Column.ROW:
                return str(row.row)
            case Column.NAME:
                return row.name or formatting.DASH
            case Column.PRICE:
                return formatting.DASH if row.price_idr is None else formatting.number(row.price_idr, speech)
            case Column.STOCK:
                return formatting.DASH if row.stock is None else f"{formatting.qty(row.stock, speech)} {row.unit or ''}".strip()
            case Column.RESULT:
                return f"{result_word(outcome)} {said(outcome)}".strip()

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (_("Row"), _("Article"), _("Price"), _("Stock"), _("What becomes of it"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return ListHead.alignment(right=section in (Column.PRICE, Column.STOCK))
        return None


_SIGNS: Final = {
    TAKEN: ("circle-plus", "ok"),
    UPDATED: ("refresh-cw", "brand"),
    UNCHANGED: ("circle-check", "ink_2"),
    REFUSED: ("circle-x", "warning"),
}


class ImportDelegate(ListDelegate):
    def paint_cell(self, painter: QPainter, cell: QRect, index: Index, t: Tokens) -> bool:
        outcome = index.data(OUTCOME_ROLE)
        if not isinstance(outcome, Outcome):
            return False
        shown = str(index.data())
        match Column(index.column()):
            case Column.ROW:
                text(painter, cell, shown, font(Size.SMALL), t.ink_2)
            case Column.NAME:
                two_lines(painter, cell, shown, outcome.row.shown_code or _("without a code"), t)
            case Column.PRICE:
                text(painter, cell, shown, font(Size.TEXT, Weight.SEMIBOLD), t.ink, right=True)
            case Column.STOCK:
                text(painter, cell, shown, font(Size.TEXT), t.ink, right=True)
            case Column.RESULT:
                self._result(painter, cell, outcome, t)
        return True

    def _result(self, painter: QPainter, cell: QRect, outcome: Outcome, t: Tokens) -> None:
        sign, ink = ("triangle-alert", "unknown") if outcome.is_warned else _SIGNS[outcome.result]
        colour = t.colour(ink)
        more = said(outcome)
        middle = cell.center().y() if not more else cell.top() + 17
        icons.paint(painter, QRectF(cell.left(), middle - 8, 16, 16), sign, colour)
        beside = cell.adjusted(23, 0, 0, 0)
        face = font(Size.LABEL, Weight.SEMIBOLD)
        if not more:
            text(painter, beside, result_word(outcome), face, colour)
            return
        text(painter, QRect(beside.left(), cell.top() + 7, beside.width(), 20), result_word(outcome), face, colour)
        text(painter, QRect(beside.left(), cell.top() + 26, beside.width(), 18), more, font(Size.SMALL), t.ink_2)
