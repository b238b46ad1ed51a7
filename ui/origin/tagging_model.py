"""The desk's list: goods by what knowing their origin would move, tagged ones staying where they were."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter

from pos_app import formatting, texts
from pos_app.services.tagging import Meter, Tag
from pos_app.texts import gettext as _
from ui.panels.origin_words import prefix_short
from ui.theme import Size, Tokens, Weight, font
from ui.widgets.badge import mark, paint_badge, tkdn
from ui.widgets.list_table import ListDelegate, ListHead, text, two_lines

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
TAG_ROLE: Final = int(Qt.ItemDataRole.UserRole)


class Column(IntEnum):
    NUMBER = 0
    NAME = 1
    ORIGIN = 2
    VALUE = 3
    RAISES = 4


class TaggingModel(QAbstractTableModel):
    """Frozen rows; one that is not of the list (scanned, tagged long ago) stands above it without a number."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tags: list[Tag] = []
        self._numbers: list[int] = []
        self._meter = Meter({})

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._tags)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    def show(self, tags: Sequence[Tag], meter: Meter) -> None:
        self.beginResetModel()
        self._tags, self._numbers, self._meter = list(tags), list(range(1, len(tags) + 1)), meter
        self.endResetModel()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    def tag(self, row: int) -> Tag | None:
        return self._tags[row] if 0 <= row < len(self._tags) else None

    def number(self, row: int) -> int:
        """The place in the order of effect; 0 for an article that stands outside it."""
        return self._numbers[row] if 0 <= row < len(self._numbers) else 0

    def row_of(self, product_id: int) -> int:
        """The row of an article, or -1."""
        return next((at for at, tag in enumerate(self._tags) if tag.product.id == product_id), -1)

    def next_untagged(self, after: int) -> int:
        """The first row below `after` that is not tagged, or the first of all; -1 where none is left."""
        order = [*range(after + 1, len(self._tags)), *range(max(0, after))]
        return next((at for at in order if not self._tags[at].is_tagged), -1)

    def upcoming(self, most: int) -> list[Tag]:
        """The untagged articles that move the figures most."""
        return [tag for tag in self._tags if not tag.is_tagged][:most]

    def put(self, tag: Tag) -> int:
        """Show an article as it is now, above the list where it is not in it; its row."""
        at = self.row_of(tag.product.id)
        if at < 0:
            self.beginInsertRows(_NOWHERE, 0, 0)
            self._tags.insert(0, tag)
            self._numbers.insert(0, 0)
            self.endInsertRows()
            return 0
        self._tags[at] = tag
        self.dataChanged.emit(self.index(at, 0), self.index(at, len(Column) - 1))
        return at

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self._tags):
            return None
        tag = self._tags[index.row()]
        if role == TAG_ROLE:
            return tag
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(index.row(), tag, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == Column.NAME:
            return f"{tag.product.name}\n{said_below(tag)}"
        return None

    def _text(self, row: int, tag: Tag, column: Column) -> str:
        match column:
            case Column.NUMBER:
                return str(self._numbers[row] or formatting.DASH)
            case Column.NAME:
                return tag.product.name
            case Column.ORIGIN:
                return f"{mark(tag.product.origin).word} {tkdn(tag.product.origin)}".strip()
            case Column.VALUE:
                return formatting.number(self._meter.value_of(tag), texts.language())
            case Column.RAISES:
                return self._raises(tag)

    def _raises(self, tag: Tag) -> str:
        if tag.is_tagged:
            return _("done")
        raises = self._meter.raises_bp(tag)
        if raises is None:
            return formatting.DASH
        return "+" + formatting.share(raises, texts.language(), decimals=1 if raises >= 5 else 2)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            value = _("Stock value") if self._meter.by_stock else _("Sales")
            return ("#", _("Articles, by what they move in the month's figures"), _("Origin"), value, _("Raises"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return ListHead.alignment(right=section in (Column.VALUE, Column.RAISES))
        return None


def said_below(tag: Tag) -> str:
    """Code, and the maker or what the code's prefix does not prove."""
    product = tag.product
    maker = product.maker.name if product.maker else ""
    return " · ".join(part for part in (product.code, maker or prefix_short(product.code)) if part)


class TaggingDelegate(ListDelegate):
    def paint_cell(self, painter: QPainter, cell: QRect, index: Index, t: Tokens) -> bool:
        tag = index.data(TAG_ROLE)
        if not isinstance(tag, Tag):
            return False
        said = str(index.data())
        match Column(index.column()):
            case Column.NUMBER:
                text(painter, cell, said, font(Size.SMALL), t.ink_2)
            case Column.NAME:
                two_lines(painter, cell, tag.product.name, said_below(tag), t)
            case Column.ORIGIN:
                paint_badge(painter, cell.left(), cell.center().y() + 0.5, mark(tag.product.origin), room=cell.width())
            case Column.VALUE:
                text(painter, cell, said, font(Size.TEXT), t.ink, right=True)
            case Column.RAISES:
                if tag.is_tagged:
                    text(painter, cell, said, font(Size.SMALL), t.ink_2, right=True)
                else:
                    text(painter, cell, said, font(Size.TEXT, Weight.MEDIUM), t.ink, right=True)
        return True
