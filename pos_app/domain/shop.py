"""What papers and windows say about the shop itself."""

from dataclasses import dataclass
from typing import Final, Literal

TRAINING_NAME: Final = "LATIHAN · "
"""How the name of a copy to learn on begins, in every language: a paper that knows no more than the name knows it by this."""


@dataclass(frozen=True, slots=True)
class ShopCard:
    """The shop's head: `regency` is the four digits of the statistics office; `npwp` its tax number.

    `language` is that of its receipts, which need not be the window's. `training`: this is a copy to learn on, and every
    paper says so.
    """

    uid: str
    name: str
    zone: str
    language: Literal["id", "en"] = "id"
    address: str = ""
    phone: str = ""
    npwp: str = ""
    pkp: bool = False
    regency: str | None = None
    receipt_footer: str = ""
    training: bool = False
