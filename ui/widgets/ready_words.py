"""Words at hand for a line that asks why: one click fills it, so that nobody without a keyboard is held up by letters."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from ui.widgets.buttons import Button, Kind


class ReadyWords(QWidget):
    """`words` in rows of `across`; what is typed into `line` by hand is none of them."""

    def __init__(self, words: Sequence[str], line: QLineEdit, parent: QWidget | None = None, *, across: int = 4) -> None:
        super().__init__(parent)
        self._line = line
        self.buttons = [Button(word, kind=Kind.CHOICE, height=36) for word in words]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for at, button in enumerate(self.buttons):
            button.setAutoExclusive(False)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(partial(self._said, button))
            grid.addWidget(button, at // across, at % across)
        line.textChanged.connect(self._show)

    def _said(self, button: Button, _checked: bool = False) -> None:
        self._line.setText(button.text())
        self._show(button.text())
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, said: str) -> None:
        for button in self.buttons:
            button.setChecked(button.text() == said)
