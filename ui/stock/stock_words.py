"""Words of the stock place: what a move was for."""

from collections.abc import Mapping
from typing import Final

from pos_app.texts import N_
from pos_app.texts import gettext as _

_REASONS: Final[Mapping[str, str]] = {
    "opening": N_("Opening stock"),
    "receive": N_("Goods in"),
    "count": N_("Stocktake"),
    "sale": N_("Sale"),
    "refund": N_("Return of a sale"),
    "void": N_("Void of a sale"),
}


def reason_word(reason: str) -> str:
    """A move's reason in words; one this window does not know as the books have it."""
    return _(_REASONS[reason]) if reason in _REASONS else reason
