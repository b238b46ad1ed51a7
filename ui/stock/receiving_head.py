"""What stands above the lines of a receiving: who brought the goods, and the number and date of the supplier's own paper."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from pos_app.domain.receiving import Receiving
from pos_app.domain.words import one_line
from pos_app.texts import gettext as _
from ui.panels.origin_fields import DayField, typed_day
from ui.theme import Size, Weight
from ui.widgets.combo import ComboBox
from ui.widgets.surface import column, row
from ui.widgets.text import Text


class ReceivingHead(QWidget):
    """`entered` says that a field was left."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.supplier = ComboBox()
        self.supplier.setEditable(True)
        self.supplier.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.supplier.setMinimumContentsLength(8)
        self.supplier.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.number, self.day = QLineEdit(), DayField(_("Date"))
        self.number.setMaxLength(60)
        self.day.setMinimumWidth(126)
        box = row(gap=10)
        for word, field, share in ((_("Supplier"), self.supplier, 5), (_("Their number"), self.number, 3), (_("Date"), self.day, 2)):
            name = Text(word, px=Size.SMALL, weight=Weight.SEMIBOLD, ink="ink_2")
            name.setBuddy(field)
            field.setAccessibleName(word)
            box.addLayout(column(name, field, gap=4), share)
        self.setLayout(box)
        line = self.supplier.lineEdit()
        if line is not None:
            line.editingFinished.connect(self.entered)
        self.supplier.activated.connect(lambda _at: self.entered.emit())
        self.number.editingFinished.connect(self.entered)
        self.day.editingFinished.connect(self.entered)

    def show_suppliers(self, names: Sequence[str]) -> None:
        """Those to choose from; what was typed stays."""
        shown = self.supplier.currentText()
        self.supplier.blockSignals(True)
        self.supplier.clear()
        self.supplier.addItems(list(names))
        self.supplier.setEditText(shown)
        self.supplier.blockSignals(False)

    def show_draft(self, draft: Receiving) -> None:
        """Fill the fields in, but for the one somebody is in."""
        for field, value in (
            (self.supplier.lineEdit(), draft.supplier),
            (self.number, draft.their_number),
            (self.day, typed_day(draft.their_date)),
        ):
            if field is not None and not field.hasFocus() and field.text() != value:
                field.setText(value)

    def told(self) -> tuple[str, str, date | None]:
        """Supplier, their number and their date.

        Raises:
            Refused: the date cannot be read.
        """
        return one_line(self.supplier.currentText()), one_line(self.number.text()), self.day.day()
