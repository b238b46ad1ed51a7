"""How large what is clicked must be: a finger needs more room than a pointer."""

from typing import Final

from PySide6.QtWidgets import QApplication

FINGER: Final = 44
"""Pixels a finger hits without looking twice."""
_touched: list[bool] = [False]


def reach(px: int) -> int:
    """A side of something to click: as drawn, and in touch mode never less than a finger needs."""
    return max(px, FINGER) if _touched[0] else px


def touched() -> bool:
    """Whether the windows are meant for fingers."""
    return _touched[0]


def set_touch(*, on: bool) -> None:
    """Lay every window out for fingers, or for a pointer again."""
    if _touched[0] is on:
        return
    _touched[0] = on
    for widget in QApplication.allWidgets():
        widget.updateGeometry()
