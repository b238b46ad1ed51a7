"""A sack into bags, a carton into pieces: what goes out, what it becomes, what is lost on the way.

The cost goes along: what is made costs what it took of the source, what is lost is a loss at the source's cost.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pos_app.domain.money import Cost, Rupiah, allocate, cost_of, half_away
from pos_app.domain.product import Found
from pos_app.domain.quantity import Milli
from pos_app.domain.stock_document import DocumentKind, StockLine, line_of
from pos_app.errors import Refused


@dataclass(frozen=True, slots=True)
class Output:
    """What is made: `qty` of the code, `base` in the article's own units, taking `takes` base units of the source in all."""

    found: Found
    qty: Milli
    base: Milli
    takes: Milli


def shares(whole: Milli, takes: Sequence[Milli | None], lost: Milli | None) -> tuple[list[Milli], Milli]:
    """What each output takes of `whole` base units of the source, and what is lost.

    One output may be left open: it takes the rest. Where none is, what is left over is lost.

    Raises:
        Refused: `repack_takes_missing` where two are open, `repack_takes_too_much`, `quantity_negative`,
            `repack_does_not_add_up` where a loss was given and does not fit.
    """
    if takes.count(None) > 1:
        raise Refused("repack_takes_missing")
    if (lost is not None and lost < 0) or any(x is not None and x <= 0 for x in takes):
        raise Refused("quantity_negative")
    known = sum(x for x in takes if x is not None)
    rest = whole - known - (lost or 0)
    if rest < 0 or (rest == 0 and None in takes):
        raise Refused("repack_takes_too_much", whole_milli=whole)
    if None in takes:
        return [Milli(rest) if x is None else x for x in takes], lost or Milli(0)
    if lost is not None and rest:
        raise Refused("repack_does_not_add_up", rest_milli=rest)
    return [x for x in takes if x is not None], Milli(whole - known)


def lines(source: Found, whole: Milli, cost: Cost | None, made: Sequence[Output], lost: Milli) -> tuple[StockLine, ...]:
    """The lines of the paper: the source out, its loss as breakage, what was made in, in this order.

    In rupiah what came in and what was lost are exactly what went out; `cost` is that of one base unit of the source.
    """
    used = Milli(whole - lost)
    found = [_out(source, used, cost, line_no=1)]
    if lost:
        found.append(replace(_out(source, lost, cost, line_no=2), reason=DocumentKind.BREAKAGE))
    values = allocate(-found[0].amount_idr, [x.takes for x in made])
    for out, value in zip(made, values, strict=True):
        each = None if cost is None else Cost(half_away(cost * out.takes, out.base))
        unit_cost = None if each is None else Cost(half_away(each * out.found.holds, 1000))
        line = line_of(out.found, out.qty, out.base, line_no=len(found) + 1, unit_cost=unit_cost, cost=each, sign=1)
        found.append(replace(line, amount_idr=Rupiah(value)))
    return tuple(found)


def _out(source: Found, base: Milli, cost: Cost | None, *, line_no: int) -> StockLine:
    """Goods of the source, written in the article's own unit."""
    own = Found(source.product, source.product.code)
    line = line_of(own, base, base, line_no=line_no, unit_cost=cost, cost=cost, sign=-1)
    return line if cost is None else replace(line, amount_idr=Rupiah(-cost_of(cost, base)))
