"""The owner's tables in words, and as PDF, xlsx and csv files."""

from dataclasses import dataclass
from pathlib import Path

from pos_app import __version__, files, texts
from pos_app.domain.figures import Figures
from pos_app.services import owner_reports, settings
from pos_app.services.shop import Shop
from pos_app.texts import Language
from pos_app.texts import gettext as _


@dataclass(frozen=True, slots=True)
class Worded:
    """A table as people read it, word for word what its paper says.

    `about` is its period and what its amounts are in; `foot` is empty where there are no rows.
    """

    title: str
    about: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    foot: tuple[str, ...]
    notes: tuple[str, ...]


def worded(figures: Figures, *, language: Language) -> Worded:
    """The words of a table."""
    from pos_app.documents import figures_paper as paper

    with texts.speaking(language):
        return Worded(
            _(figures.title),
            paper.about(figures, language),
            tuple(_(column.head) for column in figures.columns),
            tuple(
                tuple(paper.shown(value, column, language) for value, column in zip(row, figures.columns, strict=True))
                for row in figures.rows
            ),
            tuple(paper.foot(figures, language)) if figures.rows and any(x is not None for x in figures.totals) else (),
            tuple(_(note) for note in figures.notes),
        )


def bars(figures: Figures, *, language: Language) -> tuple[tuple[str, int, str], ...]:
    """Name and size of each bar of a table's chart, and the size in words."""
    from pos_app.documents.figures_paper import bar_name, bar_size

    with texts.speaking(language):
        return tuple((bar_name(figures, at, language), size, bar_size(figures, size, language)) for at, size in figures.bars())


def save_pdf(shop: Shop, figures: Figures, path: Path, *, language: Language) -> None:
    """Writes a table, with those that belong to its paper, to a PDF file.

    Raises:
        Refused: the folder is missing.
        Unavailable: the disk failed.
    """
    from pos_app.documents import figures_paper

    files.ready(path)
    made = figures_paper.Made(shop.clock(), __version__, language)
    files.write(path, figures_paper.paper(_whole(shop, figures), settings.card(shop), made))


def save_xlsx(shop: Shop, figures: Figures, path: Path, *, language: Language) -> None:
    """Writes a table, with those that belong to its paper, to a workbook; refusals as `save_pdf`."""
    from pos_app.documents import figures_paper

    files.ready(path)
    files.write(path, figures_paper.workbook(_whole(shop, figures), language=language))


def save_csv(figures: Figures, path: Path, *, language: Language) -> None:
    """Writes a table to a csv; refusals as `save_pdf`."""
    from pos_app.documents import figures_paper

    files.ready(path)
    files.write(path, figures_paper.csv(figures, language=language))


def _whole(shop: Shop, figures: Figures) -> tuple[Figures, ...]:
    return (figures, *owner_reports.parts(shop, figures))
