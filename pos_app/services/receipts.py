"""The paper of a committed document: as a PDF, or as the bytes of a slip printer, made again whenever it is asked for."""

from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from pos_app import files
from pos_app.domain.sale import Sale
from pos_app.domain.shop import ShopCard
from pos_app.errors import Refused
from pos_app.services import settings
from pos_app.services.shop import Shop
from pos_app.storage.uow import Transaction

if TYPE_CHECKING:
    from pos_app.documents.escpos import Columns

PAPERS: Final = ("58", "80", "a5")
DEFAULT_PAPER: Final = "80"


def pdf(shop: Shop, number: str, *, paper: str = DEFAULT_PAPER, copy: bool = False) -> bytes:
    """The receipt as a PDF, in the shop's language of receipts.

    Raises:
        Refused: `no_such_receipt`, `no_such_paper`.
    """
    if paper not in PAPERS:
        raise Refused("no_such_paper", text=paper, known=" ".join(PAPERS))
    from pos_app.documents import receipt

    with shop.uow.read() as u:
        sale, card = _read(u, number)
    return receipt.render(sale, card, paper=receipt.Paper(paper), language=card.language, copy=copy)


def escpos(shop: Shop, number: str, *, copy: bool = False) -> bytes:
    """The receipt for the shop's slip printer.

    Raises:
        Refused: `no_such_receipt`.
    """
    from pos_app.documents import escpos as slips

    with shop.uow.read() as u:
        sale, card = _read(u, number)
        columns = cast("Columns", int(settings.stored(u)["escpos_columns"]))
    return slips.render(sale, card, columns=columns, language=card.language, copy=copy)


def save_pdf(shop: Shop, number: str, path: Path, *, paper: str = DEFAULT_PAPER, copy: bool = False) -> None:
    """Writes the receipt to a PDF file.

    Raises:
        Refused: as `pdf`; the folder is missing.
        Unavailable: the disk failed.
    """
    files.ready(path)
    files.write(path, pdf(shop, number, paper=paper, copy=copy))


def latest(shop: Shop, till: str) -> str | None:
    """The number of the document a till posted last; None before its first."""
    with shop.uow.read() as u:
        stored = u.sales.latest(till)
    return None if stored is None else stored.sale.number


def save_escpos(shop: Shop, number: str, path: Path, *, copy: bool = False) -> None:
    """Writes the bytes for a slip printer to a file; refusals as `save_pdf`."""
    files.ready(path)
    files.write(path, escpos(shop, number, copy=copy))


def _read(u: Transaction, number: str) -> tuple[Sale, ShopCard]:
    stored = u.sales.by_number(number.strip())
    if stored is None:
        raise Refused("no_such_receipt", receipt=number)
    return stored.sale, settings.card_in(u)
