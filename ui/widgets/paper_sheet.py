"""A page of a paper as it will be printed, for looking at it before it is saved."""

from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from pos_app.services.papers import PagePicture
from ui.theme import tokens

PAGE_WIDTH: Final = 794
"""An A4 page at 96 dots to the inch."""


class Sheet(QWidget):
    """One page in its true proportions."""

    def __init__(self, picture: PagePicture, says: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dots = picture.dots
        self._proportion = picture.height / picture.width
        self._image = QImage(self._dots, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32)
        self.setAccessibleName(says)
        self.set_width(PAGE_WIDTH)

    def set_width(self, width: int) -> None:
        self.setFixedSize(width, round(width * self._proportion))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(self.rect()), self._image)
        painter.setPen(QPen(QColor(tokens().line_2), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()
