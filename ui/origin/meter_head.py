"""Above the desk: what share of the figures has a known origin, and what the next articles would make of it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pos_app import formatting, texts
from pos_app.services import tagging
from pos_app.services.tagging import Meter, Tag
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.theme import Size, Weight
from ui.widgets.buttons import Button, Kind
from ui.widgets.share_bar import ShareBar
from ui.widgets.surface import Disc, Surface, column, row
from ui.widgets.text import Elided, Text


class MeterHead(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = Text(_("Origin desk"), px=Size.TITLE, weight=Weight.BOLD)
        self._word, self._known = Elided(px=Size.SMALL, ink="ink_2"), Text(px=Size.LABEL, weight=Weight.BOLD)
        self._left = self._more = ""
        self._compact = False
        self._share = ShareBar(height=14)
        self._promise = Text(px=Size.SMALL, ink="ink_2")
        whole = row(title, gap=24)
        whole.addLayout(column(row(self._word, self._known), self._share, gap=5), 1)
        whole.addWidget(self._promise)
        self.setLayout(whole)

    def known(self) -> str:
        return self._known.text()

    def show_meter(self, meter: Meter, left: int, upcoming: Sequence[Tag]) -> None:
        """`upcoming` are the next articles to tag, those first that move most."""
        speech = texts.language()
        known = meter.known_tenths
        stock, sales = _("Stock value whose origin is known"), _("Sales of the last 30 days whose origin is known")
        self._word.setText(stock if meter.by_stock else sales)
        self._known.setText(formatting.share(None if known is None else known * 10, speech))
        values = {state: max(0, value) for state, value in meter.values.items()}
        self._share.show_values(values if known is not None else {})
        self._left = ngettext("{n} article left", "{n} articles left", left).format(n=formatting.number(left, speech))
        self._more = ""
        following = upcoming[: tagging.NEXT]
        after = meter.after(following).known_tenths
        if known is not None and after is not None and after > known:
            share = formatting.share(after * 10, speech)
            self._more = _("the next {n} raise it to {share}").format(n=len(following), share=share)
        self._show_promise()

    def set_compact(self, compact: bool) -> None:
        """On a small screen the promise of the next articles shows on hover only."""
        self._compact = compact
        self._show_promise()

    def _show_promise(self) -> None:
        parts = [part for part in (self._left, self._more) if part]
        self._promise.setText(self._left if self._compact else " · ".join(parts))
        self._promise.setToolTip(" · ".join(parts))


class EmptyDesk(Surface):
    """Nothing to tag: because everything is, or because there are no goods yet."""

    def __init__(self, to_goods: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self._title = Text(px=Size.PANEL_TITLE, weight=Weight.BOLD)
        self._says = Text(px=Size.TEXT, ink="ink_2")
        go = Button(_("To the goods"), kind=Kind.MAIN, height=54, px=Size.FIELD)
        go.clicked.connect(to_goods)
        box = column(None, gap=10)
        for widget, gap in ((Disc("flag"), 6), (self._title, 0), (self._says, 10), (go, 0)):
            box.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
            box.addSpacing(gap)
        box.addStretch(1)
        self.setLayout(box)

    def show_for(self, *, done: bool) -> None:
        self._title.setText(_("Every article has an origin") if done else _("No goods yet"))
        self._says.setText(
            _("New articles come here by themselves, those that sell most first.")
            if done
            else _("Take in your list of goods; what sells most comes first here.")
        )
