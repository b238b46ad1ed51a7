"""Pages of a PDF as pictures, for looking at a paper before it is saved."""

from dataclasses import dataclass
from threading import Lock
from typing import Final

_ONE_AT_A_TIME: Final = Lock()
"""PDFium may be used by one thread at a time."""


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


def _drawn(page: object, width: int) -> PagePicture:
    wide = page.get_width()  # type: ignore[attr-defined]  # pypdfium2 has no types
    bitmap = page.render(scale=width / wide, force_bitmap_format=4)  # type: ignore[attr-defined]
    return PagePicture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
