"""The shop's logo as a slip printer has it: black dots on white, no wider and no taller than the paper."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pos_app.errors import Refused

if TYPE_CHECKING:
    from PIL.Image import Image


@dataclass(frozen=True, slots=True)
class Bitmap:
    """Rows of packed dots, the leftmost in the highest bit; a set bit is black."""

    width: int
    height: int
    rows: Sequence[bytes]


def check(body: bytes, name: str) -> None:
    """Refuses what is no picture.

    Raises:
        Refused: `attachment_unreadable`.
    """
    try:
        _opened(body)
    except Exception as problem:  # a broken picture has as many failures as there are formats
        raise Refused("attachment_unreadable", name=name) from problem


def fitted(body: bytes, *, dots: int) -> "Image":
    """The picture in grey on white, made smaller where it is wider than `dots` or taller than the paper is wide."""
    picture = _opened(body)
    picture.thumbnail((dots, dots))
    return picture


def bitmap(body: bytes, *, dots: int) -> Bitmap:
    """The picture in black and white; shades become dots."""
    picture = fitted(body, dots=dots).convert("1")
    wide = -(-picture.width // 8)
    packed = picture.tobytes()
    spare = 8 * wide - picture.width
    last = (0xFF << spare) & 0xFF
    rows = []
    for at in range(0, len(packed), wide):
        row = bytearray(byte ^ 0xFF for byte in packed[at : at + wide])
        row[-1] &= last
        rows.append(bytes(row))
    return Bitmap(picture.width, picture.height, rows)


def centred(made: Bitmap, *, dots: int) -> list[bytes]:
    """The rows in the middle of a paper that wide."""
    before = (dots - made.width) // 2
    wide = -(-dots // 8)
    shift = 8 * wide - before - 8 * len(made.rows[0]) if made.rows else 0
    mask = (1 << (8 * wide)) - 1
    return [((int.from_bytes(row) << shift if shift >= 0 else int.from_bytes(row) >> -shift) & mask).to_bytes(wide) for row in made.rows]


def preview(body: bytes, *, dots: int) -> bytes:
    """What the paper will show, as a PNG."""
    out = io.BytesIO()
    fitted(body, dots=dots).convert("1").convert("L").save(out, "PNG")
    return out.getvalue()


def _opened(body: bytes) -> "Image":
    from PIL import Image

    picture = Image.open(io.BytesIO(body))
    picture.load()
    flat = Image.new("RGBA", picture.size, "white")
    flat.alpha_composite(picture.convert("RGBA"))
    return flat.convert("L")
