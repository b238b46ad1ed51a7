"""The lines of a receiving: pack times content under one figure, the cost's change in words, a missing date in dashes."""

from enum import IntEnum
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from pos_app import formatting, texts
from pos_app.domain.receiving import Receiving, ReceivingLine
from pos_app.texts import gettext as _
from ui.theme import Row, Size, Tokens, Weight, font
from ui.widgets.badge import mark, paint_badge, tkdn
from ui.widgets.list_table import ListDelegate, ListHead, ListTable, text

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
LINE_ROLE: Final = int(Qt.ItemDataRole.UserRole)
LAST_ROLE: Final = LINE_ROLE + 1
_LEAST_BADGE: Final = 64
"""A badge in less room says nothing."""


class Column(IntEnum):
    NAME = 0
    QUANTITY = 1
    COST = 2
    EACH = 3
    BATCH = 4
    EXPIRES = 5
    TOTAL = 6


WIDTHS: Final[dict[int, int]] = {
    Column.QUANTITY: 118, Column.COST: 96, Column.EACH: 86, Column.BATCH: 84, Column.EXPIRES: 104, Column.TOTAL: 106,
}  # fmt: skip
NARROW: Final[dict[int, int]] = {
    Column.QUANTITY: 104, Column.COST: 80, Column.EACH: 0, Column.BATCH: 0, Column.EXPIRES: 92, Column.TOTAL: 92,
}  # fmt: skip


def change_word(line: ReceivingLine) -> str:
    """How the cost moved against last time, in words."""
    if line.unit_cost is None:
        return ""
    change = line.cost_change_bp
    if change is None:
        return _("first time")
    if change == 0:
        return _("unchanged")
    share = formatting.share(abs(change), texts.language())
    return (_("up {share}") if change > 0 else _("down {share}")).format(share=share)


def quantity_text(line: ReceivingLine) -> str:
    return f"{formatting.qty(line.qty, texts.language())} {line.found.unit}"


def content_text(line: ReceivingLine) -> str:
    """Pack times content, or that it is the article's own unit."""
    if line.found.pack is None:
        return _("single")
    speech = texts.language()
    holds, base = formatting.qty(line.found.holds, speech), formatting.qty(line.base_qty, speech)
    return f"× {holds} = {base} {line.product.unit}"


def expires_text(line: ReceivingLine) -> str:
    if line.expires is not None:
        return formatting.day(line.expires, texts.language())
    return _("add the date") if line.misses_date else _("no date")


class ReceivingModel(QAbstractTableModel):
    """Rows named by the line's key; one that is scanned again moves to the end, as the draft says."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[ReceivingLine] = []
        self._last: int | None = None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    def row_of(self, key: int | None) -> int:
        """The row of a line, or -1."""
        return next((at for at, line in enumerate(self.lines) if line.key == key), -1)

    def show(self, draft: Receiving, last: int | None) -> None:
        """Become the draft, telling views exactly what changed."""
        before, self._last = self._last, last
        keys = {line.key for line in draft.lines}
        for at in range(len(self.lines) - 1, -1, -1):
            if self.lines[at].key not in keys:
                self.beginRemoveRows(_NOWHERE, at, at)
                del self.lines[at]
                self.endRemoveRows()
        for at, line in enumerate(draft.lines):
            was = self.row_of(line.key)
            if was < 0:
                self.beginInsertRows(_NOWHERE, at, at)
                self.lines.insert(at, line)
                self.endInsertRows()
            elif was != at:
                self.beginMoveRows(_NOWHERE, was, was, _NOWHERE, at)
                self.lines.insert(at, self.lines.pop(was))
                self.endMoveRows()
            if self.lines[at] != line or line.key in (before, last):
                self.lines[at] = line
                self.dataChanged.emit(self.index(at, 0), self.index(at, len(Column) - 1))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role == LAST_ROLE:
            return line.key == self._last
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return cell_text(line, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == Column.NAME:
            return f"{line.product.name}\n{line.found.code}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (_("Article"), _("Quantity"), _("Buying price"), _("Per unit"), _("Batch"), _("Expires"), _("Total"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return ListHead.alignment(right=section in (Column.QUANTITY, Column.COST, Column.EACH, Column.TOTAL))
        return None


def cell_text(line: ReceivingLine, column: Column) -> str:
    speech = texts.language()
    match column:
        case Column.NAME:
            return line.product.name
        case Column.QUANTITY:
            return f"{quantity_text(line)} {content_text(line)}"
        case Column.COST:
            return _("no cost") if line.unit_cost is None else f"{formatting.cost(line.unit_cost, speech)} {change_word(line)}"
        case Column.EACH:
            return formatting.DASH if line.cost is None else formatting.cost(line.cost, speech)
        case Column.BATCH:
            return line.batch or formatting.DASH
        case Column.EXPIRES:
            return expires_text(line)
        case Column.TOTAL:
            return formatting.number(line.amount_idr, speech)


class ReceivingTable(ListTable):
    """Rows of the till's height; the line changed last stands on its own ground."""

    def __init__(self, model: ReceivingModel) -> None:
        super().__init__(model, WIDTHS, stretch=Column.NAME, narrow=NARROW, below=760)
        self.setItemDelegate(ReceivingDelegate(self))
        self.verticalHeader().setDefaultSectionSize(Row.TILL)


class ReceivingDelegate(ListDelegate):
    def _ground(self, painter: QPainter, rect: QRect, t: Tokens, index: Index, *, selected: bool) -> None:
        view = self.parent()
        last = bool(index.data(LAST_ROLE)) and not (isinstance(view, ListTable) and view.hasFocus())
        if last:
            painter.fillRect(rect, QColor(t.last_scan))
            if index.column() == 0:
                painter.fillRect(QRect(rect.left(), rect.top(), 4, rect.height()), QColor(t.last_scan_bar))
        super()._ground(painter, rect, t, index, selected=selected and not last)

    def paint_cell(self, painter: QPainter, cell: QRect, index: Index, t: Tokens) -> bool:
        line = index.data(LINE_ROLE)
        if not isinstance(line, ReceivingLine):
            return False
        upper = QRect(cell.left(), cell.top() + 5, cell.width(), 22)
        lower = QRect(cell.left(), cell.top() + 32, cell.width(), 18)
        speech = texts.language()
        match Column(index.column()):
            case Column.NAME:
                self._name(painter, upper, lower, line, t)
            case Column.QUANTITY:
                text(painter, upper, quantity_text(line), font(Size.TEXT, Weight.BOLD), t.ink, right=True)
                text(painter, lower, content_text(line), font(Size.SMALL), t.ink_2, right=True)
            case Column.COST:
                self._cost(painter, cell, upper, lower, line, t)
            case Column.EACH:
                text(painter, cell, cell_text(line, Column.EACH), font(Size.TEXT), t.ink, right=True)
            case Column.BATCH:
                text(painter, cell, cell_text(line, Column.BATCH), font(Size.TEXT), t.ink if line.batch else t.ink_2)
            case Column.EXPIRES:
                self._expires(painter, cell, line, t)
            case Column.TOTAL:
                text(painter, cell, formatting.number(line.amount_idr, speech), font(Size.TEXT, Weight.BOLD), t.ink, right=True)
        return True

    def _name(self, painter: QPainter, upper: QRect, lower: QRect, line: ReceivingLine, t: Tokens) -> None:
        text(painter, upper, line.product.name, font(Size.NAME, Weight.SEMIBOLD), t.ink)
        wide = text(painter, lower, line.found.code, font(Size.SMALL), t.ink_2)
        left, middle = lower.left() + wide + 8, lower.center().y() + 0.5
        if lower.right() - left < _LEAST_BADGE:
            return
        right = paint_badge(painter, left, middle, mark(line.product.origin), room=lower.right() - left, small=True)
        degree = tkdn(line.product.origin)
        if degree and lower.right() - right > 70:
            text(painter, lower.adjusted(round(right) - lower.left() + 10, 0, 0, 0), degree, font(Size.SMALL, Weight.SEMIBOLD), t.ink_2)

    def _cost(self, painter: QPainter, cell: QRect, upper: QRect, lower: QRect, line: ReceivingLine, t: Tokens) -> None:
        if line.unit_cost is None:
            _dashed(painter, cell, _("add the price"), t, right=True)
            return
        text(painter, upper, formatting.cost(line.unit_cost, texts.language()), font(Size.TEXT), t.ink, right=True)
        up = (line.cost_change_bp or 0) > 0
        face = font(Size.SMALL, Weight.SEMIBOLD if up else Weight.REGULAR)
        text(painter, lower, change_word(line), face, t.warning if up else t.ink_2, right=True)

    def _expires(self, painter: QPainter, cell: QRect, line: ReceivingLine, t: Tokens) -> None:
        if line.misses_date:
            _dashed(painter, cell, expires_text(line), t)
        else:
            said, face = expires_text(line), font(Size.TEXT) if line.expires else font(Size.SMALL)
            if QFontMetrics(face).horizontalAdvance(said) > cell.width() - 8:
                face = font(Size.SMALL)
            text(painter, cell, said, face, t.ink if line.expires else t.ink_2)


def _dashed(painter: QPainter, cell: QRect, said: str, t: Tokens, *, right: bool = False) -> None:
    """A cell that waits to be filled in."""
    face = font(Size.SMALL, Weight.SEMIBOLD)
    width = min(QFontMetrics(face).horizontalAdvance(said) + 18, cell.width())
    left = cell.right() - width if right else cell.left()
    box = QRectF(left, cell.center().y() - 10.5, width, 22)
    pen = QPen(QColor(t.unknown), 1)
    pen.setDashPattern([3, 3])
    painter.setPen(pen)
    painter.setBrush(QColor(t.unknown_soft))
    painter.drawRoundedRect(box, 6, 6)
    painter.setFont(face)
    painter.setPen(QColor(t.unknown))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, said)
