"""Why stock moves, and what a stock paper is for, in words."""

from collections.abc import Mapping
from typing import Final

from pos_app.domain.stock_document import DocumentKind
from pos_app.texts import N_
from pos_app.texts import gettext as _

REASONS: Final[Mapping[str, str]] = {
    "opening": N_("Opening stock"),
    "count": N_("Stocktake"),
    "sale": N_("Sale"),
    "refund": N_("Return of a sale"),
    "void": N_("Void of a sale"),
    "consignment_delivery": N_("Consigned goods in"),
    "consignment_return": N_("Consigned goods back"),
    "consignment_spoilt": N_("Consigned goods spoilt"),
    DocumentKind.RECEIVE: N_("Goods in"),
    DocumentKind.CORRECTION: N_("Correction"),
    DocumentKind.SUPPLIER_RETURN: N_("Return to the supplier"),
    DocumentKind.BREAKAGE: N_("Broken or spoilt"),
    DocumentKind.OWN_USE: N_("Own use"),
    DocumentKind.TRANSFER_OUT: N_("To another shop"),
    DocumentKind.REPACK: N_("Repacking"),
    "merge": N_("Merged"),
}


def reason_word(reason: str) -> str:
    """A move's reason, or a paper's kind, in the language spoken; one that is not known as the books have it."""
    return _(REASONS.get(reason, reason))
