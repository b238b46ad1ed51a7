"""The colours of papers: the light tokens of the look, as `#RRGGBB`."""

from functools import cache
from typing import Final

INK: Final = "#14181F"
INK_2: Final = "#5A6472"
INK_3: Final = "#8A94A3"
BLACK: Final = "#000000"
WHITE: Final = "#FFFFFF"
LINE: Final = "#E3E6EB"
LINE_2: Final = "#C9CFD8"
ROW_LINE: Final = "#EDEFF2"
NOTE: Final = "#F6F7F9"
BRAND: Final = "#0B5D57"
DOMESTIC: Final = "#C8102E"
DOMESTIC_SOFT: Final = "#FBE9EC"
EARLIER: Final = "#E7A3AE"
IMPORTED: Final = INK_3
UNKNOWN: Final = "#8A5A00"
WARNING: Final = "#9A3412"
HEAT: Final = ("#FDF4F5", "#F8DDE1", "#EFB3BC", "#DE7887", "#C8102E")
"""Five steps of a heat table, from below 40 % to 85 % and more."""

_STEPS_BP: Final = (4000, 5500, 7000, 8500)


def heat(share_bp: int) -> tuple[str, str]:
    """Fill and text colour of a heat cell."""
    step = sum(share_bp >= limit for limit in _STEPS_BP)
    return HEAT[step], WHITE if step == len(HEAT) - 1 else INK


@cache
def rgb(colour: str) -> tuple[float, float, float]:
    """Red, green and blue from 0 to 1."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue
