"""The papers of the stock as PDF."""

from pathlib import Path

from pos_app import files, texts
from pos_app.errors import Refused
from pos_app.services import settings
from pos_app.services.shop import Shop
from pos_app.texts import Language


def save_pdf(shop: Shop, number: str, path: Path, *, language: Language | None = None) -> None:
    """Writes a posted paper as a PDF, in the shop's language where none is given.

    Raises:
        Refused: `no_such_document`, and as `files.ready`.
        Unavailable: `cannot_write`.
    """
    from pos_app.documents.stock_paper import render_paper

    files.ready(path)
    with shop.uow.read() as u:
        paper = u.stock_documents.by_number(number.strip())
        card = settings.card_in(u)
    if paper is None:
        raise Refused("no_such_document", number=number)
    body = render_paper(paper, shop_name=card.name, zone=card.zone, at=shop.clock(), language=language or texts.language())
    files.write(path, body)
