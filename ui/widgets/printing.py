"""Papers on an ordinary printer: the system's own dialog asks for it, then page by page beside the window."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QRectF, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from pos_app import texts
from pos_app.errors import Refused, Unavailable
from pos_app.services import papers
from pos_app.services.papers import PagePicture
from pos_app.texts import gettext as _
from ui.operations import Lane, Operations
from ui.widgets.notice import Tone

_DPI: Final = 300
_WIDEST_ROLL: Final = 4.5 * _DPI
"""Narrower pages are slips: as long as they need to be, and parted where the printer's sheet ends."""
_NEARLY: Final = 0.85
"""A slip that need not be made smaller than this stays whole: a label never runs over onto the next."""
_WITHOUT_FILES: Final = ("windows", "cocoa")
"""Where Qt shows no dialog, and answers nothing, as long as there is no printer."""


class Printing(QObject):
    """One paper at a time; `tell` is given the sentence that says how it went."""

    def __init__(self, over: QWidget, operations: Operations, tell: Callable[[str, Tone], object]) -> None:
        super().__init__(over)
        self._over, self._operations, self._tell = over, operations, tell
        self.dialog: QPrintDialog | None = None
        self._printing = False
        operations.broke.connect(self._ended)

    def ask(self, name: str, body: Callable[[], bytes]) -> None:
        """Ask for the printer; `body` makes the PDF on the heavy lane, once there is one."""
        if self._printing:
            self._tell(_("A paper is being printed; the next one can follow it."), "ask")
            return
        if QGuiApplication.platformName() in _WITHOUT_FILES and not QPrinterInfo.availablePrinterNames():
            self._tell(_("This computer has no printer yet."), "warning")
            return
        self._printing = True
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(name)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        dialog = QPrintDialog(printer, self._over)
        dialog.setWindowTitle(_("Print {name}").format(name=name))
        dialog.finished.connect(lambda result: self._answered(result, printer, name, body))
        self.dialog = dialog
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def _answered(self, result: int, printer: QPrinter, name: str, body: Callable[[], bytes]) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
        self._over.activateWindow()
        if result != QDialog.DialogCode.Accepted:
            self._ended()
            return
        where = Path(printer.outputFileName()).name or printer.printerName()
        self._tell(_("{name} is being printed…").format(name=name), "told")

        def printed(_nothing: None) -> None:
            self._ended()
            self._tell(_("{name} has gone to {printer}.").format(name=name, printer=where), "told")

        def failed(error: Refused | Unavailable) -> None:
            self._ended()
            self._tell(texts.sentence(error), "warning")

        self._operations.later(Lane.HEAVY, lambda: _put_on_paper(printer, where, body()), printed, owner=self, failed=failed)

    def _ended(self) -> None:
        self._printing = False


def show_outside(path: Path) -> None:
    """A paper that is saved, in the desktop's own program."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _put_on_paper(printer: QPrinter, where: str, body: bytes) -> None:
    asked, number = printer.pageRanges(), 0
    painter = QPainter()
    try:
        for number, page in enumerate(papers.one_by_one(body, dpi=_DPI), start=1):
            if not asked.isEmpty() and not asked.contains(number):
                continue
            _turn(printer, page)
            if not (printer.newPage() if painter.isActive() else painter.begin(printer)):
                raise Unavailable("paper_not_printed", printer=where)
            _draw(painter, printer, page, where)
        if not painter.isActive():
            raise Refused("no_such_pages", pages=number)
        if not painter.end():
            raise Unavailable("paper_not_printed", printer=where)
    finally:
        if painter.isActive():
            printer.abort()
            painter.end()


def _turn(printer: QPrinter, page: PagePicture) -> None:
    """Sheets are printed edge to edge, as they were laid out; a slip keeps to where the printer can print."""
    printer.setFullPage(page.width > _WIDEST_ROLL)
    lies = page.width > page.height and page.width > _WIDEST_ROLL
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if lies else QPageLayout.Orientation.Portrait)


def _draw(painter: QPainter, printer: QPrinter, page: PagePicture, where: str) -> None:
    """In its true size, or smaller where the printer's sheet is; never larger."""
    image = QImage(page.dots, page.width, page.height, page.stride, QImage.Format.Format_RGB32)
    room = QSize(printer.width(), printer.height())  # the painter knows only that of the first page
    true = printer.resolution() / _DPI
    is_slip = page.width <= _WIDEST_ROLL
    wide = min(true, room.width() / page.width)
    whole = min(wide, room.height() / page.height)
    parted = is_slip and whole < wide * _NEARLY
    scale = wide if parted else whole
    left = 0.0 if is_slip else (room.width() - page.width * scale) / 2
    at, step = 0, max(1, int(room.height() / scale)) if parted else page.height
    while at < page.height:
        if at and not printer.newPage():
            raise Unavailable("paper_not_printed", printer=where)
        part = min(step, page.height - at)
        painter.drawImage(QRectF(left, 0, page.width * scale, part * scale), image, QRectF(0, at, page.width, part))
        at += part
