"""Outline icons, recoloured from the tokens when they are painted, so a theme switched while open needs no new icons."""

from functools import lru_cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtSvg import QSvgRenderer

STROKE = b'stroke-width="1.8"'


@lru_cache(maxsize=256)
def _source(name: str) -> bytes:
    return (files("resources") / "icons" / f"{name}.svg").read_bytes().replace(b'stroke-width="2"', STROKE)


@lru_cache(maxsize=512)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace(b"currentColor", colour.encode())))


def paint(painter: QPainter, rect: QRectF, name: str, colour: str | QColor) -> None:
    """Draw the icon `name` (a file of resources/icons, without its ending) into `rect`."""
    _renderer(name, QColor(colour).name()).render(painter, rect)


DEFAULT = QSize(22, 22)
