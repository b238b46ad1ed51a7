"""Lists of a stocktake: what a part is counted on, on paper or in a sheet, what comes back filled in, and the result."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from pos_app import texts
from pos_app.errors import Refused, Unavailable
from pos_app.services import stock_count, stocktake_papers
from pos_app.services.stocktake_counts import CountRow
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.operations import Lane
from ui.widgets.notice import Notice
from ui.widgets.place import Desk, Place
from ui.widgets.saving import CSV, PDF, XLSX, Saver


class CountLists(QObject):
    """`counted` says that a filled-in list has been counted into a part."""

    counted = Signal()

    def __init__(self, desk: Desk, over: Place, notice: Notice) -> None:
        super().__init__(over)
        self._desk, self._over, self._notice = desk, over, notice
        self._saver = Saver(over, notice)

    def save(self, part: str) -> None:
        """The list of a part: a PDF to write on, or a sheet to fill in."""
        shop = self._desk.shop
        kinds = ";;".join((PDF, XLSX, CSV))
        self._saver.ask(_("Count list"), f"{part}.pdf", kinds, lambda path: stocktake_papers.save_list(shop, part, path))

    def save_result(self, number: str) -> None:
        shop = self._desk.shop
        self._saver.ask(_("Result as PDF"), f"{number}.pdf", PDF, lambda path: stocktake_papers.save_result(shop, path, number=number))

    def ask(self, part: str) -> None:
        """Which filled-in list comes in."""
        given, _kind = QFileDialog.getOpenFileName(self._over, _("Read a filled-in list"), "", "Excel, CSV (*.xlsx *.xls *.ods *.csv)")
        if given:
            self.take(part, Path(given))

    def take(self, part: str, path: Path) -> None:
        """Count a filled-in list into a part."""
        shop, actor = self._desk.shop, self._desk.actor

        def read(done: tuple[int, tuple[CountRow, ...]]) -> None:
            n, again = done
            said = ngettext("{n} article counted.", "{n} articles counted.", n).format(n=n)
            if again:
                twice = ngettext(
                    "{n} of them was counted before and is added up.", "{n} of them were counted before and are added up.", len(again)
                )
                said += " " + twice.format(n=len(again))
            self._notice.show_text(said, "ask" if again else "told")
            self.counted.emit()

        def failed(error: Refused | Unavailable) -> None:
            self._notice.show_text(texts.sentence(error), "warning")

        self._desk.operations.later(Lane.COUNTER, lambda: stock_count.take_into(shop, actor, part, path), read, owner=self, failed=failed)
