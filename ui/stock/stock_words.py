"""Words of the stock place: what a move and a paper are for."""

from collections.abc import Mapping
from typing import Final

from pos_app.domain.consignment import Side
from pos_app.domain.stock_document import DocumentKind
from pos_app.texts import N_
from pos_app.texts import gettext as _
from ui.widgets.segments import Segments

_KINDS: Final[Mapping[DocumentKind, str]] = {
    DocumentKind.RECEIVE: N_("Goods in"),
    DocumentKind.CORRECTION: N_("Correction"),
    DocumentKind.SUPPLIER_RETURN: N_("Return to the supplier"),
    DocumentKind.BREAKAGE: N_("Broken or spoilt"),
    DocumentKind.OWN_USE: N_("Own use"),
    DocumentKind.TRANSFER_OUT: N_("To another shop"),
    DocumentKind.REPACK: N_("Repacking"),
}
_REASONS: Final[Mapping[str, str]] = {
    "opening": N_("Opening stock"),
    "count": N_("Stocktake"),
    "sale": N_("Sale"),
    "refund": N_("Return of a sale"),
    "void": N_("Void of a sale"),
    "consignment_delivery": N_("Consigned goods in"),
    "consignment_return": N_("Consigned goods back"),
    "consignment_spoilt": N_("Consigned goods spoilt"),
    **{str(kind): word for kind, word in _KINDS.items()},
}


def cash_source() -> Segments:
    """Asks where cash for a bill comes from: the drawer of the shift, which then says so, or the safe."""
    return Segments([(_("The drawer"), ""), (_("The safe"), "")])


def side_choice() -> Segments:
    """Asks whose loss spoilt goods are; its places are those of `SIDES`."""
    return Segments([(_("The maker's"), ""), (_("The shop's"), "")])


SIDES: Final = (Side.MAKER, Side.SHOP)


def kind_word(kind: DocumentKind) -> str:
    """What a paper is for, in words."""
    return _(_KINDS[kind]) if kind in _KINDS else str(kind)


def reason_word(reason: str) -> str:
    """A move's reason in words; one this window does not know as the books have it."""
    return _(_REASONS[reason]) if reason in _REASONS else reason
