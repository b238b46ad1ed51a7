"""Where a thing was made, as everybody sees it: a word, a shape and a colour, never the colour alone."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app import formatting, texts
from pos_app.domain.origin import Origin, State
from pos_app.texts import gettext as _
from ui.theme import Size, Weight, font, tokens

HEIGHT, SMALL_HEIGHT = 26, 22
FLAG_WIDTH, FLAG_HEIGHT = 15, 11


@cache
def country(code: str, language: str) -> str:
    """The country's name as people of the language say it; the code where nobody has one."""
    from babel import Locale

    return str(Locale(language).territories.get(code, code))


@dataclass(frozen=True, slots=True)
class Mark:
    """What a badge shows."""

    state: State
    word: str


def mark(origin: Origin) -> Mark:
    """The badge of an origin; imported goods name their country where it is known."""
    if origin.state is State.DOMESTIC:
        return Mark(State.DOMESTIC, _("Domestic"))
    if origin.state is State.UNKNOWN:
        return Mark(State.UNKNOWN, _("Unknown"))
    if origin.country and origin.country != "ID":
        return Mark(State.IMPORTED, _("Imported · {country}").format(country=country(origin.country, texts.language())))
    return Mark(State.IMPORTED, _("Imported"))


def tkdn(origin: Origin) -> str:
    """`TKDN 71%`, or nothing: never a bare percentage, which would read as a share."""
    if origin.tkdn_bp is None:
        return ""
    decimals: Literal[0, 1, 2] = 0 if origin.tkdn_bp % 100 == 0 else 1 if origin.tkdn_bp % 10 == 0 else 2
    return f"TKDN {formatting.share(origin.tkdn_bp, texts.language(), decimals=decimals)}"


def _px(small: bool) -> int:
    return Size.SMALL if small else Size.LABEL


def width_of(shown: Mark, *, small: bool = False) -> int:
    text = QFontMetrics(font(_px(small), Weight.SEMIBOLD)).horizontalAdvance(_text(shown))
    return text + (FLAG_WIDTH + 7 + 8 + 10 if shown.state is State.DOMESTIC else 20)


def _text(shown: Mark) -> str:
    return f"? {shown.word}" if shown.state is State.UNKNOWN else shown.word


def _inks(state: State) -> tuple[str, str | None]:
    t = tokens()
    return {
        State.DOMESTIC: (t.domestic, t.domestic_soft),
        State.UNKNOWN: (t.unknown, t.unknown_soft),
        State.IMPORTED: (t.ink_2, None),
    }[state]


def bare_width(shown: Mark) -> int:
    """The width of a mark without its outline."""
    sign = FLAG_WIDTH + 5 if shown.state is State.DOMESTIC else 0
    return sign + QFontMetrics(font(_px(True), Weight.SEMIBOLD)).horizontalAdvance(_text(shown)) + 1


def paint_bare(painter: QPainter, left: float, middle: float, shown: Mark) -> None:
    """Sign and word of a mark whose outline something else draws."""
    if shown.state is State.DOMESTIC:
        paint_flag(painter, round(left), round(middle - FLAG_HEIGHT / 2))
        left += FLAG_WIDTH + 5
    painter.setFont(font(_px(True), Weight.SEMIBOLD))
    painter.setPen(QColor(_inks(shown.state)[0]))
    painter.drawText(QRectF(left, middle - 10, bare_width(shown), 20), Qt.AlignmentFlag.AlignVCenter, _text(shown))


def paint_badge(painter: QPainter, left: float, middle: float, shown: Mark, *, room: float | None = None, small: bool = False) -> float:
    """Draw a badge around the height `middle`, cut to `room`; returns its right edge."""
    t = tokens()
    height = SMALL_HEIGHT if small else HEIGHT
    width = float(width_of(shown, small=small))
    if room is not None:
        width = min(width, room)
    top = round(middle - height / 2)
    box = QRectF(round(left), top, round(width), height).adjusted(0.5, 0.5, -0.5, -0.5)
    ink, fill = _inks(shown.state)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = QPen(QColor(t.line_2 if shown.state is State.IMPORTED else ink), 1)
    if shown.state is State.UNKNOWN:
        edge.setDashPattern([3, 2])
    painter.setPen(edge)
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    at = left + 10
    if shown.state is State.DOMESTIC:
        paint_flag(painter, round(left) + 9, top + (height - FLAG_HEIGHT) // 2)
        at = left + 9 + FLAG_WIDTH + 7
    painter.setFont(font(_px(small), Weight.SEMIBOLD))
    painter.setPen(QColor(ink))
    text = painter.fontMetrics().elidedText(_text(shown), Qt.TextElideMode.ElideRight, int(left + width - at - 6))
    painter.drawText(QRectF(at, top, width, height), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
    painter.restore()
    return left + width


def paint_flag(painter: QPainter, left: float, top: float) -> None:
    """The red-and-white sign of domestic goods."""
    red = QColor(tokens().domestic)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(left + 0.5, top + 0.5, FLAG_WIDTH - 1, FLAG_HEIGHT - 1)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#FFFFFF"))
    painter.drawRoundedRect(box, 2, 2)
    painter.setClipRect(QRectF(left, top, FLAG_WIDTH, FLAG_HEIGHT / 2))
    painter.setBrush(red)
    painter.drawRoundedRect(box, 2, 2)
    painter.setClipping(False)
    painter.setPen(QPen(red, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 2, 2)
    painter.restore()


class Badge(QWidget):
    """A badge with its certificate's figure beside it."""

    def __init__(self, origin: Origin, parent: QWidget | None = None, *, small: bool = False, with_tkdn: bool = True) -> None:
        super().__init__(parent)
        self._small, self._with_tkdn = small, with_tkdn
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_origin(origin)

    def show_origin(self, origin: Origin) -> None:
        self._mark = mark(origin)
        self._tkdn = tkdn(origin) if self._with_tkdn else ""
        self.setAccessibleName(f"{self._mark.word} {self._tkdn}".strip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = width_of(self._mark, small=self._small)
        if self._tkdn:
            width += 8 + QFontMetrics(font(Size.SMALL, Weight.SEMIBOLD)).horizontalAdvance(self._tkdn) + 1
        return QSize(width, SMALL_HEIGHT if self._small else HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        right = paint_badge(painter, 0, self.height() / 2, self._mark, small=self._small)
        if self._tkdn:
            painter.setFont(font(Size.SMALL, Weight.SEMIBOLD))
            painter.setPen(QColor(tokens().ink_2))
            painter.drawText(self.rect().adjusted(int(right) + 8, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._tkdn)
        painter.end()


class Flag(QWidget):
    """The flag alone, before a share."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(FLAG_WIDTH, FLAG_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_flag(painter, 0, 0)
        painter.end()
