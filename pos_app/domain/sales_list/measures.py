"""Measures a quantity may be told in, each with the words that mean the same: 250 gr of what is sold by the kg is no 250."""

from typing import Final

_ALIKE: Final = (
    frozenset({"mg"}),
    frozenset({"g", "gr", "gram"}),
    frozenset({"ons"}),
    frozenset({"kg", "kilo", "kilogram"}),
    frozenset({"kw", "kuintal"}),
    frozenset({"ton"}),
    frozenset({"ml"}),
    frozenset({"l", "lt", "ltr", "liter"}),
    frozenset({"cm"}),
    frozenset({"m", "mtr", "meter"}),
)
MEASURES: Final = {word: words for words in _ALIKE for word in words}
