"""Papers on an ordinary printer, through the system's dialog: receipts, a month, labels; a printer that does not take them."""

from pathlib import Path

import pypdf
import pypdfium2
import pytest
import zxingcpp
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QGuiApplication, QPageSize
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QDialog
from reportlab.pdfgen.canvas import Canvas

from pos_app.services import credit, month_papers, reports
from pos_app.services.shop import OWNER, Shop
from tests.picture_shop import OIL, RICE
from tests.ui.conftest import Keyboard, settle
from tests.ui.printing import print_into
from tests.ui.test_payment import open_payment
from ui.app import Session
from ui.till.till_view import TillView
from ui.widgets.printing import Printing

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def ctrl_shift_p(session: Session, keyboard: Keyboard) -> None:
    keyboard.strike(Qt.Key.Key_P, modifiers=CTRL_SHIFT)
    settle(session)


def sizes(path: Path) -> list[tuple[int, int]]:
    """Width and height of every page in millimetres."""
    return [tuple(round(float(x) / 72 * 25.4) for x in page.mediabox[2:]) for page in pypdf.PdfReader(path).pages]


def _small(paper: bytes | Path, page: int) -> bytes:
    """A page in a few shades of grey."""
    return pypdfium2.PdfDocument(paper)[page].render(scale=1).to_pil().convert("L").resize((150, 212)).tobytes()


def codes(path: Path) -> list[str]:
    """What the bars on the pages say."""
    pages = [page.render(scale=4).to_pil() for page in pypdfium2.PdfDocument(path)]
    return [one.text for page in pages for one in zxingcpp.read_barcodes(page)]


def test_a_receipt_goes_to_an_ordinary_printer_by_key_and_again_as_a_copy(
    session: Session, till: TillView, shop: Shop, keyboard: Keyboard, tmp_path: Path
) -> None:
    ctrl_shift_p(session, keyboard)
    assert (till.printing.dialog, till.notice.text()) == (None, "Kasir ini belum menjual apa pun.")
    open_payment(session, till, OIL.code, RICE.code)
    keyboard.enter()
    settle(session)
    number = till.counter.saved.sale.number
    keyboard.now_ms += 60_000  # what is struck within a moment of a commit is dropped
    ctrl_shift_p(session, keyboard)
    till.printing.dialog.reject()
    settle(session)
    assert till.printing.dialog is None, "left again"
    ctrl_shift_p(session, keyboard)
    assert till.printing.dialog.windowTitle() == f"Cetak {number}"
    print_into(till.printing.dialog, tmp_path / "r.pdf")
    settle(session)
    assert till.notice.text() == f"{number} sudah dikirim ke r.pdf."
    assert sizes(tmp_path / "r.pdf") == [(210, 297)], "on the printer's own sheet"
    assert codes(tmp_path / "r.pdf") == [number]

    keyboard.strike(Qt.Key.Key_R, modifiers=Qt.KeyboardModifier.ControlModifier)
    settle(session)
    ctrl_shift_p(session, keyboard)
    print_into(till.printing.dialog, tmp_path / "c.pdf")
    settle(session)
    assert codes(tmp_path / "c.pdf") == [number]

    credit.add(shop, OWNER, "A1", {"name": "Ibu Wati"})
    till.after.close()
    till.customers.choose()
    settle(session)
    ctrl_shift_p(session, keyboard)
    chooser = till.customers._chooser
    assert chooser.printing.dialog.windowTitle() == "Cetak Ibu Wati"
    print_into(chooser.printing.dialog, tmp_path / "s.pdf")
    settle(session)
    assert sizes(tmp_path / "s.pdf") == [(210, 297)], "what she has taken, paid and owes"


def test_what_ctrl_p_saves_is_printed_page_by_page(session: Session, shop: Shop, keyboard: Keyboard, tmp_path: Path) -> None:
    session.window.show_place("reports")
    settle(session)
    view = session.window.place_widget("reports")
    ctrl_shift_p(session, keyboard)
    dialog = view.saver.printing.dialog
    print_into(dialog, tmp_path / "m.pdf", pages="2-3")
    settle(session)
    assert view.notice.text() == "kandungan-lokal-2026-11 sudah dikirim ke m.pdf."
    assert sizes(tmp_path / "m.pdf") == [(210, 297)] * 2
    with shop.uow.read() as u:
        assert u.papers.count("KL-2026-11") == 1, "a paper that hangs on a wall has its number"
    report = reports.local_content(shop, view.state.report.period)
    whole = month_papers.pdf(shop, report, language="id")
    before, printed = (_small(body, page) for body, page in ((whole, 1), (tmp_path / "m.pdf", 0)))
    differ = sum(abs(a - b) > 96 for a, b in zip(before, printed, strict=True))
    assert differ < 150 * 212 / 100, "the second page, in its true size"


def test_a_slip_longer_than_the_printers_sheet_is_parted_and_one_that_fits_is_not(session: Session, till: TillView, tmp_path: Path) -> None:
    long = tmp_path / "long.pdf"
    canvas = Canvas(str(long), pagesize=(226, 1500))
    canvas.line(0, 10, 226, 10)
    canvas.save()
    printing = Printing(session.window, session.operations, lambda *_said: None)
    printing.ask("long", long.read_bytes)
    print_into(printing.dialog, tmp_path / "p.pdf")
    settle(session)
    assert sizes(tmp_path / "p.pdf") == [(210, 297)] * 2
    first, second = (page.render(scale=1).to_pil().convert("L") for page in pypdfium2.PdfDocument(tmp_path / "p.pdf"))
    assert min(first.tobytes()) == 255
    assert min(second.tobytes()) < 200, "the line at the end"


def test_labels_stay_whole_and_a_page_that_lies_fills_its_sheet(session: Session, tmp_path: Path) -> None:
    paper, lying, told = Canvas(str(tmp_path / "1.pdf")), (297 * 72 / 25.4, 210 * 72 / 25.4), list[str]()
    for size in (lying[::-1], lying):
        paper.setPageSize(size)
        paper.rect(0, 0, *size, fill=1)
        paper.showPage()
    paper.save()
    label = Canvas(str(tmp_path / "2.pdf"), pagesize=(50 * 72 / 25.4, 30 * 72 / 25.4))
    for _label in range(2):
        label.line(0, 10, 226, 10)
        label.showPage()
    label.save()
    printing = Printing(session.window, session.operations, lambda text, _tone: told.append(text))
    for name, sheet in (("1", QSizeF(210, 297)), ("2", QSizeF(50, 30))):
        printing.ask(name, (tmp_path / f"{name}.pdf").read_bytes)
        printer = printing.dialog.printer()
        printer.setPageSize(QPageSize(sheet, QPageSize.Unit.Millimeter))
        printer.setResolution(203)
        printer.setOutputFileName(str(tmp_path / f"{name}out.pdf"))
        printing.dialog.done(QDialog.DialogCode.Accepted)
        settle(session)
    assert sizes(tmp_path / "1out.pdf") == [(210, 297), (297, 210)]
    lies = pypdfium2.PdfDocument(tmp_path / "1out.pdf")[1].render(scale=1).to_pil().convert("L")
    assert lies.getpixel((lies.width - 5, lies.height - 5)) < 100, "to its far corner"
    assert sizes(tmp_path / "2out.pdf") == [(50, 30)] * 2, "no empty label between them"


def test_where_the_system_asks_for_no_printer_it_is_told(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    told = list[str]()
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "windows")
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    printing = Printing(session.window, session.operations, lambda text, _tone: told.append(text))
    printing.ask("kertas", lambda: b"")
    printing.ask("kertas", lambda: b"")
    assert (printing.dialog, told) == (None, ["Komputer ini belum punya printer."] * 2)


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_takes_nothing_is_told_and_printed_again_later(session: Session, tmp_path: Path) -> None:
    paper, said = tmp_path / "1.pdf", list[str]()
    canvas = Canvas(str(paper))
    canvas.line(0, 10, 226, 10)
    canvas.save()
    printing = Printing(session.window, session.operations, lambda text, _tone: said.append(text))
    for folder in ("gone", "."):
        printing.ask("kertas", paper.read_bytes)
        printer = printing.dialog.printer()
        printer.setOutputFileName(str(tmp_path / folder / "out.pdf"))
        printing.dialog.done(QDialog.DialogCode.Accepted)
        settle(session)
    printing.ask("kertas", paper.read_bytes)
    printing.ask("kertas", paper.read_bytes)
    assert said.pop() == "Satu kertas sedang dicetak; berikutnya sesudah itu."
    printing.dialog.printer().setOutputFileName(str(tmp_path / "no.pdf"))
    printing.dialog.printer().setFromTo(5, 9)
    printing.dialog.done(QDialog.DialogCode.Accepted)
    settle(session)
    assert said.pop() == "Kertas ini 1 halaman; pilih di antaranya."
    assert said[1].startswith("Printer out.pdf tidak menerima kertas ini")
    assert said[3] == "kertas sudah dikirim ke out.pdf."
    assert sizes(tmp_path / "out.pdf") == [(210, 297)]
