"""The paper of a shift, on a roll: as a PDF file or for the slip printer. An open shift gives an X report, a closed one a Z report."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

from pos_app import files
from pos_app.domain.shift import ShiftReport
from pos_app.services import settings
from pos_app.services.shop import Shop

if TYPE_CHECKING:
    from pos_app.documents.escpos import Columns


def pdf(shop: Shop, report: ShiftReport) -> bytes:
    """The shift's report as a PDF as wide as a roll of 80 mm, in the shop's language of receipts."""
    from pos_app.documents import receipt, shift_slip

    card = settings.card(shop)
    said = shift_slip.slip(report, card, language=card.language)
    return receipt.render_plain(said, paper=receipt.Paper.MM_80, language=card.language, made_at=report.closed_at or shop.clock())


def escpos(shop: Shop, report: ShiftReport) -> bytes:
    """The shift's report for the shop's slip printer."""
    from pos_app.documents import escpos as slips
    from pos_app.documents import shift_slip

    card, columns = settings.card(shop), cast("Columns", int(settings.show(shop)["escpos_columns"]))
    return slips.render_plain(shift_slip.slip(report, card, language=card.language), columns=columns)


def save_pdf(shop: Shop, report: ShiftReport, path: Path) -> None:
    """Writes the shift's report to a PDF file.

    Raises:
        Refused: the folder is missing.
        Unavailable: the disk failed.
    """
    files.ready(path)
    files.write(path, pdf(shop, report))
