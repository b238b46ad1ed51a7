"""Names with a bar of the three origins and the domestic share behind it, as many as there is room for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app import formatting, texts
from pos_app.domain.local_content import shares
from pos_app.domain.origin import State
from pos_app.texts import ngettext
from ui.theme import Size, Weight, font, tokens
from ui.widgets.share_bar import paint_bar

ROW: Final = 28


@dataclass(frozen=True, slots=True)
class ShareRow:
    name: str
    values: Mapping[State, int]


class ShareRows(QWidget):
    """`show_rows` takes them all; where some have no room, the last line says how many."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ShareRow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_rows(self, rows: Sequence[ShareRow]) -> None:
        self._rows = tuple(rows)
        self.setAccessibleName("; ".join(f"{row.name} {_percent(row.values)}" for row in rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, ROW * min(len(self._rows), 6))

    def minimumSizeHint(self) -> QSize:
        return QSize(180, 3 * ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fit = max(1, self.height() // ROW)
        shown = self._rows if len(self._rows) <= fit else self._rows[: fit - 1]
        name, bold = font(Size.LABEL), font(Size.LABEL, Weight.BOLD)
        wide = int(self.width() * 0.36)
        for at, row in enumerate(shown):
            top = at * ROW
            painter.setFont(name)
            painter.setPen(QColor(t.ink))
            said = painter.fontMetrics().elidedText(row.name, Qt.TextElideMode.ElideRight, wide - 10)
            painter.drawText(QRectF(0, top, wide - 8, ROW), Qt.AlignmentFlag.AlignVCenter, said)
            paint_bar(painter, QRectF(wide, top + 6, self.width() - wide - 58, 16), row.values, radius=3)
            painter.setFont(bold)
            painter.setPen(QColor(t.ink))
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(QRectF(self.width() - 58, top, 58, ROW), right, _percent(row.values))
        if left := len(self._rows) - len(shown):
            painter.setFont(name)
            painter.setPen(QColor(t.ink_2))
            said = ngettext("and {n} more", "and {n} more", left).format(n=formatting.number(left, texts.language()))
            painter.drawText(QRectF(0, len(shown) * ROW, self.width(), ROW), Qt.AlignmentFlag.AlignVCenter, said)
        painter.end()


def _percent(values: Mapping[State, int]) -> str:
    tenths = shares(values, 1000)[State.DOMESTIC]
    return formatting.share(None if tenths is None else tenths * 10, texts.language())
