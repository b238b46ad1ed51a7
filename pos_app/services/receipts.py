"""The paper of a committed document: as a PDF, or as the bytes of a slip printer, made again whenever it is asked for."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from pos_app import files
from pos_app.domain.actor import Actor
from pos_app.domain.sale import Sale, SaleKind
from pos_app.domain.sale_listing import Listed
from pos_app.domain.shop import ShopCard
from pos_app.errors import Refused
from pos_app.services import logo, settings
from pos_app.services.shop import Shop
from pos_app.storage.uow import Transaction

if TYPE_CHECKING:
    from pos_app.documents.escpos import Columns
    from pos_app.documents.pictures import PagePicture
    from pos_app.documents.slip import Beside

PAPERS: Final = ("58", "80", "a5")
DEFAULT_PAPER: Final = "80"


def pdf(shop: Shop, number: str, *, paper: str = DEFAULT_PAPER, copy: int = 0) -> bytes:
    """The receipt as a PDF, in the shop's language of receipts; a `copy` says which one it is.

    Raises:
        Refused: `no_such_receipt`, `no_such_paper`.
    """
    if paper not in PAPERS:
        raise Refused("no_such_paper", text=paper, known=" ".join(PAPERS))
    from pos_app.documents import receipt

    with shop.uow.read() as u:
        sale, beside, card = _read(u, number, copy)
    return receipt.render(sale, card, paper=receipt.Paper(paper), language=card.language, beside=beside)


def escpos(shop: Shop, number: str, *, copy: int = 0) -> bytes:
    """The receipt for the shop's slip printer.

    Raises:
        Refused: `no_such_receipt`.
    """
    from pos_app.documents import escpos as slips

    with shop.uow.read() as u:
        sale, beside, card = _read(u, number, copy)
        columns = cast("Columns", int(settings.stored(u)["escpos_columns"]))
    return slips.render(sale, card, columns=columns, language=card.language, beside=beside)


def picture(shop: Shop, number: str, *, width: int) -> "PagePicture":
    """The receipt as it is printed on a roll of 80 mm, `width` dots wide.

    Raises:
        Refused: `no_such_receipt`.
    """
    from pos_app.documents import pictures

    return pictures.pages(pdf(shop, number), width=width)[0]


def text(shop: Shop, number: str) -> str:
    """The receipt as a message for a telephone.

    Raises:
        Refused: `no_such_receipt`.
    """
    from pos_app.documents import receipt_text

    with shop.uow.read() as u:
        sale, beside, card = _read(u, number, 0)
    return receipt_text.render(sale, card, language=card.language, beside=beside)


def message_link(shop: Shop, number: str, telephone: str) -> str:
    """The address by which the desktop's own program sends the receipt to a telephone by WhatsApp.

    Raises:
        Refused: `no_such_receipt`, `not_a_telephone`.
    """
    from urllib.parse import quote

    from pos_app.domain.telephone import international

    return f"https://wa.me/{international(telephone)}?text={quote(text(shop, number), safe='')}"


def telephone(shop: Shop, number: str) -> str:
    """The telephone of a receipt's customer; nothing where none is known."""
    with shop.uow.read() as u:
        stored = u.sales.by_number(number.strip())
        known = u.customers.by_number(stored.sale.customer) if stored is not None and stored.sale.customer else None
        return (known.phone if known is not None else None) or ""


def another_copy(shop: Shop, actor: Actor, number: str) -> int:
    """Writes down that a receipt is printed once more; which copy it is.

    Raises:
        Refused: `no_such_receipt`.
    """
    with shop.uow.write() as u:
        stored = u.sales.by_number(number.strip(), lock=True)
        if stored is None:
            raise Refused("no_such_receipt", receipt=number)
        copy = u.sales.copied(stored.id, actor, at=shop.clock())
        u.commit()
    return copy


def save_pdf(shop: Shop, number: str, path: Path, *, paper: str = DEFAULT_PAPER, copy: int = 0) -> None:
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


def listed(shop: Shop, *, holds: str = "") -> tuple[Listed, ...]:
    """The last documents of all tills, the newest first; `holds` is a part of the number, or a customer's number."""
    with shop.uow.read() as u:
        return tuple(u.sales.listed(holds=holds.strip()))


def read(shop: Shop, number: str) -> tuple[Sale, tuple[Sale, ...]]:
    """A document, and the counter-documents of it.

    Raises:
        Refused: `no_such_receipt`.
    """
    with shop.uow.read() as u:
        stored = u.sales.by_number(number.strip())
        if stored is None:
            raise Refused("no_such_receipt", receipt=number)
        return stored.sale, tuple(u.sales.refunds_of(stored.id))


def save_escpos(shop: Shop, number: str, path: Path, *, copy: int = 0) -> None:
    """Writes the bytes for a slip printer to a file; refusals as `save_pdf`."""
    files.ready(path)
    files.write(path, escpos(shop, number, copy=copy))


def _read(u: Transaction, number: str, copy: int) -> tuple[Sale, "Beside", ShopCard]:
    """A document with what stands beside it; of an exchange the sale, whichever of the two was named."""
    from pos_app.documents.slip import Beside

    stored = u.sales.by_number(number.strip())
    if stored is None:
        raise Refused("no_such_receipt", receipt=number)
    back = None
    if stored.sale.exchange is not None:
        back = u.sales.by_number(stored.sale.exchange)
    elif stored.sale.kind is SaleKind.REFUND and (taken := u.sales.taken_for(stored.id)) is not None:
        stored, back = taken, stored
    found = [voucher for one in (back, stored) if one is not None for voucher in u.vouchers.on_paper(one.id)]
    given = {x.code for x in found if x.given}
    vouchers = tuple(replace(x, given=code in given) for code, x in {x.code: x for x in found}.items())
    own_bars = settings.stored(u)["escpos_barcode"] == "command"
    customer = u.customers.by_number(stored.sale.customer) if stored.sale.customer else None
    beside = Beside(copy, back.sale if back is not None else None, vouchers, logo.kept_in(u), own_bars, customer)
    return stored.sale, beside, settings.card_in(u)
