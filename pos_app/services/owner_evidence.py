"""What is behind figures of origin: what was said about an article and on what evidence, and what the till offered one by one."""

from typing import Final
from zoneinfo import ZoneInfo

from pos_app.domain import days
from pos_app.domain.behind import Behind, BehindOffers, BehindOrigin
from pos_app.domain.evidence import Kind as Evidence
from pos_app.domain.figures import Column, Figures, Kind, Value
from pos_app.domain.product import Kind as Goods
from pos_app.domain.product import ProductId
from pos_app.services import settings
from pos_app.services.owner_origin import EVIDENCE, STATES, STRENGTHS
from pos_app.services.shop import Shop
from pos_app.storage.uow import Transaction
from pos_app.texts import N_

_ACTIONS: Final = {"set": N_("recorded"), "withdraw": N_("withdrawn"), "resolve": N_("resolved")}
_ENDS: Final = {"replaced": N_("replaced"), "withdrawn": N_("withdrawn"), None: ""}
_SAID: Final = (
    Column("at", N_("When"), Kind.TIME),
    Column("person", N_("Person"), Kind.WORD),
    Column("action", N_("What"), Kind.TERM),
    Column("evidence", N_("Evidence"), Kind.TERM),
    Column("number", N_("Number"), Kind.WORD),
    Column("tkdn_bp", N_("TKDN"), Kind.SHARE, spare=4),
    Column("valid_from", N_("From"), Kind.DAY, spare=3),
    Column("valid_until", N_("Until"), Kind.DAY),
    Column("maker", N_("Maker"), Kind.WORD, spare=2),
    Column("before", N_("Before"), Kind.TERM),
    Column("after", N_("Origin then"), Kind.TERM),
    Column("why", N_("Reason"), Kind.WORD),
    Column("ended", N_("Since then"), Kind.TERM, spare=1),
)
_OUTCOMES: Final = {"left": N_("declined"), "taken": N_("taken"), "returned": N_("came back")}
_OFFERS: Final = (
    Column("at", N_("When"), Kind.TIME),
    Column("receipt", N_("Receipt"), Kind.WORD),
    Column("outcome", N_("Outcome"), Kind.TERM),
    Column("code", N_("Code"), Kind.WORD, spare=2),
    Column("name", N_("Sold"), Kind.WORD),
    Column("qty_milli", N_("Quantity"), Kind.QTY, summed=False),
    Column("amount_idr", N_("Value"), summed=False),
    Column("evidence", N_("Evidence"), Kind.TERM),
    Column("strength", N_("Strength"), Kind.TERM, spare=1),
    Column("moved_idr", N_("Moved to domestic goods")),
    Column("person", N_("Person"), Kind.WORD, spare=3),
)


def said(shop: Shop, asked: BehindOrigin) -> Figures:
    """Who said what about an article's origin, on what evidence, the latest first; behind each stand the lines of the period."""
    with shop.uow.read() as u:
        product = u.merges.survivor(asked.product)
        found, here = u.origins.history(product), _zone(u)
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            one.at.astimezone(here).strftime(_WALL), one.person, _ACTIONS[one.action], EVIDENCE[Evidence(one.kind)] if one.kind else "",
            one.number or "", _bp(one.detail.get("tkdn_bp")), _day(one.detail.get("valid_from")), _day(one.detail.get("valid_until")),
            str(one.detail.get("maker") or ""), STATES[one.before], STATES[one.after], one.why or str(one.detail.get("note") or ""),
            _ENDS[one.ended],
        )
        for one in found
    )  # fmt: skip
    sold = Behind(asked.period, product=product, kinds=(Goods.GOODS,))
    return Figures(
        "evidence", N_("What was said of its origin"), None, _SAID, rows, behind=(sold,) * len(rows), same=("evidence", "number")
    )


def offers(shop: Shop, asked: BehindOffers) -> Figures:
    """The offers that are asked for, with the line that was sold; behind each stands what was said of its origin."""
    with shop.uow.read() as u:
        found, here = u.offers.each(asked), _zone(u)
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            days.from_stamp(one.at).astimezone(here).strftime(_WALL), one.receipt, _OUTCOMES[one.outcome], one.code, one.name, one.qty,
            one.amount_idr, EVIDENCE[Evidence(one.evidence_kind)] if one.evidence_kind else "", STRENGTHS[one.strength], one.moved_idr,
            one.person,
        )
        for one in found
    )  # fmt: skip
    origins = tuple(BehindOrigin(ProductId(one.product), asked.period) for one in found)
    return Figures("made_offers", N_("Offers at the till"), asked.period, _OFFERS, rows, behind=origins, same=("name",))


_WALL: Final = "%Y-%m-%d %H:%M"


def _zone(u: Transaction) -> ZoneInfo:
    return ZoneInfo(settings.stored(u)["zone"])


def _bp(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _day(value: object) -> Value:
    return days.parse_day(value) if isinstance(value, str) else None
