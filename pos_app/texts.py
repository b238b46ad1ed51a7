"""Words for every face: one gettext catalogue, and the sentence behind every refusal.

Source texts are English; Indonesian is the default. The language spoken is that of the thread's `speaking` block,
or the program's own (`set_language`): a receipt speaks the shop's language in a window that speaks another.
"""

import gettext as _gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Final

from pos_app import formatting
from pos_app.domain.price_change import PriceKind
from pos_app.errors import Refused, Unavailable
from pos_app.formatting import LANGUAGES, Language
from pos_app.sentences import N_, SENTENCES

DOMAIN: Final = "pos_app"
_program: list[Language] = ["id"]
_spoken: ContextVar[Language | None] = ContextVar("spoken", default=None)


def language() -> Language:
    """The language being spoken here and now."""
    return _spoken.get() or _program[0]


def set_language(value: Language) -> None:
    """Make `value` the language of the whole program."""
    _program[0] = value


@contextmanager
def speaking(value: Language) -> Iterator[None]:
    """Speak `value` inside the block, in this thread alone."""
    token = _spoken.set(value)
    try:
        yield
    finally:
        _spoken.reset(token)


@cache
def _catalogue(value: Language) -> _gettext.NullTranslations:
    where = files("resources") / "locale" / value / "LC_MESSAGES" / f"{DOMAIN}.mo"
    if value == "en" or not where.is_file():
        return _gettext.NullTranslations()
    with where.open("rb") as stream:
        return _gettext.GNUTranslations(stream)


def gettext(message: str) -> str:
    """The message in the language being spoken."""
    return _catalogue(language()).gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """The message for `n` things; `{n}` is left for the caller's `format`."""
    return _catalogue(language()).ngettext(one, many, n)


_PRICES: Final = {
    PriceKind.RETAIL: N_("retail price"),
    PriceKind.MEMBER: N_("member price"),
    PriceKind.WHOLESALE: N_("wholesale price"),
    PriceKind.QUANTITY: N_("quantity price"),
}


def price_word(kind: PriceKind) -> str:
    """What people call a price by whom or what it is for."""
    return gettext(_PRICES[kind])


def price_reason(kind: PriceKind | None, list_price_idr: int | None, price_idr: int) -> str:
    """Why a price is not the one on the shelf: `member price, else 2.015`; nothing where it is, or was typed."""
    if kind in (None, PriceKind.RETAIL) or list_price_idr is None or list_price_idr == price_idr:
        return ""
    usual = formatting.number(list_price_idr, language())
    return gettext("{price}, else {usual}").format(price=price_word(kind), usual=usual)


def clock_set_back(receipt: str) -> str:
    """What is said where a computer's clock stands before the receipt its till wrote last."""
    return gettext("This computer's clock stands before receipt {receipt}, written last; set it right, days are counted by it.").format(
        receipt=receipt
    )


def said(field: str, value: object) -> str:
    """A field of a refusal as people read it, by the unit in its name."""
    speech = language()
    if isinstance(value, bool) or not isinstance(value, int | date):
        return str(value)
    if isinstance(value, datetime):
        return formatting.instant(value, str(value.tzinfo), speech)
    if isinstance(value, date):
        return formatting.day(value, speech)
    if field.endswith("_idr"):
        return formatting.rupiah(value, speech)
    if field.endswith("_milli"):
        return formatting.qty(value, speech)
    if field.endswith("_bp"):
        return formatting.share(value, speech, decimals=2)
    return str(value)


def sentence(error: Refused | Unavailable) -> str:
    """The one sentence a person reads: what is wrong and what to do."""
    template = SENTENCES.get(error.code)
    if template is None:
        return str(error)
    return gettext(template).format(**{name: said(name, value) for name, value in error.fields.items()})


__all__ = [
    "DOMAIN",
    "LANGUAGES",
    "N_",
    "Language",
    "clock_set_back",
    "gettext",
    "language",
    "ngettext",
    "price_reason",
    "price_word",
    "said",
    "sentence",
    "set_language",
    "speaking",
]
