"""The system's own print dialog, answered as a person does: into a PDF, which every desktop without a printer offers."""

from pathlib import Path

from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QLineEdit, QRadioButton, QSpinBox


def print_into(dialog: QPrintDialog, path: Path, *, pages: str = "") -> None:
    """Choose the file and press the dialog's button; `pages` like `2-3`."""
    printers = dialog.findChild(QComboBox, "printers")
    printers.setCurrentIndex(printers.count() - 1)
    assert "PDF" in printers.currentText()
    dialog.findChild(QLineEdit, "filename").setText(str(path))
    if pages:
        first, _dash, last = pages.partition("-")
        dialog.findChild(QRadioButton, "printRange").setChecked(True)
        dialog.findChild(QSpinBox, "to").setValue(int(last))
        dialog.findChild(QSpinBox, "from").setValue(int(first))
    box = dialog.findChild(QDialogButtonBox)
    [go] = [b for b in box.buttons() if box.buttonRole(b) is QDialogButtonBox.ButtonRole.AcceptRole]
    assert go.text().replace("&", "") == "Cetak"
    go.click()
