"""Pages of a PDF as pictures, for looking at a paper before it is saved; pictures of goods, small enough for a page."""

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final

from pos_app.domain.catalogue import Picture

_ONE_AT_A_TIME: Final = Lock()
"""PDFium may be used by one thread at a time."""
_POINTS: Final = 72
"""To an inch of a page."""
_MOST_DOTS: Final = 40_000_000
_BLUE_GREEN_RED: Final = 3
"""PDFium's format of four bytes to a dot of which the last says nothing."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page: rows of `stride` bytes, four to a dot in the order blue, green, red, nothing."""

    width: int
    height: int
    stride: int
    dots: bytes


def pages(body: bytes, *, width: int) -> tuple[PagePicture, ...]:
    """Every page of a PDF, drawn `width` dots wide."""
    import pypdfium2

    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(body)
        try:
            return tuple(_drawn(page, width) for page in document)
        finally:
            document.close()


def one_by_one(body: bytes, *, dpi: int) -> Iterator[PagePicture]:
    """Every page of a PDF at its true size, one in memory at a time."""
    import pypdfium2

    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(body)
    try:
        for number in range(len(document)):
            with _ONE_AT_A_TIME:
                page = document[number]
                picture = _drawn(page, round(page.get_width() * dpi / _POINTS))
                page.close()
            yield picture
    finally:
        with _ONE_AT_A_TIME:
            document.close()


def _drawn(page: Any, width: int) -> PagePicture:
    bitmap = page.render(scale=width / page.get_width(), force_bitmap_format=_BLUE_GREEN_RED)
    return PagePicture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))


def small(body: bytes, *, side: int = 480) -> Picture | None:
    """A picture at most `side` dots wide and high, the right way up, without what a camera wrote into it; None for what cannot be read."""
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(body)) as opened:
            warnings.simplefilter("ignore")  # Pillow warns of large pictures; what is too large is left below
            opened.draft("RGB", (side, side))
            if opened.width * opened.height > _MOST_DOTS:
                return None
            picture = ImageOps.exif_transpose(opened).convert("RGBA")
    except Exception:  # a broken picture has as many failures as there are formats
        return None
    picture.thumbnail((side, side))
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    out = io.BytesIO()
    ground.save(out, "JPEG", quality=82)
    return Picture("image/jpeg", out.getvalue(), *ground.size)
