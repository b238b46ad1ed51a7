"""Closing a month: its papers are issued once more, its figures stay as they are, and nothing is posted into it.

Reopening leaves a trace; closing again issues new papers, and the old ones stay among those this shop issued.
"""

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pos_app.domain import days
from pos_app.domain.actor import Actor
from pos_app.domain.closing import Closing, ClosingEvent, Kept
from pos_app.domain.words import reason
from pos_app.errors import Refused
from pos_app.services import month_papers, people, reports
from pos_app.services.papers import digest, issue_together
from pos_app.services.shop import Changes, Shop
from pos_app.storage.uow import Transaction
from pos_app.texts import LANGUAGES

if TYPE_CHECKING:
    from pos_app.domain.local_content import LocalContent

_log = logging.getLogger("month")


def close(shop: Shop, actor: Actor, month: str) -> Closing:
    """Closes a month that is over and issues its papers in every language.

    Raises:
        Refused: `not_a_month`, `month_not_over`, `month_is_closed`, `owner_only`.
        Unavailable: the database cannot be written; the month stays open.
    """
    period = days.month(month)
    while True:
        report = reports.local_content(shop, period)
        if days.business_day(shop.clock(), report.zone) <= period.last:
            raise Refused("month_not_over", month=month)
        if report.closing is not None:
            raise Refused("month_is_closed", month=month)
        try:
            return _close(shop, actor, month, report)
        except _Overtaken:
            continue


class _Overtaken(Exception):
    """A document came into the month while its papers were drawn."""


def _close(shop: Shop, actor: Actor, month: str, report: "LocalContent") -> Closing:
    made: list[Closing] = []

    def keep(u: Transaction, bodies: Sequence[bytes]) -> None:
        people.owner_only(u, actor)
        u.closings.lock(shared=False)
        now = reports.local_content_in(shop, u, report.period)
        if now.closing is not None or month_papers.figures(now) != month_papers.figures(report):
            raise _Overtaken
        at = shop.clock()
        papers: dict[str, str] = {language: digest(body) for language, body in zip(LANGUAGES, bodies, strict=True)}
        made.append(Closing(month, at, actor.person, _kept(report), papers))
        u.closings.close(made[0], actor)
        u.books.audit(at=at, actor=actor, event="month_closed", subject=month, total_idr=report.now.total_idr)

    draws = [month_papers.drawing(report, language) for language in LANGUAGES]
    figures = month_papers.figures(report)
    issue_together(shop, kind=month_papers.KIND, month=month, period=report.period, figures=figures, draws=draws, keep=keep)
    _log.info("closed %s total_idr=%d", month, report.now.total_idr)
    return made[0]


def reopen(shop: Shop, actor: Actor, month: str, *, why: str) -> Changes:
    """Opens a closed month again, with its reason in the trace.

    Raises:
        Refused: `not_a_month`, `reason_missing`, `month_not_closed`, `owner_only`.
    """
    month = f"{days.month(month).first:%Y-%m}"
    why = reason(why)
    with shop.uow.write() as u:
        people.owner_only(u, actor)
        u.closings.lock(shared=False)
        if u.closings.current(month) is None:
            raise Refused("month_not_closed", month=month)
        now = shop.clock()
        u.closings.reopen(month, actor, at=now, why=why)
        u.books.audit(at=now, actor=actor, event="month_reopened", subject=month, why=why)
        u.commit()
    _log.info("reopened %s", month)
    return Changes(sales=True)


def events(shop: Shop) -> tuple[ClosingEvent, ...]:
    """Every closing and reopening, the oldest first."""
    with shop.uow.read() as u:
        return tuple(u.closings.events())


def _kept(report: "LocalContent") -> Kept:
    return Kept(
        report.shop_name,
        report.regency,
        report.target_bp,
        report.stock,
        report.stock_below_zero,
        report.stock_unknown_cost,
        report.consigned,
        report.year.target_bp if report.year else None,
    )
