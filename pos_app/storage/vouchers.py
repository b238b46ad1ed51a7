"""Vouchers and their ledger: every rupiah put on a code or taken off it stands beside the document that did so."""

from collections.abc import Collection, Iterator
from datetime import date

from sqlalchemy import ColumnElement, Row, and_, func, insert, or_, select
from sqlalchemy.engine import Connection

from pos_app.domain import days
from pos_app.domain.money import Rupiah
from pos_app.domain.sale import Sale
from pos_app.domain.tender import Means
from pos_app.domain.voucher import ARTICLE_CODE, OnPaper, Voucher, VoucherKind, VoucherMove
from pos_app.storage import tables as t

_voucher, _move, _sale = t.voucher.c, t.voucher_move.c, t.sale.c


class Vouchers:
    """Queries and writes on vouchers, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def locked(self, codes: Collection[str]) -> dict[str, Voucher]:
        """Vouchers by code, kept from other tills until this transaction ends; taken in one order."""
        if codes and self._connection.dialect.name == "postgresql":
            rows = select(_voucher.id).where(_voucher.code.in_(codes)).order_by(_voucher.id).with_for_update()
            self._connection.execute(rows).all()
        return {one.code: one for one in self._all(_voucher.code.in_(codes))} if codes else {}

    def by_code(self, code: str) -> Voucher | None:
        return next(iter(self._all(_voucher.code == code)), None)

    def every(self) -> list[Voucher]:
        """All vouchers, the latest first."""
        return self._all()

    def moves(self, code: str) -> list[VoucherMove]:
        """A voucher's ledger, in the order it was written."""
        query = (
            select(_move.at, _sale.number, _move.amount_idr, _move.person)
            .join_from(t.voucher_move, t.voucher, _voucher.id == _move.voucher_id)
            .join(t.sale, _sale.id == _move.sale_id)
            .where(_voucher.code == code)
            .order_by(_move.id)
        )
        return [
            VoucherMove(days.from_stamp(at), number, Rupiah(amount), who) for at, number, amount, who in self._connection.execute(query)
        ]

    def give(self, code: str, kind: VoucherKind, sale: Sale, sale_id: int, *, expires: date | None, line_no: int | None = None) -> None:
        """Writes a new voucher, with nothing on it yet."""
        values: dict[str, object] = {"code": code, "kind": kind, "business_day": sale.business_day.isoformat(), "sale_id": sale_id}
        values |= {"expires": expires.isoformat() if expires else None, "line_no": line_no}
        self._connection.execute(insert(t.voucher).values(values))

    def move(self, code: str, amount_idr: int, sale: Sale, sale_id: int) -> None:
        """Puts on a voucher, or takes off it where the amount is below zero."""
        voucher_id = self._connection.execute(select(_voucher.id).where(_voucher.code == code)).scalar_one()
        values = {"voucher_id": voucher_id, "sale_id": sale_id, "at": days.stamp(sale.at), "business_day": sale.business_day.isoformat()}
        self._connection.execute(
            insert(t.voucher_move).values(values | {"amount_idr": amount_idr, "person": sale.person, "till": sale.till})
        )

    def sold_on(self, sale_id: int) -> dict[int, str]:
        """Codes of the gift vouchers a sale sold, by its lines."""
        query = select(_voucher.line_no, _voucher.code).where(_voucher.sale_id == sale_id, _voucher.line_no.is_not(None))
        return dict(self._connection.execute(query).all())

    def on_paper(self, sale_id: int) -> list[OnPaper]:
        """The vouchers a document touched, as it left them."""
        mine = (
            select(_move.voucher_id, func.max(_move.id).label("last")).where(_move.sale_id == sale_id).group_by(_move.voucher_id).subquery()
        )
        before = and_(_move.voucher_id == mine.c.voucher_id, _move.id <= mine.c.last)
        query = (
            select(_voucher.code, func.sum(_move.amount_idr), _voucher.expires, _voucher.sale_id)
            .join_from(mine, t.voucher_move, before)
            .join(t.voucher, _voucher.id == mine.c.voucher_id)
            .group_by(_voucher.id, _voucher.code, _voucher.expires, _voucher.sale_id)
            .order_by(_voucher.id)
        )
        return [
            OnPaper(code, Rupiah(int(left)), date.fromisoformat(expires) if expires else None, giver == sale_id)
            for code, left, expires, giver in self._connection.execute(query)
        ]

    def uneven(self) -> Iterator[tuple[str, bool]]:
        """What does not fit: codes with less than nothing on them, and receipts (True) whose vouchers are not what they say."""
        sums = select(_voucher.code, func.sum(_move.amount_idr)).join_from(t.voucher, t.voucher_move, _move.voucher_id == _voucher.id)
        for code, _left in self._connection.execute(sums.group_by(_voucher.code).having(func.sum(_move.amount_idr) < 0)):
            yield code, False
        moved = select(_move.sale_id, func.sum(_move.amount_idr).label("amount")).group_by(_move.sale_id).subquery()
        pay, line = t.payment.c, t.sale_line.c
        paid = (
            select(pay.sale_id, func.sum(pay.amount_idr).label("amount")).where(pay.means == Means.VOUCHER).group_by(pay.sale_id).subquery()
        )
        sold = (
            select(line.sale_id, func.sum(line.amount_idr).label("amount"))
            .join_from(t.sale_line, t.product, t.product.c.id == line.product_id)
            .where(t.product.c.code == ARTICLE_CODE)
            .group_by(line.sale_id)
            .subquery()
        )
        query = (
            select(_sale.number)
            .outerjoin_from(t.sale, moved, moved.c.sale_id == _sale.id)
            .outerjoin(paid, paid.c.sale_id == _sale.id)
            .outerjoin(sold, sold.c.sale_id == _sale.id)
            .where(_sale.source.is_(None), or_(moved.c.sale_id.is_not(None), paid.c.sale_id.is_not(None), sold.c.sale_id.is_not(None)))
            .where(func.coalesce(moved.c.amount, 0) != func.coalesce(sold.c.amount, 0) - func.coalesce(paid.c.amount, 0))
            .order_by(_sale.id)
        )
        for (number,) in self._connection.execute(query):
            yield number, True

    def _all(self, *where: ColumnElement[bool]) -> list[Voucher]:
        query = (
            select(
                _voucher.code, _voucher.kind, _voucher.business_day, _voucher.expires, _sale.number,
                func.coalesce(func.sum(_move.amount_idr).filter(_move.sale_id == _voucher.sale_id), 0).label("issued"),
                func.coalesce(func.sum(_move.amount_idr), 0).label("balance"),
            )
            .join_from(t.voucher, t.sale, _sale.id == _voucher.sale_id)
            .outerjoin(t.voucher_move, _move.voucher_id == _voucher.id)
            .where(*where)
            .group_by(_voucher.id, _voucher.code, _voucher.kind, _voucher.business_day, _voucher.expires, _sale.number)
            .order_by(_voucher.id.desc())
        )  # fmt: skip
        return [_read(row) for row in self._connection.execute(query)]


def _read(row: Row[*tuple[object, ...]]) -> Voucher:
    return Voucher(
        code=row.code,
        kind=VoucherKind(row.kind),
        day=date.fromisoformat(row.business_day),
        expires=date.fromisoformat(row.expires) if row.expires else None,
        document=row.number,
        issued_idr=Rupiah(int(row.issued)),
        balance_idr=Rupiah(int(row.balance)),
    )
