"""The list of goods: as long as the shop has articles, holding only the windows of rows that were looked at last."""

from collections.abc import Collection, Sequence
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from pos_app import formatting, texts
from pos_app.domain.product import Kind, Product, ProductId
from pos_app.services.goods_list import Listed
from pos_app.texts import N_
from pos_app.texts import gettext as _
from ui.panels.origin_words import SIZES
from ui.theme import Size, Tokens, Weight, font, icons
from ui.widgets.badge import mark, paint_badge, tkdn
from ui.widgets.list_table import ListDelegate, ListHead, text, two_lines

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
LISTED_ROLE: Final = int(Qt.ItemDataRole.UserRole)
MARKED_ROLE: Final = LISTED_ROLE + 1
_INTO_GAP: Final = 6
"""What a certificate's figure may take of the gap to the next column."""
MOST_KEPT: Final = 2000
"""Rows kept in memory; beyond that those farthest from what shows are forgotten."""


class Column(IntEnum):
    NAME = 0
    ORIGIN = 1
    STOCK = 2
    PRICE = 3
    MARGIN = 4
    CATEGORY = 5
    COST = 6


HEADS: Final = {
    Column.NAME: N_("Article"), Column.ORIGIN: N_("Origin"), Column.STOCK: N_("Stock"), Column.PRICE: N_("Price"),
    Column.MARGIN: N_("Margin"), Column.CATEGORY: N_("Category"), Column.COST: N_("Average cost"),
}  # fmt: skip
_FIGURES: Final = frozenset({Column.STOCK, Column.PRICE, Column.MARGIN, Column.COST})


class GoodsModel(QAbstractTableModel):
    """Rows that were not read yet have no data; nothing is ever queried from here."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._rows: dict[int, Listed] = {}
        self.marked: set[ProductId] = set()
        """Articles that are to be changed together."""

    def mark(self, ids: Collection[ProductId]) -> None:
        """Mark these and no others."""
        self.marked = set(ids)
        if self._count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, len(Column) - 1))

    def turn_mark(self, row: int) -> None:
        """Mark an article, or take its mark away."""
        listed = self._rows.get(row)
        if listed is not None:
            self.marked ^= {listed.product.id}
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    def grow(self, count: int) -> None:
        """The list is as long as this, its known rows staying where they are."""
        if count > self._count:
            self.beginInsertRows(_NOWHERE, self._count, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < self._count:
            self.beginRemoveRows(_NOWHERE, count, self._count - 1)
            self._count = count
            self._rows = {at: row for at, row in self._rows.items() if at < count}
            self.endRemoveRows()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(Column)

    def show(self, count: int, first: int, rows: Sequence[Listed]) -> None:
        """Begin a list of `count` articles of which some rows are known."""
        self.beginResetModel()
        self._count = count
        self._rows = {first + at: row for at, row in enumerate(rows) if first + at < count}
        self.endResetModel()

    def add(self, first: int, rows: Sequence[Listed]) -> None:
        """Take in a window of the same list."""
        last = min(first + len(rows), self._count) - 1
        if last < first:
            return
        self._rows |= {first + at: row for at, row in enumerate(rows) if first + at <= last}
        if len(self._rows) > MOST_KEPT:
            middle = (first + last) // 2
            near = sorted(self._rows, key=lambda at: abs(at - middle))[:MOST_KEPT]
            self._rows = {at: self._rows[at] for at in near}
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(Column) - 1))

    def replace(self, listed: Listed) -> None:
        """Show an article as it is now, if its row is known."""
        at = self.row_of(listed.product.id)
        if at >= 0:
            self._rows[at] = listed
            self.dataChanged.emit(self.index(at, 0), self.index(at, len(Column) - 1))

    def listed(self, row: int) -> Listed | None:
        return self._rows.get(row)

    def row_of(self, product_id: int) -> int:
        """The row of an article, or -1 where it is not among the known ones."""
        return next((at for at, row in self._rows.items() if row.product.id == product_id), -1)

    def missing(self, rows: range) -> bool:
        """Whether any of the rows was not read yet."""
        return any(at not in self._rows for at in rows if at < self._count)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows.get(index.row())
        if row is None:
            return None
        if role == LISTED_ROLE:
            return row
        if role == MARKED_ROLE:
            return row.product.id in self.marked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return cell_text(row, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == Column.NAME:
            return f"{row.product.name}\n{said_below(row.product)}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(HEADS[Column(section)])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return ListHead.alignment(right=section in _FIGURES)
        return None


def said_below(product: Product) -> str:
    """Code and maker, with its size where it is a small one."""
    maker = _("Maker not known")
    if product.maker is not None:
        size = SIZES.get(product.maker.size) if product.maker.size.is_ikm else None
        maker = ", ".join(part for part in (product.maker.name, _(size) if size else "") if part) or maker
    return f"{product.code} · {maker}" if product.kind is Kind.GOODS else product.code


def stock_text(product: Product) -> str:
    if product.on_hand is None:
        return formatting.DASH
    return f"{formatting.qty(product.on_hand, texts.language())} {product.unit}"


def price_text(product: Product) -> str:
    return _("open price") if product.price_idr is None else formatting.number(product.price_idr, texts.language())


def kind_word(product: Product) -> str:
    return {Kind.SERVICE: _("Service"), Kind.DEPOSIT: _("Deposit"), Kind.PARCEL: _("Parcel")}.get(product.kind, "")


def cell_text(row: Listed, column: Column) -> str:
    product = row.product
    match column:
        case Column.NAME:
            return product.name
        case Column.ORIGIN:
            return f"{mark(product.origin).word} {tkdn(product.origin)}".strip() if product.kind is Kind.GOODS else kind_word(product)
        case Column.STOCK:
            return stock_text(product)
        case Column.PRICE:
            return price_text(product)
        case Column.MARGIN:
            return formatting.share(row.margin_bp, texts.language())
        case Column.CATEGORY:
            return product.category
        case Column.COST:
            return formatting.DASH if product.average_cost is None else formatting.cost(product.average_cost, texts.language())


class GoodsDelegate(ListDelegate):
    def paint_cell(self, painter: QPainter, cell: QRect, index: Index, t: Tokens) -> bool:
        row = index.data(LISTED_ROLE)
        if not isinstance(row, Listed):
            return False
        said = str(index.data())
        match Column(index.column()):
            case Column.NAME:
                if index.data(MARKED_ROLE):
                    icons.paint(painter, QRectF(cell.left(), cell.center().y() - 9, 18, 18), "square-check", t.brand)
                    cell = cell.adjusted(26, 0, 0, 0)
                two_lines(painter, cell, row.product.name, said_below(row.product), t)
            case Column.CATEGORY:
                text(painter, cell, said, font(Size.LABEL), t.ink_2)
            case Column.COST:
                text(painter, cell, said, font(Size.TEXT), t.ink, right=True)
            case Column.ORIGIN:
                self._origin(painter, cell, row.product, t)
            case Column.STOCK:
                self._stock(painter, cell, row, said, t)
            case Column.PRICE:
                open_price = row.product.price_idr is None
                face = font(Size.SMALL, Weight.MEDIUM) if open_price else font(Size.NAME, Weight.BOLD)
                text(painter, cell, said, face, t.ink_2 if open_price else t.ink, right=True)
            case Column.MARGIN:
                loss = row.margin_bp is not None and row.margin_bp < 0
                face = font(Size.TEXT, Weight.BOLD if loss else Weight.REGULAR)
                text(painter, cell, said, face, t.warning if loss else t.ink, right=True)
        return True

    def _origin(self, painter: QPainter, cell: QRect, product: Product, t: Tokens) -> None:
        if product.kind is not Kind.GOODS:
            text(painter, cell, kind_word(product), font(Size.SMALL), t.ink_2)
            return
        right = paint_badge(painter, cell.left(), cell.center().y() + 0.5, mark(product.origin), room=cell.width())
        degree = tkdn(product.origin)
        face = font(Size.SMALL, Weight.SEMIBOLD)
        if degree and round(right) + 7 + QFontMetrics(face).horizontalAdvance(degree) <= cell.right() + _INTO_GAP:
            beside = cell.adjusted(round(right) - cell.left() + 7, 0, _INTO_GAP, 0)
            text(painter, beside, degree, face, t.ink_2)

    def _stock(self, painter: QPainter, cell: QRect, row: Listed, said: str, t: Tokens) -> None:
        if not row.is_low or row.min_stock is None:
            below = row.product.on_hand is not None and row.product.on_hand < 0
            text(painter, cell, said, font(Size.TEXT), t.warning if below else t.ink, right=True)
            return
        least = _("min. {qty}").format(qty=formatting.qty(row.min_stock, texts.language()))
        text(painter, QRect(cell.left(), cell.top() + 7, cell.width(), 20), said, font(Size.TEXT, Weight.BOLD), t.warning, right=True)
        text(painter, QRect(cell.left(), cell.top() + 26, cell.width(), 18), least, font(Size.SMALL), t.ink_2, right=True)
