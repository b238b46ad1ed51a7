"""The sale lines behind a figure, one by one, with the evidence they were sold on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.engine import Connection

from pos_app.domain.behind import Behind
from pos_app.domain.evidence import NUMBERED
from pos_app.domain.money import Cost, Rupiah
from pos_app.domain.origin import State, Strength
from pos_app.domain.product import Kind, ProductId
from pos_app.domain.quantity import Milli
from pos_app.domain.sale import SaleKind
from pos_app.storage import tables as t
from pos_app.storage.columns import among, within
from pos_app.storage.merges import with_merged

_line, _sale = t.sale_line.c, t.sale.c
_FROM: Final = t.sale_line.join(t.sale, _sale.id == _line.sale_id)


@dataclass(frozen=True, slots=True)
class SoldLine:
    """A line that counts (the parts of a parcel, not the parcel), as it was sold; of a return it is below zero."""

    product: ProductId
    at: str
    receipt: str
    person: str
    customer: str
    code: str
    name: str
    kind: Kind
    unit: str
    qty: Milli
    base_qty: Milli
    amount_idr: Rupiah
    passed_on_idr: Rupiah
    cost: Cost | None
    owed_idr: Rupiah | None
    state: State
    country: str | None
    strength: Strength
    evidence_kind: str | None
    certificate: str | None
    tkdn_bp: int | None
    maker: str | None


class SoldLines:
    """Queries on single sale lines, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def behind(self, asked: Behind, *, most: int | None = None) -> Iterator[SoldLine]:
        """The lines a figure is made of, in the order they were sold; the first `most` of them."""
        query = (
            select(
                _line.product_id,
                _sale.at,
                _sale.number,
                _sale.person,
                func.coalesce(_sale.customer, ""),
                *(_line.code, _line.name, _line.kind, _line.unit, _line.qty_milli, _line.base_qty_milli, _line.amount_idr),
                *(_line.pass_through_idr, _line.cost),
                *(_line.owed_idr, _line.origin, _line.country, _line.strength, _line.evidence_kind, _line.certificate),
                *(_line.tkdn_bp, _line.maker),
            )
            .select_from(_FROM)
            .where(*_conditions(asked))
            .order_by(_line.business_day, _sale.id, _line.line_no)
            .limit(most)
        )
        for row in self._connection.execute(query):
            (
                product,
                at,
                number,
                person,
                customer,
                code,
                name,
                kind,
                unit,
                *sums,
                origin,
                country,
                strength,
                proof,
                certificate,
                tkdn,
                maker,
            ) = row
            qty, base, amount, passed, cost, owed = sums
            yield SoldLine(
                product, at, number, person, customer, code, name, Kind(kind), unit, qty, base, amount, passed, cost, owed,
                State(origin), country, Strength(strength), proof, certificate, tkdn, maker,
            )  # fmt: skip

    def count(self, asked: Behind) -> tuple[int, Rupiah]:
        """How many lines a figure is made of, and what they come to."""
        query = select(func.count(), func.coalesce(func.sum(_line.amount_idr), 0)).select_from(_FROM).where(*_conditions(asked))
        number, amount = self._connection.execute(query).one()
        return number, Rupiah(int(amount))


def _conditions(asked: Behind) -> list[ColumnElement[bool]]:
    found = [within(_line.business_day, asked.period.first.isoformat(), asked.period.last.isoformat()), _line.kind != Kind.PARCEL]
    plain: tuple[tuple[ColumnElement[Any], Any], ...] = (
        (_line.category, asked.category),
        (_line.origin, asked.state),
        (_line.strength, asked.strength),
        (func.coalesce(_line.evidence_kind, ""), asked.evidence_kind),
        (func.coalesce(_line.maker, ""), asked.maker),
        (_line.maker_regency, asked.regency),
        (_line.tax_class, asked.tax_class),
        (_line.consignor, asked.consignor),
        (_sale.person, asked.person),
        (_sale.number, asked.receipt),
        (func.substr(_sale.at, 12, 2), None if asked.hour is None else f"{asked.hour:02d}"),
    )
    found += [column == value for column, value in plain if value is not None]
    if asked.kinds:
        found.append(_line.kind.in_(asked.kinds))
    if asked.customers:
        found.append(func.coalesce(_sale.customer, "").in_(asked.customers))
    if asked.back:
        found.append(_sale.kind != SaleKind.SALE)
    if asked.consigned:
        found.append(_line.consignor.is_not(None))
    if asked.articles:
        found.append(among(_line.product_id, asked.articles))
    if asked.product is not None:
        found.append(with_merged(_line.product_id, asked.product))
    if asked.expired is not None:
        ran_out = func.coalesce(_line.evidence_kind, "").in_(NUMBERED) & (_line.strength == Strength.WEAK)
        found.append(ran_out if asked.expired else ~ran_out)
    if asked.earned:
        found.append(_line.kind != Kind.DEPOSIT)
    if asked.taxed is not None:
        found.append(_sale.tax_idr != 0 if asked.taxed else _sale.tax_idr == 0)
    if asked.certified:
        found.append(_line.tkdn_bp.is_not(None))
    if asked.sizes:
        found.append(_line.maker_size.in_(asked.sizes))
    if asked.member is not None:
        is_member = is_of_member()
        found.append(is_member if asked.member else ~is_member)
    if asked.shifts:
        found.append(_sale.shift_id.in_(select(t.shift.c.id).where(tuple_(t.shift.c.till, t.shift.c.running).in_(asked.shifts))))
    if asked.means is not None:
        found.append(_sale.id.in_(select(t.payment.c.sale_id).where(t.payment.c.means == asked.means)))
    return found


def is_of_member() -> ColumnElement[bool]:
    """Whether a document is of somebody who is a member now."""
    members = select(t.customer.c.number).where(t.customer.c.member.in_([True]))
    return _sale.customer.is_not(None) & _sale.customer.in_(members)
