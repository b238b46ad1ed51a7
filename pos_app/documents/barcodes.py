"""The bars of a code as a row of modules, by python-barcode, with two faults of it gone round.

It silently corrects a wrong check digit (WhyNotHugo/python-barcode#231), so that the label would scan as another
article: EAN and UPC are drawn only where the digit is right. Its Code 128 drops a leading `99` (0.16.1).
"""

from dataclasses import dataclass
from typing import Final

from pos_app.domain.barcode import Symbology, printable_symbology

QUIET: Final = {Symbology.EAN13: (11, 7), Symbology.EAN8: (7, 7), Symbology.UPCA: (9, 9), Symbology.CODE128: (10, 10)}
"""Light modules that must stay free on the left and on the right."""


@dataclass(frozen=True, slots=True)
class Bars:
    """`modules` has a `1` for every dark module; `text` is what people read below."""

    symbology: Symbology
    modules: str
    text: str

    @property
    def quiet(self) -> tuple[int, int]:
        """Light modules that must stay free on the left and on the right."""
        return QUIET[self.symbology]

    @property
    def with_quiet(self) -> int:
        """All modules, quiet zones among them."""
        return len(self.modules) + sum(self.quiet)


def bars(code: str) -> Bars | None:
    """The bars that scan as `code`; None where no symbology here can carry it (a 2D code's text, say)."""
    kind = printable_symbology(code)
    if kind is Symbology.CODE128:
        return code_128(code)
    from barcode.ean import EAN8, EAN13
    from barcode.upc import UPCA

    made = {Symbology.EAN13: EAN13, Symbology.EAN8: EAN8, Symbology.UPCA: UPCA}[kind](code)
    return Bars(kind, str(made.build()[0]), _spaced(code, kind))


def _spaced(code: str, kind: Symbology) -> str:
    """The digits in the groups people know from packages."""
    if kind is Symbology.EAN8:
        return f"{code[:4]} {code[4:]}"
    if kind is Symbology.UPCA:
        return f"{code[0]} {code[1:6]} {code[6:11]} {code[11]}"
    return f"{code[0]} {code[1:7]} {code[7:]}"


def code_128(code: str) -> Bars | None:
    """Code 128 of any printable ASCII text."""
    if not code or not code.isascii() or not code.isprintable():
        return None
    from barcode.codex import Code128

    class Whole(Code128):  # type: ignore[misc]  # the library has no types
        def _try_to_optimize(self, encoded: list[int]) -> list[int]:
            """Value 99 means the digits 99 here, which the library takes for its switch to another set."""
            return encoded if code.startswith("99") else list(super()._try_to_optimize(encoded))

    return Bars(Symbology.CODE128, str(Whole(code).build()[0]), code)
