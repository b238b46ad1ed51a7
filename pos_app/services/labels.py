"""Labels for the shelf, of the articles as they are now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pos_app import files
from pos_app.domain.content_size import price_per
from pos_app.domain.product import Found, TaxClass
from pos_app.errors import Refused
from pos_app.services import lookup, settings
from pos_app.services.shop import Shop
from pos_app.storage.uow import Transaction

if TYPE_CHECKING:
    from pos_app.documents.labels import Label

MOST: Final = 5_000
"""Labels in one file; a scanned code in the place of a number of copies is far above it."""
DEFAULT_SHEET: Final = "a4-3x8"


@dataclass(frozen=True, slots=True)
class Printed:
    """The sheets, how many labels they hold, and the codes that no bar code can carry."""

    body: bytes
    labels: int
    without_bars: tuple[str, ...]


def pdf(shop: Shop, wanted: Sequence[str], *, sheet: str = DEFAULT_SHEET, start: int = 1) -> Printed:
    """Labels of `CODE` or `CODE*COPIES`, from place `start` of the first sheet on.

    Raises:
        Refused: `no_such_sheet`, `no_such_place`, `no_labels`, `too_many_labels`, `copies_not_whole`, and as `lookup.one`.
    """
    from pos_app.documents import labels

    if sheet not in labels.SHEETS:
        raise Refused("no_such_sheet", text=sheet, known=" ".join(labels.SHEETS))
    places = labels.SHEETS[sheet].places
    if not 1 <= start <= places:
        raise Refused("no_such_place", start=start, most=places)
    with shop.uow.read() as u:
        card = settings.card_in(u)
        across, down = settings.stored(u)["label_offset_mm"].split(",")
        today = settings.today(shop, u)
        found = [label for text in wanted for label in _labels(u, text, day=today, pkp=card.pkp)]
    if not found:
        raise Refused("no_labels")
    if len(found) > MOST:
        raise Refused("too_many_labels", most=MOST)
    body = labels.render(
        found,
        sheet=sheet,
        start=start,
        language=card.language,
        shop_name=card.name,
        made_at=shop.clock(),
        offset_mm=(int(across), int(down)),
    )
    barless = dict.fromkeys(x.code for x in found if not labels.has_bars(x.code, sheet))
    return Printed(body, len(found), tuple(barless))


def save_pdf(shop: Shop, wanted: Sequence[str], path: Path, *, sheet: str = DEFAULT_SHEET, start: int = 1) -> Printed:
    """Writes labels to a PDF file.

    Raises:
        Refused: as `pdf`; the folder is missing.
        Unavailable: the disk failed.
    """
    files.ready(path)
    printed = pdf(shop, wanted, sheet=sheet, start=start)
    files.write(path, printed.body)
    return printed


def _labels(u: Transaction, text: str, *, day: date, pkp: bool) -> list["Label"]:
    found, copies = lookup.with_quantity(u, text, day=day)
    if copies % 1000:
        raise Refused("copies_not_whole", text=text)
    if copies // 1000 > MOST:
        raise Refused("too_many_labels", most=MOST)
    return [label(found, pkp=pkp)] * (copies // 1000)


def label(found: Found, *, pkp: bool) -> "Label":
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
    )
