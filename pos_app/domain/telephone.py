"""Telephone numbers as people write them here, and as the rest of the world dials them."""

import re
from typing import Final

from pos_app.errors import Refused

_COUNTRY: Final = "62"


def international(text: str) -> str:
    """`0812-3456-7890`, `+62 812 ...` or `812...` as `628123456789...`: digits alone, with the country's number.

    Raises:
        Refused: `not_a_telephone`.
    """
    bare = re.sub(r"[\s().\-/]", "", text)
    digits = bare.removeprefix("+")
    if not (digits.isascii() and digits.isdecimal()):
        raise Refused("not_a_telephone", text=text)
    if bare.startswith("+"):
        whole = digits
    elif digits.startswith("00"):
        whole = digits[2:]
    elif digits.startswith("0"):
        whole = _COUNTRY + digits[1:]
    elif digits.startswith(_COUNTRY):
        whole = digits
    else:
        whole = _COUNTRY + digits
    whole = _COUNTRY + whole[3:] if whole.startswith(_COUNTRY + "0") else whole
    if not 9 <= len(whole) <= 15:
        raise Refused("not_a_telephone", text=text)
    return whole
