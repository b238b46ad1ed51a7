"""A voucher: what the shop owes on a code that is printed as bars and read back; goods were given back for it, or money paid.

The code is `V`, ten digits drawn by chance and two that check them, so that a wrong digit or two that changed places
never find another voucher (ISO 7064, MOD 97-10).
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from pos_app.domain.money import Rupiah
from pos_app.errors import Refused

ARTICLE_CODE: Final = "VOUCHER"
"""The article a gift voucher is sold by: of kind deposit, owed and not earned; its price is typed."""
DRAWN: Final = 10**10
_CODE: Final = re.compile(r"V\d{12}", re.ASCII)


class VoucherKind(StrEnum):
    RETURN = "return"
    GIFT = "gift"


@dataclass(frozen=True, slots=True)
class Voucher:
    """A voucher as the books have it; `document` gave it, `expires` is its last day (None: it never does)."""

    code: str
    kind: VoucherKind
    day: date
    expires: date | None
    document: str
    issued_idr: Rupiah
    balance_idr: Rupiah

    def expired(self, on: date) -> bool:
        return self.expires is not None and on > self.expires


@dataclass(frozen=True, slots=True)
class VoucherMove:
    """What a document put on a voucher (above zero) or took off it."""

    at: datetime
    document: str
    amount_idr: Rupiah
    person: str


@dataclass(frozen=True, slots=True)
class OnPaper:
    """A voucher as a document left it; `given` by that document, not only used or filled up again."""

    code: str
    left_idr: Rupiah
    expires: date | None
    given: bool


def code_of(drawn: int) -> str:
    """The code of a number below `DRAWN`."""
    return f"V{drawn:010d}{98 - drawn * 100 % 97:02d}"


def is_code(text: str) -> bool:
    """Whether a scan can be a voucher: its digits check."""
    bare = bare_code(text)
    return _CODE.fullmatch(bare) is not None and int(bare[1:]) % 97 == 1


def bare_code(text: str) -> str:
    """As it is kept, whatever case and gaps it was typed with."""
    return "".join(text.split()).replace("-", "").upper()


def checked_code(text: str) -> str:
    """The code meant.

    Raises:
        Refused: `not_a_voucher_code`.
    """
    if not is_code(text):
        raise Refused("not_a_voucher_code", text=text)
    return bare_code(text)


def last_day(given: date, term: str) -> date | None:
    """The last day of a voucher given today, by the setting of how many days it lasts (empty: for ever)."""
    return given + timedelta(days=int(term)) if term else None
