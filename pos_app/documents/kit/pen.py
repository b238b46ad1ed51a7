"""A PDF written from the top down, in units a paper chooses: dots of a slip printer, or pixels of the look.

The same values give the same bytes: the document's id and times come from what is given, never from a clock.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from math import floor
from typing import TYPE_CHECKING, Final, Literal

from reportlab.pdfgen.canvas import Canvas

from pos_app.documents.kit import colours, fonts
from pos_app.documents.kit.fonts import Type
from pos_app.documents.printable import printable
from pos_app.formatting import Language

if TYPE_CHECKING:
    from PIL.Image import Image

Align = Literal["left", "center", "right"]

DOT: Final = 72 / 203
"""Points in a dot of a slip printer (203 to the inch)."""
PIXEL: Final = 72 / 96
"""Points in a pixel of the look."""
MM: Final = 72 / 25.4


class Pen:
    """Draws on one page after another; `unit` is the length of the paper's unit in points."""

    def __init__(
        self, size: tuple[float, float], *, unit: float, title: str, author: str, subject: str, language: Language, made_at: datetime
    ) -> None:
        self.unit = unit
        self.width, self.height = size
        self._bytes = BytesIO()
        self._made = made_at.astimezone(UTC)
        self._page = self._points()
        self._canvas = Canvas(
            self._bytes,
            pagesize=self._page,
            pageCompression=1,
            invariant=1,
            initialFontName=fonts.face(fonts.Weight.REGULAR),
            lang=language,
        )
        self._canvas.setTitle(printable(title))
        self._canvas.setAuthor(printable(author))
        self._canvas.setSubject(printable(subject))
        self._canvas.setCreator("pos-app")
        self._canvas.setProducer("pos-app")
        self._canvas.setDateFormatter(self._stamp)

    def _stamp(self, *_now: int) -> str:
        return f"D:{self._made:%Y%m%d%H%M%S}Z"

    def next_page(self, size: tuple[float, float] | None = None) -> None:
        """End this page and begin another."""
        self._canvas.showPage()
        if size:
            self.width, self.height = size
            self._page = self._points()
            self._canvas.setPageSize(self._page)

    def finish(self) -> bytes:
        self._canvas.showPage()
        self._canvas.save()
        return self._bytes.getvalue()

    def bookmark(self, text: str, y: float) -> None:
        """An entry of the document's outline that leads to `y` of this page."""
        key = f"{self._canvas.getPageNumber()}-{y:.1f}-{printable(text)}"
        self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=self._up(y))
        self._canvas.addOutlineEntry(printable(text), key, level=0)

    def _points(self) -> tuple[float, float]:
        """The page's size, a hair less than it is: readers round up to whole dots and would stretch the page by one."""
        return floor(self.width * self.unit * 100) / 100, floor(self.height * self.unit * 100) / 100

    def _up(self, y: float) -> float:
        return self._page[1] - y * self.unit

    def text(self, x: float, y: float, text: str, kind: Type, *, align: Align = "left") -> None:
        """One line whose top is at `y`; `x` is its left edge, middle or right edge."""
        shown = printable(text)
        if align != "left":
            x -= (fonts.width(shown, kind) - kind.tracking) * (0.5 if align == "center" else 1)
        c, u = self._canvas, self.unit
        c.setFillColorRGB(*colours.rgb(kind.colour))
        c.setFont(fonts.face(kind.weight), kind.size * u)
        c.drawString(x * u, self._up(y + kind.baseline), shown, charSpace=kind.tracking * u)

    def lines(self, x: float, y: float, lines: Sequence[str], kind: Type, *, align: Align = "left") -> None:
        for number, line in enumerate(lines):
            self.text(x, y + number * kind.line, line, kind, align=align)

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str | None = None,
        stroke: str | None = None,
        thick: float = 1,
        radius: float = 0,
        dash: tuple[float, ...] = (),
    ) -> None:
        """A rectangle; its outline lies inside the given edges."""
        c, u = self._canvas, self.unit
        inset = thick / 2 if stroke else 0
        if fill:
            c.setFillColorRGB(*colours.rgb(fill))
        if stroke:
            c.setStrokeColorRGB(*colours.rgb(stroke))
            c.setLineWidth(thick * u)
            c.setDash([part * u for part in dash])
        left, bottom = (x + inset) * u, self._up(y + height - inset)
        wide, tall = (width - 2 * inset) * u, (height - 2 * inset) * u
        if radius:
            c.roundRect(left, bottom, wide, tall, radius * u, stroke=bool(stroke), fill=bool(fill))
        else:
            c.rect(left, bottom, wide, tall, stroke=bool(stroke), fill=bool(fill))

    def line(self, x1: float, y1: float, x2: float, y2: float, *, colour: str, thick: float = 1, dash: tuple[float, ...] = ()) -> None:
        c, u = self._canvas, self.unit
        c.setStrokeColorRGB(*colours.rgb(colour))
        c.setLineWidth(thick * u)
        c.setDash([part * u for part in dash])
        c.line(x1 * u, self._up(y1), x2 * u, self._up(y2))

    @contextmanager
    def clipped(self, x: float, y: float, width: float, height: float, *, radius: float = 0) -> Iterator[None]:
        """Nothing is drawn outside the rectangle inside the block."""
        c, u = self._canvas, self.unit
        c.saveState()
        path = c.beginPath()
        path.roundRect(x * u, self._up(y + height), width * u, height * u, radius * u)
        c.clipPath(path, stroke=0, fill=0)
        yield
        c.restoreState()

    def hatched(self, x: float, y: float, width: float, height: float, *, colour: str, stripe: float = 3) -> None:
        """Stripes at 45 degrees: what is unknown is told by its pattern, not by its colour alone."""
        if width <= 0 or height <= 0:
            return
        self.rect(x, y, width, height, fill=colours.WHITE)
        with self.clipped(x, y, width, height):
            step = stripe * 2 * 2**0.5
            left = x - height - (x % step)
            while left < x + width:
                self.line(left, y + height, left + height, y, colour=colour, thick=stripe)
                left += step

    def picture(self, x: float, y: float, width: float, height: float, picture: "Image") -> None:
        """A picture that fills the rectangle."""
        from reportlab.lib.utils import ImageReader

        u = self.unit
        self._canvas.drawImage(ImageReader(picture), x * u, self._up(y + height), width * u, height * u)

    def modules(self, x: float, y: float, modules: str, *, module: float, height: float) -> None:
        """The bars of a code (`1` is a bar), in one path so that no seam is seen between neighbours."""
        c, u = self._canvas, self.unit
        path = c.beginPath()
        begin = 0
        for at, sign in enumerate(f"{modules}0"):
            if sign == "0":
                if at > begin:
                    path.rect((x + begin * module) * u, self._up(y + height), (at - begin) * module * u, height * u)
                begin = at + 1
        c.setFillColorRGB(0, 0, 0)
        c.drawPath(path, stroke=0, fill=1)
