"""Labels for the shelf and the goods: of chosen articles, of what came in, of prices that changed, as the articles are now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pos_app import files
from pos_app.documents.pictures import PagePicture
from pos_app.domain.actor import Actor
from pos_app.domain.barcode import gtin14
from pos_app.domain.content_size import price_per
from pos_app.domain.product import Found, ProductId, TaxClass
from pos_app.domain.shop import TRAINING_NAME
from pos_app.errors import Refused
from pos_app.services import lookup, prices, settings
from pos_app.services.products import OWN_CODES
from pos_app.services.shop import Changes, Shop
from pos_app.storage.codes import NewCode
from pos_app.storage.listing import Filter
from pos_app.storage.uow import Transaction

if TYPE_CHECKING:
    from pos_app.documents.labels import Label, Sheet

MOST: Final = 5_000
"""Labels in one file; a scanned code in the place of a number of copies is far above it."""
DEFAULT_SHEET: Final = "a4-3x8"


@dataclass(frozen=True, slots=True)
class Line:
    """An article, or a pack of it, with how many labels it gets, at the prices of a day (today's where none is given)."""

    found: Found
    copies: int = 1
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """The sheets, how many labels they hold, the codes that no bar code can carry, and own brands whose maker is not known."""

    body: bytes
    labels: int
    without_bars: tuple[str, ...]
    without_maker: tuple[str, ...] = ()


def sheets() -> "Mapping[str, Sheet]":
    """The sheets and rolls there are, by name."""
    from pos_app.documents import labels

    return labels.SHEETS


# ---------------------------------------------------------------- which labels


def read(shop: Shop, wanted: Sequence[str]) -> list[Line]:
    """Labels of `CODE` or `CODE*COPIES`.

    Raises:
        Refused: `too_many_labels`, `copies_not_whole`, and as `lookup.one`.
    """
    with shop.uow.read() as u:
        today = settings.today(shop, u)
        return [_line(u, text, day=today) for text in wanted]


def of_document(shop: Shop, number: str) -> list[Line]:
    """As many labels as pieces came in by a paper; one for what is weighed.

    Raises:
        Refused: `nothing_came_in`.
    """
    with shop.uow.read() as u:
        came = u.stock.came_in(number.strip())
        products = u.products.by_ids(came, day=settings.today(shop, u))
    if not came:
        raise Refused("nothing_came_in", number=number)
    return [Line(Found(products[i], products[i].code), 1 if products[i].weighed else max(1, qty // 1000)) for i, qty in came.items()]


def of_prices(shop: Shop, day: date | None = None) -> list[Line]:
    """One label with the new price for everything whose price is another from a day on (today where none is given)."""
    due = prices.labels_due(shop, day)
    with shop.uow.read() as u:
        on = day or settings.today(shop, u)
        ids = {x.change.product_id for x in due}
        products, packs = u.products.by_ids(ids, day=on), u.units.of_each(ids, day=on)
    lines = []
    for one in due:
        change = one.change
        pack = next((x for x in packs[change.product_id] if change.pack and x.unit == change.unit), None)
        lines.append(Line(Found(products[change.product_id], one.code, pack), day=on))
    return lines


def of_goods(shop: Shop, which: Filter | None = None) -> list[Line]:
    """One label for every article a filter of the goods leaves, by name."""
    with shop.uow.read() as u:
        day = settings.today(shop, u)
        products = u.products.window(u.listing.keys(which or Filter(), first=0, most=MOST, day=day), day=day)
    return [Line(Found(product, product.code)) for product in products]


def _line(u: Transaction, text: str, *, day: date) -> Line:
    found, copies = lookup.with_quantity(u, text, day=day)
    if copies % 1000:
        raise Refused("copies_not_whole", text=text)
    if copies // 1000 > MOST:
        raise Refused("too_many_labels", most=MOST)
    return Line(found, copies // 1000)


# ---------------------------------------------------------------- the paper


def pdf(shop: Shop, lines: Sequence[Line], *, sheet: str = DEFAULT_SHEET, start: int = 1) -> Printed:
    """The labels in their order, from place `start` of the first sheet on.

    Raises:
        Refused: `no_such_sheet`, `no_such_place`, `no_labels`, `too_many_labels`.
    """
    from pos_app.documents import labels

    if sheet not in labels.SHEETS:
        raise Refused("no_such_sheet", text=sheet, known=" ".join(labels.SHEETS))
    places = labels.SHEETS[sheet].places
    if not 1 <= start <= places:
        raise Refused("no_such_place", start=start, most=places)
    if sum(line.copies for line in lines) > MOST:
        raise Refused("too_many_labels", most=MOST)
    with shop.uow.read() as u:
        card, kept = settings.card_in(u), settings.stored(u)
        ids, today = [line.found.product.id for line in lines], settings.today(shop, u)
        on_day = {day: u.products.by_ids(ids, day=day) for day in {line.day or today for line in lines}}
        own = _own_brands(u, ids, kept["own_brands"])
    across, down = kept["label_offset_mm"].split(",")
    made: list[Label] = []
    nameless: dict[str, None] = {}
    for line in lines:
        found = replace(line.found, product=on_day[line.day or today].get(line.found.product.id, line.found.product))
        maker = found.product.maker.name if found.product.maker else ""
        if found.product.id in own and not maker:
            nameless[found.code] = None
        made += [label(found, pkp=card.pkp, maker=maker if found.product.id in own else "")] * line.copies
    if not made:
        raise Refused("no_labels")
    if card.training:
        made = [replace(one, name=TRAINING_NAME + one.name) for one in made]
    body = labels.render(
        made,
        sheet=sheet,
        start=start,
        language=card.language,
        shop_name=card.name,
        made_at=shop.clock(),
        offset_mm=(int(across), int(down)),
    )
    barless = dict.fromkeys(x.code for x in made if not labels.has_bars(x.code, sheet))
    return Printed(body, len(made), tuple(barless), tuple(nameless))


@dataclass(frozen=True, slots=True)
class Preview:
    """The first sheet as it will be printed, how many there are, and what is worth a word."""

    picture: PagePicture
    labels: int
    sheets: int
    without_bars: tuple[str, ...]
    without_maker: tuple[str, ...]


def preview(shop: Shop, lines: Sequence[Line], *, sheet: str = DEFAULT_SHEET, start: int = 1, width: int) -> Preview:
    """The first sheet of the labels, `width` dots wide; only what stands on it is drawn.

    Raises:
        Refused: as `pdf`.
    """
    from pos_app.documents import labels, pictures

    total = sum(line.copies for line in lines)
    if total > MOST:
        raise Refused("too_many_labels", most=MOST)
    left = labels.SHEETS[sheet].places - start + 1 if sheet in labels.SHEETS else 1
    shown = []
    for line in lines:
        if left <= 0:
            break
        shown.append(replace(line, copies=min(line.copies, left)))
        left -= line.copies
    printed = pdf(shop, shown, sheet=sheet, start=start)
    barless = tuple(dict.fromkeys(x.found.code for x in lines if not labels.has_bars(x.found.code, sheet)))
    sheets = -(-(start - 1 + total) // labels.SHEETS[sheet].places)
    return Preview(pictures.pages(printed.body, width=width)[0], total, sheets, barless, printed.without_maker)


def save_pdf(shop: Shop, lines: Sequence[Line], path: Path, *, sheet: str = DEFAULT_SHEET, start: int = 1) -> Printed:
    """Writes labels to a PDF file.

    Raises:
        Refused: as `pdf`; the folder is missing.
        Unavailable: the disk failed.
    """
    files.ready(path)
    printed = pdf(shop, lines, sheet=sheet, start=start)
    files.write(path, printed.body)
    return printed


def _own_brands(u: Transaction, ids: Sequence[ProductId], kept: str) -> set[ProductId]:
    """Which of the articles carry a brand of the shop itself."""
    own = {brand.strip().casefold() for brand in kept.split(",") if brand.strip()}
    return {i for i, brand in u.makers.brands_of(ids).items() if brand.casefold() in own} if own else set()


def label(found: Found, *, pkp: bool, maker: str = "") -> "Label":
    """The label of an article, or of the pack its code stands for."""
    from pos_app.documents.labels import Label

    product, price = found.product, found.price_idr
    size = product.content if found.pack is None and not product.weighed else None
    return Label(
        name=product.name,
        code=found.code,
        price_idr=price,
        unit=found.unit,
        origin=product.origin,
        per=price_per(price, size) if price and size else None,
        member_price_idr=product.member_price_idr if found.pack is None else None,
        weighed=product.weighed,
        tax_included=pkp and product.tax_class is TaxClass.TAXED,
        maker=maker,
    )


# ---------------------------------------------------------------- codes of the shop's own


def give_code(shop: Shop, actor: Actor, which: str | ProductId) -> tuple[Found, Changes]:
    """Gives an article a code of the shop's own range, by which it is then shown; one that has such a code keeps it.

    Raises:
        Refused: `unknown_code`, `code_on_several`.
    """
    with shop.uow.write() as u:
        day = settings.today(shop, u)
        product = lookup.one(u, which, day=day).product if isinstance(which, str) else u.products.by_ids([which], day=day)[which]
        had = [code for code in u.codes.of(product.id) if code.startswith(OWN_CODES) and code[1:].isdecimal() and len(code) == 7]
        code = had[0] if had else u.codes.next_own(OWN_CODES)
        if not had:
            u.codes.add(product.id, [NewCode(code, gtin14(code))])
            u.books.audit(at=shop.clock(), actor=actor, event="code_given", subject=product.uid, code=code)
        u.products.change(product.id, {"code": code})
        after = u.products.by_ids([product.id], day=day)[product.id]
        u.commit()
    return Found(after, code), Changes(products=True)
