"""A receipt as the bytes a slip printer takes (ESC/POS), by python-escpos; the same slip as on the PDF.

Every job begins with initialise. Text is written in code page 437, which every such printer has; a sign it lacks
becomes one of the same width. The number is sent as a picture of its bars, because cheap printers know no Code 128.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, Literal

from pos_app import texts
from pos_app.documents import logo as logos
from pos_app.documents.barcodes import code_128
from pos_app.documents.printable import INSTEAD, printable
from pos_app.documents.slip import PLAIN, Beside, Plain, Row, Share, Slip, Tone, slip
from pos_app.domain.sale import Sale
from pos_app.domain.shop import ShopCard
from pos_app.formatting import Language
from pos_app.texts import gettext as _

if TYPE_CHECKING:
    from escpos.printer import Dummy

Columns = Literal[32, 42, 48]

PAGE: Final = "CP437"
FLAG: Final = "\N{UPPER HALF BLOCK}"
"""Half filled, as the flag on the PDF."""

_DOTS: Final = 12
"""Width of a sign of font A."""
_PROFILES: Final[dict[Columns, str]] = {32: "RP-F10-58mm", 42: "TM-T20II-42col", 48: "TM-T20II"}
"""Printers of python-escpos' list that are as wide; nothing else is taken from them."""
_MODULE: Final = 2
_BARS_TALL: Final = 80
_STRIP: Final = 128
"""Rows of a picture sent at once; some printers time out or print stripes above 256."""
_ALIKE: Final = str.maketrans(
    {
        "\N{MINUS SIGN}": "-",
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{MULTIPLICATION SIGN}": "x",
        "\N{NO-BREAK SPACE}": " ",
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{BULLET}": "\N{MIDDLE DOT}",
    }
)


def render(sale: Sale, card: ShopCard, *, columns: Columns, language: Language, beside: Beside = PLAIN) -> bytes:
    """The receipt of `sale` for a printer of so many columns."""
    from escpos.printer import Dummy

    said = slip(sale, card, language=language, beside=beside)
    printer = Dummy(profile=_PROFILES[columns])
    printer.hw("INIT")
    printer.charcode(PAGE)
    if beside.logo is not None:
        dots = columns * _DOTS
        _picture(printer, logos.centred(logos.bitmap(beside.logo, dots=dots), dots=dots))
    with texts.speaking(language):
        before = Tone.PLAIN
        for line, loud in _lines(said, columns):
            if loud is not before:
                _speak(printer, loud)
                before = loud
            printer.text(line.rstrip() + "\n")
    _speak(printer, Tone.PLAIN)
    _bars(printer, said.number, columns, own=beside.own_bars)
    for coupon in said.coupons:
        printer.text("\n" + "-" * columns + "\n")
        for row in coupon.rows:
            _speak(printer, Tone.TOTAL if row.tone is Tone.STRONG else Tone.PLAIN)
            for line in _pair(row, columns):
                printer.text(line.rstrip() + "\n")
        _speak(printer, Tone.PLAIN)
        _bars(printer, coupon.code, columns, own=beside.own_bars)
    printer.cut()
    return bytes(printer.output)


def render_plain(said: Plain, *, columns: Columns) -> bytes:
    """A paper of the till that is no receipt, such as a shift's report."""
    from escpos.printer import Dummy

    printer = Dummy(profile=_PROFILES[columns])
    printer.hw("INIT")
    printer.charcode(PAGE)
    for line, loud in _plain_lines(said, columns):
        _speak(printer, loud)
        printer.text(line.rstrip() + "\n")
    _speak(printer, Tone.PLAIN)
    printer.cut()
    return bytes(printer.output)


def _plain_lines(said: Plain, columns: int) -> Iterator[tuple[str, Tone]]:
    yield from ((line, Tone.TOTAL) for line in _centred(in_code_page(said.shop), columns))
    yield from ((line, Tone.STRONG) for line in _centred(in_code_page(said.title), columns))
    yield from ((line, Tone.PLAIN) for fact in said.facts for line in _centred(in_code_page(fact), columns))
    for part in filter(None, said.parts):
        yield "-" * columns, Tone.PLAIN
        for row in part:
            loud = Tone.PLAIN if row.tone is Tone.NOTE else row.tone
            yield from ((line, loud) for line in _pair(row, columns))


def _speak(printer: "Dummy", loud: Tone) -> None:
    printer.set(bold=loud is not Tone.PLAIN, normal_textsize=True)
    if loud is Tone.TOTAL:
        printer.set(double_height=True, double_width=False)


def in_code_page(text: str) -> str:
    """`text` in signs of the code page, one for each."""
    return "".join(_alike(sign) for sign in printable(text).translate(_ALIKE))


def _alike(sign: str) -> str:
    for candidate in (sign, unicodedata.normalize("NFD", sign)[0]):
        try:
            candidate.encode(PAGE)
        except UnicodeEncodeError:
            continue
        return candidate
    return INSTEAD


def _lines(said: Slip, columns: int) -> Iterator[tuple[str, Tone]]:
    """Every line of the slip, as wide as the paper at most, and how loud it is."""
    rule = ("-" * columns, Tone.PLAIN)
    yield from ((line, Tone.TOTAL) for line in _centred(in_code_page(said.shop), columns))
    yield from ((line, Tone.PLAIN) for part in said.address for line in _centred(in_code_page(part), columns))
    yield from ((line, Tone.TOTAL) for title in said.titles for line in _centred(in_code_page(title), columns))
    yield rule
    facts = (said.when, said.number, said.cashier, said.member, *said.remarks)
    yield from ((line, Tone.PLAIN) for fact in facts if fact for line in _wrapped(in_code_page(fact), columns))
    yield rule
    for item in said.items:
        mark = f"{FLAG} " if item.domestic else "  "
        for number, line in enumerate(_wrapped(in_code_page(item.name), columns - 2)):
            yield (mark if number == 0 else "  ") + line, Tone.STRONG
        for row in item.rows:
            yield from (("  " + line, Tone.PLAIN) for line in _pair(row, columns - 2))
    yield rule
    for row in (*said.sums, *said.tax):
        loud = Tone.TOTAL if row.tone in (Tone.TOTAL, Tone.CHANGE) else row.tone
        yield from ((line, Tone.PLAIN if loud is Tone.NOTE else loud) for line in _pair(row, columns))
    yield rule
    if said.share is not None:
        yield from _share(said.share, columns)
        yield rule
    if said.saved:
        yield from ((line, Tone.STRONG) for line in _centred(in_code_page(said.saved), columns))
    if said.footer:
        yield from ((line, Tone.PLAIN) for line in _centred(in_code_page(said.footer), columns))


def _share(share: Share, columns: int) -> Iterator[tuple[str, Tone]]:
    yield from ((line, Tone.STRONG) for line in _wrapped(f"{FLAG} {in_code_page(share.label)}", columns))
    yield from ((line, Tone.STRONG) for line in _pair(Row(share.value, share.percent), columns))
    explained = in_code_page(_("Marked {flag}: made in Indonesia. Value after discounts, before rounding.")).format(flag=FLAG)
    yield from ((line, Tone.PLAIN) for line in _wrapped(explained, columns))


def _wrapped(text: str, columns: int) -> list[str]:
    """Lines of a text that is in the code page already."""
    lines: list[str] = []
    for word in filter(None, text.split(" ")):
        rest = word
        if lines and len(lines[-1]) + 1 + len(rest) <= columns:
            lines[-1] += f" {rest}"
            continue
        while len(rest) > columns:
            lines.append(rest[:columns])
            rest = rest[columns:]
        lines.append(rest)
    return lines or [""]


def _centred(text: str, columns: int) -> list[str]:
    return [line.center(columns) for line in _wrapped(text, columns)]


def _pair(row: Row, columns: int) -> list[str]:
    """Words on the left, the figure on the right, below them where both do not fit."""
    left, right = in_code_page(row.left), in_code_page(row.right)
    if not right:
        return _wrapped(left, columns)
    if len(left) + 1 + len(right) <= columns:
        return [left + right.rjust(columns - len(left))]
    return [*_wrapped(left, columns), right.rjust(columns)]


def raster(modules: str, *, dots: int, height: int) -> Sequence[bytes]:
    """Rows of a picture `dots` wide with the bars in its middle; a set bit is black."""
    wide = len(modules) * _MODULE
    before = (dots - wide) // 2
    row = "0" * before + "".join(sign * _MODULE for sign in modules)
    row = row.ljust(-(-dots // 8) * 8, "0")
    packed = bytes(int(row[at : at + 8], 2) for at in range(0, len(row), 8))
    return [packed] * height


def _picture(printer: "Dummy", rows: Sequence[bytes]) -> None:
    """Rows of dots in strips that the memory of a cheap printer holds."""
    from PIL import Image

    picture = Image.frombytes("1", (len(rows[0]) * 8, len(rows)), bytes(255 - byte for row in rows for byte in row))
    printer.image(picture, fragment_height=_STRIP)


def _own_bars(printer: "Dummy", text: str) -> None:
    """Code 128 by the printer's own command, for one that has it: its size, no text of its own, code set B."""
    data = b"{B" + text.encode("ascii")
    size = bytes([0x1D, 0x68, _BARS_TALL, 0x1D, 0x77, _MODULE, 0x1D, 0x48, 0])
    whole = b"\x1ba\x01" + size + b"\x1dk\x49" + bytes([len(data)]) + data + b"\x1ba\x00"
    printer._raw(whole)  # noqa: SLF001 - the library's own way prints to standard output


def _bars(printer: "Dummy", number: str, columns: int, *, own: bool) -> None:
    """The receipt's number as bars where they fit, and below them as text."""
    made = code_128(number)
    dots = columns * _DOTS
    if made is not None and len(made.modules) * _MODULE <= dots:
        if own:
            _own_bars(printer, number)
        else:
            _picture(printer, raster(made.modules, dots=dots, height=_BARS_TALL))
    for line in _centred(number, columns):
        printer.text(line.rstrip() + "\n")
