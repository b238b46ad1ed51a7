"""The parts of a stocktake on its left side: a card each with its state, its bar and its person."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from pos_app import formatting, texts
from pos_app.domain.stocktake import Progress, Sheet, State
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.commands import CommandId, shown_key
from ui.theme import Radius, Size, Weight, font, icons, tokens
from ui.widgets.buttons import Button
from ui.widgets.list_table import text
from ui.widgets.roomy import Roomy
from ui.widgets.surface import column, emptied
from ui.widgets.text import Text

WIDTH, COMPACT = 236, 186


class ProgressBar(QWidget):
    """How much of the whole is counted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part = self._whole = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_progress(self, part: int, whole: int) -> None:
        self._part, self._whole = part, whole
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 14)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_progress(painter, QRectF(self.rect()), self._part, self._whole)
        painter.end()


def paint_progress(painter: QPainter, box: QRectF, part: int, whole: int) -> None:
    """A pill filled as far as counting has come."""
    t = tokens()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    round_by = box.height() / 2
    painter.setBrush(QColor(t.line))
    painter.drawRoundedRect(box, round_by, round_by)
    if part > 0 and whole > 0:
        painter.setBrush(QColor(t.brand))
        wide = max(box.height(), box.width() * min(part, whole) / whole)
        painter.drawRoundedRect(QRectF(box.left(), box.top(), wide, box.height()), round_by, round_by)


def counted_of(progress: Progress) -> str:
    """`212 of 318 articles`, or only what was counted where the part names no articles."""
    speech = texts.language()
    if progress.articles is None:
        return ngettext("{n} article counted", "{n} articles counted", progress.counted).format(
            n=formatting.number(progress.counted, speech)
        )
    return _("{counted} of {articles} articles").format(
        counted=formatting.number(progress.counted, speech), articles=formatting.number(progress.articles, speech)
    )


class PartCard(QAbstractButton):
    """A part; the shown one has the brand's edge."""

    def __init__(self, progress: Progress, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._progress = progress
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setText(progress.part.name)
        self.setToolTip(progress.part.name)
        self.setAccessibleName(f"{progress.part.name}, {self._state()[0]}, {counted_of(progress)}")

    def _state(self) -> tuple[str, str]:
        t = tokens()
        if not self._progress.part.is_open:
            return _("counted"), t.ok
        if self._progress.counted:
            return _("being counted"), t.brand
        return _("not begun"), t.ink_2

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 78)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, p = tokens(), self._progress
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = t.focus if self.hasFocus() else t.brand if self.isChecked() else t.line
        wide = 2 if self.isChecked() or self.hasFocus() else 1
        painter.setPen(QPen(QColor(edge), wide))
        painter.setBrush(QColor(t.panel))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2), Radius.CARD, Radius.CARD)
        inner = self.rect().adjusted(15, 0, -15, 0)
        word, ink = self._state()
        painter.setFont(font(Size.SMALL, Weight.SEMIBOLD))
        room = painter.fontMetrics().horizontalAdvance(word) + (20 if not p.part.is_open else 0)
        line, narrow = QRect(inner.left(), 10, inner.width(), 20), self.width() < WIDTH
        state = line.translated(0, 41) if narrow else line
        text(painter, state, word, font(Size.SMALL, Weight.SEMIBOLD), ink, right=True)
        if not p.part.is_open:
            icons.paint(painter, QRectF(inner.right() - room, state.top() + 3, 14, 14), "check", ink)
        text(painter, line.adjusted(0, 0, 0 if narrow else -room - 8, 0), p.part.name, font(Size.NAME, Weight.SEMIBOLD), t.ink)
        paint_progress(
            painter, QRectF(inner.left(), 38, inner.width(), 6), p.counted, p.articles or (p.counted if not p.part.is_open else 0)
        )
        below = QRect(inner.left(), 52, inner.width(), 18)
        if narrow:
            text(painter, below.adjusted(0, 0, -room - 8, 0), p.part.person, font(Size.SMALL), t.ink_2)
            painter.end()
            return
        wide_of = text(painter, below, counted_of(p), font(Size.SMALL), t.ink_2)
        text(painter, below.adjusted(wide_of + 8, 0, 0, 0), p.part.person, font(Size.SMALL), t.ink_2, right=True)
        painter.end()


class PartsColumn(QWidget):
    """`chosen` carries the name of a part, `new_wanted` asks for another."""

    chosen = Signal(str)
    new_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self._cards: list[PartCard] = []
        inside = QWidget()
        self._box = column(gap=8)
        inside.setLayout(column(self._box, None))
        self._new = Button(_("New part"), icon="plus", key=shown_key(CommandId.NEW_PART), height=48)
        self._new.clicked.connect(self.new_wanted)
        self._sold = Text(px=Size.SMALL, ink="ink_2", wrap=True)
        whole = column(gap=8)
        whole.addWidget(Roomy(inside), 1)
        whole.addWidget(self._new)
        whole.addWidget(self._sold)
        self.setLayout(whole)

    def set_compact(self, compact: bool) -> None:
        self.setFixedWidth(COMPACT if compact else WIDTH)
        self._new.set_height(40 if compact else 48, Size.LABEL)
        self._new.set_key("" if compact else shown_key(CommandId.NEW_PART))

    def show_sheet(self, sheet: Sheet, chosen: str) -> None:
        emptied(self._box)
        self._cards = []
        for progress in sheet.parts:
            card = PartCard(progress)
            card.setChecked(progress.part.name == chosen)
            card.clicked.connect(lambda _on=False, name=progress.part.name: self.chosen.emit(name))
            self._box.addWidget(card)
            self._cards.append(card)
        self._new.setVisible(sheet.stocktake.state is State.OPEN)
        sold = ngettext(
            "{n} sale while counting is allowed for by the time each article was counted.",
            "{n} sales while counting are allowed for by the time each article was counted.",
            sheet.sales,
        )
        self._sold.setText(sold.format(n=formatting.number(sheet.sales, texts.language())))
        self._sold.setVisible(sheet.sales > 0)
