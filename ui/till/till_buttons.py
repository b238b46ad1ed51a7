"""The till's buttons: those below the basket, and the two beside the search that put a basket aside and call one back."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from pos_app.texts import gettext as _
from ui.commands import CommandId, command, shown_key
from ui.widgets.buttons import Button, Kind

_BELOW: Final = (
    CommandId.QUANTITY,
    CommandId.PRICE,
    CommandId.DISCOUNT,
    CommandId.REMOVE_LINE,
    CommandId.UNDO,
    CommandId.RETURN,
    CommandId.DRAWER,
    CommandId.PRICE_CHECK,
    CommandId.GIFT_VOUCHER,
)
_ALWAYS: Final = (CommandId.RETURN, CommandId.PRICE_CHECK, CommandId.DRAWER, CommandId.GIFT_VOUCHER)
_BY_TOUCH: Final = (CommandId.PRICE_CHECK, CommandId.GIFT_VOUCHER)


class TillButtons(QGridLayout):
    """The buttons below the basket, by their commands; `hold` and `recall` stand in `head`, the row of the search, while it has room."""

    def __init__(self, head: QHBoxLayout) -> None:
        super().__init__()
        self.setSpacing(8)
        self.below = {which: _button(which) for which in _BELOW}
        self.hold, self.recall = (_button(which, height=48) for which in (CommandId.HOLD, CommandId.RECALL))
        self._head, self._waiting, self._compact = head, 0, False
        head.addWidget(self.recall)

    def arrange(self, *, compact: bool, low: bool, touch: bool) -> None:
        self._compact = compact
        shown = {which: button for which, button in self.below.items() if touch or which not in _BY_TOUCH}
        if compact:
            shown[CommandId.HOLD] = self.hold
        else:
            self._head.insertWidget(1, self.hold)
            self.hold.set_height(48, self.hold.font().pixelSize())
        across = 4 + (len(shown) > 8) if compact else len(shown)
        for at, (which, button) in enumerate(shown.items()):
            button.set_key("" if touch else shown_key(which))
            button.set_height((40 if low else 56) if touch else 36 if compact else 46, button.font().pixelSize())
            self.addWidget(button, at // across, at % across)
        for which in _BY_TOUCH:
            self.below[which].setVisible(touch)  # in the layout by now: before, they would be windows of their own
        self._show_recall()

    def enable(self, *, full: bool) -> None:
        """What can be done with a basket, and what without one."""
        for which, button in self.below.items():
            button.setEnabled(full or which in _ALWAYS)
        self.hold.setEnabled(full)

    def show_waiting(self, count: int) -> None:
        """How many baskets wait."""
        word = _(command(CommandId.RECALL).word)
        self._waiting = count
        self.recall.setText(f"{word} · {count}" if count else word)
        self.recall.updateGeometry()
        self._show_recall()

    def _show_recall(self) -> None:
        """On a small screen the search field keeps its room until a basket waits."""
        self.recall.setVisible(self._waiting > 0 or not self._compact)


def _button(which: CommandId, *, height: int = 46) -> Button:
    button = Button(_(command(which).word), kind=Kind.PANEL, key=shown_key(which), height=height)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button
