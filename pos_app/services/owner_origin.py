"""Sales by what is known of their origin, and by maker."""

from typing import Final

from pos_app.domain.behind import Behind, BehindOffers, BehindOrigin
from pos_app.domain.days import Period
from pos_app.domain.evidence import Kind as Evidence
from pos_app.domain.figures import Column, Figures, Kind, Value
from pos_app.domain.origin import MakerSize, State, Strength
from pos_app.domain.product import Kind as Goods
from pos_app.services.owner_trade import PROFIT, TAX, Trade, costs, tax_notes, taxes
from pos_app.services.shop import Shop, begun_in
from pos_app.storage.trade import By
from pos_app.storage.uow import Transaction
from pos_app.texts import N_

STATES: Final = {State.DOMESTIC: N_("Domestic"), State.IMPORTED: N_("Imported"), State.UNKNOWN: N_("Unknown")}
EVIDENCE: Final = {
    Evidence.TKDN: N_("TKDN certificate"),
    Evidence.REGISTRATION: N_("Registration number"),
    Evidence.LABEL: N_("Words on the package"),
    Evidence.STATEMENT: N_("Statement of supplier or maker"),
    Evidence.SHOP: N_("The shop's own word"),
}
STRENGTHS: Final = {Strength.STRONG: N_("strong"), Strength.MEDIUM: N_("medium"), Strength.WEAK: N_("weak"), Strength.NONE: ""}
SIZES: Final = {
    MakerSize.MICRO: N_("micro"),
    MakerSize.SMALL: N_("small"),
    MakerSize.MEDIUM: N_("medium"),
    MakerSize.LARGE: N_("large"),
    MakerSize.UNKNOWN: N_("unknown"),
}

_EVERY: Final = 1_000_000
_TAX: Final = 2
"""Where the tax stands in what goods earned."""


def _of_goods(u: Transaction, period: Period, by: By) -> list[tuple[str, tuple[int, ...]]]:
    """Goods by key with quantity, net, tax and what they earned, the largest first; services and deposits have no origin."""
    found: dict[str, Trade] = {}
    others = Trade()
    for one in u.trade.lines(period, by):
        (found.setdefault(str(one.key), Trade()) if one.kind is Goods.GOODS else others).add(one)
    ordered = sorted(found.items(), key=lambda item: (-item[1].net, item[0]))
    trades = [trade for _key, trade in ordered]
    shared = taxes(u, period, [*trades, others])[:-1]
    return [
        (key, (trade.qty, trade.net, tax, *trade.earned(cost, of_known)))
        for (key, trade), cost, (tax, of_known) in zip(ordered, costs(trades), shared, strict=True)
    ]


def by_origin(shop: Shop, period: Period) -> Figures:
    """Sales of goods by origin and by the evidence they were sold on."""
    with shop.uow.read() as u:
        begun_in(shop, u, period)
        found = _of_goods(u, period, By.MEANING)
    rows: list[tuple[Value, ...]] = []
    behind = []
    for key, earned in found:
        state, kind, strength = key.split(" ")
        words = (STATES[State(state)], EVIDENCE[Evidence(kind)] if kind else N_("without evidence"), STRENGTHS[Strength(strength)])
        rows.append((*words, *earned))
        behind.append(Behind(period, kinds=(Goods.GOODS,), state=State(state), evidence_kind=kind, strength=Strength(strength)))
    columns = (
        Column("origin", N_("Origin"), Kind.TERM),
        Column("evidence", N_("Evidence"), Kind.TERM),
        Column("strength", N_("Strength"), Kind.TERM),
        Column("qty_milli", N_("Quantity"), Kind.QTY),
        Column("net_idr", N_("Net sales")),
        TAX,
        *PROFIT,
    )
    return Figures(
        "origins",
        N_("Sales by origin and evidence"),
        period,
        columns,
        tuple(rows),
        chart=("origin", "net_idr"),
        behind=tuple(behind),
        whole=Behind(period, kinds=(Goods.GOODS,)),
        measures=("qty_milli", "net_idr", "profit_idr"),
        same=("origin", "evidence", "strength"),
        notes=tax_notes(earned[_TAX] for _key, earned in found),
    )


def by_maker(shop: Shop, period: Period) -> Figures:
    """Sales of goods by who made them; a sale keeps the maker it had."""
    with shop.uow.read() as u:
        begun_in(shop, u, period)
        found = _of_goods(u, period, By.MAKER)
        known = {one.name: one for one in u.makers.rows()}
    rows: list[tuple[Value, ...]] = []
    for name, earned in found:
        maker = known.get(name)
        size, regency = (SIZES[maker.size], maker.regency or "") if maker else (SIZES[MakerSize.UNKNOWN], "")
        rows.append((name, size, regency, *earned))
    columns = (
        Column("name", N_("Maker"), Kind.WORD, blank=N_("Maker not known")),
        Column("size", N_("Size"), Kind.TERM),
        Column("regency", N_("Regency"), Kind.REGENCY),
        Column("qty_milli", N_("Quantity"), Kind.QTY),
        Column("net_idr", N_("Net sales")),
        TAX,
        *PROFIT,
    )
    return Figures(
        "makers",
        N_("Sales by maker"),
        period,
        columns,
        tuple(rows),
        chart=("name", "net_idr"),
        behind=tuple(Behind(period, kinds=(Goods.GOODS,), maker=name) for name, _earned in found),
        whole=Behind(period, kinds=(Goods.GOODS,)),
        measures=("qty_milli", "net_idr", "profit_idr"),
        same=("name",),
        notes=(N_("Size and regency are those the maker has now."), *tax_notes(earned[_TAX] for _key, earned in found)),
    )


def changes(shop: Shop, period: Period) -> Figures:
    """The articles whose origin was another when the period ended than when it began."""
    with shop.uow.read() as u:
        zone = begun_in(shop, u, period)
        found = u.sums.changed(period, zone, most=_EVERY).rows
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            x.code, x.name, STATES[x.before], STATES[x.after], EVIDENCE[Evidence(x.evidence_kind)] if x.evidence_kind else "", x.day,
            x.person, x.value_idr,
        )
        for x in found
    )  # fmt: skip
    columns = (
        Column("code", N_("Code"), Kind.WORD),
        Column("name", N_("Article"), Kind.WORD),
        Column("before", N_("Before"), Kind.TERM),
        Column("after", N_("Now"), Kind.TERM),
        Column("evidence", N_("Evidence"), Kind.TERM),
        Column("day", N_("Day"), Kind.DAY),
        Column("person", N_("Person"), Kind.WORD),
        Column("value_idr", N_("Sales in the period")),
    )
    return Figures(
        "changes",
        N_("Goods whose origin changed"),
        period,
        columns,
        rows,
        chart=("after", None),
        same=("name",),
        behind=tuple(BehindOrigin(x.id, period) for x in found),
        whole=Behind(period, articles=tuple(x.id for x in found)) if found else None,
    )


def offers(shop: Shop, period: Period) -> Figures:
    """What the till offered in place of imported goods, how often it was taken and what that moved."""
    with shop.uow.read() as u:
        begun_in(shop, u, period)
        found = u.offers.pairs(period)
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (x.code, x.name, x.instead_of, x.push.offered, x.push.taken, x.push.taken_bp, x.push.moved_idr) for x in found
    )
    columns = (
        Column("code", N_("Code"), Kind.WORD),
        Column("name", N_("Offered article"), Kind.WORD),
        Column("instead_of", N_("In place of"), Kind.WORD),
        Column("offered", N_("Offered"), Kind.COUNT),
        Column("taken", N_("Taken"), Kind.COUNT),
        Column("taken_bp", N_("Share taken"), Kind.SHARE),
        Column("moved_idr", N_("Moved to domestic goods")),
    )
    return Figures(
        "offers",
        N_("Domestic goods offered"),
        period,
        columns,
        rows,
        chart=("name", "moved_idr"),
        measures=("offered", "taken", "moved_idr"),
        same=("code", "name", "instead_of"),
        behind=tuple(BehindOffers(period, x.imported, x.offered) for x in found),
        whole=BehindOffers(period),
        notes=(N_("What came back of it is taken off."),),
    )
