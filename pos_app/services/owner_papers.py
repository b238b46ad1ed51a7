"""The owner's tables as PDF and xlsx files."""

from pathlib import Path

from pos_app import __version__, files
from pos_app.domain.figures import Figures
from pos_app.services import settings
from pos_app.services.shop import Shop
from pos_app.texts import Language


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
