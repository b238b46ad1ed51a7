"""Inter, shipped with the program, in whole pixels so that figures stand under each other."""

from functools import lru_cache
from importlib.resources import files

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

from ui.theme.tokens import Size, Weight

FAMILY = "Inter"


def load() -> None:
    """Make the shipped files known to Qt; a family that is already known is not loaded again."""
    if FAMILY in QFontDatabase.families():
        return
    for path in sorted((files("resources") / "fonts").iterdir(), key=lambda p: p.name):
        if path.name.endswith(".ttf"):
            QFontDatabase.addApplicationFontFromData(QByteArray(path.read_bytes()))


@lru_cache(maxsize=128)
def _font(px: float, weight: int, tracking: float) -> QFont:
    made = QFont(FAMILY)
    made.setPixelSize(round(px))
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tracking:
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, tracking)
    return made


def font(px: float = Size.TEXT, weight: int = Weight.REGULAR, *, tracking: float | None = None) -> QFont:
    """Inter of a size and weight; large sizes are set tighter, as the drawings do."""
    if tracking is None:
        tracking = -3.0 if px >= Size.HEADLINE else -1.6 if px >= Size.TOTAL else -1.0 if px >= Size.SIDE_TOTAL else 0.0
    return QFont(_font(px, weight, tracking))


def metrics(px: float, weight: int = Weight.REGULAR) -> QFontMetrics:
    return QFontMetrics(font(px, weight))
