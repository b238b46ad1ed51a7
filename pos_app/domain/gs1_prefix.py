"""In which country a company joined GS1: a hint for what to look at, and never evidence of where goods were made.

Source: GS1's list of prefixes; those of countries whose goods stand on Indonesian shelves.
"""

from typing import Final

from pos_app.domain.barcode import gtin14, is_restricted

_RANGES: Final = (
    (1, 19, "US"), (30, 39, "US"), (60, 139, "US"), (300, 379, "FR"), (400, 440, "DE"), (450, 459, "JP"), (460, 469, "RU"),
    (471, 471, "TW"), (480, 480, "PH"), (489, 489, "HK"), (490, 499, "JP"), (500, 509, "GB"), (540, 549, "BE"), (570, 579, "DK"),
    (690, 699, "CN"), (729, 729, "IL"), (754, 755, "CA"), (760, 769, "CH"), (789, 790, "BR"), (800, 839, "IT"), (840, 849, "ES"),
    (868, 869, "TR"), (870, 879, "NL"), (880, 880, "KR"), (884, 884, "KH"), (885, 885, "TH"), (888, 888, "SG"), (890, 890, "IN"),
    (893, 893, "VN"), (896, 896, "PK"), (899, 899, "ID"), (930, 939, "AU"), (940, 949, "NZ"), (955, 955, "MY"),
)  # fmt: skip


def joined_in(code: str) -> tuple[str, str] | None:
    """Prefix and country (ISO 3166 alpha-2) of a GTIN; None for any other code and for prefixes not listed."""
    gtin = gtin14(code)
    if gtin is None or is_restricted(code):
        return None
    prefix = gtin[1:4]
    return next(((prefix, country) for first, last, country in _RANGES if first <= int(prefix) <= last), None)
