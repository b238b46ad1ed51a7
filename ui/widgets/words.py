"""Words in as many lines as they need, as the papers set them: broken at spaces, a longer word between its signs."""

import re
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

_MEASURE: Final = re.compile(r"(?<=\d) (?=(?:mg|g|kg|ml|cl|l|cm|m|w|pcs)\b)", re.IGNORECASE)
"""Between an amount and its unit no line ends: `150 g` stays together."""
_SPACES: Final = re.compile(r"[^\S\N{NO-BREAK SPACE}]+")


def wrapped(said: str, measure: QFontMetrics, room: int, most: int) -> list[str]:
    """`said` in lines no wider than `room`; of more than `most` the last ends in an ellipsis."""
    lines: list[str] = []
    for word in filter(None, _SPACES.split(_MEASURE.sub("\N{NO-BREAK SPACE}", said))):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and measure.horizontalAdvance(joined) <= room:
            lines[-1] = joined
            continue
        while len(word) > 1 and measure.horizontalAdvance(word) > room:
            fits = max(1, next((n for n in range(len(word) - 1, 0, -1) if measure.horizontalAdvance(word[:n]) <= room), 1))
            lines.append(word[:fits])
            word = word[fits:]
        lines.append(word)
    if len(lines) > most:
        lines[most - 1 :] = [measure.elidedText(" ".join(lines[most - 1 :]), Qt.TextElideMode.ElideRight, room)]
    return lines or [""]
