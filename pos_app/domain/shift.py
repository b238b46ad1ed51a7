"""A shift's cash: opening float, what came in and went out, what should be in the drawer, what was counted.

Shifts of a till form a chain: each begins with what the one before left in the drawer, and its seal is worked out from
that of the one before, so that none can be taken out or changed unseen.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pos_app.domain.cart import BasketShare
from pos_app.domain.money import Rupiah, checked
from pos_app.domain.tender import NOTES_AND_COINS, Means
from pos_app.errors import Refused


class MoveKind(StrEnum):
    """`drop` takes money to the safe; `out` spends it."""

    IN = "in"
    OUT = "out"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class CashMove:
    """Cash put into the drawer or taken out of it, beside sales; the amount is above zero."""

    kind: MoveKind
    at: datetime
    amount_idr: Rupiah
    why: str
    person: str


@dataclass(frozen=True, slots=True)
class Received:
    """What came in by one means less what went back, in so many documents."""

    means: Means
    documents: int
    amount_idr: Rupiah


@dataclass(frozen=True, slots=True)
class Summary:
    """The shift's documents: `net = gross - discount + returns`; a void counts among the returns, and so does one without receipt.

    `account_paid` is what customers paid on their kasbon by other means than cash; cash is among the drawer's moves.
    `offered` are imported lines for which a domestic article was offered, `taken` those whose customers took it.
    """

    gross_idr: Rupiah
    discount_idr: Rupiah
    returns: int
    returns_idr: Rupiah
    without_receipt: int
    corrections: int
    voids: int
    rounding_idr: Rupiah
    tax_idr: Rupiah
    received: tuple[Received, ...]
    account_paid: tuple[Received, ...]
    share: BasketShare
    first: str | None
    last: str | None
    documents: int
    drawer_openings: int
    offered: int = 0
    taken: int = 0

    @property
    def net_idr(self) -> Rupiah:
        return Rupiah(self.gross_idr - self.discount_idr + self.returns_idr)


@dataclass(frozen=True, slots=True)
class ShiftReport:
    """A shift, open (an X report) or closed (a Z report).

    `sales` and `refunds` are net of change by means; `expected = float + cash kept + in - out`. `carried_idr` is what
    the shift before left in the drawer, `left_idr` what this one leaves; `chain` is its seal once it is closed.
    """

    till: str
    float_idr: Rupiah
    sales: Sequence[tuple[Means, Rupiah]]
    refunds: Sequence[tuple[Means, Rupiah]]
    number: str
    opened_at: datetime
    opened_by: str
    summary: Summary
    moves: tuple[CashMove, ...] = ()
    carried_idr: Rupiah | None = None
    counted_idr: Rupiah | None = None
    counted_notes: Mapping[int, int] | None = None
    left_idr: Rupiah | None = None
    closed_at: datetime | None = None
    closed_by: str | None = None
    why: str | None = None
    chain: str | None = None

    @property
    def in_idr(self) -> Rupiah:
        return Rupiah(sum(move.amount_idr for move in self.moves if move.kind is MoveKind.IN))

    @property
    def out_idr(self) -> Rupiah:
        return Rupiah(sum(move.amount_idr for move in self.moves if move.kind is not MoveKind.IN))

    @property
    def expected_idr(self) -> Rupiah:
        cash = sum(amount for means, amount in (*self.sales, *self.refunds) if means is Means.CASH)
        return Rupiah(self.float_idr + cash + self.in_idr - self.out_idr)

    @property
    def difference_idr(self) -> Rupiah | None:
        """Counted less expected: negative where cash is short."""
        return None if self.counted_idr is None else Rupiah(self.counted_idr - self.expected_idr)

    @property
    def float_difference_idr(self) -> Rupiah | None:
        """Float counted at opening less what the shift before left; None for a till's first shift."""
        return None if self.carried_idr is None else Rupiah(self.float_idr - self.carried_idr)


def shift_number(till: str, running: int) -> str:
    """`Z-T1-0318`."""
    return f"Z-{till}-{running:04d}"


def seal(before: str | None, *, till: str, running: int, figures: Mapping[str, object]) -> str:
    """The seal of a closed shift, from the one before it and its own figures: 64 hexadecimal digits."""
    told = json.dumps([before, till, running, dict(figures)], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def counted(notes: Mapping[int, int]) -> Rupiah:
    """The sum of notes and coins counted by their face value.

    Raises:
        Refused: `no_such_note`, `count_negative`, `amount_too_large`.
    """
    for face, count in notes.items():
        if face not in NOTES_AND_COINS:
            raise Refused("no_such_note", face=str(face))
        if count < 0:
            raise Refused("count_negative")
    return checked(sum(face * count for face, count in notes.items()))
