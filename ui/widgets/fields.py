"""Fields for money, quantity and percentages: they refuse what they do not understand and never repair it.

What the program fills in is what it reads back, in every language and after a switch of it: a field keeps its value
beside its text and only asks the formatter again once a person has typed.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from pos_app import formatting, texts
from pos_app.domain.money import MOST_IDR, BasisPoints, Rupiah
from pos_app.domain.pricing import Discount
from pos_app.domain.quantity import Milli
from pos_app.errors import Refused
from pos_app.texts import Language
from ui.theme import Size, Weight, font, touched

_SIGNS: Final = frozenset("0123456789")


class _Signs(QValidator):
    """Lets only the signs through that can be part of a value; whether they make one is asked when it is read."""

    def __init__(self, parent: QWidget, allowed: str) -> None:
        super().__init__(parent)
        self.allowed = frozenset(allowed)

    def validate(self, text: str, at: int) -> object:
        good = set(text) <= self.allowed and len(text) <= 20
        return (QValidator.State.Acceptable if good else QValidator.State.Invalid, text, at)


class ValueField(QLineEdit):
    """A field for one value. `edited` says that a person changed it; `value()` raises what is wrong with it."""

    edited = Signal()

    def __init__(
        self,
        parse: Callable[[str, Language], int],
        show: Callable[[int, Language], str],
        parent: QWidget | None = None,
        *,
        allowed: str,
        px: int = Size.NAME,
        optional: bool = False,
    ) -> None:
        super().__init__(parent)
        self._parse, self._show_value, self.optional = parse, show, optional
        self._value: int | None = None
        self._typed = False
        self.setFont(font(px, Weight.BOLD if px > Size.TITLE else Weight.SEMIBOLD))
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setValidator(_Signs(self, allowed))
        self.textEdited.connect(self._on_edited)

    def set_value(self, value: int | None) -> None:
        """Fill in a value; it reads back as the same value until a person types."""
        self._value, self._typed = value, False
        self.setText("" if value is None else self._show_value(value, texts.language()))
        self.show_wrong(False)

    def value(self) -> int:
        """The value.

        Raises:
            Refused: as the formatter; an empty field is refused like any other text.
        """
        if not self._typed and self._value is not None:
            return self._value
        return self._parse(self.text(), texts.language())

    def value_or_none(self) -> int | None:
        """None where the field is empty; otherwise as `value`."""
        return self.value() if self.text().strip() else None

    def show_wrong(self, wrong: bool) -> None:
        if bool(self.property("wrong")) != wrong:
            self.setProperty("wrong", wrong)
            self.style().unpolish(self)
            self.style().polish(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.selectAll()
        elif touched():  # a finger hits no place between digits: what is tapped next takes the place of them all
            QTimer.singleShot(0, self, self.selectAll)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are not taken: they go on to the window, whose commands they may be."""
        typed = event.text()
        if typed and typed.isprintable() and not self._takes(typed) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().keyPressEvent(event)

    def _takes(self, typed: str) -> bool:
        validator = self.validator()
        return isinstance(validator, _Signs) and set(typed) <= validator.allowed

    def _on_edited(self) -> None:
        self._typed = True
        self._grouped()
        self.show_wrong(not self._readable())
        self.edited.emit()

    def _readable(self) -> bool:
        if not self.text():
            return True
        try:
            self.value()
        except Refused:
            return False
        return True

    def _grouped(self) -> None:
        """Overridden where digits are grouped while they are typed."""

    def sizeHint(self) -> QSize:
        return QSize(150, 44)


class MoneyField(ValueField):
    """Whole rupiah. Digits are grouped while they are typed; the point is the grouping and may be typed too."""

    def __init__(self, parent: QWidget | None = None, *, px: int = Size.NAME, optional: bool = False) -> None:
        super().__init__(_parse_rupiah, formatting.number, parent, allowed="0123456789.,", px=px, optional=optional)
        self._points, self._own_points = 0, False

    def set_value(self, value: int | None) -> None:
        super().set_value(value)
        self._points, self._own_points = self.text().count(formatting.number(1000, texts.language())[1]), False

    def _grouped(self) -> None:
        speech = texts.language()
        group = formatting.number(1000, speech)[1]
        text = self.text()
        self._own_points = bool(text) and (self._own_points or text.count(group) > self._points)
        self._points = text.count(group)
        if self._own_points:
            return  # a person who sets the points means them: `1.2` is refused, not made 12
        digits = text.replace(group, "")
        if not digits or not set(digits) <= _SIGNS or int(digits) > MOST_IDR or text.endswith(group):
            return
        if digits != str(int(digits)):
            return
        right = len([c for c in text[self.cursorPosition() :] if c != group])
        grouped = formatting.number(int(digits), speech)
        at = len(grouped)
        while right and at:
            at -= 1
            right -= grouped[at] != group
        self.setText(grouped)
        self._points = grouped.count(group)
        self.setCursorPosition(at)

    def amount(self) -> Rupiah:
        return Rupiah(self.value())


def _parse_rupiah(text: str, speech: Language) -> int:
    return formatting.parse_rupiah(text, speech)


class QuantityField(ValueField):
    """Thousandths of a unit, typed as `2` or `0,735`."""

    def __init__(self, parent: QWidget | None = None, *, px: int = Size.NAME) -> None:
        super().__init__(formatting.parse_qty, formatting.qty, parent, allowed="0123456789.,", px=px)

    def quantity(self) -> Milli:
        return Milli(self.value())


class PercentField(ValueField):
    """Basis points, typed as `5`, `5,5` or `5,5%`."""

    def __init__(self, parent: QWidget | None = None, *, px: int = Size.NAME, optional: bool = False) -> None:
        super().__init__(formatting.parse_percent, _show_percent, parent, allowed="0123456789.,%", px=px, optional=optional)

    def share(self) -> BasisPoints:
        return BasisPoints(self.value())


def _show_percent(value: int, speech: Language) -> str:
    return formatting.share(value, speech, decimals=0 if value % 100 == 0 else 2)


class DiscountField(ValueField):
    """Rupiah, or a percentage where the sign `%` stands behind it."""

    def __init__(self, parent: QWidget | None = None, *, px: int = Size.NAME) -> None:
        super().__init__(_parse_rupiah, formatting.number, parent, allowed="0123456789.,%", px=px)

    def set_discount(self, discount: Discount | None) -> None:
        self.set_value(None if discount is None else discount.amount_idr)
        if discount is not None and discount.share_bp is not None:
            self.setText(_show_percent(discount.share_bp, texts.language()))

    def discount(self) -> Discount | None:
        """The discount typed; None where the field is empty or zero.

        Raises:
            Refused: as the formatter and `Discount`.
        """
        text = self.text().strip()
        if not text:
            return None
        speech = texts.language()
        if text.endswith("%"):
            share = formatting.parse_percent(text, speech)
            return Discount(share_bp=share) if share else None
        amount = formatting.parse_rupiah(text, speech)
        return Discount(amount_idr=amount) if amount else None

    def _readable(self) -> bool:
        try:
            self.discount()
        except Refused:
            return False
        return True
