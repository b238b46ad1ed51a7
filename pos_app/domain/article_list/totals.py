"""Which rows of a list are no articles but the sums of others: at its end, below a page, below every group."""

import re
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from pos_app.domain.article_list.layout import is_money, is_quantity
from pos_app.domain.article_list.reader import Draft, Reader
from pos_app.domain.sheets import Row

TOTAL: Final = re.compile(r"(?:grand |sub ?)?(?:total|jumlah)\b.{0,30}", re.IGNORECASE)
SUBTOTAL: Final = re.compile(r"sub[ -]?(?:total|jumlah)\b.*", re.IGNORECASE)
"""What no article is called."""


def sums(data: Sequence[tuple[int, Row]], reader: Reader) -> frozenset[int]:
    """Rows called a total whose every figure is the sum of the rows since the last one, or of all rows above.

    An article may be called `Total Care`: only its figures tell it from the total of a group.
    """
    if not any(TOTAL.fullmatch(reader.text(row, "name")) for _, row in data):
        return frozenset()
    figures = [column for name, columns in reader.columns.items() if is_money(name) or is_quantity(name) for column in columns]
    found: set[int] = set()
    group: defaultdict[int, Decimal] = defaultdict(Decimal)
    whole: defaultdict[int, Decimal] = defaultdict(Decimal)
    for number, row in data:
        draft = Draft(number, row)
        said = {column.index: value for column in figures if (value := reader.decimal(draft, column, quantity=is_quantity(column.field)))}
        is_sum = said and all(value in (group[index], whole[index]) for index, value in said.items())
        if is_sum and TOTAL.fullmatch(reader.text(row, "name")):
            found.add(number)
            group.clear()
            continue
        for index, value in said.items():
            group[index] += value
            whole[index] += value
    return frozenset(found)
