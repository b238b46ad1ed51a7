"""The owner's tables in words, and as PDF and xlsx files."""

from dataclasses import dataclass
from pathlib import Path

from pos_app import __version__, files, texts
from pos_app.domain.figures import Figures
from pos_app.services import settings
from pos_app.services.shop import Shop
from pos_app.texts import Language
from pos_app.texts import gettext as _


@dataclass(frozen=True, slots=True)
class Worded:
    """A table as people read it, word for word what its paper says; `foot` is empty where there are no rows."""

    title: str
    period: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    foot: tuple[str, ...]
    notes: tuple[str, ...]


def worded(figures: Figures, *, language: Language) -> Worded:
    """The words of a table."""
    from pos_app.documents import figures_paper as paper

    with texts.speaking(language):
        kinds = [column.kind for column in figures.columns]
        return Worded(
            _(figures.title),
            paper.period_words(figures, language),
            tuple(_(column.head) for column in figures.columns),
            tuple(tuple(paper.shown(value, kind, language) for value, kind in zip(row, kinds, strict=True)) for row in figures.rows),
            tuple(paper.foot(figures, language)) if figures.rows else (),
            tuple(_(note) for note in figures.notes),
        )


def save_pdf(shop: Shop, figures: Figures, path: Path, *, language: Language) -> None:
    """Writes a table to a PDF file.

    Raises:
        Refused: the folder is missing.
        Unavailable: the disk failed.
    """
    from pos_app.documents import figures_paper

    files.ready(path)
    made = figures_paper.Made(shop.clock(), __version__, language)
    files.write(path, figures_paper.paper(figures, settings.card(shop), made))


def save_xlsx(figures: Figures, path: Path, *, language: Language) -> None:
    """Writes a table to a workbook; refusals as `save_pdf`."""
    from pos_app.documents import figures_paper

    files.ready(path)
    files.write(path, figures_paper.workbook(figures, language=language))
