"""The fields an origin is entered by: country, days, a number taken apart, a certificate."""

import re
from datetime import date
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from pos_app import formatting, texts
from pos_app.domain import countries, evidence
from pos_app.domain.days import parse_day
from pos_app.domain.evidence_entry import Entry
from pos_app.domain.words import one_line
from pos_app.errors import Refused
from pos_app.texts import gettext as _
from ui.theme import Size, Weight, font
from ui.widgets.badge import country
from ui.widgets.choice import Choice
from ui.widgets.fields import PercentField
from ui.widgets.keys import KeyCap
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Ink, Text

_NEAR: Final = ("CN", "MY", "SG", "TH", "VN", "JP", "KR", "IN", "TW", "US", "AU")
"""Where most imported goods in Indonesian shops come from; they head the list of countries."""


class CountryField(Choice):
    """The country of imported goods; typing its first letters finds it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Country"))
        speech = texts.language()
        self.addItem(_("Country not known"), "")
        for code in _NEAR:
            self.addItem(country(code, speech), code)
        self.insertSeparator(self.count())
        rest = sorted((country(code, speech), code) for code in countries.CODES if code not in _NEAR and code != "ID")
        for name, code in rest:
            self.addItem(name, code)

    def code(self) -> str | None:
        return self.currentData() or None


def typed_day(day: date | None) -> str:
    """A day as a field of the window's language shows it, `30.11.2028` or `30/11/2028`; nothing for none."""
    return "" if day is None else f"{day:%d/%m/%Y}" if texts.language() == "en" else formatting.day(day, "id")


class DayField(QLineEdit):
    """A day as people write it, `30.11.2028`, `30/11/2028` or `2028-11-30`; it stays empty where none is known."""

    def __init__(self, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(font(Size.TEXT))
        self.setPlaceholderText(typed_day(date(2028, 1, 31)))
        self.setAccessibleName(word)

    def sizeHint(self) -> QSize:
        return QSize(110, 44)

    def day(self) -> date | None:
        """The day.

        Raises:
            Refused: `not_a_day`.
        """
        text = self.text().strip()
        if not text:
            return None
        parts = re.split(r"[-./ ]+", text)
        year, month, day = (*parts, "", "", "")[:3] if len(parts[0]) == 4 else (*parts[::-1], "", "", "")[:3]
        if len(parts) != 3 or len(year) != 4:
            raise Refused("not_a_day", text=text)
        return parse_day(f"{year}-{month:0>2}-{day:0>2}")


class Reading(Surface):
    """The number or 2D code taken apart, or why it cannot be read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._title = Text(px=Size.TEXT, weight=Weight.BOLD, wrap=True)
        self._says = Text(px=Size.LABEL, wrap=True)
        self._verdict = Text(px=Size.LABEL, weight=Weight.SEMIBOLD, wrap=True)
        self.setLayout(column(self._title, self._says, self._verdict, gap=4, margins=(13, 11, 13, 11)))
        self.hide()

    def text(self) -> str:
        return "" if self.isHidden() else "\n".join(t.text() for t in (self._title, self._says, self._verdict) if not t.isHidden())

    def show_reading(self, title: str, says: str, verdict: str, ink: Ink, *, wrong: bool = False) -> None:
        self.repaint_as("warning" if wrong else "card")
        for label, text in ((self._title, title), (self._says, says), (self._verdict, verdict)):
            label.setText(text)
            label.setVisible(bool(text))
        self._verdict.set_ink(ink)
        self.show()


class CertificateCard(Surface):
    """TKDN: a line with its key until it is opened, then number, percentages and days."""

    changed = Signal()
    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        head = row(Text(_("TKDN (where there is a certificate)"), px=Size.SMALL, ink="ink_2"), None)
        self._dash = QWidget()
        self._dash.setLayout(row(Text(formatting.DASH, weight=Weight.SEMIBOLD), KeyCap("T"), None, gap=6))
        self.number = QLineEdit()
        self.number.setFont(font(Size.TEXT))
        self.tkdn, self.bmp = PercentField(px=Size.TEXT), PercentField(px=Size.TEXT, optional=True)
        self.begins, self.ends = DayField(_("From")), DayField(_("Until"))
        self._fields = QWidget()
        grid = QGridLayout(self._fields)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        places = (
            (_("Number"), self.number, 0, 0, 1, 2), (_("TKDN %"), self.tkdn, 0, 2, 1, 1), (_("BMP %"), self.bmp, 0, 3, 1, 1),
            (_("From"), self.begins, 2, 0, 1, 2), (_("Until"), self.ends, 2, 2, 1, 2),
        )  # fmt: skip
        for word, field, line, at, high, wide in places:
            grid.addWidget(Text(word, px=Size.SMALL, ink="ink_2"), line, at, high, wide)
            grid.addWidget(field, line + 1, at, high, wide)
            field.setAccessibleName(word)
            field.setMinimumWidth(40)
            field.textEdited.connect(self.changed)
        for at in range(4):
            grid.setColumnStretch(at, 1)
        self.setLayout(column(head, self._dash, self._fields, gap=3, margins=(13, 10, 13, 10)))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.close_card()

    @property
    def is_open(self) -> bool:
        return not self._fields.isHidden()

    @property
    def is_filled(self) -> bool:
        """Whether anything stands in its fields."""
        return any(field.text().strip() for field in (self.number, self.tkdn, self.bmp, self.begins, self.ends))

    def open_card(self) -> None:
        self._dash.hide()
        self._fields.show()
        self.number.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_card(self) -> None:
        for field in (self.number, self.begins, self.ends):
            field.clear()
        self.tkdn.set_value(None)
        self.bmp.set_value(None)
        self._fields.hide()
        self._dash.show()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        if not self.is_open:
            self.wanted.emit()

    def entry(self) -> Entry | None:
        """The certificate; None where nothing was entered.

        Raises:
            Refused: `not_a_percentage`, `not_a_day`; what is missing is refused when it is recorded.
        """
        if not self.is_filled:
            return None
        number = one_line(self.number.text())
        return Entry(
            evidence.Kind.TKDN,
            number=number or None,
            tkdn_bp=self.tkdn.value_or_none(),
            bmp_bp=self.bmp.value_or_none(),
            valid_from=self.begins.day(),
            valid_until=self.ends.day(),
        )
