"""Snapshots of member shops, as a co-op has loaded them.

Shops are compared by sums kept per shop; articles are looked at only where a code is disputed, or where goods stand on
the shelf of the same category, each by an index.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Row, Select, delete, func, insert, select, text, update
from sqlalchemy.engine import Connection
from sqlalchemy.sql import ColumnElement

from pos_app.domain import days
from pos_app.domain.barcode import shared_code
from pos_app.domain.comparison import Member, SalesSum, ShelfGoods, StockSum
from pos_app.domain.days import Period
from pos_app.domain.disagreement import Told
from pos_app.domain.joint_buying import Goods
from pos_app.domain.money import BasisPoints, Rupiah, half_away
from pos_app.domain.origin import Origin, State, Strength
from pos_app.domain.quantity import Milli
from pos_app.domain.snapshot import Article, Received, Snapshot, months_of
from pos_app.domain.words import folded
from pos_app.storage import tables as t
from pos_app.storage.columns import within

_PART: Final = 500
"""So many values go into one IN of a query."""
_article, _code, _sold = t.coop_article.c, t.coop_code.c, t.coop_article_sales.c


@dataclass(frozen=True, slots=True)
class KnownShop:
    """What is known of a shop that was loaded before."""

    id: int
    public_key: str
    made_at: datetime
    sha256: str


class CoopTables:
    """Queries and writes on loaded snapshots, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # ---- loading

    def lock(self) -> None:
        """Keeps other loads out until this one has ended: two of one new shop would both find it missing."""
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(text("LOCK TABLE coop_shop IN SHARE ROW EXCLUSIVE MODE"))

    def known(self, uid: str) -> KnownShop | None:
        """The shop of a uid with its key and the snapshot that is loaded."""
        shop, kept = t.coop_shop.c, t.coop_snapshot.c
        query = (
            select(shop.id, shop.public_key, kept.made_at, kept.sha256)
            .join_from(t.coop_shop, t.coop_snapshot, kept.shop_id == shop.id)
            .where(shop.uid == uid)
        )
        row = self._connection.execute(query).one_or_none()
        return None if row is None else KnownShop(row.id, row.public_key, days.from_stamp(row.made_at), row.sha256)

    def put(self, received: Received, *, known: KnownShop | None, at: datetime) -> None:
        """Writes a snapshot in the place of the shop's one before."""
        shot = received.snapshot
        shop_id = known.id if known else self._new_shop(shot, at)
        for table in (t.coop_article_sales, t.coop_code, t.coop_article, t.coop_stock, t.coop_sales, t.coop_month):
            if known:
                self._connection.execute(delete(table).where(table.c.shop_id == shop_id))
        values = {
            "name": shot.shop_name,
            "period_first": shot.period.first.isoformat(),
            "period_last": shot.period.last.isoformat(),
            "made_at": days.stamp(shot.made_at),
            "loaded_at": days.stamp(at),
            "sha256": received.sha256,
            "articles": len(shot.articles),
        }
        if known:
            self._connection.execute(update(t.coop_snapshot).where(t.coop_snapshot.c.shop_id == shop_id).values(values))
        else:
            self._connection.execute(insert(t.coop_snapshot).values(shop_id=shop_id, **values))
        self._put_sums(shop_id, shot)
        self._put_articles(shop_id, shot)

    def _new_shop(self, shot: Snapshot, at: datetime) -> int:
        values = {"uid": shot.shop_uid, "public_key": shot.public_key, "first_seen_at": days.stamp(at)}
        return int(self._connection.execute(insert(t.coop_shop).values(values).returning(t.coop_shop.c.id)).scalar_one())

    def _put_sums(self, shop_id: int, shot: Snapshot) -> None:
        months = [{"shop_id": shop_id, "month": f"{r.month:%Y-%m}", "receipts": r.receipts, "lines": r.lines} for r in shot.months]
        sales = [
            {
                "shop_id": shop_id, "month": f"{r.month:%Y-%m}", "category": r.category, "state": r.state, "value_idr": r.value_idr,
                "pieces_milli": r.pieces, "covered_idr": r.covered_idr, "weighted": r.weighted, "ikm_idr": r.ikm_idr,
                "strong_idr": r.strong_idr, "medium_idr": r.medium_idr, "weak_idr": r.weak_idr,
            }
            for r in shot.sales
        ]  # fmt: skip
        stock = [
            {
                "shop_id": shop_id, "category": r.category, "state": r.state, "value_idr": r.value_idr, "articles": r.articles,
                "pieces_milli": r.pieces,
            }
            for r in shot.stock
        ]  # fmt: skip
        for table, rows in ((t.coop_month, months), (t.coop_sales, sales), (t.coop_stock, stock)):
            if rows:
                self._connection.execute(insert(table), rows)

    def _put_articles(self, shop_id: int, shot: Snapshot) -> None:
        months = [f"{month:%Y-%m}" for month in months_of(shot.period)]
        articles, codes, sold = [], [], []
        for number, a in enumerate(shot.articles):
            shared = {gtin: code for code in a.codes if (gtin := shared_code(code))}
            articles.append(_article_values(shop_id, number, a, match=min(shared, default=f"{shop_id}/{number}")))
            codes += [{"shop_id": shop_id, "number": number, "gtin": g, "code": c, "state": a.state} for g, c in shared.items()]
            if a.state is State.IMPORTED:
                by_month = zip(months, a.sales, strict=True)
                sold += [{"shop_id": shop_id, "number": number, "month": m, "value_idr": v} for m, v in by_month if v]
        for table, rows in ((t.coop_article, articles), (t.coop_code, codes), (t.coop_article_sales, sold)):
            if rows:
                self._connection.execute(insert(table), rows)

    # ---- comparing

    def members(self) -> list[Member]:
        """The shops whose snapshots are loaded, by name."""
        shop, kept = t.coop_shop.c, t.coop_snapshot.c
        query = select(shop.uid, shop.public_key, t.coop_snapshot).join_from(t.coop_shop, t.coop_snapshot, kept.shop_id == shop.id)
        return [
            Member(
                uid=row.uid,
                name=row.name,
                period=Period(date.fromisoformat(row.period_first), date.fromisoformat(row.period_last)),
                made_at=days.from_stamp(row.made_at),
                loaded_at=days.from_stamp(row.loaded_at),
                public_key=row.public_key,
                articles=row.articles,
            )
            for row in self._connection.execute(query.order_by(kept.name, shop.uid))
        ]

    def sales(self, period: Period | None) -> list[SalesSum]:
        """Sales by shop, category and origin in the months of `period`, in all that are loaded where there is none."""
        c = t.coop_sales.c
        summed = (c.value_idr, c.pieces_milli, c.covered_idr, c.weighted, c.ikm_idr, c.strong_idr, c.medium_idr, c.weak_idr)
        query = (
            select(t.coop_shop.c.uid, c.category, c.state, *(func.sum(x) for x in summed))
            .join_from(t.coop_sales, t.coop_shop, t.coop_shop.c.id == c.shop_id)
            .where(*_months(c.month, period))
            .group_by(t.coop_shop.c.uid, c.category, c.state)
            .order_by(t.coop_shop.c.uid, c.category, c.state)
        )
        return [SalesSum(uid, category, State(state), *map(int, sums)) for uid, category, state, *sums in self._connection.execute(query)]

    def stock(self) -> list[StockSum]:
        """Stock by shop, category and origin."""
        c = t.coop_stock.c
        query = select(t.coop_shop.c.uid, c.category, c.state, c.value_idr, c.articles, c.pieces_milli).join_from(
            t.coop_stock, t.coop_shop, t.coop_shop.c.id == c.shop_id
        )
        rows = self._connection.execute(query.order_by(t.coop_shop.c.uid, c.category, c.state))
        return [StockSum(uid, category, State(state), value, n, pieces) for uid, category, state, value, n, pieces in rows]

    def documents(self, period: Period | None) -> dict[str, tuple[int, int]]:
        """Receipts and lines by shop."""
        c = t.coop_month.c
        query = (
            select(t.coop_shop.c.uid, func.sum(c.receipts), func.sum(c.lines))
            .join_from(t.coop_month, t.coop_shop, t.coop_shop.c.id == c.shop_id)
            .where(*_months(c.month, period))
            .group_by(t.coop_shop.c.uid)
        )
        return {uid: (int(receipts), int(lines)) for uid, receipts, lines in self._connection.execute(query)}

    def disputed(self) -> list[Told]:
        """What every shop says about the codes that are domestic in one and imported in another article."""
        named = _code.state.in_([State.DOMESTIC, State.IMPORTED])
        both = select(_code.gtin).where(named).group_by(_code.gtin).having(func.min(_code.state) != func.max(_code.state))
        query = (
            select(
                _code.gtin, _code.code, t.coop_shop.c.uid, _article.name, _article.state, _article.strength, _article.evidence_kind,
                _article.sales_idr,
            )
            .join_from(t.coop_code, t.coop_article, (_article.shop_id == _code.shop_id) & (_article.number == _code.number))
            .join(t.coop_shop, t.coop_shop.c.id == _code.shop_id)
            .where(_code.gtin.in_(both))
            .order_by(_code.gtin, t.coop_shop.c.uid, _article.number)
        )  # fmt: skip
        return [
            Told(gtin, code, uid, name, State(state), Strength(strength), kind, sales)
            for gtin, code, uid, name, state, strength, kind, sales in self._connection.execute(query)
        ]

    def tags(self, gtins: Sequence[str], *, without: str) -> dict[State, int]:
        """How many loaded shops tag a code as domestic or imported; the shop of the uid `without` has no say."""
        shop = t.coop_shop.c
        query = (
            select(_code.state, func.count(func.distinct(_code.shop_id)))
            .join(t.coop_shop, shop.id == _code.shop_id)
            .where(_code.gtin.in_(gtins), _code.state != State.UNKNOWN.value, shop.uid != without)
            .group_by(_code.state)
        )
        return {State(state): count for state, count in self._connection.execute(query)}

    def imported(self, period: Period | None, *, most: int) -> list[Goods]:
        """Imported goods of all shops, what sold most in the months first."""
        value: ColumnElement[int] = _article.sales_idr
        source: Any = t.coop_article
        if period is not None:
            within = (
                select(_sold.shop_id, _sold.number, func.sum(_sold.value_idr).label("value"))
                .where(*_months(_sold.month, period))
                .group_by(_sold.shop_id, _sold.number)
                .subquery()
            )
            source = source.outerjoin(within, (within.c.shop_id == _article.shop_id) & (within.c.number == _article.number))
            value = func.coalesce(within.c.value, 0)
        worth = func.sum(value)
        query = (
            _goods(worth, func.min(_article.folded_category))
            .select_from(source)
            .where(_article.state == State.IMPORTED, _article.folded_category != "", _article.price_idr > 0)
            .group_by(_article.match)
            .order_by(worth.desc(), func.min(_article.name), _article.match)
            .limit(most)
        )
        return self._read_goods(query)

    def domestic(self, shelves: AbstractSet[str], *, most: int) -> list[Goods]:
        """Domestic goods that some shop stocks, `most` of each category: those that sell best."""
        found = []
        for shelf in sorted(shelves):
            query = (
                _goods(func.sum(_article.sales_idr), _article.folded_category)
                .where(
                    _article.state == State.DOMESTIC,
                    _article.folded_category == shelf,
                    _article.on_hand_milli > 0,
                    _article.price_idr > 0,
                )
                .group_by(_article.folded_category, _article.match)
                .order_by(func.sum(_article.sales_idr).desc(), _article.match)
                .limit(most)
            )
            found += self._read_goods(query)
        return found

    def shelf(self, category: str, uid: str | None, *, most: int) -> list[ShelfGoods]:
        """The articles of a category, however it is spelt, in one shop or in all; what sold most in the snapshots first."""
        one = [] if uid is None else [t.coop_shop.c.uid == uid]
        query = (
            select(
                t.coop_shop.c.uid, _article.code, _article.name, _article.unit, _article.state, _article.country, _article.tkdn_bp,
                _article.sales_idr, _article.on_hand_milli,
            )
            .join_from(t.coop_article, t.coop_shop, t.coop_shop.c.id == _article.shop_id)
            .where(_article.state.in_(list(State)), _article.folded_category == folded(category), *one)
            .order_by(_article.sales_idr.desc(), _article.name, t.coop_shop.c.uid, _article.number)
            .limit(most)
        )  # fmt: skip
        return [
            ShelfGoods(shop, code, name, unit, Origin(State(state), country=country, tkdn_bp=tkdn), Rupiah(sold), Milli(on_hand))
            for shop, code, name, unit, state, country, tkdn, sold, on_hand in self._connection.execute(query)
        ]

    def _read_goods(self, query: Select[Any]) -> list[Goods]:
        rows = self._connection.execute(query).all()
        uids = dict(self._connection.execute(select(t.coop_shop.c.id, t.coop_shop.c.uid)).all())
        return [_as_goods(row, uids) for row in rows]

    def holders(self, matches: Iterable[str], state: State) -> dict[str, list[str]]:
        """Shops that have an article in this state, domestic ones only in stock."""
        found: dict[str, list[str]] = {}
        wanted = sorted(set(matches))
        stocked = [_article.on_hand_milli > 0] if state is State.DOMESTIC else []
        for start in range(0, len(wanted), _PART):
            query = (
                select(_article.match, t.coop_shop.c.uid)
                .join_from(t.coop_article, t.coop_shop, t.coop_shop.c.id == _article.shop_id)
                .where(_article.match.in_(wanted[start : start + _PART]), _article.state == state, *stocked)
                .group_by(_article.match, t.coop_shop.c.uid)
                .order_by(_article.match, t.coop_shop.c.uid)
            )
            for match, uid in self._connection.execute(query):
                found.setdefault(match, []).append(uid)
        return found


def _months(month: ColumnElement[str], period: Period | None) -> Sequence[ColumnElement[bool]]:
    return [] if period is None else [within(month, f"{period.first:%Y-%m}", f"{period.last:%Y-%m}")]


def _goods(value: ColumnElement[int], shelf: ColumnElement[str]) -> Select[Any]:
    least, most = func.min(_article.unit), func.max(_article.unit)
    return select(
        _article.match,
        func.min(_article.code).label("code"),
        func.min(_article.name).label("name"),
        func.min(_article.category).label("category"),
        shelf.label("shelf"),
        least.label("unit"),
        most.label("other_unit"),
        func.sum(_article.price_idr).label("prices"),
        func.count(_article.price_idr).label("priced"),
        func.max(_article.tkdn_bp).label("tkdn_bp"),
        func.min(_article.shop_id).label("shop_id"),
        func.max(_article.shop_id).label("other_shop_id"),
        value.label("value"),
    )


def _as_goods(row: Row[Any], uids: dict[int, str]) -> Goods:
    return Goods(
        match=row.match,
        code=row.code,
        name=row.name,
        category=row.category,
        shelf=row.shelf,
        unit=row.unit if row.unit == row.other_unit else "",
        price_idr=Rupiah(half_away(int(row.prices), row.priced)),
        tkdn_bp=None if row.tkdn_bp is None else BasisPoints(row.tkdn_bp),
        only_shop=uids[row.shop_id] if row.shop_id == row.other_shop_id else None,
        value_idr=Rupiah(int(row.value)),
    )


def _article_values(shop_id: int, number: int, a: Article, *, match: str) -> dict[str, object]:
    return {
        "shop_id": shop_id, "number": number, "uid": a.uid, "code": a.code, "match": match, "name": a.name, "category": a.category,
        "folded_category": folded(a.category), "unit": a.unit, "state": a.state, "strength": a.strength,
        "evidence_kind": a.evidence_kind, "country": a.country, "tkdn_bp": a.tkdn_bp, "price_idr": a.price_idr,
        "on_hand_milli": a.on_hand, "sales_idr": sum(a.sales),
    }  # fmt: skip
