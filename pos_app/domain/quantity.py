"""Quantities in thousandths of a unit: one piece is 1000, a quarter kilo 250."""

from typing import Final, NewType

Milli = NewType("Milli", int)

ONE: Final = Milli(1000)
MOST: Final = Milli(999_999_999)
"""Just under a million units; a barcode scanned into a quantity is far above it."""
