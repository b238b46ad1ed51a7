"""What faces the customer: the basket as it fills, the payment with its code, the thanks. Displays follow this model.

It follows the counter and the open payment, and asks them nothing; displays show it after the till has painted.
"""

from dataclasses import dataclass, field, replace
from enum import Enum

from PySide6.QtCore import QObject, QTimer, Signal

from pos_app.domain.cart import BasketShare, Cart, CartLine
from pos_app.domain.money import Rupiah
from pos_app.domain.sale import Sale
from pos_app.domain.tender import Means
from pos_app.services import day_share
from pos_app.services.checkout import Committed
from pos_app.services.qris_codes import Shown
from ui.operations import Lane
from ui.panels.guard import Guard
from ui.till.counter import Counter
from ui.till.tender_state import Tender
from ui.widgets.place import Desk

THANKS_MS = 20_000
"""How long the thanks stand when nobody comes."""
AFTER_TILL_MS = 20
"""A display waits so long, so that the till itself is painted first; scans that follow each other show once."""


class Stage(Enum):
    IDLE = "idle"
    BASKET = "basket"
    PAYING = "paying"
    THANKS = "thanks"


@dataclass(frozen=True, slots=True)
class Facing:
    """`tender` is set while paying, `sale` while thanking; `day` is what was sold today, None until it is known."""

    stage: Stage = Stage.IDLE
    cart: Cart = field(default_factory=Cart)
    last: CartLine | None = None
    tender: Tender | None = None
    code: Shown | None = None
    sale: Sale | None = None
    day: BasketShare | None = None

    @property
    def shown_code(self) -> Shown | None:
        """The code of exactly the part that is paid by QRIS; None while there is none."""
        part = self.tender.part(Means.QRIS) if self.tender is not None else None
        return self.code if part is not None and self.code is not None and self.code.amount_idr == part.amount_idr else None

    @property
    def code_paid(self) -> bool:
        part = self.tender.part(Means.QRIS) if self.tender is not None else None
        return part is not None and part.arrived

    @property
    def due_idr(self) -> Rupiah:
        """What the customer still reads as his to pay: the cash part rounded once he pays."""
        return self.tender.due_idr if self.tender is not None else self.cart.total_idr


class FacingCustomer(QObject):
    """`changed` carries a `Facing`, a little after the till has shown the same."""

    changed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.now = Facing()
        self._soon = QTimer(self, singleShot=True, interval=AFTER_TILL_MS)
        self._soon.timeout.connect(lambda: self.changed.emit(self.shown))
        self._over = QTimer(self, singleShot=True, interval=THANKS_MS)
        self._over.timeout.connect(self._rest)
        counter = desk.model(Counter)
        counter.changed.connect(self._basket)
        counter.committed.connect(self._thank)
        self._guard = desk.model(Guard)
        self._guard.changed.connect(self._soon.start)
        self._basket(counter.cart, counter.last_key)
        self._ask_day()

    @property
    def shown(self) -> Facing:
        """What displays show: nothing of a basket while the till is locked."""
        return Facing(day=self.now.day) if self._guard.locked and self.now.stage is not Stage.THANKS else self.now

    def _to(self, now: Facing) -> None:
        if now != self.now:
            self.now = now
            self._soon.start()

    def _basket(self, cart: Cart, last_key: int | None) -> None:
        if not cart.lines:
            if self.now.stage is not Stage.THANKS:
                self._rest()
            return
        self._over.stop()
        last = next((line for line in cart.lines if line.key == last_key), cart.lines[-1])
        stage = Stage.PAYING if self.now.tender is not None else Stage.BASKET
        self._to(replace(self.now, stage=stage, cart=cart, last=last, sale=None))

    def pay(self, tender: Tender) -> None:
        """The payment as it stands; one that is over is not shown again."""
        if self.now.cart.lines:
            self._to(replace(self.now, stage=Stage.PAYING, tender=tender))

    def show_code(self, code: Shown) -> None:
        self._to(replace(self.now, code=code))

    def stop_paying(self) -> None:
        """The payment was left or is over."""
        stage = Stage.BASKET if self.now.stage is Stage.PAYING else self.now.stage
        self._to(replace(self.now, stage=stage, tender=None, code=None))

    def _thank(self, done: Committed) -> None:
        self._to(replace(self.now, stage=Stage.THANKS, cart=Cart(), last=None, tender=None, code=None, sale=done.sale))
        self._over.start()
        self._ask_day()

    def _rest(self) -> None:
        self._over.stop()
        self._to(Facing(day=self.now.day))

    def _ask_day(self) -> None:
        shop = self._desk.shop
        self._desk.operations.later(Lane.HEAVY, lambda: day_share.of_today(shop), self._know_day, owner=self)

    def _know_day(self, day: BasketShare) -> None:
        self._to(replace(self.now, day=day))
