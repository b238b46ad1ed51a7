"""Words of the stock place: what a move and a paper are for."""

from typing import Final

from pos_app.domain.consignment import Side
from pos_app.domain.stock_document import DocumentKind
from pos_app.services.owner_moves import REASONS
from pos_app.texts import gettext as _
from ui.widgets.segments import Segments


def cash_source() -> Segments:
    """Asks where cash for a bill comes from: the drawer of the shift, which then says so, or the safe."""
    return Segments([(_("The drawer"), ""), (_("The safe"), "")])


def side_choice() -> Segments:
    """Asks whose loss spoilt goods are; its places are those of `SIDES`."""
    return Segments([(_("The maker's"), ""), (_("The shop's"), "")])


SIDES: Final = (Side.MAKER, Side.SHOP)


def kind_word(kind: DocumentKind) -> str:
    """What a paper is for, in words."""
    return reason_word(kind)


def reason_word(reason: str) -> str:
    """A move's reason in words; one this window does not know as the books have it."""
    return _(REASONS[reason]) if reason in REASONS else str(reason)
