"""Saves a file where a person says, beside the window, and offers to open its folder."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from pos_app import texts
from pos_app.errors import Refused, Unavailable
from pos_app.texts import gettext as _
from ui.operations import Lane
from ui.widgets.notice import Notice
from ui.widgets.place import Place
from ui.widgets.printing import Printing

PDF, XLSX, CSV = "PDF (*.pdf)", "Excel (*.xlsx)", "CSV (*.csv)"
WEB = "HTML (*.html)"
SHEETS = f"{XLSX};;{CSV}"


class Saver(QObject):
    """Remembers the folder that was chosen last; one file at a time."""

    def __init__(self, place: Place, notice: Notice) -> None:
        super().__init__(place)
        self._place, self._notice = place, notice
        self._folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())
        self._saving = False
        self.printing = Printing(place, place.desk.operations, notice.show_text)
        place.desk.operations.broke.connect(self._broke)

    def _broke(self) -> None:
        self._saving = False

    def ask(self, title: str, name: str, kind: str, write: Callable[[Path], object], *, then: Callable[[], None] | None = None) -> None:
        """Ask for the file in the system's own dialog, then write it; or for the printer, where the paper is to be printed."""
        if self._saving:
            return
        if self._place.desk.to_printer and kind.startswith(PDF):
            self.printing.ask(Path(name).stem, lambda: _body(write, name))
            return
        given, chosen = QFileDialog.getSaveFileName(self._place, title, str(self._folder / name), kind)
        if given:
            path = Path(given)
            ending = chosen.rpartition("*")[2].rstrip(")") or Path(name).suffix
            self.save(path if path.suffix else path.with_suffix(ending), write, then=then)

    def save(self, path: Path, write: Callable[[Path], object], *, then: Callable[[], None] | None = None) -> None:
        """Write a file on the heavy lane and say where it is; `then` is called once it is there."""
        self._folder, self._saving = path.parent, True
        self._notice.show_text(_("Saving {name}…").format(name=path.name), "told")

        def saved(_nothing: object) -> None:
            self._saving = False
            said = _("{name} is saved in {folder}.").format(name=path.name, folder=path.parent)
            self._notice.show_text(said, action=_("Open the folder"), on_action=lambda: self.open_folder(path.parent))
            if then is not None:
                then()

        def failed(error: Refused | Unavailable) -> None:
            self._saving = False
            self._notice.show_text(texts.sentence(error), "warning")

        self._place.desk.operations.later(Lane.HEAVY, lambda: write(path), saved, owner=self, failed=failed)

    def open_folder(self, folder: Path) -> None:
        """In the system's own file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        self._notice.clear()


def _body(write: Callable[[Path], object], name: str) -> bytes:
    """What is written into a file that does not stay."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        write(path)
        return path.read_bytes()
