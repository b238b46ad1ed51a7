"""The basket as the counter lane knows it: a scan finds what the one before put in; undo is the basket before."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from pos_app.domain import cart as carts
from pos_app.domain.actor import Actor
from pos_app.domain.cart import Cart
from pos_app.domain.money import Rupiah
from pos_app.domain.product import Found, ProductId
from pos_app.domain.quantity import Milli
from pos_app.errors import Refused
from pos_app.services import checkout, limits, promotions
from pos_app.services.checkout import Scanned
from pos_app.services.shop import Shop

if TYPE_CHECKING:
    from pos_app.services.promotions import Rules

MOST_UNDO: Final = 100


@dataclass(frozen=True, slots=True)
class Question:
    """What a scan could not answer by itself; exactly one of the four. `qty` is None where nobody said how much.

    `archived` says it of an unknown code that an archived article has.
    """

    qty: Milli | None
    choices: tuple[Found, ...] = ()
    unknown: str | None = None
    price_missing: Found | None = None
    weight_missing: Found | None = None
    archived: Refused | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The basket after a step, and the key of the line it changed."""

    cart: Cart
    key: int | None
    question: Question | None = None
    expired: date | None = None
    """The day of the package that was scanned, where it is past."""


class BasketLane:
    """The basket as the counter lane knows it; nothing here is touched by another thread."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.cart = Cart()
        self.past: list[Cart] = []
        self.rules: Rules | None = None
        """The offers the basket was priced by."""

    def priced(self, cart: Cart) -> Cart:
        """The basket at the prices of this moment."""
        if cart.lines:
            cart, self.rules = promotions.reprice(self.shop, cart, self.rules)
        return cart

    def _to(self, cart: Cart) -> None:
        if cart != self.cart:
            self.past = [*self.past, self.cart][-MOST_UNDO:]
            self.cart = cart

    def _scanned(self, found: Scanned, qty: Milli | None) -> Answer:
        self._to(found.cart)
        if found.key is not None:
            return Answer(self.cart, found.key, expired=found.expired)
        asked = Question(qty, found.choices, found.unknown, found.price_missing, found.weight_missing, found.archived)
        return Answer(self.cart, None, asked)

    def scan(self, text: str, qty: Milli | None, marked: Found | None, before: str) -> Answer:
        found = self._met(text, qty)
        if found.unknown is not None and before.isdecimal():
            whole = self._met(before + text, qty)
            found = found if whole.unknown is not None else whole
        if found.unknown is not None and marked is not None:
            return self.add(marked, qty, None, None)
        return self._scanned(found, qty)

    def _met(self, text: str, qty: Milli | None) -> Scanned:
        found = checkout.scan(self.shop, self.cart, text, qty=qty, rules=self.rules)
        self.rules = found.rules
        return found

    def add(self, found: Found, qty: Milli | None, price_idr: Rupiah | None, name: str | None) -> Answer:
        added = checkout.add(self.cart, found, qty=qty, price_idr=price_idr, name=name)
        return self._scanned(replace(added, cart=self.priced(added.cart)), qty)

    def edit(self, change: Callable[[Cart], Cart], key: int | None) -> Answer:
        self._to(self.priced(change(self.cart)))
        return Answer(self.cart, key)

    def give(self, actor: Actor, change: Callable[[Cart], Cart], key: int | None) -> Answer:
        return self.edit(lambda cart: limits.allowed(self.shop, actor, self.priced(change(cart))), key)

    def forget_rules(self) -> None:
        self.rules = None

    def note_offer(self, key: int, offered: ProductId) -> None:
        """A suggestion was shown; it counts once the line is sold."""
        self.cart = carts.offer(self.cart, key, offered)

    def undo(self) -> Answer:
        """The basket before; a line's key is never given to another line, or an open editor would write into it."""
        if self.past:
            shown = {line.key: line.offered for line in self.cart.lines}
            back = self.past.pop()
            lines = tuple(replace(line, offered=line.offered or shown.get(line.key)) for line in back.lines)
            self.cart = self.priced(replace(back, lines=lines, next_key=self.cart.next_key))
        return Answer(self.cart, self.cart.lines[-1].key if self.cart.lines else None)
