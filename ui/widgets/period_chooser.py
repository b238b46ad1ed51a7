"""A period out of a list: a step back, its name with the whole list behind it, a step on."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from pos_app.texts import gettext as _
from ui.theme import Radius, Size, Weight, font, icons, tokens
from ui.widgets.surface import row

_HEIGHT = 40
_ARROW = 34


class _End(QAbstractButton):
    """One part of the chooser: a sign, or a word with a chevron."""

    def __init__(self, parent: QWidget, *, icon: str = "", says: str = "", round_left: bool = False, round_right: bool = False) -> None:
        super().__init__(parent)
        self._icon, self._left, self._right = icon, round_left, round_right
        self.setToolTip(says)
        self.setAccessibleName(says)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        if self._icon:
            return QSize(_ARROW, _HEIGHT)
        return QSize(max(128, QFontMetrics(font(Size.LABEL, Weight.SEMIBOLD)).horizontalAdvance(self.text()) + 48), _HEIGHT)

    def show_word(self, word: str) -> None:
        self.setText(word)
        self.setAccessibleName(word)
        self.updateGeometry()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        over = self.width() + 20
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        whole = QRectF(box.left() - (0 if self._left else 20), box.top(), over - (20 if self._left and self._right else 0), box.height())
        whole.setRight(box.right() if self._right else box.right() + 20)
        painter.setPen(QPen(QColor(t.line_2), 1))
        painter.setBrush(QColor(t.panel))
        painter.drawRoundedRect(whole, Radius.BUTTON, Radius.BUTTON)
        if not self._left:
            painter.fillRect(QRectF(0, 1, 1, self.height() - 2), QColor(t.line))
        if self.hasFocus():
            painter.setPen(QPen(QColor(t.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), Radius.BUTTON - 2, Radius.BUTTON - 2)
        ink = QColor(t.ink if self.isEnabled() else t.line_2)
        if self._icon:
            icons.paint(painter, QRectF(self.width() / 2 - 8, self.height() / 2 - 8, 16, 16), self._icon, ink)
        else:
            painter.setFont(font(Size.LABEL, Weight.SEMIBOLD))
            painter.setPen(ink)
            painter.drawText(self.rect().adjusted(14, 0, -30, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
            icons.paint(painter, QRectF(self.width() - 28, self.height() / 2 - 8, 16, 16), "chevron-down", t.ink_2)
        painter.end()


class PeriodChooser(QWidget):
    """Periods in their order, the latest last. `chosen` carries the position a person took."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self._at = -1
        self._back = _End(self, icon="chevron-left", says=_("The period before"), round_left=True)
        self._name = _End(self)
        self._on = _End(self, icon="chevron-right", says=_("The period after"), round_right=True)
        self._back.clicked.connect(self.step_back)
        self._on.clicked.connect(self.step_on)
        self._name.clicked.connect(self.open_list)
        self.setLayout(row(self._back, self._name, self._on, gap=0))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def at(self) -> int:
        return self._at

    def show_periods(self, words: Sequence[str], at: int) -> None:
        self._words, self._at = tuple(words), at
        self._name.show_word(words[at] if 0 <= at < len(words) else "")
        self._back.setEnabled(at > 0)
        self._on.setEnabled(0 <= at < len(words) - 1)

    def _take(self, at: int) -> None:
        if at != self._at and 0 <= at < len(self._words):
            self.show_periods(self._words, at)
            self.chosen.emit(at)

    def step_back(self) -> None:
        self._take(self._at - 1)

    def step_on(self) -> None:
        self._take(self._at + 1)

    def open_list(self) -> None:
        """Every period, the latest first."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setStyleSheet("QMenu { menu-scrollable: 1; }")
        group = QActionGroup(menu)
        for at in reversed(range(len(self._words))):
            action = menu.addAction(self._words[at])
            action.setCheckable(True)
            action.setChecked(at == self._at)
            action.triggered.connect(partial(self._picked, at))
            group.addAction(action)
        menu.popup(self._name.mapToGlobal(QPoint(0, _HEIGHT + 4)))

    def _picked(self, at: int, _checked: bool = False) -> None:
        self._take(at)
