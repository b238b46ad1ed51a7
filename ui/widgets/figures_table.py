"""Tables of figures that are read, not edited: cells of words, three-part bars and badges, one model for all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QTableView, QWidget

from pos_app import formatting, texts
from pos_app.domain.local_content import shares
from pos_app.domain.origin import State
from ui.theme import Row, Size, Tokens, Weight, font, tokens
from ui.widgets.badge import SMALL_HEIGHT, Mark, paint_badge, paint_flag, width_of
from ui.widgets.list_table import GAP, PAD, ListDelegate, ListHead, ListTable, text
from ui.widgets.share_bar import ORDER, paint_bar, paint_legend, word
from ui.widgets.words import wrapped

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
CELL_ROLE: Final = int(Qt.ItemDataRole.UserRole)
STRONG_ROLE: Final = CELL_ROLE + 1
_LEAST: Final = 150
"""What a name is given before a spare column is shown."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words or a figure; `beside` follows in small letters, `below` stands under it, `flag` is the sign of domestic goods.

    `marked` follows what is below, in an ink that is seen. Words that `wrap` take as many lines as the row has room for.
    """

    text: str
    below: str = ""
    marked: str = ""
    marked_ink: str = "warning"
    beside: str = ""
    weight: int = Weight.REGULAR
    px: int = Size.TEXT
    ink: str = "ink"
    flag: bool = False
    wraps: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """A bar of the three origins."""

    values: Mapping[State, int]


@dataclass(frozen=True, slots=True)
class Marks:
    """Badges in a row."""

    marks: tuple[Mark, ...]


Cell = Said | Parts | Marks


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in pixels, 0 for the column that takes what room is left; `legend` names the parts of the bars below.

    Where there is little room the columns with the highest `spare` go first; 0 always stays.
    """

    head: str
    width: int = 0
    right: bool = False
    legend: bool = False
    spare: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One row; `key` is what it stands for, `strong` a row of sums."""

    cells: tuple[Cell, ...]
    key: object = None
    strong: bool = False


def spoken(cell: Cell) -> str:
    """A cell in words."""
    if isinstance(cell, Said):
        return " ".join(part for part in (cell.text, cell.beside, cell.below, cell.marked) if part)
    if isinstance(cell, Marks):
        return ", ".join(mark.word for mark in cell.marks)
    tenths = shares(cell.values, 1000)
    told = [(state, share) for state in ORDER if (share := tenths[state]) is not None]
    return ", ".join(f"{word(state)} {formatting.share(share * 10, texts.language())}" for state, share in told) or formatting.DASH


class FiguresModel(QAbstractTableModel):
    """Frozen lines under their heads."""

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.lines: tuple[Line, ...] = ()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def show(self, lines: Sequence[Line], columns: Sequence[Column] | None = None) -> None:
        """Other lines, and other columns where they are given."""
        if columns is None and len(lines) == len(self.lines):
            if tuple(lines) != self.lines:
                self.lines = tuple(lines)
                self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self.lines = tuple(lines)
        self.columns = self.columns if columns is None else tuple(columns)
        self.endResetModel()

    def row_of(self, key: object) -> int:
        """The row that stands for something, or -1."""
        return next((at for at, line in enumerate(self.lines) if line.key == key), -1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        cell = line.cells[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return spoken(cell)
            case _ if role == CELL_ROLE:
                return cell
            case _ if role == STRONG_ROLE:
                return line.strong
            case _:
                return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.columns[section].head
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return ListHead.alignment(right=self.columns[section].right)
        return None


class FiguresDelegate(ListDelegate):
    def __init__(self, parent: QWidget, *, height: int) -> None:
        super().__init__(parent)
        self._height = height

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(40, self._height)

    def _ground(self, painter: QPainter, rect: QRect, t: Tokens, index: Index, *, selected: bool) -> None:
        if index.data(STRONG_ROLE):
            painter.fillRect(rect, QColor(t.raised))
        super()._ground(painter, rect, t, index, selected=selected)

    def paint_cell(self, painter: QPainter, cell: QRect, index: Index, t: Tokens) -> bool:
        shown, model, table = index.data(CELL_ROLE), index.model(), self.parent()
        if isinstance(model, FiguresModel) and isinstance(table, QTableView):
            cell = cell.adjusted(indent(model.columns, index.column(), table), 0, 0, 0)
        if isinstance(shown, Parts):
            paint_bar(painter, QRectF(cell.left(), cell.center().y() - 7.5, cell.width(), 16), shown.values, radius=3)
        elif isinstance(shown, Marks):
            _badges(painter, cell, shown)
        elif isinstance(shown, Said) and isinstance(model, FiguresModel):
            _words(painter, cell, shown, t, right=model.columns[index.column()].right, strong=bool(index.data(STRONG_ROLE)))
        return shown is not None


AFTER_FIGURES: Final = 12
"""More air before words that follow a column of figures: the two would read as one."""


def indent(columns: Sequence[Column], at: int, table: QTableView) -> int:
    """How far the content of a column is moved to the right."""
    before = next((n for n in range(at - 1, -1, -1) if not table.isColumnHidden(n)), None)
    words = not columns[at].right and not columns[at].legend
    return AFTER_FIGURES if words and before is not None and columns[before].right else 0


def cell_within(section: QRect, column: int, columns: int) -> QRect:
    """What of a section its content may use: more air at both ends of the row."""
    return section.adjusted(PAD if column == 0 else GAP // 2, 0, -PAD if column == columns - 1 else -GAP // 2, 0)


def _badges(painter: QPainter, cell: QRect, shown: Marks) -> None:
    left = float(cell.left())
    for mark in shown.marks:
        room = cell.right() - left
        if room < SMALL_HEIGHT:
            return
        left = paint_badge(painter, left, cell.center().y() + 0.5, mark, room=room, small=True) + 6


def _words(painter: QPainter, cell: QRect, shown: Said, t: Tokens, *, right: bool, strong: bool) -> None:
    face = font(shown.px, max(shown.weight, Weight.BOLD) if strong else shown.weight)
    rect = QRect(cell)
    if shown.below or shown.marked:
        half = cell.height() // 2
        under = QRect(cell.left(), cell.center().y() + 1, cell.width(), half - 5)
        if lower := shown.wraps and QFontMetrics(face).horizontalAdvance(shown.text) > cell.width():
            under.moveTop(cell.bottom() - half + 7)
        wide = text(painter, under, shown.below, font(Size.SMALL), t.ink_2, right=right) if shown.below else 0
        if shown.marked:
            text(painter, under.adjusted(wide, 0, 0, 0), shown.marked, font(Size.SMALL, Weight.BOLD), t.colour(shown.marked_ink))
        rect = QRect(cell.left(), cell.top() + 5, cell.width(), under.top() - cell.top() - 4 if lower else half - 3)
    if shown.flag:
        paint_flag(painter, rect.left(), rect.center().y() - 5)
        rect.setLeft(rect.left() + 22)
    if shown.wraps and not right:
        _in_lines(painter, rect, shown.text, face, t.colour(shown.ink))
        return
    if not shown.beside:
        text(painter, rect, shown.text, face, t.colour(shown.ink), right=right)
        return
    small = font(Size.SMALL, Weight.SEMIBOLD if strong else Weight.REGULAR)
    behind = QFontMetrics(small).horizontalAdvance(shown.beside) + 1
    if right:
        text(painter, rect, shown.beside, small, t.ink_2, right=True)
        text(painter, rect.adjusted(0, 0, -behind, 0), shown.text, face, t.colour(shown.ink), right=True)
    else:
        wide = text(painter, rect.adjusted(0, 0, -behind, 0), shown.text, face, t.colour(shown.ink))
        text(painter, rect.adjusted(wide, 0, 0, 0), shown.beside, small, t.ink_2)


def _in_lines(painter: QPainter, rect: QRect, said: str, face: QFont, ink: str) -> None:
    measure = QFontMetrics(face)
    lines = wrapped(said, measure, rect.width() - 1, max(1, rect.height() // measure.lineSpacing()))
    if len(lines) == 1:
        text(painter, rect, lines[0], face, ink)
        return
    top = rect.center().y() - len(lines) * measure.lineSpacing() // 2
    for at, line in enumerate(lines):
        text(painter, QRect(rect.left(), top + at * measure.lineSpacing(), rect.width(), measure.lineSpacing()), line, face, ink)


def _in_two(head: str) -> tuple[str, str]:
    """A head parted where its longer line is the shortest; the second is empty for a single word."""
    measure, words = QFontMetrics(font(Size.SMALL, Weight.SEMIBOLD)), head.split()
    parted = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return min(parted, key=lambda two: max(map(measure.horizontalAdvance, two)), default=(head, ""))


def head_width(head: str) -> int:
    """What a head needs in two lines."""
    measure = QFontMetrics(font(Size.SMALL, Weight.SEMIBOLD))
    return max(map(measure.horizontalAdvance, _in_two(head)))


def _head(painter: QPainter, cell: QRect, column: Column, t: Tokens) -> None:
    """A head in one line where it has room, else in two."""
    face = font(Size.SMALL, Weight.SEMIBOLD)
    if QFontMetrics(face).horizontalAdvance(column.head) <= cell.width() or " " not in column.head:
        text(painter, cell, column.head, face, t.ink_2, right=column.right)
        return
    high = QFontMetrics(face).height()
    top = cell.center().y() - high + 1
    for at, part in enumerate(_in_two(column.head)):
        text(painter, QRect(cell.left(), top + at * (high - 1), cell.width(), high), part, face, t.ink_2, right=column.right)


class FiguresHead(QHeaderView):
    """Heads that stand exactly over their cells."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(Row.HEAD)
        self.setMinimumSectionSize(0)

    def last_shown(self) -> int:
        return max((at for at in range(self.count()) if not self.isSectionHidden(at)), default=0)

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        model = self.model()
        if not isinstance(model, FiguresModel) or logical_index >= len(model.columns):
            return
        t, column = tokens(), model.columns[logical_index]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(t.line))
        cell, table = cell_within(rect, logical_index, self.last_shown() + 1), self.parent()
        if isinstance(table, QTableView):
            cell = cell.adjusted(indent(model.columns, logical_index, table), 0, 0, 0)
        if column.legend:
            paint_legend(painter, QRectF(cell), [(state, "") for state in ORDER])
        else:
            _head(painter, cell, column, t)
        painter.restore()


class FiguresTable(ListTable):
    """A table of `Line`s; `natural_height` is what it needs to show all of them."""

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None, *, height: int = Row.LIST) -> None:
        self.figures = FiguresModel(columns)
        super().__init__(self.figures, {}, stretch=0, narrow={}, parent=parent)
        self.figures.setParent(self)
        self.setHorizontalHeader(FiguresHead(self))
        self.set_row(height)
        self._fit()

    def set_row(self, height: int) -> None:
        """Rows of another height."""
        self._row = height
        self.setItemDelegate(FiguresDelegate(self, height=height))
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)

    def _fit(self) -> None:
        head, columns = self.horizontalHeader(), self.figures.columns
        shown = set(range(len(columns)))
        while (spare := [at for at in shown if columns[at].spare]) and self._short_of_room(shown):
            shown.discard(max(spare, key=lambda at: columns[at].spare))
        for at, column in enumerate(columns):
            head.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed if column.width else QHeaderView.ResizeMode.Stretch)
            self.setColumnHidden(at, at not in shown)
            if column.width and at in shown:
                self.setColumnWidth(at, column.width)

    def _short_of_room(self, shown: set[int]) -> bool:
        fixed = sum(self.figures.columns[at].width for at in shown)
        stretched = sum(self.figures.columns[at].width == 0 for at in shown)
        return self.viewport().width() - fixed < stretched * _LEAST

    def show_lines(self, lines: Sequence[Line], columns: Sequence[Column] | None = None) -> None:
        """Show other lines; what was picked stays picked where it is still there."""
        row = self.current_row()
        key = self.figures.lines[row].key if 0 <= row < len(self.figures.lines) else None
        self.figures.show(lines, columns)
        if columns is not None:
            self._fit()
        if key is not None:
            self.pick(self.figures.row_of(key))

    def sizeHint(self) -> QSize:
        return QSize(240, min(self.natural_height(), Row.HEAD + self._row))

    def current_key(self) -> object:
        """What the current row stands for, or None."""
        row = self.current_row()
        return self.figures.lines[row].key if 0 <= row < len(self.figures.lines) else None

    def natural_height(self) -> int:
        head = 0 if self.horizontalHeader().isHidden() else Row.HEAD
        return head + self._row * len(self.figures.lines)


__all__ = [
    "Cell", "Column", "FiguresModel", "FiguresTable", "Line", "Mark", "Marks", "Parts", "Said", "head_width", "spoken", "width_of",
]  # fmt: skip
