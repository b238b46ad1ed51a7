"""Sums of sale lines kept in the commit, so that a year's report need not read millions of lines again.

`sale_day` has one row for all that the measures of a day look at, `sale_article_month` one for each article, month and
origin. `check` works both out anew from the lines. What is not there is kept as an empty text or -1, because a key
must not be null.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, Table, case, except_, func, literal_column, select, union_all
from sqlalchemy.engine import Connection

from pos_app.storage import tables as t

_line = t.sale_line.c
NOWHERE: Final = ""
NO_TKDN: Final = -1

PIECES: Final = case(
    (_line.weighed == 1, case((_line.base_qty_milli > 0, 1000), (_line.base_qty_milli < 0, -1000), else_=0)),
    else_=_line.base_qty_milli,
)
"""Pieces for counting: a weighed line is one piece."""
PRINTS: Final = _line.parent_no.is_(None)
"""Lines that stand on the receipt: the parts of a parcel are left out, which count where its own line does not."""

Line = Mapping[str, Any]
"""A line as it is written into `sale_line`."""


def add(connection: Connection, lines: Sequence[Line]) -> None:
    """Adds lines that are being written; rows are taken in one order, so that two tills never wait for each other."""
    days: dict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    months: dict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0, 0])
    for line in lines:
        pieces = _pieces(line)
        day, month = days[_day_key(line)], months[_month_key(line)]
        for at, amount in enumerate((line["amount_idr"], line["pass_through_idr"], pieces, int(line["parent_no"] is None))):
            day[at] += amount
        month[0] += line["amount_idr"]
        month[1] += pieces
    _upsert(connection, t.sale_day, days)
    _upsert(connection, t.sale_article_month, months)


def _day_key(line: Line) -> tuple[Any, ...]:
    return (
        line["business_day"], line["category"], str(line["kind"]), str(line["origin"]), str(line["strength"]),
        line["evidence_kind"] or NOWHERE, NO_TKDN if line["tkdn_bp"] is None else line["tkdn_bp"],
        line["maker"] or NOWHERE, str(line["maker_size"]), line["maker_regency"] or NOWHERE,
    )  # fmt: skip


def _month_key(line: Line) -> tuple[Any, ...]:
    return line["business_day"][:7], line["product_id"], str(line["kind"]), str(line["origin"])


def _pieces(line: Line) -> int:
    qty = int(line["base_qty_milli"])
    return qty if not line["weighed"] else (qty > 0) * 1000 - (qty < 0) * 1000


def _insert(connection: Connection, table: Table) -> Any:
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)
    from sqlalchemy.dialects import sqlite

    return sqlite.insert(table)


def _upsert(connection: Connection, table: Table, sums: Mapping[tuple[Any, ...], Iterable[int]]) -> None:
    names = [column.name for column in table.columns]
    rows = [dict(zip(names, (*key, *sums[key]), strict=True)) for key in sorted(sums)]
    keys = [column.name for column in table.primary_key]
    insert = _insert(connection, table)
    more = {name: table.c[name] + insert.excluded[name] for name in names if name not in keys}
    connection.execute(insert.on_conflict_do_update(index_elements=keys, set_=more), rows)


def from_lines(table: Table) -> Select[Any]:
    """What the rows of a roll-up are by the lines themselves, in the order of its columns."""
    if table is t.sale_day:
        by: tuple[ColumnElement[Any], ...] = (
            _line.business_day, _line.category, _line.kind, _line.origin, _line.strength, func.coalesce(_line.evidence_kind, NOWHERE),
            func.coalesce(_line.tkdn_bp, NO_TKDN), func.coalesce(_line.maker, NOWHERE), _line.maker_size,
            func.coalesce(_line.maker_regency, NOWHERE),
        )  # fmt: skip
        sums: tuple[ColumnElement[Any], ...] = (
            func.sum(_line.amount_idr), func.sum(_line.pass_through_idr), func.sum(PIECES), func.sum(case((PRINTS, 1), else_=0)),
        )  # fmt: skip
    else:
        by = (func.substr(_line.business_day, 1, 7), _line.product_id, _line.kind, _line.origin)
        sums = (func.sum(_line.amount_idr), func.sum(PIECES))
    return select(*by, *sums).group_by(*(literal_column(str(at)) for at in range(1, len(by) + 1)))


def uneven(connection: Connection) -> list[str]:
    """Days and months whose kept sums are not those of their lines."""
    found: set[str] = set()
    for table in (t.sale_day, t.sale_article_month):
        kept, wanted = select(*table.columns), from_lines(table)
        apart = union_all(select(except_(kept, wanted).subquery()), select(except_(wanted, kept).subquery()))
        found |= {str(row[0]) for row in connection.execute(apart)}
    return sorted(found)
