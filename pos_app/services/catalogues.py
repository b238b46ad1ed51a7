"""The catalogue of the shop's small makers' goods: chosen by filter, as PDF, as one web page, as text to paste, as csv."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pos_app import __version__, files, texts
from pos_app.domain.catalogue import Catalogue, Item, Picture, Wanted, whatsapp_number
from pos_app.domain.evidence import Evidence
from pos_app.domain.origin import State
from pos_app.domain.product import Kind, Product
from pos_app.errors import Refused
from pos_app.services import settings
from pos_app.services.maker_pages import places_of
from pos_app.services.shop import Shop
from pos_app.storage.listing import Filter
from pos_app.texts import Language

MOST = 2_000
"""Articles in one catalogue; nobody scrolls through more."""


def made(shop: Shop, wanted: Wanted | None = None) -> Catalogue:
    """The goods of a filter, by name, without their pictures. What is known to be imported is no small maker's of ours and is left out.

    Raises:
        Refused: `catalogue_too_long`.
    """
    asked = wanted or Wanted()
    with shop.uow.read() as u:
        card, day = settings.card_in(u), settings.today(shop, u)
        which = Filter(text=asked.text, category=asked.category, maker=asked.maker)
        products = [x for x in u.products.by_ids(u.listing.ids(which, day=day), day=day).values() if _fits(x, asked, card.regency)]
        products.sort(key=lambda x: (x.name.casefold(), x.id))
        if len(products) > MOST:
            raise Refused("catalogue_too_long", most=MOST)
        ids = [x.id for x in products]
        places, pieces, pictures = places_of(u), u.origins.pieces_of(ids), u.attachments.pictures_of(ids)
        units = u.units.of_each(ids, day=day)
        items = [
            Item(
                x,
                tuple(pack for pack in units[x.id] if pack.price_idr is not None),
                places.get(x.maker.name, "") if x.maker else "",
                _proof(x, pieces.get(x.id, []), day),
                pictures.get(x.id),
            )
            for x in products
        ]
    return Catalogue(card, day, tuple(items), whatsapp_number(card.phone))


def _fits(product: Product, asked: Wanted, regency: str | None) -> bool:
    maker = product.maker
    if product.kind is not Kind.GOODS or not product.sellable or maker is None or not maker.name:
        return False
    if maker.size not in asked.sizes or product.origin.state is State.IMPORTED:
        return False
    if asked.here and (regency is None or maker.regency != regency):
        return False
    return not asked.in_stock or (product.on_hand or 0) > 0


def _proof(product: Product, pieces: list[Evidence], day: date) -> Evidence | None:
    """The piece in force that says where the article is made; none where the answer is not domestic."""
    if product.origin.state is not State.DOMESTIC:
        return None
    says = [piece for piece in pieces if piece.state is State.DOMESTIC and (piece.last_day is None or piece.last_day >= day)]
    of_kind = [piece for piece in says if piece.kind == product.origin.evidence_kind]
    named = [piece for piece in of_kind if product.origin.certificate in (None, piece.number)]
    return next(iter(named or of_kind), None)


def with_pictures(shop: Shop, catalogue: Catalogue) -> Catalogue:
    """The catalogue with the pictures of its goods, small enough to be sent."""
    from pos_app.documents import pictures

    made: dict[str, Picture | None] = {}
    with shop.uow.read() as u:
        for item in catalogue.items:
            if item.attachment and item.attachment not in made:
                found = u.attachments.by_sha256(item.attachment)
                made[item.attachment] = pictures.small(found.body) if found else None
    return replace(catalogue, items=tuple(replace(x, picture=made.get(x.attachment or "")) for x in catalogue.items))


@dataclass(frozen=True, slots=True)
class Shown:
    """An article in the words of the catalogue."""

    code: str
    name: str
    category: str
    pack: str
    price: str
    maker: str
    badge: str
    proof: str


def shown(catalogue: Catalogue, *, language: Language) -> tuple[Shown, ...]:
    """What the catalogue says, article by article."""
    from pos_app.documents import catalogue_words as words

    with texts.speaking(language):
        return tuple(
            Shown(
                x.product.code, x.product.name, x.product.category, words.pack(x, language), words.price(x, language), words.maker(x),
                words.badge(x), words.proof(x, language),
            )
            for x in catalogue.items
        )  # fmt: skip


def save_pdf(shop: Shop, catalogue: Catalogue, path: Path, *, language: Language) -> None:
    """Writes the catalogue to a PDF file.

    Raises:
        Refused: the folder is missing.
        Unavailable: the disk failed.
    """
    from pos_app.documents import catalogue_paper
    from pos_app.documents.figures_paper import Made

    files.ready(path)
    files.write(path, catalogue_paper.paper(with_pictures(shop, catalogue), Made(shop.clock(), __version__, language)))


def save_page(shop: Shop, catalogue: Catalogue, path: Path, *, language: Language) -> None:
    """Writes the catalogue to one web page that needs nothing beside it; refusals as `save_pdf`."""
    from pos_app.documents import catalogue_page

    files.ready(path)
    files.write(path, catalogue_page.page(with_pictures(shop, catalogue), language))


def save_csv(catalogue: Catalogue, path: Path, *, language: Language) -> None:
    """Writes the catalogue to a csv; refusals as `save_pdf`."""
    from pos_app.documents import catalogue_words, tables

    files.ready(path)
    files.write(path, tables.write_csv(catalogue_words.rows(catalogue, language)))


def save_text(catalogue: Catalogue, path: Path, *, language: Language) -> None:
    """Writes the text to paste to a file; refusals as `save_pdf`."""
    files.ready(path)
    files.write(path, text(catalogue, language=language).encode())


def text(catalogue: Catalogue, *, language: Language) -> str:
    """The catalogue as a message to paste: names in bold as WhatsApp writes it."""
    from pos_app.documents import catalogue_words

    return catalogue_words.message(catalogue, language)
