"""Every refusal and failure by its code: one sentence that says what is wrong and what to do, by where in the shop it is said.

A field whose name ends in `_idr`, `_milli` or `_bp` is shown as money, quantity or percentage.
"""

from typing import Final

from pos_app.sentences import common, coop, lists, origin, papers, stock, till
from pos_app.sentences.marking import N_

__all__ = ["N_", "SENTENCES"]

PLACES: Final = (common, till, stock, origin, papers, lists, coop)
SENTENCES: Final[dict[str, str]] = {code: text for place in PLACES for code, text in place.SENTENCES.items()}
