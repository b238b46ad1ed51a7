"""The month's paper that makes itself: looked after when the window opens, when a month ends, and again where it failed."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer

from pos_app import formatting, texts
from pos_app.errors import Refused, Unavailable
from pos_app.services import due_papers
from pos_app.services.due_papers import Made
from pos_app.settings import Machine
from pos_app.texts import gettext as _
from ui.operations import Lane
from ui.widgets.place import Desk

_AGAIN_MS: Final = 10 * 60_000


class DueReports(QObject):
    """Idle while this machine has no folder for it. What went wrong is said once, however often it is tried."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._folder = desk.machine.report_folder
        self._said = ""
        self._timer = QTimer(self, interval=_AGAIN_MS)
        self._timer.timeout.connect(self.run)
        self._timer.start()
        desk.machine_changed.connect(self._machine_changed)
        QTimer.singleShot(0, self, self.run)

    def _machine_changed(self, machine: Machine) -> None:
        if machine.report_folder != self._folder:
            self._folder, self._said = machine.report_folder, ""
            self.run()

    def run(self) -> None:
        """Make what is due, beside the window."""
        shop, folder = self._desk.shop, self._folder
        if folder:
            self._desk.operations.later(
                Lane.HEAVY, lambda: due_papers.make(shop, Path(folder)), self._made, owner=self, failed=self._failed
            )

    def _made(self, made: tuple[Made, ...]) -> None:
        self._said = ""
        if made:
            month = formatting.month(made[-1].month.first, texts.language())
            self._desk.tell(_("The report of {month} has been made: {path}").format(month=month, path=made[-1].path))

    def _failed(self, error: Refused | Unavailable) -> None:
        said = _("The month's report could not be made yet. {why}").format(why=texts.sentence(error))
        if said != self._said:
            self._said = said
            self._desk.tell(said, "warning")
