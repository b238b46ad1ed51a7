"""Pages of a PDF as pictures, for looking at a paper before it is saved."""

from dataclasses import dataclass
from threading import Lock
from typing import Any, Final

_ONE_AT_A_TIME: Final = Lock()
"""PDFium may be used by one thread at a time."""
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


def _drawn(page: Any, width: int) -> PagePicture:
    bitmap = page.render(scale=width / page.get_width(), force_bitmap_format=_BLUE_GREEN_RED)
    return PagePicture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
