"""Beside the goods that get labels: which sheet, where it begins, how the printer is off, and the first sheet as it will be printed."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from pos_app import formatting, texts
from pos_app.services import labels
from pos_app.services.labels import Preview
from pos_app.texts import N_, ngettext
from pos_app.texts import gettext as _
from ui.commands import CommandId, command, shown_key
from ui.theme import Size, Weight, font
from ui.widgets.buttons import Button, Kind
from ui.widgets.choice import Choice
from ui.widgets.paper_sheet import Sheet
from ui.widgets.roomy import Roomy
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Text

WIDTH: Final = 430
_PICTURE: Final = WIDTH - 56
_NAMES: Final = {
    "a4-3x8": N_("A4 3 × 8 (70 × 37)"),
    "a4-4x10": N_("A4 4 × 10 (48 × 25)"),
    "a4-5x13": N_("A4 5 × 13 (38 × 21)"),
    "38x25": N_("Roll 38 × 25"),
    "50x30": N_("Roll 50 × 30"),
}


class LabelsSide(Surface):
    """`changed` carries sheet and first place, `offset_wanted` millimetres as the setting has them (`2,-1`)."""

    changed = Signal(str, int)
    offset_wanted = Signal(str)
    pdf_wanted = Signal()
    print_wanted = Signal()
    code_wanted = Signal()

    def __init__(self, sheet: str, start: int, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self.setFixedWidth(WIDTH)
        self.sheet = Choice()
        for name in labels.sheets():
            self.sheet.addItem(_(_NAMES[name]), name)
        self.sheet.setCurrentIndex(max(0, self.sheet.findData(sheet)))
        self.sheet.currentIndexChanged.connect(self._sheet_chosen)
        self.start, self.offset = QLineEdit(str(start)), QLineEdit("0,0")
        self.start.setValidator(QIntValidator(1, 999, self))
        self.start.editingFinished.connect(self._tell)
        self.offset.editingFinished.connect(self._offset_entered)
        self._offset_kept = "0,0"
        for field in (self.start, self.offset):
            field.setFont(font(Size.TEXT))
            field.setFixedWidth(84)
        fields = row(gap=10)
        for word, widget, share in ((_("Sheet"), self.sheet, 1), (_("First place"), self.start, 0), (_("Shift (mm)"), self.offset, 0)):
            said = Text(word, px=Size.SMALL, weight=Weight.SEMIBOLD, ink="ink_2")
            said.setBuddy(widget)
            widget.setAccessibleName(word)
            fields.addLayout(column(said, widget, gap=4), share)
        self.offset.setToolTip(_("How far this printer is off: to the right and down, below zero the other way"))
        self._paper = QVBoxLayout()
        self._paper.setContentsMargins(0, 0, 0, 0)
        self._paper.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        inner = QWidget()
        inner.setLayout(self._paper)
        self.page: Sheet | None = None
        self._says = Text(px=Size.LABEL, ink="ink_2", wrap=True)
        self._warns = Text(px=Size.LABEL, weight=Weight.SEMIBOLD, ink="warning", wrap=True)
        code = Button(_("Code of our own"), icon="barcode", key=shown_key(CommandId.OWN_CODE))
        code.clicked.connect(self.code_wanted)
        self.pdf = Button(_("Save as PDF"), kind=Kind.MAIN, key=shown_key(CommandId.SAVE_PDF), height=54, px=Size.FIELD)
        self.pdf.clicked.connect(self.pdf_wanted)
        self.print = Button(_(command(CommandId.PRINT).word), icon="printer", key=shown_key(CommandId.PRINT))
        self.print.clicked.connect(self.print_wanted)
        whole = column(gap=10, margins=(18, 16, 18, 16))
        whole.addLayout(fields)
        whole.addWidget(Roomy(inner), 1)
        for part in (self._says, self._warns):
            whole.addWidget(part)
        whole.addLayout(row(code, self.print, gap=8))
        whole.addWidget(self.pdf)
        self.setLayout(whole)
        self.show_nothing()

    def picture_width(self) -> int:
        """How wide the sheet is shown, in pixels of the window."""
        return _PICTURE

    def _name(self) -> str:
        return str(self.sheet.currentData())

    def places(self) -> int:
        return labels.sheets()[self._name()].places

    def _sheet_chosen(self, _at: int) -> None:
        self.start.setText("1")
        self.start.setEnabled(self.places() > 1)
        self._tell()

    def _tell(self) -> None:
        start = min(max(1, int(self.start.text() or 1)), self.places())
        self.start.setText(str(start))
        self.changed.emit(self._name(), start)

    def _offset_entered(self) -> None:
        if self.offset.text().strip() != self._offset_kept:
            self.offset_wanted.emit(self.offset.text().strip())

    def show_preview(self, told: Preview, offset: str) -> None:
        """Show the first sheet, and what there is to say."""
        speech = texts.language()
        self._empty()
        self.page = Sheet(told.picture, _("First sheet"))
        self.page.set_width(_PICTURE)
        self._paper.addWidget(self.page)
        self._offset_kept = offset
        if not self.offset.hasFocus():
            self.offset.setText(offset)
        n = ngettext("{n} label", "{n} labels", told.labels).format(n=formatting.number(told.labels, speech))
        sheets = ngettext("{n} sheet", "{n} sheets", told.sheets).format(n=formatting.number(told.sheets, speech))
        self._says.setText(f"{n} · {sheets}")
        warns = []
        if told.without_bars:
            warns.append(_("Too long for bars here, printed as text: {codes}").format(codes=", ".join(told.without_bars[:3])))
        if told.without_maker:
            warns.append(_("Own brand without its maker: {codes}").format(codes=", ".join(told.without_maker[:3])))
        self._warns.setText("\n".join(warns))
        self._warns.setVisible(bool(warns))
        self.pdf.setEnabled(True)
        self.print.setEnabled(True)

    def show_nothing(self) -> None:
        self._empty()
        self._says.setText(_("Nothing to print yet."))
        self._warns.hide()
        self.pdf.setEnabled(False)
        self.print.setEnabled(False)

    def _empty(self) -> None:
        if self.page is not None:
            self._paper.removeWidget(self.page)
            self.page.hide()
            self.page.deleteLater()
            self.page = None
