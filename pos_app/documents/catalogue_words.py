"""What a catalogue says of its goods, the same on paper, on a page, in a message and in a csv."""

from typing import Final

from pos_app import formatting, texts
from pos_app.domain.catalogue import Catalogue, Item, order_address
from pos_app.domain.content_size import Measure
from pos_app.domain.evidence import Evidence, Kind
from pos_app.domain.origin import State
from pos_app.domain.sheets import Row, guarded
from pos_app.formatting import Language
from pos_app.texts import N_
from pos_app.texts import gettext as _

_PROOFS: Final = {
    Kind.TKDN: N_("TKDN certificate"),
    Kind.REGISTRATION: N_("registration number"),
    Kind.LABEL: N_("words on the package"),
    Kind.STATEMENT: N_("statement of the maker"),
    Kind.SHOP: N_("the shop's own word"),
}
_MEASURES: Final = {Measure.GRAM: ("g", "kg"), Measure.MILLILITRE: ("ml", "l")}


def title(catalogue: Catalogue) -> str:
    return _("Goods of small makers at {shop}").format(shop=catalogue.card.name)


def pack(item: Item, language: Language) -> str:
    """What one holds: `250 g`. Where that is not known the unit alone, and nothing where the price names it already."""
    content = item.product.content
    if content is None or content.measure not in _MEASURES:
        return "" if item.product.price_idr is not None else item.product.unit
    small, large = _MEASURES[content.measure]
    if content.amount_milli % 1_000_000 == 0:
        return f"{formatting.qty(content.amount_milli // 1000, language)} {large}"
    return f"{formatting.qty(content.amount_milli, language)} {small}"


def price(item: Item, language: Language) -> str:
    """`Rp12.000 / bks`; without a price it is asked for."""
    if item.product.price_idr is None:
        return _("price on request")
    return f"{formatting.rupiah(item.product.price_idr, language)} / {item.product.unit}"


def larger(item: Item, language: Language) -> str:
    """Larger packs with their prices: `dus of 24 Rp230.000`."""
    return " · ".join(
        _("{unit} of {holds} {price}").format(
            unit=x.unit, holds=formatting.qty(x.holds, language), price=formatting.rupiah(x.price_idr, language)
        )
        for x in item.packs
        if x.price_idr is not None
    )


def maker(item: Item) -> str:
    """The maker's name and place."""
    name = item.product.maker.name if item.product.maker else ""
    return " · ".join(filter(None, (name, item.place)))


def badge(item: Item) -> str:
    """What the badge says; empty where the origin is not known to be domestic."""
    return _("Domestic") if item.product.origin.state is State.DOMESTIC else ""


def proof(item: Item, language: Language) -> str:
    """The evidence the badge stands on, with its number or percentage."""
    piece = item.proof
    if piece is None:
        return ""
    if piece.kind is Kind.TKDN and piece.tkdn_bp is not None:
        share = formatting.share(piece.tkdn_bp, language, decimals=1 if piece.tkdn_bp % 100 else 0)
        return " ".join(filter(None, (f"TKDN {share}", piece.number)))
    return " ".join(filter(None, (_(_PROOFS[piece.kind]), _number(piece))))


def _number(piece: Evidence) -> str:
    """A number as it stands on a package."""
    number, family = piece.number or "", piece.family
    if family == "PIRT":
        digits = number.removeprefix("SPPIRT").removeprefix("PIRT")
        return f"P-IRT {digits[:13]}-{digits[13:]}"
    return f"{family} {number[len(family) :]}" if family and number.startswith(family) else number


def order(catalogue: Catalogue, item: Item | None = None) -> str:
    """The address that orders an article, or asks the shop; empty where it has no number."""
    if not catalogue.phone:
        return ""
    if item is None:
        said = _("Hello {shop}, I would like to order.").format(shop=catalogue.card.name)
    else:
        said = _("Hello {shop}, I would like to order: {article} ({code})").format(
            shop=catalogue.card.name, article=item.product.name, code=item.product.code
        )
    return order_address(catalogue.phone, said)


def rows(catalogue: Catalogue, language: Language) -> list[Row]:
    """The csv: a head, then a row for each article; prices are plain digits."""
    with texts.speaking(language):
        heads = [_("Code"), _("Article"), _("Category"), _("Pack"), _("Price"), _("Unit"), _("Maker"), _("Place"), _("Origin")]
        made: list[Row] = [[*heads, _("Evidence"), _("Order")]]
        for item in catalogue.items:
            x = item.product
            amount = "" if x.price_idr is None else str(x.price_idr)
            words = [x.code, x.name, x.category, pack(item, language), amount, x.unit, x.maker.name if x.maker else "", item.place]
            made.append([*map(guarded, words), badge(item), proof(item, language), order(catalogue, item)])
        return made


def message(catalogue: Catalogue, language: Language) -> str:
    """The whole of it as a message: headings between asterisks, which WhatsApp writes bold."""
    with texts.speaking(language):
        lines = [f"*{_bare(title(catalogue))}*", formatting.day(catalogue.day, language)]
        for category, items in catalogue.categories:
            heading = category or _("Without category")
            lines += ["", f"*{_bare(heading)}*"]
            for item in items:
                lines.append(f"• {_bare(item.product.name)} – {price(item, language)}")
                told = [maker(item), " ".join(filter(None, (badge(item), _brackets(proof(item, language)))))]
                lines.append("  " + " · ".join(filter(None, map(_bare, told))))
        if address := order(catalogue):
            lines += ["", _("Order by WhatsApp: {address}").format(address=address)]
        return "\n".join(lines) + "\n"


def _brackets(words: str) -> str:
    return f"({words})" if words else ""


def _bare(words: str) -> str:
    """Without the signs a message takes for bold, italic or struck out, and in one line."""
    return " ".join("".join(sign for sign in words if sign not in "*_~`").split())
