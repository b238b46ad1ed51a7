"""The bar above every place: whose shop it is, who acts, what becomes of receipts, and the time."""

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app import formatting, texts
from pos_app.services.shop import OWNER
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.commands import CommandId, command, shown_key
from ui.panels.guard import Guard
from ui.panels.print_queue import PrintQueue
from ui.panels.queue_panel import QueuePanel
from ui.theme import Size, Weight
from ui.widgets.buttons import Button
from ui.widgets.overlay import Overlay
from ui.widgets.place import Desk
from ui.widgets.printer_sign import PrinterSign
from ui.widgets.surface import Surface, row
from ui.widgets.text import Elided, Text

_NAME_ROOM: Final = 120
"""Pixels for a person's name in the bar above the place."""


class TopBar(Surface):
    """Shop, cashier, what becomes of receipts, and the time with its zone."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("top", parent)
        self._desk = desk
        self.setFixedHeight(48)
        name = Elided(desk.card.name, px=Size.NAME, weight=Weight.BOLD)
        name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._guard = desk.model(Guard)
        self._cashier = Text(px=Size.SMALL, ink="ink_2")
        self.person = Button("", icon="user-round", key=shown_key(CommandId.SWITCH_PERSON), height=32, px=Size.SMALL)
        self.person.setToolTip(_(command(CommandId.SWITCH_PERSON).title))
        self.person.clicked.connect(self._guard.lock)
        self.printer, self._queue = PrinterSign(), desk.model(PrintQueue)
        self._time = Text(px=Size.LABEL, weight=Weight.BOLD)
        zone = Text(formatting.zone_name(desk.card.zone), px=Size.SMALL, ink="ink_2")
        self._usual = (self._cashier, self.printer)
        self._own: QWidget | None = None
        self._slot = row(gap=0)
        self._between = row(self._cashier, None, self.printer, gap=16)
        self._slot.addLayout(self._between, 1)
        box = row(name, gap=16, margins=(20, 0, 20, 0))
        box.addLayout(self._slot, 1)
        box.addWidget(self.person)
        box.addLayout(row(self._time, zone, gap=6))
        self.setLayout(box)
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self.show_time)
        self._timer.start()
        self.printer.clicked.connect(self.show_queue)
        self._queue.changed.connect(self._show_receipts)
        desk.machine_changed.connect(self._show_receipts)
        self._guard.changed.connect(self._show_person)
        self._show_receipts()
        self._show_person()
        self.show_time()

    def _show_person(self) -> None:
        """Who acts: a word while nobody is asked, a button once people sign in."""
        name = _("Owner") if self._desk.actor.person == OWNER.person else self._desk.actor.person
        self._cashier.setText(_("Cashier: {name}").format(name=name))
        self._cashier.setVisible(self._own is None and not self._guard.asked)
        self.person.setVisible(self._guard.asked)
        self.person.setText(self.person.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, _NAME_ROOM))
        self.person.setAccessibleName(_("Cashier: {name}").format(name=name))
        self.person.updateGeometry()

    def _show_receipts(self) -> None:
        waiting, kept = len(self._queue.waiting), self._desk.machine.receipt
        if waiting:
            self.printer.show_state(ngettext("{n} slip waiting", "{n} slips waiting", waiting).format(n=waiting), "warning")
        elif kept == "printer":
            there = self._queue.has_printer
            self.printer.show_state(_("Printer ready") if there else _("No printer set"), "ok" if there else "warning")
        else:
            self.printer.show_state(_("Receipts as PDF") if kept == "pdf" else _("No receipts"), None)

    def show_queue(self) -> None:
        """What waits for the printer, over the window."""
        if not any(overlay.isVisible() for overlay in self.window().findChildren(Overlay)):
            QueuePanel(self._desk, self.window()).open()

    def show_own(self, own: QWidget | None) -> None:
        """What the place that shows has to say here, in place of cashier and receipts."""
        if own is self._own:
            return
        if self._own is not None:
            self._slot.removeWidget(self._own)
            self._own.hide()
        self._own = own
        for widget in self._usual:
            widget.setVisible(own is None)
        self._show_person()
        if own is not None:
            self._slot.addWidget(own, 100)
            own.show()

    def show_time(self) -> None:
        card = self._desk.card
        self._time.setText(formatting.clock(self._desk.shop.clock(), card.zone, texts.language()).split(" ")[0])
