"""A table of shares in five steps of one colour, each with its number, so that the colour is never alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from pos_app import formatting, texts
from pos_app.formatting import DASH
from pos_app.texts import gettext as _
from ui.theme import Size, Weight, font, tokens
from ui.widgets.flick import Flick
from ui.widgets.list_table import text

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
STEPS: Final = (40, 55, 70, 85)
"""Whole percent at which the next step begins."""
_ROW, _HEAD, _NAMES = 34, 24, 176
_VALUE_ROLE: Final = int(Qt.ItemDataRole.UserRole)
_STRONG_ROLE: Final = _VALUE_ROLE + 1


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A name and its shares in whole percent, None where there is nothing to share."""

    name: str
    shares: tuple[int | None, ...]
    strong: bool = False


def step_of(share: int) -> int:
    """0 to 4."""
    return sum(share >= begins for begins in STEPS)


class HeatModel(QAbstractTableModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads: tuple[str, ...] = ()
        self._rows: tuple[HeatRow, ...] = ()

    def show(self, heads: Sequence[str], rows: Sequence[HeatRow]) -> None:
        self.beginResetModel()
        self._heads, self._rows = tuple(heads), tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._heads) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        share = row.shares[index.column() - 1] if index.column() else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.name if index.column() == 0 else DASH if share is None else str(share)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                if index.column() == 0:
                    return row.name
                told = formatting.share(None if share is None else share * 100, texts.language(), decimals=0)
                return f"{row.name}, {self._heads[index.column() - 1]}: {told}"
            case _ if role == _VALUE_ROLE:
                return share
            case _ if role == _STRONG_ROLE:
                return row.strong
            case _:
                return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section <= len(self._heads):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._heads[section - 1] if section else ""
        return None


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(40, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t, rect, strong = tokens(), QRect(option.rect), bool(index.data(_STRONG_ROLE))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.column() == 0:
            text(
                painter, rect.adjusted(16, 0, -6, 0), str(index.data()), font(Size.LABEL, Weight.BOLD if strong else Weight.REGULAR), t.ink
            )
            painter.restore()
            return
        share = index.data(_VALUE_ROLE)
        box = QRectF(rect).adjusted(1.5, 2, -1.5, -2)
        if isinstance(share, int):
            step = step_of(share)
            painter.setPen(QPen(QColor(t.line), 1) if step == 0 else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.heat[step]))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            ink = t.heat_ink if step == len(STEPS) else t.ink
        else:
            ink = t.ink_2
        view = self.parent()
        if isinstance(view, HeatTable) and view.is_marked(index):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(t.panel), 4))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
            painter.setPen(QPen(QColor(t.focus), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        painter.setFont(font(Size.SMALL, Weight.BOLD if strong else Weight.SEMIBOLD))
        painter.setPen(QColor(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(index.data()))
        painter.restore()


class _Heads(QHeaderView):
    """Names over the columns, cut with an ellipsis and whole on hover."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(_HEAD)
        self.setMinimumSectionSize(30)

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        painter.save()
        said = str(self.model().headerData(logical_index, Qt.Orientation.Horizontal) or "")
        face = font(Size.SMALL, Weight.SEMIBOLD)
        if QFontMetrics(face).horizontalAdvance(said) > rect.width() - 6:
            face = font(Size.KEY, Weight.SEMIBOLD)
        painter.setFont(face)
        painter.setPen(QColor(tokens().ink_2))
        shown = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, rect.width() - 2)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, shown)
        painter.restore()


class HeatTable(QTableView):
    """`opened` carries the row and the place of its category when a cell is clicked, or taken with Enter."""

    opened = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        Flick(self)
        self.heat = HeatModel(self)
        self.setModel(self.heat)
        self.setHorizontalHeader(_Heads(self))
        self.setItemDelegate(_Delegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setTabKeyNavigation(False)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._open)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setStyleSheet("QTableView, QHeaderView { background: transparent; }")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(_ROW)
        self.verticalHeader().setDefaultSectionSize(_ROW)

    def show_heat(self, heads: Sequence[str], rows: Sequence[HeatRow]) -> None:
        self.heat.show(heads, rows)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self.setColumnWidth(0, _NAMES)

    def is_marked(self, index: Index) -> bool:
        """Whether Enter would open this cell."""
        return self.hasFocus() and index.column() > 0 and index == self.currentIndex()

    def _open(self, index: Index) -> None:
        if index.column() > 0:
            self.opened.emit(index.row(), index.column() - 1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentIndex().column() < 1:
            self.setCurrentIndex(self.heat.index(0, 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters, digits and Esc are the place's; Enter opens the cell."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape or (event.text() and event.text().isprintable()):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def natural_height(self) -> int:
        return _HEAD + _ROW * self.heat.rowCount()


class HeatLegend(QWidget):
    """What the five steps stand for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = [f"< {STEPS[0]}", *(str(step) for step in STEPS[:-1]), _("{n} and more").format(n=STEPS[-1])]
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        measure = QFontMetrics(font(Size.SMALL))
        return QSize(sum(measure.horizontalAdvance(word) + 30 for word in self._words) - 12, 18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(Size.SMALL))
        left = 0.0
        for step, word in enumerate(self._words):
            painter.setPen(QPen(QColor(t.line_2), 1) if step == 0 else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.heat[step]))
            painter.drawRoundedRect(QRectF(left + 0.5, 4.5, 9, 9), 3, 3)
            painter.setPen(QColor(t.ink_2))
            painter.drawText(QRectF(left + 16, 0, 200, 18), Qt.AlignmentFlag.AlignVCenter, word)
            left += painter.fontMetrics().horizontalAdvance(word) + 30
        painter.end()
