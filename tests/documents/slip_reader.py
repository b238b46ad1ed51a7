"""A slip printer that is not there: reads the bytes of a job as ESC/POS says, into text and a picture at 203 dots to the inch.

It knows what such printers know and no more: a byte it cannot read ends the test, as it would end up on paper.
"""

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from PIL import Image, ImageDraw, ImageFont

CELL = (12, 24)
"""Dots of a sign of font A."""
SPACING = 30
"""Dots from a line to the next, as printers are switched on."""
PAGES = {0: "cp437", 2: "cp850", 16: "cp1252", 19: "cp858"}
STRIP = 256


@dataclass
class Line:
    text: str
    bold: bool
    wide: int
    tall: int


@dataclass
class Slip:
    """What came out: `strips` are the pictures as (bytes across, rows, data), `barcodes` those the printer draws itself."""

    dots: int
    lines: list[Line] = field(default_factory=list)
    strips: list[tuple[int, int, bytes]] = field(default_factory=list)
    barcodes: list[str] = field(default_factory=list)
    resets: int = 0
    cuts: int = 0
    pulses: int = 0
    picture: Image.Image = None

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


def read(body: bytes, *, dots: int) -> Slip:
    return _Printer(dots).take(body)


def shown(slip: Slip, path) -> None:
    """The picture in a file, on a margin as paper has it."""
    paper = Image.new("L", (slip.dots + 64, slip.picture.height + 48), 255)
    paper.paste(slip.picture, (32, 24))
    paper.save(path, dpi=(203, 203))


class _Printer:
    def __init__(self, dots: int) -> None:
        self.slip, self.dots = Slip(dots), dots
        self.paper = Image.new("L", (dots, 20_000), 255)
        self.pen = ImageDraw.Draw(self.paper)
        self.down = 0
        self.reset()

    def reset(self) -> None:
        self.page, self.bold, self.wide, self.tall, self.align = "cp437", False, 1, 1, 0
        self.bars, self.module = 162, 3
        self.typed: list[str] = []

    def take(self, body: bytes) -> Slip:
        at = 0
        while at < len(body):
            at += self.command(body, at)
        assert not self.typed, f"text without a line's end: {self.typed}"
        self.slip.picture = self.paper.crop((0, 0, self.dots, max(1, self.down)))
        return self.slip

    def command(self, body: bytes, at: int) -> int:
        """Does what stands at `at`; the bytes it took."""
        byte, rest = body[at], body[at + 1 :]
        if byte == 0x0A:
            self.feed()
            return 1
        if byte == 0x1B:
            return self.escape(rest)
        if byte == 0x1D:
            return self.group(rest)
        assert byte >= 0x20, f"a control byte on paper: {body[at : at + 8]!r}"
        self.typed.append(bytes([byte]).decode(self.page))
        return 1

    def escape(self, rest: bytes) -> int:
        name, n = rest[:1], rest[1] if len(rest) > 1 else 0
        if name == b"@":
            assert not self.typed
            self.slip.resets += 1
            self.reset()
            return 2
        if name == b"!":
            self.bold, self.tall, self.wide = bool(n & 8), 1 + bool(n & 16), 1 + bool(n & 32)
        elif name == b"E":
            self.bold = bool(n & 1)
        elif name == b"t":
            self.page = PAGES[n]
        elif name == b"a":
            self.align = n
        elif name == b"d":
            self.down += n * SPACING
        elif name == b"p":
            self.slip.pulses += 1
            return 5
        else:
            assert name in (b"-", b"M", b"{", b"G", b"V", b"3"), f"a command no printer knows: ESC {rest[:4]!r}"
        return 3

    def group(self, rest: bytes) -> int:
        name, n = rest[:1], rest[1] if len(rest) > 1 else 0
        if name == b"!":
            self.tall, self.wide = (n & 7) + 1, (n >> 4 & 7) + 1
        elif name == b"V":
            self.slip.cuts += 1
            return 3 if n < 65 else 4
        elif name == b"v":
            return self.raster(rest)
        elif name == b"k":
            return self.barcode(rest)
        elif name == b"h":
            self.bars = n
        elif name == b"w":
            self.module = n
        else:
            assert name in (b"H", b"f", b"b", b"B"), f"a command no printer knows: GS {rest[:4]!r}"
        return 3

    def raster(self, rest: bytes) -> int:
        """GS v 0: the header says how many bytes follow, and must not lie."""
        assert rest[1:3] == b"0\x00"
        wide, tall = int.from_bytes(rest[3:5], "little"), int.from_bytes(rest[5:7], "little")
        data = rest[7 : 7 + wide * tall]
        assert len(data) == wide * tall, "the header promises more dots than there are"
        assert 0 < tall <= STRIP, "a strip too tall for a cheap printer"
        assert wide * 8 <= self.dots, "a picture wider than the paper"
        self.slip.strips.append((wide, tall, data))
        self.paper.paste(Image.frombytes("1", (wide * 8, tall), bytes(255 - byte for byte in data)), (0, self.down))
        self.down += tall
        return 8 + len(data)

    def barcode(self, rest: bytes) -> int:
        """GS k 73: Code 128, drawn by the printer."""
        from pos_app.documents.barcodes import code_128

        assert rest[1] == 73, "another kind of bars"
        data = rest[3 : 3 + rest[2]]
        assert data[:2] == b"{B"
        text = data[2:].decode("ascii")
        modules = code_128(text).modules
        assert len(modules) * self.module <= self.dots, "bars wider than the paper are not printed at all"
        left = (self.dots - len(modules) * self.module) // 2 if self.align == 1 else 0
        for n, module in enumerate(modules):
            if module == "1":
                x = left + n * self.module
                self.pen.rectangle((x, self.down, x + self.module - 1, self.down + self.bars - 1), fill=0)
        self.down += self.bars
        self.slip.barcodes.append(text)
        return 4 + rest[2]

    def feed(self) -> None:
        text = "".join(self.typed)
        self.typed.clear()
        assert len(text) * CELL[0] * self.wide <= self.dots, f"a line the printer would break: {text!r}"
        self.slip.lines.append(Line(text, self.bold, self.wide, self.tall))
        tall = CELL[1] * self.tall
        for n, sign in enumerate(text):
            self.sign(n * CELL[0] * self.wide, sign)
        self.down += max(SPACING, tall + 6)

    def sign(self, left: int, sign: str) -> None:
        if sign == "▀":
            self.pen.rectangle((left, self.down, left + CELL[0] * self.wide - 1, self.down + CELL[1] * self.tall // 2), fill=0)
            return
        self.paper.paste(_cell(sign, self.bold, self.wide, self.tall), (left, self.down))


@cache
def _cell(sign: str, bold: bool, wide: int, tall: int) -> Image.Image:
    cell = Image.new("L", CELL, 255)
    ImageDraw.Draw(cell).text((CELL[0] / 2, 19), sign, font=_font(bold), fill=0, anchor="ms")
    return cell.resize((CELL[0] * wide, CELL[1] * tall)).point(lambda dot: 0 if dot < 160 else 255)


@cache
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    path = files("resources") / "fonts" / f"Inter-{'Bold' if bold else 'Medium'}.ttf"
    return ImageFont.truetype(str(path), 18)
