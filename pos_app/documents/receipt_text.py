"""A receipt as plain text for a telephone: short lines, no columns, `*bold*` as messengers read it."""

from collections.abc import Iterator
from typing import Final

from pos_app.documents.slip import PLAIN, Beside, Item, Row, Slip, Tone, slip
from pos_app.domain.sale import Sale
from pos_app.domain.shop import ShopCard
from pos_app.formatting import Language

FLAG: Final = "\N{REGIONAL INDICATOR SYMBOL LETTER I}\N{REGIONAL INDICATOR SYMBOL LETTER D}"
_RULE: Final = "\N{BOX DRAWINGS LIGHT HORIZONTAL}" * 12
_LOUD: Final = (Tone.STRONG, Tone.TOTAL, Tone.CHANGE)


def render(sale: Sale, card: ShopCard, *, language: Language, beside: Beside = PLAIN) -> str:
    """The receipt of `sale` in `language`."""
    return "\n".join(_lines(slip(sale, card, language=language, beside=beside))) + "\n"


def _lines(said: Slip) -> Iterator[str]:
    yield _bold(said.shop)
    yield from said.address
    yield from map(_bold, said.titles)
    yield _RULE
    yield from (x for x in (said.number, said.when, said.cashier, said.member, *said.remarks) if x)
    yield _RULE
    for item in said.items:
        yield from _item(item)
    if said.items:
        yield _RULE
    yield from map(_row, (*said.sums, *said.tax))
    if said.share is not None:
        yield _RULE
        yield f"{FLAG} {said.share.label}: {_bold(f'{said.share.value} ({said.share.percent})')}"
    for coupon in said.coupons:
        yield _RULE
        yield from map(_row, coupon.rows)
        yield _bold(coupon.code)
    if said.saved or said.footer:
        yield ""
        yield from (x for x in (said.saved, said.footer) if x)


def _item(item: Item) -> Iterator[str]:
    yield f"{item.name} {FLAG}" if item.domestic else item.name
    for n, row in enumerate(item.rows):
        yield f"{row.left} = {row.right}" if not n and row.right else _row(row)


def _row(row: Row) -> str:
    text = f"{row.left}: {row.right}" if row.right else row.left
    return _bold(text) if row.tone in _LOUD else text


def _bold(text: str) -> str:
    """Stars of the text's own would end the bold too early."""
    bare = text.replace("*", "\N{ASTERISK OPERATOR}").strip()
    return f"*{bare}*" if bare else ""
