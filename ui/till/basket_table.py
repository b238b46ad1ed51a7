"""The basket on the screen: rows of 58 px, the last scanned one marked by ground and bar."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from pos_app import formatting, texts
from pos_app.domain.cart import CartLine
from pos_app.domain.product import Kind
from ui.theme import Row, Size, Tokens, Weight, font, tokens
from ui.till.basket_model import LAST_ROLE, LINE_ROLE, BasketModel, Column, said_below
from ui.widgets.badge import mark, paint_badge, tkdn

Index = QModelIndex | QPersistentModelIndex
_V = Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight
_WIDTHS = {Column.NUMBER: 47, Column.ORIGIN: 222, Column.QUANTITY: 94, Column.PRICE: 106, Column.TOTAL: 129}
_NARROW = {Column.NUMBER: 32, Column.ORIGIN: 138, Column.QUANTITY: 64, Column.PRICE: 0, Column.TOTAL: 88}
_PAD = 14


class BasketDelegate(QStyledItemDelegate):
    """Paints one cell; the ground of a row is the same in all of them."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        view = self.parent()
        return QSize(60, view.verticalHeader().defaultSectionSize() if isinstance(view, BasketTable) else Row.TILL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, t = index.data(LINE_ROLE), tokens()
        if not isinstance(line, CartLine):
            return
        rect: QRect = option.rect
        painter.save()
        self._ground(painter, rect, index, t)
        rect = rect.adjusted(0, (rect.height() - Row.TILL) // 2, 0, 0)
        rect.setHeight(Row.TILL)
        match Column(index.column()):
            case Column.NUMBER:
                self._text(painter, rect.adjusted(min(_PAD, rect.width() // 4), 0, 0, 0), str(index.row() + 1), font(Size.SMALL), t.ink_2)
            case Column.NAME:
                self._name(painter, rect.adjusted(5, 0, -5, 0), line, t)
            case Column.ORIGIN:
                self._origin(painter, rect.adjusted(5, 0, 0, 0), line, t)
            case Column.QUANTITY:
                self._text(painter, rect.adjusted(0, 0, -5, 0), str(index.data()), font(Size.TEXT), t.ink, right=True)
            case Column.PRICE:
                self._price(painter, rect.adjusted(0, 0, -5, 0), line, t)
            case Column.TOTAL:
                self._total(painter, rect.adjusted(0, 0, -_PAD, 0), line, t)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, index: Index, t: Tokens) -> None:
        view = self.parent()
        last = bool(index.data(LAST_ROLE))
        current = isinstance(view, BasketTable) and view.is_picked(index.row())
        if last or current:
            painter.fillRect(rect, QColor(t.selection if current else t.last_scan))
        if index.column() == Column.NUMBER and (last or current):
            painter.fillRect(QRect(rect.left(), rect.top(), 4, rect.height()), QColor(t.focus if current else t.last_scan_bar))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(t.line))

    def _text(self, painter: QPainter, rect: QRect, text: str, face: QFont, ink: str, *, right: bool = False) -> None:
        painter.setFont(face)
        painter.setPen(QColor(ink))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, _V | (_RIGHT if right else Qt.AlignmentFlag.AlignLeft), shown)

    def _name(self, painter: QPainter, rect: QRect, line: CartLine, t: Tokens) -> None:
        self._text(painter, QRect(rect.left(), rect.top() + 9, rect.width(), 22), line.shown_name, font(Size.NAME, Weight.SEMIBOLD), t.ink)
        self._text(painter, QRect(rect.left(), rect.top() + 30, rect.width(), 18), said_below(line), font(Size.SMALL), t.ink_2)

    def _origin(self, painter: QPainter, rect: QRect, line: CartLine, t: Tokens) -> None:
        if line.product.kind is not Kind.GOODS:
            self._text(painter, rect, formatting.DASH, font(Size.TEXT), t.ink_2)
            return
        narrow = rect.width() < 190
        middle = rect.center().y() + 0.5
        right = paint_badge(painter, rect.left(), middle, mark(line.product.origin), room=rect.width() - 4, small=narrow)
        degree = tkdn(line.product.origin)
        if degree and not narrow:
            place = QRect(round(right) + 8, rect.top(), rect.right() - round(right) - 8, rect.height())
            self._text(painter, place, degree, font(Size.SMALL, Weight.SEMIBOLD), t.ink_2)

    def _price(self, painter: QPainter, rect: QRect, line: CartLine, t: Tokens) -> None:
        speech = texts.language()
        price = formatting.number(line.unit_price_idr, speech)
        off = line.gross_idr - line.net_idr
        if not off:
            self._text(painter, rect, price, font(Size.TEXT), t.ink, right=True)
            return
        upper, lower = QRect(rect.left(), rect.top() + 9, rect.width(), 22), QRect(rect.left(), rect.top() + 30, rect.width(), 18)
        self._text(painter, upper, price, font(Size.TEXT), t.ink, right=True)
        less = formatting.number(-off, speech)
        self._text(painter, lower, less, font(Size.SMALL, Weight.SEMIBOLD), t.ok, right=True)

    def _total(self, painter: QPainter, rect: QRect, line: CartLine, t: Tokens) -> None:
        text = formatting.number(line.net_idr, texts.language())
        px = Size.NAME
        while px > Size.KEY and rect.width() < _advance(text, px):
            px -= 1
        self._text(painter, rect, text, font(px, Weight.BOLD), t.ink, right=True)


def _advance(text: str, px: int) -> int:
    from ui.theme.fonts import metrics

    return metrics(px, Weight.BOLD).horizontalAdvance(text)


class BasketTable(QTableView):
    """The view. Arrow keys come from the search field; a picked line is the one that commands act on."""

    def __init__(self, model: BasketModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._basket = model
        self._picked: int | None = None
        self._last_key: int | None = None
        self.setModel(model)
        self.setItemDelegate(BasketDelegate(self))
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
