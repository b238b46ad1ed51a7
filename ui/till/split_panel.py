"""One basket becomes two: which goods go, by hand or by scanning them, and under which name they wait."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos_app import formatting, texts
from pos_app.domain import cart_parts
from pos_app.domain.cart import Cart, CartLine
from pos_app.domain.gs1 import spaced
from pos_app.domain.quantity import ONE, Milli
from pos_app.errors import Refused, Unavailable
from pos_app.services import checkout, holding
from pos_app.services.checkout import Scanned
from pos_app.texts import gettext as _
from ui.commands import CommandId, shown_key
from ui.operations import Lane
from ui.panels.new_article import NameField
from ui.theme import Size, Weight
from ui.widgets.buttons import Button, Kind
from ui.widgets.figures_table import Column, FiguresTable, Line, Said
from ui.widgets.notice import Notice
from ui.widgets.overlay import Overlay
from ui.widgets.place import Desk
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Amount, Text

_MORE: Final = frozenset({Qt.Key.Key_Plus, Qt.Key.Key_Right})
_LESS: Final = frozenset({Qt.Key.Key_Minus, Qt.Key.Key_Left})


class SplitPanel(Overlay):
    """`split` carries how much goes of each line, and the name."""

    split = Signal(object, str)

    def __init__(self, desk: Desk, parent: QWidget, cart: Cart) -> None:
        super().__init__(parent, wanted=QSize(820, 620), margin=12)
        self._desk, self._cart, self._busy = desk, cart, False
        self.moving: dict[int, Milli] = {}
        self.notice = Notice()
        heads = (_("In the basket"), _("Goes"), _("Amount"))
        self.table = FiguresTable([Column(_("Article")), *(Column(head, 126, right=True) for head in heads)])
        self.table.activated_row.connect(lambda _row: self.finish())
        self.table.clicked.connect(lambda _index: self.all_or_none())
        self._name = NameField()
        self._name.setMaxLength(holding.LONGEST)
        self._name.setPlaceholderText(_("Name of the other customer, may stay empty"))
        self._name.setAccessibleName(_("Name of the other customer, may stay empty"))
        self._stays, self._goes = Amount(px=Size.WIZARD_TITLE), Amount(px=Size.WIZARD_TITLE)
        listed = Surface("card")
        listed.setLayout(column(self.table, margins=(1, 1, 1, 1)))
        hand = row(
            self._hand(_("One more"), "+", lambda: self.step(1)),
            self._hand(_("One less"), "−", lambda: self.step(-1)),
            self._hand(_("All or none"), _("Space"), self.all_or_none),
            None,
            gap=8,
        )
        back = Button(_("Back"), key="Esc", height=44)
        back.clicked.connect(self.left)
        self._go = Button(_("Put this part aside"), kind=Kind.MAIN, key=shown_key(CommandId.FINISH_STEP), height=54, px=Size.FIELD)
        self._go.clicked.connect(self.finish)
        whole = column(
            Text(_("Part the basket"), px=Size.PANEL_TITLE, weight=Weight.BOLD),
            Text(_("Mark what goes into the other basket, or scan it piece by piece."), px=Size.LABEL, ink="ink_2", wrap=True),
            self.notice,
            gap=10,
            margins=(20, 16, 20, 16),
        )
        whole.addWidget(listed, 1)
        whole.addLayout(hand)
        whole.addWidget(self._name)
        sums = row(
            column(Text(_("Stays at the till"), px=Size.SMALL, ink="ink_2"), self._stays, gap=0),
            column(Text(_("Is put aside"), px=Size.SMALL, ink="ink_2"), self._goes, gap=0),
            gap=16,
        )
        foot = row(back, 8, gap=12)
        foot.addLayout(sums, 1)
        foot.addWidget(self._go)
        whole.addLayout(foot)
        self.panel.setLayout(whole)
        self._show()
        self.table.pick(0)

    def _hand(self, word: str, key: str, act: Callable[[], None]) -> Button:
        """What the keys do, for a hand."""
        button = Button(word, key=key, height=44)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda _on=False: act())
        return button

    def open(self) -> None:
        super().open()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------ what a person does

    def step(self, by: int) -> None:
        """One unit more or less of the current line goes."""
        line = self._line()
        if line is not None:
            self._set(line, Milli(self.moving.get(line.key, 0) + by * ONE))

    def all_or_none(self) -> None:
        line = self._line()
        if line is not None:
            self._set(line, Milli(0) if self.moving.get(line.key) == line.qty else line.qty)

    def scanned(self, text: str) -> None:
        """One more of what was scanned goes."""
        shop = self._desk.shop
        self._desk.operations.later(
            Lane.COUNTER, lambda: checkout.scan(shop, Cart(), text), lambda found: self._found(text, found), owner=self, failed=self.refuse
        )

    def _found(self, text: str, scanned: Scanned) -> None:
        found = [line.found for line in scanned.cart.lines] or list(scanned.choices)
        for line in self._cart.lines:
            same = any((line.product.id, line.found.pack) == (x.product.id, x.pack) for x in found)
            left = line.qty - self.moving.get(line.key, 0)
            if same and left > 0:
                self.table.pick(self.table.figures.row_of(line.key))
                self._set(line, Milli(self.moving.get(line.key, 0) + ONE))
                return
        self.notice.show_text(_("{code} is not in this basket, or all of it goes already.").format(code=spaced(text)), "ask")

    def finish(self) -> None:
        if not self._busy and self._go.isEnabled():
            self._busy = True
            self.split.emit(dict(self.moving), self._name.text())

    def refuse(self, error: Refused | Unavailable) -> None:
        self._busy = False
        self.notice.show_text(texts.sentence(error), "warning")

    # ------------------------------------------------------------ showing

    def _line(self) -> CartLine | None:
        key = self.table.current_key()
        return next((line for line in self._cart.lines if line.key == key), None)

    def _set(self, line: CartLine, qty: Milli) -> None:
        if not cart_parts.may_be_parted(line):
            qty = line.qty if qty > self.moving.get(line.key, 0) else Milli(0)
        self.moving[line.key] = Milli(max(0, min(line.qty, qty)))
        self.notice.clear()
        self._show()

    def _show(self) -> None:
        speech = texts.language()
        self.table.show_lines([self._row(line) for line in self._cart.lines])
        try:
            stays, goes = (part.total_idr for part in cart_parts.split(self._cart, self.moving))
        except Refused:
            stays, goes = self._cart.total_idr, None
        self._go.setEnabled(goes is not None)
        self._stays.show_amount(formatting.rupiah(stays, speech))
        self._goes.show_amount(formatting.DASH if goes is None else formatting.rupiah(goes, speech), ink="ink_2" if goes is None else "ink")

    def _row(self, line: CartLine) -> Line:
        speech, going = texts.language(), self.moving.get(line.key, Milli(0))
        whole = f"{formatting.qty(line.qty, speech)} {line.found.unit}".strip()
        goes = Said(formatting.qty(going, speech) if going else formatting.DASH, weight=Weight.BOLD, ink="brand" if going else "ink_2")
        return Line(
            (Said(line.shown_name, weight=Weight.SEMIBOLD, px=Size.NAME), Said(whole), goes, Said(formatting.number(line.net_idr, speech))),
            key=line.key,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_F12:
            self.finish()
        elif self.table.hasFocus() and key in _MORE | _LESS:
            self.step(1 if key in _MORE else -1)
        elif self.table.hasFocus() and key == Qt.Key.Key_Space:
            self.all_or_none()
        else:
            super().keyPressEvent(event)
