"""The receiving's model: the draft on the counter lane, kept in the database after every change, until it is posted."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from pos_app.domain.actor import Actor
from pos_app.domain.product import Found
from pos_app.domain.quantity import Milli
from pos_app.domain.receiving import Receiving
from pos_app.errors import Refused, Unavailable
from pos_app.services import receiving, suppliers
from pos_app.services.receiving import Kept
from pos_app.services.shop import Shop
from pos_app.services.stock_documents import Posting
from ui.operations import Lane
from ui.widgets.place import Desk

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """The draft after a change, the line it changed, when it was saved, when the invoice is due."""

    draft: Receiving
    key: int | None = None
    saved_at: datetime | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """What a page begins with: the draft of today, those of other days or tills, the suppliers there are."""

    answer: Answer
    others: tuple[Kept, ...]
    suppliers: tuple[str, ...]


class _Lane:
    """The draft as the counter lane knows it; nothing here is touched by another thread."""

    def __init__(self, shop: Shop, who: Callable[[], Actor]) -> None:
        self.shop, self._who = shop, who
        self.draft: Receiving | None = None
        self.saved_at: datetime | None = None

    @property
    def actor(self) -> Actor:
        """Who acts now: another person may have signed in since the draft was begun."""
        return self._who()

    def open(self) -> Opened:
        drafts = receiving.drafts(self.shop)
        if self.draft is None:
            fresh = receiving.fresh(self.shop)
            mine = next((x for x in drafts if x.till == self.actor.till and x.receiving.begun == fresh.begun), None)
            self.draft, self.saved_at = (mine.receiving, mine.saved_at) if mine is not None else (fresh, None)
        named = tuple(x.supplier.name for x in suppliers.listed(self.shop))
        uid = self.draft.uid
        return Opened(self._answer(None), tuple(x for x in drafts if x.receiving.uid != uid), named)

    def _answer(self, key: int | None) -> Answer:
        if self.draft is None:
            raise LookupError("no draft was opened")
        return Answer(self.draft, key, self.saved_at, receiving.due_of(self.shop, self.draft))

    def edit(self, change: Callable[[Receiving], tuple[Receiving, int | None]]) -> Answer:
        if self.draft is None:
            self.open()
        if self.draft is None:
            raise LookupError("no draft was opened")
        changed, key = change(self.draft)
        if changed != self.draft:
            self.draft = changed
            self.saved_at = receiving.keep(self.shop, self.actor, changed)
        return self._answer(key)

    def take_up(self, kept: Kept) -> Answer:
        """Go on with another draft; the one at hand stays kept if anything is on it."""
        self.draft, self.saved_at = kept.receiving, kept.saved_at
        return self._answer(None)

    def discard(self) -> Opened:
        if self.draft is not None:
            receiving.discard(self.shop, self.actor, self.draft)
        self.draft, self.saved_at = None, None
        return self.open()

    def post(self) -> tuple[Posting, Opened]:
        if self.draft is None:
            raise LookupError("no draft was opened")
        done = receiving.post(self.shop, self.actor, self.draft)
        self.draft, self.saved_at = None, None
        return done, self.open()


class ReceivingDesk(QObject):
    """What the page shows and asks for. Signals say what happened and carry frozen values."""

    changed = Signal(object)
    """An `Answer`."""
    opened = Signal(object)
    posted = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._lane = _Lane(desk.shop, lambda: desk.actor)
        self.answer: Answer | None = None
        self.last_posting: Posting | None = None

    def _later(
        self, call: Callable[[], T], done: Callable[[T], None], failed: Callable[[Refused | Unavailable], None] | None = None
    ) -> None:
        self._desk.operations.later(Lane.COUNTER, call, done, owner=self, failed=failed or self.refused.emit)

    def open(self) -> None:
        self._later(self._lane.open, self._opened)

    def _opened(self, opened: Opened) -> None:
        self.answer = opened.answer
        self.opened.emit(opened)

    def edit(self, change: Callable[[Receiving], Receiving], key: int | None = None) -> None:
        """Change the draft by a function of `pos_app.domain.receiving`; `key` is the line to mark as changed."""
        self._later(partial(self._lane.edit, lambda draft: (change(draft), key)), self._answered)

    def head(self, **values: object) -> None:
        """Change what stands above the lines."""
        self.edit(lambda draft: replace(draft, **values))  # type: ignore[arg-type]

    def add(self, found: Found, qty: Milli, text: str) -> None:
        shop = self._desk.shop
        self._later(partial(self._lane.edit, lambda draft: receiving.add(shop, draft, found, qty, text=text)), self._answered)

    def take_up(self, kept: Kept) -> None:
        self._later(partial(self._lane.take_up, kept), self._answered)

    def discard(self) -> None:
        self._later(self._lane.discard, self._opened)

    def post(self, failed: Callable[[Refused | Unavailable], None]) -> None:
        self._later(self._lane.post, self._posted, failed)

    def _posted(self, done: tuple[Posting, Opened]) -> None:
        posting, opened = done
        self.last_posting = posting
        self._opened(opened)
        self.posted.emit(posting)
        self._desk.announce(posting.changes, self)

    def _answered(self, answer: Answer) -> None:
        self.answer = answer
        self.changed.emit(answer)
