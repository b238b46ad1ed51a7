"""The month's paper, made by itself once the month is over and put into a folder: each month once, whoever asks."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pos_app import files, texts
from pos_app.domain import days
from pos_app.domain.days import Period
from pos_app.errors import Refused
from pos_app.services import month_papers, papers, reports, settings
from pos_app.services.shop import Shop
from pos_app.storage.papers import DuePaper
from pos_app.storage.uow import Transaction
from pos_app.texts import gettext as _

if TYPE_CHECKING:
    from pos_app.domain.local_content import LocalContent
    from pos_app.texts import Language

_log = logging.getLogger("month")
_NOT_IN_NAMES: Final = '<>:"/\\|?*'


@dataclass(frozen=True, slots=True)
class Made:
    """A paper that was made by itself."""

    month: Period
    number: str
    path: Path


class _Overtaken(Exception):
    """Somebody else made it meanwhile."""


def due(shop: Shop) -> tuple[Period, ...]:
    """The months that are over, had sales, and whose paper has not been made: all since the one made last, the oldest first.

    Where none was ever made it is the last month alone: nobody asked for the years before. A copy to learn on makes none.
    """
    with shop.uow.read() as u:
        return _due_in(shop, u)


def _due_in(shop: Shop, u: Transaction) -> tuple[Period, ...]:
    if settings.is_training(u):
        return ()
    today = settings.today(shop, u)
    last = days.month_before(Period(today, today)).first
    made = u.papers.due_made()
    since = days.following(days.month(made[-1]).first) if made else last
    sold = u.sums.months_sold()
    return tuple(days.month(f"{first:%Y-%m}") for first in sold if since <= first <= last)


def make(shop: Shop, folder: Path) -> tuple[Made, ...]:
    """Makes every paper that is due into `folder`, in the shop's language; a month is made once, also by two at a time.

    Raises:
        Refused: `folder_missing`, `is_a_folder` and the like.
        Unavailable: the folder cannot be written. What could not be made is made the next time.
    """
    made = []
    for month in due(shop):
        try:
            made.append(_make(shop, month, folder))
        except _Overtaken:
            continue
    return tuple(made)


def _make(shop: Shop, month: Period, folder: Path) -> Made:
    report, name = reports.local_content(shop, month), f"{month.first:%Y-%m}"
    language = settings.card(shop).language
    path = _place(shop, folder, _file_name(report, language))
    numbers: list[str] = []

    def keep(u: Transaction, bodies: Sequence[bytes]) -> None:
        if name in u.papers.due_made():
            raise _Overtaken
        issued = u.papers.by_sha256(papers.digest(bodies[0]))
        numbers.append(issued.number if issued else "")
        u.papers.note_due(DuePaper(name, numbers[0], shop.clock(), str(path)))
        files.write(path, bodies[0])

    if report.closing is not None:
        with shop.uow.write() as u:
            u.papers.lock()
            keep(u, [u.papers.body(report.closing.papers[language])])
            u.commit()
    else:
        figures = month_papers.figures(report)
        draws = [month_papers.drawing(report, language)]
        papers.issue_together(shop, kind=month_papers.KIND, month=name, period=month, figures=figures, draws=draws, keep=keep)
    _log.info("made %s of %s by itself", numbers[0], name)
    return Made(month, numbers[0], path)


def _place(shop: Shop, folder: Path, name: str) -> Path:
    """Where it goes; what somebody else put there under the same name, as another shop of that name does, stays as it is."""
    path = files.ready(folder / f"{name}.pdf")
    if not path.exists():
        return path
    with shop.uow.read() as u:
        is_ours = u.papers.by_sha256(papers.digest(files.read(path))) is not None
        uid = u.books.identity()[0]
    return path if is_ours else files.ready(folder / f"{name} {uid[-4:]}.pdf")


def _file_name(report: "LocalContent", language: "Language") -> str:
    """The shop's name is part of it: several shops may share a folder."""
    with texts.speaking(language):
        name = _("local-content-{month}").format(month=f"{report.period.first:%Y-%m}")
    shop = "".join(" " if sign in _NOT_IN_NAMES or not sign.isprintable() else sign for sign in report.shop_name)
    return f"{name} {' '.join(shop.split())[:60].rstrip('. ')}"


def folder_of(given: Path | None, kept: str) -> Path:
    """The folder that was named, or the one this machine keeps.

    Raises:
        Refused: `report_folder_missing`, `folder_missing`.
    """
    if given is None and not kept:
        raise Refused("report_folder_missing")
    folder = given or Path(kept)
    files.ready(folder / "x")
    return folder
