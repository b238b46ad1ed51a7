"""The basket on the screen: rows of 58 px, the last scanned one marked by ground and bar."""

from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from pos_app import formatting, texts
from pos_app.domain.cart import CartLine
from pos_app.domain.product import Kind
from ui.theme import Row, Size, Tokens, Weight, font, tokens
from ui.theme.fonts import metrics
from ui.till.basket_model import BasketModel, Column, said_below
from ui.widgets.badge import mark, paint_badge, tkdn
from ui.widgets.flick import Flick

Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_WIDTHS = {Column.NUMBER: 47, Column.ORIGIN: 222, Column.QUANTITY: 94, Column.PRICE: 106, Column.TOTAL: 129}
_NARROW = {Column.NUMBER: 32, Column.ORIGIN: 138, Column.QUANTITY: 64, Column.PRICE: 0, Column.TOTAL: 88}
_PAD = 14


_MOST_CELLS = 240
"""So many cells are kept as they were drawn: some forty rows, more than a screen shows."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell as it was drawn: of which line, in which colours, and how."""

    line: CartLine
    colours: Tokens
    look: tuple[object, ...]
    picture: QPixmap


class BasketDelegate(QStyledItemDelegate):
    """Paints one cell; the ground of a row is the same in all of them.

    The whole table is painted at every scan: what a cell shows is taken from the basket itself, not through the index, and
    is drawn once for as long as its line stays as it is.
    """

    def __init__(self, view: "BasketTable", basket: BasketModel) -> None:
        super().__init__(view)
        self._view, self._basket = view, basket
        self._drawn: dict[tuple[int, int], _Cell] = {}

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(60, self._view.verticalHeader().defaultSectionSize())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        at, column, t = index.row(), index.column(), tokens()
        line = self._basket.line(at)
        if line is None:
            return
        rect: QRect = option.rect
        number = at if column == Column.NUMBER else None
        ratio = painter.device().devicePixelRatioF()
        look = (number, self._basket.is_last(at), self._view.is_picked(at), rect.width(), rect.height(), ratio)
        cell = self._drawn.get((line.key, column))
        if cell is None or cell.line is not line or cell.colours is not t or cell.look != look:
            picture = QPixmap(ceil(rect.width() * ratio), ceil(rect.height() * ratio))  # no gap between rows at 125 %
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            inside = QPainter(picture)
            self._draw(inside, QRect(0, 0, rect.width(), rect.height()), line, at, column, t)
            inside.end()
            cell = _Cell(line, t, look, picture)
            if len(self._drawn) >= _MOST_CELLS:
                self._drawn.clear()
            self._drawn[line.key, column] = cell
        painter.drawPixmap(rect.topLeft(), cell.picture)

    def _draw(self, painter: QPainter, rect: QRect, line: CartLine, at: int, column: int, t: Tokens) -> None:
        self._ground(painter, rect, at, column, t)
        rect = rect.adjusted(0, (rect.height() - Row.TILL) // 2, 0, 0)
        rect.setHeight(Row.TILL)
        match column:
            case Column.NUMBER:
                self._text(painter, rect.adjusted(min(_PAD, rect.width() // 4), 0, 0, 0), str(at + 1), Size.SMALL, t.ink_2)
            case Column.NAME:
                self._name(painter, rect.adjusted(5, 0, -5, 0), line, t)
            case Column.ORIGIN:
                self._origin(painter, rect.adjusted(5, 0, 0, 0), line, t)
            case Column.QUANTITY:
                text = self._basket.text(line, Column.QUANTITY) or ""
                self._text(painter, rect.adjusted(0, 0, -5, 0), text, Size.TEXT, t.ink, right=True)
            case Column.PRICE:
                self._price(painter, rect.adjusted(0, 0, -5, 0), line, t)
            case Column.TOTAL:
                self._total(painter, rect.adjusted(0, 0, -_PAD, 0), line, t)

    def _ground(self, painter: QPainter, rect: QRect, at: int, column: int, t: Tokens) -> None:
        last = self._basket.is_last(at)
        current = self._view.is_picked(at)
        if last or current:
            painter.fillRect(rect, QColor(t.selection if current else t.last_scan))
        if column == Column.NUMBER and (last or current):
            painter.fillRect(QRect(rect.left(), rect.top(), 4, rect.height()), QColor(t.focus if current else t.last_scan_bar))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(t.line))

    def _text(
        self, painter: QPainter, rect: QRect, text: str, px: float, ink: str, *, weight: int = Weight.REGULAR, right: bool = False
    ) -> None:
        painter.setFont(font(px, weight))
        painter.setPen(QColor(ink))
        painter.drawText(rect, _RIGHT if right else _LEFT, _elided(text, px, weight, rect.width()))

    def _name(self, painter: QPainter, rect: QRect, line: CartLine, t: Tokens) -> None:
        upper, lower = QRect(rect.left(), rect.top() + 9, rect.width(), 22), QRect(rect.left(), rect.top() + 30, rect.width(), 18)
        self._text(painter, upper, line.shown_name, Size.NAME, t.ink, weight=Weight.SEMIBOLD)
        self._text(painter, lower, said_below(line), Size.SMALL, t.ink_2)

    def _origin(self, painter: QPainter, rect: QRect, line: CartLine, t: Tokens) -> None:
        if line.product.kind is not Kind.GOODS:
            self._text(painter, rect, formatting.DASH, Size.TEXT, t.ink_2)
            return
        narrow = rect.width() < 190
        middle = rect.center().y() + 0.5
        right = paint_badge(painter, rect.left(), middle, mark(line.product.origin), room=rect.width() - 4, small=narrow)
        degree = tkdn(line.product.origin)
        if degree and not narrow:
            place = QRect(round(right) + 8, rect.top(), rect.right() - round(right) - 8, rect.height())
            self._text(painter, place, degree, Size.SMALL, t.ink_2, weight=Weight.SEMIBOLD)

    def _price(self, painter: QPainter, rect: QRect, line: CartLine, t: Tokens) -> None:
        speech = texts.language()
        price = formatting.number(line.unit_price_idr, speech)
        off = line.gross_idr - line.net_idr
        if not off:
            self._text(painter, rect, price, Size.TEXT, t.ink, right=True)
            return
        upper, lower = QRect(rect.left(), rect.top() + 9, rect.width(), 22), QRect(rect.left(), rect.top() + 30, rect.width(), 18)
        self._text(painter, upper, price, Size.TEXT, t.ink, right=True)
        less = formatting.number(-off, speech)
        self._text(painter, lower, less, Size.SMALL, t.ok, weight=Weight.SEMIBOLD, right=True)

    def _total(self, painter: QPainter, rect: QRect, line: CartLine, t: Tokens) -> None:
        text = formatting.number(line.net_idr, texts.language())
        px = Size.NAME
        while px > Size.KEY and rect.width() < _advance(text, px):
            px -= 1
        self._text(painter, rect, text, px, t.ink, weight=Weight.BOLD, right=True)


@lru_cache(maxsize=1024)
def _elided(text: str, px: float, weight: int, width: int) -> str:
    return metrics(px, weight).elidedText(text, Qt.TextElideMode.ElideRight, width)


@lru_cache(maxsize=256)
def _advance(text: str, px: int) -> int:
    return metrics(px, Weight.BOLD).horizontalAdvance(text)


class BasketTable(QTableView):
    """The view. Arrow keys come from the search field; a picked line is the one that commands act on."""

    def __init__(self, model: BasketModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        Flick(self)
        self._basket = model
        self._picked: int | None = None
        self._last_key: int | None = None
        self.setModel(model)
        self.setItemDelegate(BasketDelegate(self, model))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.setStyleSheet(
            "QTableView, QHeaderView, QHeaderView::section { background: transparent; }"
            "QHeaderView::section:first { padding-left: 14px; } QHeaderView::section:last { padding-right: 14px; }"
        )
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(Row.TILL)
        head = self.horizontalHeader()
        head.setFixedHeight(Row.HEAD)
        head.setFont(font(Size.SMALL, Weight.SEMIBOLD))
        head.setSectionsClickable(False)
        head.setHighlightSections(False)
        head.setMinimumSectionSize(0)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
        self.clicked.connect(lambda index: self.pick(index.row()))
        self._fit()

    def set_touch(self, *, on: bool) -> None:
        """Rows a finger meets."""
        self.verticalHeader().setDefaultSectionSize(Row.TOUCH if on else Row.TILL)

    def _fit(self) -> None:
        narrow = self.width() < 760
        for column, width in (_NARROW if narrow else _WIDTHS).items():
            self.setColumnHidden(column, width == 0)
            self.setColumnWidth(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._bring_last()

    def is_picked(self, row: int) -> bool:
        line = self._basket.line(row)
        return line is not None and line.key == self._picked

    def pick(self, row: int) -> None:
        line = self._basket.line(row)
        self._picked = line.key if line else None
        if line is not None:
            self.scrollTo(self._basket.index(row, 0))
        self.viewport().update()

    def unpick(self) -> None:
        if self._picked is not None:
            self._picked = None
            self.viewport().update()

    def move_pick(self, by: int) -> None:
        """One line up or down from the picked one, or from the last."""
        rows = self._basket.rowCount()
        if not rows:
            return
        at = self._basket.row_of(self._picked)
        self.pick(max(0, min(rows - 1, (rows if at < 0 and by < 0 else at) + by if at >= 0 or by < 0 else rows - 1)))

    def chosen_line(self, last_key: int | None) -> CartLine | None:
        """The line a command acts on: the picked one, else the one changed last, else the last."""
        for row in (self._basket.row_of(self._picked), self._basket.row_of(last_key), self._basket.rowCount() - 1):
            if (line := self._basket.line(row)) is not None:
                return line
        return None

    def show_last(self, last_key: int | None) -> None:
        """Bring the line that changed last into sight; the scroll bar must know of a new row first."""
        self._last_key = last_key
        self.executeDelayedItemsLayout()
        self.updateGeometries()
        self._bring_last()

    def _bring_last(self) -> None:
        """A notice that opens above takes rows away from below: the last line stays in sight."""
        row = self._basket.row_of(self._last_key)
        if row >= 0:
            self.scrollTo(self._basket.index(row, 0))
        elif self._basket.rowCount():
            self.scrollToBottom()
