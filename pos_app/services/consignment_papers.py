"""Papers of consigned goods as PDF: agreement, notes, settlement receipt, statement."""

from pathlib import Path
from typing import TYPE_CHECKING

from pos_app import files
from pos_app.domain.days import Period
from pos_app.services import consignors, settings
from pos_app.services.shop import Shop

if TYPE_CHECKING:
    from pos_app.documents.consignment import Made


def agreement(shop: Shop, name: str) -> bytes:
    """What was agreed with a consignor, with the goods that are theirs now.

    Raises:
        Refused: `no_such_consignor`.
    """
    from pos_app.documents import consignment as papers

    return papers.agreement(consignors.one(shop, name), consignors.goods_of(shop, name), _made(shop))


def note(shop: Shop, number: str) -> bytes:
    """A delivery note, a return note, a note of spoilt goods or a settlement receipt.

    Raises:
        Refused: `no_such_consignment_note`.
    """
    from pos_app.documents import consignment as papers

    return papers.note(consignors.paper(shop, number), _made(shop))


def statement(shop: Shop, name: str, period: Period) -> bytes:
    """What was sold and is owed over a period.

    Raises:
        Refused: `no_such_consignor`.
    """
    from pos_app.documents import consignment as papers

    told = consignors.statement(shop, name, period)
    return papers.statement(told.who, told.period, told.account, told.products, _made(shop))


def save(path: Path, body: bytes) -> None:
    """Writes a paper to a file.

    Raises:
        Refused: the folder is missing.
        Unavailable: the disk failed.
    """
    files.ready(path)
    files.write(path, body)


def _made(shop: Shop) -> "Made":
    from pos_app.documents.consignment import Made

    card = settings.card(shop)
    return Made(card.name, card.zone, shop.clock(), card.language)
