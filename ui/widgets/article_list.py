"""A short list of articles to take one from: what a name found, or what stands behind one code."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from pos_app import formatting, texts
from pos_app.domain.product import Found, Kind
from pos_app.texts import gettext as _
from ui.theme import Row, Size, Weight, font, tokens
from ui.widgets import keys
from ui.widgets.badge import mark, paint_badge, width_of
from ui.widgets.flick import Flick
from ui.widgets.surface import Surface
from ui.widgets.text import Text

Index = QModelIndex | QPersistentModelIndex
_HEADROOM = 8
"""Above the first row, so that its ground stays inside the round corners."""


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, Row.LIST)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self.parent()
        if not isinstance(view, ArticleList):
            return
        found, t, rect = view.articles[index.row()], tokens(), QRect(option.rect)
        product, speech = found.product, texts.language()
        painter.save()
        if index.row() == view.current_row:
            painter.fillRect(rect, QColor(t.selection))
            painter.fillRect(QRect(rect.left(), rect.top(), 4, rect.height()), QColor(t.focus))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(t.line))
        left = rect.left() + 16
        if view.numbered and index.row() < 9:
            keys.paint_key(painter, QRectF(left, rect.center().y() - 9, 22, 20), str(index.row() + 1))
            left += 36
        price = _("open price") if not found.price_idr else formatting.number(found.price_idr, speech)
        painter.setFont(font(Size.NAME, Weight.BOLD))
        painter.setPen(QColor(t.ink))
        painter.drawText(rect.adjusted(0, 0, -16, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, price)
        right = rect.right() - 16 - max(92, QFontMetrics(painter.font()).horizontalAdvance(price)) - 12
        if product.kind is Kind.GOODS and rect.width() > 420:
            shown = mark(product.origin)
            right -= width_of(shown, small=True)
            paint_badge(painter, right, rect.center().y() + 0.5, shown, small=True)
            right -= 12
        painter.setFont(font(Size.NAME, Weight.SEMIBOLD))
        painter.setPen(QColor(t.ink))
        room = right - left
        name = painter.fontMetrics().elidedText(product.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, rect.top() + 7, room, 20), Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(font(Size.SMALL))
        painter.setPen(QColor(t.ink_2))
        parts = [found.code, found.unit, product.category]
        if product.on_hand is not None:
            parts.append(_("stock {qty}").format(qty=formatting.qty(product.on_hand, speech)))
        below = painter.fontMetrics().elidedText(" · ".join(p for p in parts if p), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, rect.top() + 27, room, 17), Qt.AlignmentFlag.AlignVCenter, below)
        painter.restore()


class ArticleList(QListView):
    """`taken` carries the article a person took. Arrows are given by `move`; the focus stays where it was."""

    taken = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, numbered: bool = False) -> None:
        super().__init__(parent)
        Flick(self)
        self.numbered = numbered
        self.articles: tuple[Found, ...] = ()
        self.current_row = 0
        self._names = QStringListModel(self)
        self.setModel(self._names)
        self.setItemDelegate(_Delegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QListView { background: transparent; }")
        self.clicked.connect(lambda index: self.take(index.row()))

    def show_articles(self, articles: Sequence[Found]) -> None:
        self.articles = tuple(articles)
        self.current_row = 0
        self._names.setStringList([found.product.name for found in self.articles])
        self.viewport().update()

    def move_current(self, by: int) -> None:
        if self.articles:
            self.current_row = max(0, min(len(self.articles) - 1, self.current_row + by))
            self.scrollTo(self._names.index(self.current_row))
            self.viewport().update()

    def take(self, row: int | None = None) -> None:
        at = self.current_row if row is None else row
        if 0 <= at < len(self.articles):
            self.taken.emit(self.articles[at])


class ArticlePopup(Surface):
    """The list in a card laid over what is below a field, as tall as its rows."""

    def __init__(self, parent: QWidget, *, numbered: bool = False) -> None:
        super().__init__("popup", parent)
        self.title = Text(px=Size.LABEL, weight=Weight.SEMIBOLD, ink="ink_2", wrap=True)
        self.title.setContentsMargins(16, 10, 16, 6)
        self.title.hide()
        self.list = ArticleList(self, numbered=numbered)
        self.foot = Text(px=Size.SMALL, ink="ink_2", wrap=True)
        self.foot.setContentsMargins(16, 8, 16, 8)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, _HEADROOM, 1, 1)
        box.setSpacing(0)
        box.addWidget(self.title)
        box.addWidget(self.list, 1)
        box.addWidget(self.foot)
        self.hide()

    def show_under(self, field: QWidget, *, room: int) -> None:
        """Open below `field`, no lower than `room` pixels."""
        over = self.parentWidget()
        if over is None:
            return
        at = field.mapTo(over, field.rect().bottomLeft())
        title = 0 if self.title.isHidden() else self.title.heightForWidth(field.width() - 2)
        extra = _HEADROOM + 6 + self.foot.heightForWidth(field.width() - 2) + title
        height = min(len(self.list.articles) * Row.LIST + extra, room)
        self.setGeometry(at.x(), at.y() + 6, field.width(), height)
        self.show()
        self.raise_()
