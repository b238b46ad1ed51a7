"""Closing the till: counted first without knowing, then the difference with its reason, then what stays for the next shift."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from pos_app import formatting, texts
from pos_app.domain.money import Rupiah
from pos_app.domain.shift import ShiftReport
from pos_app.errors import Refused
from pos_app.texts import N_
from pos_app.texts import gettext as _
from ui.theme import Size, Weight
from ui.till.shift_summary import Rows, drawer_rows
from ui.widgets.fields import MoneyField
from ui.widgets.ready_words import ReadyWords
from ui.widgets.surface import IconSign, Surface, column, row
from ui.widgets.text import Amount, Text

_REASONS: Final = (N_("Wrong change"), N_("Cash out not entered"), N_("False note"), N_("Not known"))


class DifferenceCard(Surface):
    """What was counted less what should be there: the sign, the word and the colour say the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("warning", parent)
        self._icon = IconSign("triangle-alert", side=18, ink="warning")
        self.word = Text(px=Size.TEXT, weight=Weight.SEMIBOLD)
        self.amount = Amount(px=48)
        self._beside = Text(px=Size.SMALL)
        self._beside.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        below = row(gap=12)
        below.addWidget(self.amount, 1)
        below.addWidget(self._beside)
        self.setLayout(column(row(self._icon, self.word, None, gap=8), below, gap=4, margins=(18, 12, 18, 10)))

    def show_difference(self, difference_idr: int, *, counted_idr: int, expected_idr: int) -> None:
        speech = texts.language()
        exact = difference_idr == 0
        ink = "ok" if exact else "warning"
        self.repaint_as("card" if exact else "warning")
        self._icon.show_icon("circle-check" if exact else "triangle-alert", ink)
        word = _("No difference") if exact else _("Cash short") if difference_idr < 0 else _("Cash over")
        self.word.setText(word)
        for text in (self.word, self._beside):
            text.set_ink("ok" if exact else "warning")
        amount = formatting.rupiah(difference_idr, speech)
        self.amount.show_amount(f"+{amount}" if difference_idr > 0 else amount, ink=ink)
        self._beside.setText(
            _("counted {counted}\nshould be {expected}").format(
                counted=formatting.number(counted_idr, speech), expected=formatting.number(expected_idr, speech)
            )
        )


class ClosingCard(Surface):
    """Step two: what should be there, the difference, why, and what stays in the drawer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._rows = Rows()
        self.difference = DifferenceCard()
        self._why_word = Text(_("Reason for the difference"), px=Size.LABEL, weight=Weight.BOLD)
        self.why = QLineEdit()
        self.why.setPlaceholderText(_("What happened?"))
        self.why.setMaxLength(200)
        self.reasons = ReadyWords([_(word) for word in _REASONS], self.why, across=2)
        self.left = MoneyField()
        self.left.setFixedWidth(150)
        self.left.setAccessibleName(_("Left for the next shift"))
        self.left.edited.connect(self._show_safe)
        self._safe = Text(px=Size.TEXT, weight=Weight.SEMIBOLD)
        self._counted_idr = Rupiah(0)
        whole = column(
            Text(_("Should be in the drawer"), px=Size.NAME, weight=Weight.BOLD),
            self._rows,
            self.difference,
            self._why_word,
            self.reasons,
            self.why,
            None,
            row(Text(_("Left for the next shift"), ink="ink_2"), None, self.left),
            row(Text(_("To the safe now"), ink="ink_2"), None, self._safe),
            gap=9,
            margins=(18, 14, 18, 14),
        )
        self.setLayout(whole)

    def show_report(self, report: ShiftReport, counted_idr: Rupiah) -> QWidget:
        """The open shift against what was counted; the field that is to be filled in."""
        self._counted_idr = counted_idr
        difference = replace(report, counted_idr=counted_idr).difference_idr or 0
        drawer_rows(self._rows, report)
        self.difference.show_difference(difference, counted_idr=counted_idr, expected_idr=report.expected_idr)
        for widget in (self._why_word, self.why, self.reasons):
            widget.setVisible(bool(difference))
        self.left.set_value(min(report.float_idr, counted_idr))
        self._show_safe()
        wanted: QWidget = self.why if difference else self.left
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)
        return wanted

    def _show_safe(self) -> None:
        try:
            safe = self._counted_idr - self.left.amount()
        except Refused:
            self._safe.setText("")
        else:
            self._safe.setText(formatting.number(safe, texts.language()))
            self._safe.set_ink("ink" if safe >= 0 else "warning")
