"""Questions with one sentence, a main answer and a way back, over the place that asks."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from pos_app.texts import gettext as _
from ui.theme import Size, Weight
from ui.widgets.buttons import Button, Kind
from ui.widgets.overlay import Overlay
from ui.widgets.surface import column, row
from ui.widgets.text import Text


def ask(parent: QWidget, *, title: str, text: str, yes: str, on_yes: Callable[[], None], kind: Kind = Kind.MAIN) -> Overlay:
    """Ask over the whole window of `parent`; Esc and the second button answer no. A scan answers nothing."""
    overlay = Overlay(parent.window(), wanted=QSize(480, 220))
    body = Text(text, px=Size.TEXT, ink="ink_2", wrap=True)
    go = Button(yes, kind=kind, height=54, px=Size.FIELD)
    back = Button(_("Back"), key="Esc", height=54)
    overlay.panel.setLayout(
        column(
            Text(title, px=Size.PANEL_TITLE, weight=Weight.BOLD, wrap=True),
            body,
            None,
            row(back, None, go),
            gap=10,
            margins=(22, 20, 22, 20),
        )
    )
    overlay.left.connect(overlay.close_overlay)
    back.clicked.connect(overlay.close_overlay)

    def answered() -> None:
        overlay.close_overlay()
        on_yes()

    go.clicked.connect(answered)
    overlay.open()
    back.setFocus()
    return overlay
