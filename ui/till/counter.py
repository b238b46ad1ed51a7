"""The till's model: the basket, its past, and the sale that was saved last.

The basket lives on the counter lane, so that of two fast scans the second finds what the first put in; the window gets
frozen copies. Undo is the previous basket. After every change the basket is kept on disk.
"""

from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from pos_app import settings
from pos_app.domain.actor import Actor
from pos_app.domain.batches import Batch
from pos_app.domain.cart import Cart
from pos_app.domain.exchange import Carried
from pos_app.domain.money import Rupiah
from pos_app.domain.product import Found, ProductId
from pos_app.domain.quantity import ONE, Milli
from pos_app.domain.sale import cash_moves
from pos_app.domain.tender import Payment
from pos_app.errors import Refused, Unavailable
from pos_app.services import basket, batches, checkout, exchanges, gift_vouchers, limits, open_exchange, products, receipts
from pos_app.services.checkout import Committed, Suggestion
from pos_app.services.exchanges import Given
from pos_app.services.holding import Turned
from pos_app.services.shop import Changes, Shop
from ui.operations import Lane
from ui.panels.print_queue import PrintQueue
from ui.till.basket_lane import Answer, BasketLane, Question
from ui.widgets.place import Desk

T = TypeVar("T")


class Counter(QObject):
    """What the till's windows show and ask for. Signals say what happened and carry frozen values."""

    changed = Signal(object, object)
    """The basket, and the key of the line that changed last or None."""
    suggested = Signal(object)
    asked = Signal(object)
    committed = Signal(object)
    receipt_saved = Signal(object)
    copied = Signal(object)
    """The path of a copy of the last receipt; None where this till has posted nothing yet."""
    refused = Signal(object)
    exchanging = Signal(object)
    """What comes back for the goods that are to be scanned, or None."""
    expired = Signal(str, object)
    """The name of goods in the basket, and their batch that is past its day."""
    package_expired = Signal(str, object)
    """The name of goods, and the day of the very package that was scanned, which is past."""
    below_cost = Signal(str)
    """The name of goods in the basket that go for less than they cost."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._lane = BasketLane(desk.shop)
        self._queue = desk.model(PrintQueue)
        self.cart = Cart()
        self.last_key: int | None = None
        self.suggestions: tuple[Suggestion, ...] = ()
        self._looked_at: set[ProductId] = set()
        self._told_below: set[int] = set()
        self.saved: Committed | None = None
        self.receipt: Path | None = None
        self.given: Given | None = None
        """What comes back for the goods in the basket."""
        self.question: Question | None = None
        """The one that is being asked, and those behind it: they outlive a window that is built anew."""
        self.questions: deque[Question] = deque()
        self._later(partial(basket.kept, desk.shop, desk.actor), self._brought_back)
        self._later(partial(open_exchange.kept, desk.shop, desk.actor), self._take_up)

    def _later(
        self, call: Callable[[], T], done: Callable[[T], None], failed: Callable[[Refused | Unavailable], None] | None = None
    ) -> None:
        self._desk.operations.later(Lane.COUNTER, call, done, owner=self, failed=failed or self.refused.emit)

    def _brought_back(self, cart: Cart | None) -> None:
        if cart is not None and not self.cart.lines:
            self._later(partial(self._lane.edit, lambda _empty: cart, None), self._answered_kept)

    def _answered_kept(self, answer: Answer) -> None:
        self._lane.past.clear()
        self._show(answer)

    def scan(self, text: str, qty: Milli | None = None, *, marked: Found | None = None, before: str = "") -> None:
        """Meet a code; where none is meant, `marked` is the article a typed name has found.

        `before` is what stood in the field: where a scanner stalled within a code, its beginning, taken for typing.
        """
        self._later(partial(self._lane.scan, text, qty, marked, before), self._answered)

    def add(self, found: Found, qty: Milli | None = None, *, price_idr: Rupiah | None = None, name: str | None = None) -> None:
        self._later(partial(self._lane.add, found, qty, price_idr, name), self._answered)

    def edit(self, change: Callable[[Cart], Cart], key: int | None = None) -> None:
        """Change the basket by a function of `pos_app.domain.cart`; `key` is the line to mark as changed."""
        self._later(partial(self._lane.edit, change, key), self._answered)

    def give(
        self,
        change: Callable[[Cart], Cart],
        key: int | None = None,
        *,
        failed: Callable[[Refused | Unavailable], None],
        by: Actor | None = None,
    ) -> None:
        """Change what a person gives away, within what he may; `by` is who does it where that is not whoever is at the till."""
        self._later(partial(self._lane.give, by or self._desk.actor, change, key), self._answered, failed)

    def forget_rules(self) -> None:
        """Goods or offers have changed: the next basket is priced by what stands then."""
        self._later(self._lane.forget_rules, _nothing)

    def turn(
        self,
        step: Callable[[Cart], Turned],
        done: Callable[[Turned], None],
        failed: Callable[[Refused | Unavailable], None] | None = None,
    ) -> None:
        """Put another basket in the place of this one; what was before it is forgotten, or an undo would sell it twice."""
        lane = self._lane

        def turned() -> Turned:
            found = step(lane.cart)
            with suppress(Refused):  # a discount too large for the prices of now: said at the next change, the goods are here
                found = replace(found, cart=lane.priced(found.cart))
            lane.cart, lane.past = found.cart, []
            return found

        def shown(found: Turned) -> None:
            self._show(Answer(found.cart, found.cart.lines[-1].key if found.cart.lines else None))
            done(found)

        self._later(turned, shown, failed)

    def undo(self) -> None:
        self._later(self._lane.undo, self._answered)

    @property
    def suggestion(self) -> Suggestion | None:
        """The suggestion that shows."""
        return self.suggestions[0] if self.suggestions else None

    def other_suggestion(self) -> None:
        """Show the next of the domestic articles that could stand in for the imported line, and after the last the first."""
        self._suggest((*self.suggestions[1:], *self.suggestions[:1]))

    def _suggest(self, suggestions: tuple[Suggestion, ...]) -> None:
        self.suggestions = suggestions
        self.suggested.emit(self.suggestion)
        if self.suggestion is not None:
            self._later(partial(self._lane.note_offer, self.suggestion.key, self.suggestion.found.product.id), _nothing)

    def take_over(self) -> None:
        """Take the suggested domestic article in place of its imported line."""
        suggestion = self.suggestion
        if suggestion is not None:
            self.edit(lambda cart: checkout.take_over(cart, suggestion), suggestion.key)

    def add_new(
        self,
        code: str,
        name: str,
        price_idr: Rupiah,
        qty: Milli,
        *,
        done: Callable[[], None],
        failed: Callable[[Refused | Unavailable], None],
    ) -> None:
        """Make an article on the spot and put it into the basket."""
        shop, actor = self._desk.shop, self._desk.actor

        def made() -> Answer:
            found = products.add_on_the_spot(shop, actor, name=name, price_idr=price_idr, code=code)
            return self._lane.add(found, qty, None, None)

        def answered(answer: Answer) -> None:
            done()
            self._answered(answer)
            self._desk.announce(Changes(products=True), self)

        self._later(made, answered, failed)

    def add_open(self, name: str, price_idr: Rupiah) -> None:
        """Sell the open article under a name and price typed at the till."""
        shop, actor = self._desk.shop, self._desk.actor

        def added() -> Answer:
            return self._lane.add(products.open_article(shop, actor), ONE, price_idr, name or None)

        self._later(added, self._answered)

    def add_gift(self, price_idr: Rupiah) -> None:
        """Sell a gift voucher of an amount typed at the till."""
        shop, actor = self._desk.shop, self._desk.actor
        self._later(lambda: self._lane.add(gift_vouchers.article(shop, actor), ONE, price_idr, None), self._answered)

    def _answered(self, answer: Answer) -> None:
        line = answer.cart.line(answer.key) if answer.key is not None and answer.expired is not None else None
        if line is not None:
            self._looked_at.add(line.product.id)
        self._show(answer)
        if line is not None:
            self.package_expired.emit(line.shown_name, answer.expired)
        if answer.question is not None:
            self.asked.emit(answer.question)
        else:
            shop, actor, lane = self._desk.shop, self._desk.actor, self._lane
            self._desk.operations.later(
                Lane.COUNTER,
                lambda: basket.keep(shop, actor, lane.cart),
                _nothing,
                owner=self,
                failed=self.refused.emit,
                painted_first=True,
            )

    def _show(self, answer: Answer) -> None:
        if answer.cart.lines and self.saved is not None:
            self.saved = self.receipt = None
        changed = answer.cart != self.cart or answer.key is not None
        self.cart = answer.cart
        if answer.key is not None or not answer.cart.lines:
            self.last_key = answer.key
        if changed:
            self.changed.emit(self.cart, self.last_key)
            cart = self.cart
            shop = self._desk.shop
            self._looked_at &= {line.product.id for line in cart.lines}
            fresh = {line.product.id: line.shown_name for line in cart.lines if line.product.id not in self._looked_at}
            self._desk.operations.later(
                Lane.HINT,
                lambda: (checkout.suggestions(shop, cart), batches.expired_first(shop, fresh), limits.going_below_cost(shop, cart)),
                lambda found: self._hinted(cart, fresh, *found),
                owner=self,
                painted_first=True,
            )

    def _hinted(
        self,
        cart: Cart,
        fresh: dict[ProductId, str],
        suggestions: tuple[Suggestion, ...],
        past: dict[ProductId, Batch],
        below: dict[int, str],
    ) -> None:
        """A domestic alternative, goods whose next batch is past its day or that go below cost, each said once in a basket."""
        if cart != self.cart:
            return  # it was paid meanwhile
        self._suggest(suggestions)
        self._looked_at |= set(fresh)
        for product_id, batch in past.items():
            self.expired.emit(fresh[product_id], batch)
        for key in below.keys() - self._told_below:
            self.below_cost.emit(below[key])
        self._told_below = set(below)

    def commit(self, payments: tuple[Payment, ...], *, uid: str, failed: Callable[[Refused | Unavailable], None]) -> None:
        """Make the basket a sale, or an exchange where goods came back for it; asking twice with one `uid` is one sale."""
        shop, actor, lane, given = self._desk.shop, self._desk.actor, self._lane, self.given

        def committed() -> Committed:
            if given is not None:
                done = exchanges.commit(shop, actor, given, lane.cart, payments, uid=uid)
            else:
                done = checkout.commit(shop, actor, lane.cart, payments, uid=uid)
            lane.cart, lane.past = Cart(), []
            return done

        self._later(committed, self._committed, failed)

    def _committed(self, done: Committed) -> None:
        self.saved, self.receipt, self.cart, self.last_key, self.suggestions = done, None, Cart(), None, ()
        self._looked_at, self._told_below = set(), set()
        self._take_up(None)
        self.changed.emit(self.cart, None)
        self.suggested.emit(None)
        self.committed.emit(done)
        self._desk.announce(done.changes, self)

    def exchange(self, given: Given | None) -> None:
        """Goods come back for which others are about to be taken; None: not any more. Kept on disk, as the basket is."""
        if given != self.given:
            self._later(partial(open_exchange.keep, self._desk.shop, self._desk.actor, given), _nothing)
            self._take_up(given)

    def _take_up(self, given: Given | None) -> None:
        if given != self.given:
            self.given = given
            self.exchanging.emit(given)

    def look_ahead(self, failed: Callable[[Refused | Unavailable], None]) -> None:
        """Whether the basket may be sold at all, whatever is paid."""
        shop, lane, actor = self._desk.shop, self._lane, self._desk.actor
        self._later(lambda: checkout.refuse_before_paying(shop, actor, lane.cart), _nothing, failed)

    def carry(self, done: Callable[[Carried], None], failed: Callable[[Refused | Unavailable], None]) -> None:
        """What of the goods that come back pays for the basket as it stands."""
        shop, lane, given = self._desk.shop, self._lane, self.given
        if given is not None:
            self._later(lambda: exchanges.preview(shop, given, lane.cart), done, failed)

    def hand_over(self, done: Committed) -> None:
        """The drawer, where cash changes hands, and the receipt as this machine is set: printed, or a PDF beside the books.

        Failing that, the document stands all the same.
        """
        shop, sale, kept = self._desk.shop, done.sale, self._desk.machine.receipt
        if cash_moves([sale, done.back] if done.back is not None else [sale]):
            self._queue.open_for_cash()
        if kept == "printer":
            self._queue.put_receipt(sale.number)
        if kept != "pdf":
            return
        self._desk.operations.later(
            Lane.HEAVY,
            lambda: _written(shop, sale.number),
            partial(self._receipt_saved, sale.number),
            owner=self,
            failed=self.refused.emit,
        )

    def _receipt_saved(self, number: str, path: Path) -> None:
        if self.saved is not None and self.saved.sale.number == number:
            self.receipt = path
            self.receipt_saved.emit(path)

    def copy_receipt(self) -> None:
        """Write or print the receipt of this till's last document once more, marked as a copy."""
        self.copy_of(None)

    def copy_of(self, which: str | None) -> None:
        """The receipt with this number once more, marked as a copy; None: this till's last document."""
        shop, actor, till, on_paper = self._desk.shop, self._desk.actor, self._desk.actor.till, self._desk.machine.receipt == "printer"

        def copied() -> tuple[str | None, Path | None]:
            number = which or receipts.latest(shop, till)
            if number is None or on_paper:
                return number, None
            return number, _written(shop, number, copy=receipts.another_copy(shop, actor, number))

        self._desk.operations.later(Lane.HEAVY, copied, self._copied, owner=self, failed=self.refused.emit)

    def _copied(self, found: tuple[str | None, Path | None]) -> None:
        number, path = found
        if number is not None and path is None:
            self._queue.put_receipt(number, copy=True)
        else:
            self.copied.emit(path)

    def keep_receipt(self, receipt: str) -> None:
        """Remember on this machine what becomes of receipts."""
        self._desk.change_machine(replace(self._desk.machine, receipt=receipt))


def _nothing(_result: None) -> None:
    """The basket is on disk, the offer noted, nothing found against the sale."""


def _written(shop: Shop, number: str, *, copy: int = 0) -> Path:
    path = receipt_folder(shop) / (f"{number}-copy-{copy}.pdf" if copy else f"{number}.pdf")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise Unavailable("cannot_write", path=path.parent) from problem
    receipts.save_pdf(shop, number, path, copy=copy)
    return path


def receipt_folder(shop: Shop) -> Path:
    """Where receipts are written: beside a shop's file, or in the user's data folder for a shop on a server."""
    home = settings.data_folder() if "://" in shop.place else Path(shop.place).parent
    return home / "receipts"
