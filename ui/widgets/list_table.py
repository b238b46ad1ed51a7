"""Lists of the other places: rows of 52 px, the current one on the selection's ground with a bar, grey bars while rows load."""

from collections.abc import Collection, Mapping
from typing import Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from ui.theme import Row, Size, Tokens, Weight, font, tokens
from ui.widgets.flick import Flick

Index = QModelIndex | QPersistentModelIndex
PAD: Final = 16
GAP: Final = 12


class ListDelegate(QStyledItemDelegate):
    """Paints the ground of a row and one cell on it; a cell without a value yet is a grey bar."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(40, Row.LIST)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t = tokens()
        rect = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, rect, t, index, selected=bool(option.state & QStyle.StateFlag.State_Selected))
        view = self.parent()
        header = view.horizontalHeader() if isinstance(view, ListTable) else None
        last = header is not None and header.visualIndex(index.column()) == _last_shown(header)
        cell = rect.adjusted(PAD if index.column() == 0 else GAP // 2, 0, -PAD if last else -GAP // 2, 0)
        if not self.paint_cell(painter, cell, index, t):
            self._bar(painter, cell, t)
        painter.restore()

    def paint_cell(self, painter: QPainter, cell: QRect, index: Index, t: Tokens) -> bool:
        """Draw one cell; False where its row is not there yet."""
        raise NotImplementedError

    def _ground(self, painter: QPainter, rect: QRect, t: Tokens, index: Index, *, selected: bool) -> None:
        if selected:
            painter.fillRect(rect, QColor(t.selection))
            if index.column() == 0:
                painter.fillRect(QRect(rect.left(), rect.top(), 4, rect.height()), QColor(t.focus))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(t.line))

    def _bar(self, painter: QPainter, cell: QRect, t: Tokens) -> None:
        view = self.parent()
        if not isinstance(view, ListTable) or not view.shows_bars:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.line))
        painter.drawRoundedRect(QRectF(cell.left(), cell.center().y() - 6, cell.width() * 0.62, 12), 6, 6)


def _last_shown(header: QHeaderView) -> int:
    return max((at for at in range(header.count()) if not header.isSectionHidden(at)), default=-1)


def text(painter: QPainter, rect: QRect, said: str, face: QFont, ink: str, *, right: bool = False) -> int:
    """One line of text, cut with an ellipsis; returns how wide it came out."""
    painter.setFont(face)
    painter.setPen(QColor(ink))
    shown = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, rect.width())
    across = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | across, shown)
    return painter.fontMetrics().horizontalAdvance(shown)


def two_lines(painter: QPainter, cell: QRect, upper: str, lower: str, t: Tokens) -> None:
    """A name with what stands below it."""
    if not lower:
        text(painter, cell, upper, font(Size.NAME, Weight.SEMIBOLD), t.ink)
        return
    text(painter, QRect(cell.left(), cell.top() + 7, cell.width(), 20), upper, font(Size.NAME, Weight.SEMIBOLD), t.ink)
    text(painter, QRect(cell.left(), cell.top() + 26, cell.width(), 18), lower, font(Size.SMALL), t.ink_2)


class ListTable(QTableView):
    """The view. Letters and Enter are left to the place; `scrolled` says that other rows show."""

    activated_row = Signal(int)
    picked = Signal(int)
    scrolled = Signal()

    def __init__(
        self,
        model: QAbstractItemModel,
        widths: Mapping[int, int],
        *,
        stretch: int,
        narrow: Mapping[int, int],
        below: int = 640,
        parent: QWidget | None = None,
    ) -> None:
        """`narrow` are the widths where there are fewer than `below` pixels: a column of 0 is hidden."""
        super().__init__(parent)
        Flick(self)
        self._widths, self._narrow, self._below = widths, narrow, below
        self._hidden: frozenset[int] = frozenset()
        self.shows_bars = False
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setStyleSheet(
            "QTableView, QHeaderView, QHeaderView::section { background: transparent; } QHeaderView::section { padding: 0 6px; }"
            "QHeaderView::section:first { padding-left: 16px; } QHeaderView::section:last { padding-right: 16px; }"
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(Row.LIST)
        self.verticalHeader().setMinimumSectionSize(Row.LIST)
        head = self.horizontalHeader()
        head.setFixedHeight(Row.HEAD)
        head.setFont(font(Size.SMALL, Weight.SEMIBOLD))
        head.setSectionsClickable(False)
        head.setHighlightSections(False)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setMinimumSectionSize(0)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
        self._fit()
        self.selectionModel().currentRowChanged.connect(lambda now, _was: self.picked.emit(now.row()))
        self.verticalScrollBar().valueChanged.connect(lambda _at: self.scrolled.emit())

    def visible_rows(self) -> range:
        """The rows that show, or would if they were there."""
        first = max(0, self.rowAt(0))
        shown = self.viewport().height() // Row.LIST + 2
        return range(first, min(first + shown, self.model().rowCount()))

    def current_row(self) -> int:
        return self.currentIndex().row()

    def pick(self, row: int) -> None:
        """Make a row the current one and bring it into view."""
        if 0 <= row < self.model().rowCount():
            self.setCurrentIndex(self.model().index(row, 0))

    def show_bars(self, shown: bool) -> None:
        if self.shows_bars != shown:
            self.shows_bars = shown
            self.viewport().update()

    def show_columns(self, hidden: Collection[int]) -> None:
        """Leave columns out; what is hidden on a small screen stays so."""
        self._hidden = frozenset(hidden)
        self._fit()

    def _fit(self) -> None:
        for column, width in (self._narrow if self.width() < self._below else self._widths).items():
            self.setColumnHidden(column, width == 0 or column in self._hidden)
            if width:
                self.setColumnWidth(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self.scrolled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are commands of the place, and no search in the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated_row.emit(self.current_row())
        elif event.key() == Qt.Key.Key_Escape or (event.text() and event.text().isprintable()):
            event.ignore()
        else:
            super().keyPressEvent(event)


class ListHead:
    """Alignments and margins of a list's header, shared by the models of lists."""

    @staticmethod
    def alignment(*, right: bool) -> int:
        return int((Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter)
