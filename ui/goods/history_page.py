"""What an article's prices were and will be; one that waits for its day can be taken back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from pos_app import formatting, texts
from pos_app.domain.price_change import PriceChange, PriceKind
from pos_app.services.goods_list import Detail
from pos_app.texts import N_
from pos_app.texts import gettext as _
from ui.theme import Size, Weight
from ui.widgets.buttons import IconButton
from ui.widgets.surface import Surface, column, emptied, row
from ui.widgets.text import Text

KINDS = {
    PriceKind.RETAIL: N_("Retail price"), PriceKind.MEMBER: N_("Member price"), PriceKind.WHOLESALE: N_("Wholesale price"),
    PriceKind.QUANTITY: N_("Quantity price"),
}  # fmt: skip
_SOURCES = {"hand": N_("by hand"), "bulk": N_("changed together"), "list": N_("from a list")}


class HistoryPage(QWidget):
    """`withdraw_wanted` carries the change that is to be taken back."""

    withdraw_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("transparent", "true")
        self._none = Text(_("No price was changed here yet."), px=Size.TEXT, ink="ink_2", wrap=True)
        self._list = column(gap=8)
        title = Text(_("Prices over time"), px=Size.LABEL, weight=Weight.BOLD)
        self.setLayout(column(title, self._none, self._list, None, gap=10))

    def show_detail(self, detail: Detail) -> None:
        emptied(self._list)
        self._none.setVisible(not detail.prices)
        for change in detail.prices:
            self._list.addWidget(self._card(change))

    def _card(self, change: PriceChange) -> Surface:
        speech = texts.language()
        none = _("open price") if change.kind is PriceKind.RETAIL and not change.pack else formatting.DASH
        old, new = (none if x is None else formatting.number(x, speech) for x in (change.old_idr, change.price_idr))
        head = Text(f"{old} → {new}", px=Size.NAME, weight=Weight.BOLD)
        kind = _(KINDS[change.kind]) + f" / {change.unit}"
        if change.from_qty is not None:
            kind += " · " + _("from {qty}").format(qty=formatting.qty(change.from_qty, speech))
        day = formatting.day(change.valid_from, speech)
        state = _("waits for {day}").format(day=day) if change.waits else _("taken back") if change.withdrawn else day
        below = " · ".join(part for part in (kind, change.person, _(_SOURCES[change.source]) if change.source in _SOURCES else "") if part)
        card = Surface("card")
        right = Text(state, px=Size.SMALL, weight=Weight.SEMIBOLD, ink="warning" if change.waits else "ink_2", wrap=True)
        right.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line = row(head, gap=8)
        line.addWidget(right, 1)
        if change.waits:
            back = IconButton("undo-2", _("Take this price back"))
            back.clicked.connect(lambda: self.withdraw_wanted.emit(change))
            line.addWidget(back)
        card.setLayout(column(line, Text(below, px=Size.SMALL, ink="ink_2", wrap=True), gap=3, margins=(12, 9, 12, 9)))
        return card
