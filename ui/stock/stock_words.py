"""Questions of the stock place: where cash comes from, whose loss it is."""

from typing import Final

from pos_app.domain.consignment import Side
from pos_app.texts import gettext as _
from ui.widgets.segments import Segments


def cash_source() -> Segments:
    """Asks where cash for a bill comes from: the drawer of the shift, which then says so, or the safe."""
    return Segments([(_("The drawer"), ""), (_("The safe"), "")])


def side_choice() -> Segments:
    """Asks whose loss spoilt goods are; its places are those of `SIDES`."""
    return Segments([(_("The maker's"), ""), (_("The shop's"), "")])


SIDES: Final = (Side.MAKER, Side.SHOP)
