"""Paying as a value: which means are used, what has been received, what is still missing. Sums come from the domain."""

from dataclasses import dataclass, replace

from pos_app.domain import tender
from pos_app.domain.cash_rounding import CashRounding
from pos_app.domain.money import Rupiah
from pos_app.domain.tender import CARDS, CONFIRMED_BY_HAND, Means, Payment
from pos_app.domain.voucher import Voucher

CASHLESS = (Means.QRIS, Means.DEBIT, Means.TRANSFER, Means.BON, Means.VOUCHER, Means.POINTS)
ASKED_FOR = frozenset({Means.BON, Means.VOUCHER, Means.POINTS})
"""Means nobody is turned to unasked: an account and points need their customer, a voucher its code."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part paid without cash; `typed` where a person gave the amount."""

    means: Means
    amount_idr: Rupiah
    typed: bool = False
    arrived: bool = False
    reference: str = ""
    vouchers: tuple[Voucher, ...] = ()
    """Those that were scanned, in their order."""

    @property
    def on_vouchers_idr(self) -> Rupiah:
        return Rupiah(sum(one.balance_idr for one in self.vouchers))

    @property
    def waiting(self) -> bool:
        """Whether a person has yet to say, with a key of its own, that the money is there."""
        return self.means in CONFIRMED_BY_HAND and not self.arrived


@dataclass(frozen=True, slots=True)
class Tender:
    """An open payment; every change gives a new one."""

    total_idr: Rupiah
    rule: CashRounding
    current: Means = Means.CASH
    parts: tuple[Part, ...] = ()
    typed_idr: Rupiah | None = None
    """Cash as it was typed; None means the exact amount."""
    over_idr: Rupiah = Rupiah(0)
    """What goods that came back pay of the basket: `total_idr` is what is left after it."""
    back_idr: Rupiah = Rupiah(0)
    """What is left of them and goes back to the customer."""
    back_as_voucher: bool = False
    points: int = 0
    """What the member has, and what each is worth; 0 in a shop that takes none."""
    point_idr: Rupiah = Rupiah(0)

    def part(self, means: Means) -> Part | None:
        return next((part for part in self.parts if part.means is means), None)

    @property
    def shown_part(self) -> Part | None:
        """The part that stands beside the payment: the current one, or else a QRIS, whose code must stay in sight."""
        return self.part(self.current) or self.part(Means.QRIS)

    @property
    def cashless_idr(self) -> Rupiah:
        return Rupiah(sum(part.amount_idr for part in self.parts))

    @property
    def received_idr(self) -> Rupiah:
        return self.cash_due_idr if self.typed_idr is None else self.typed_idr

    @property
    def uses_cash(self) -> bool:
        return not self.parts or self.cashless_idr < self.total_idr

    @property
    def cash_due_idr(self) -> Rupiah:
        return tender.due(self.total_idr, self.cashless_idr, self.rule) if self.uses_cash else Rupiah(0)

    @property
    def rounding_idr(self) -> Rupiah:
        return Rupiah(self.cash_due_idr - (self.total_idr - self.cashless_idr)) if self.uses_cash else Rupiah(0)

    @property
    def due_idr(self) -> Rupiah:
        """What has to be paid in all means, the cash part rounded."""
        return Rupiah(self.total_idr + self.rounding_idr)

    @property
    def missing_idr(self) -> Rupiah:
        return Rupiah(max(0, self.cash_due_idr - self.received_idr))

    @property
    def above_idr(self) -> Rupiah:
        """Cashless money above the total, which no till may take."""
        return Rupiah(max(0, self.cashless_idr - self.total_idr))

    @property
    def change_idr(self) -> Rupiah:
        return Rupiah(max(0, self.received_idr - self.cash_due_idr)) if self.uses_cash else Rupiah(0)

    @property
    def waiting(self) -> Part | None:
        return next((part for part in self.parts if part.waiting), None)

    def left_for(self, means: Means) -> Rupiah:
        """What the other cashless parts, and cash that was typed and does not reach, leave open."""
        left = self.total_idr - sum(p.amount_idr for p in self.parts if p.means is not means)
        short = self.typed_idr if self.typed_idr is not None and self.typed_idr < left else 0
        return Rupiah(max(0, left - short))

    def choose(self, means: Means) -> "Tender":
        """Turn to a means. A part nobody typed or confirmed gives way; a new one begins with what is left."""
        kept = tuple(p for p in self.parts if p.means is means or p.typed or p.arrived)
        chosen = replace(self, current=means, parts=kept)
        if means is Means.CASH or chosen.part(means) is not None:
            return chosen
        left = Rupiah(0) if means is Means.VOUCHER else chosen.left_for(means)
        if means is Means.POINTS:
            left = self.worth_of_points(left)
        return replace(chosen, parts=(*kept, Part(means, left))) if left or means is Means.VOUCHER else chosen

    def turn_card(self) -> "Tender":
        """Turn to the card; from there, to the next kind of it: debit, credit, e-wallet. A kept part stays where something is left."""
        if self.current in CARDS:
            return self.card(CARDS[(CARDS.index(self.current) + 1) % len(CARDS)])
        free = next((means for means in CARDS if self.part(means) is None), CARDS[-1])
        turned = self.choose(free)
        used = [part.means for part in turned.parts if part.means in CARDS]
        return turned if turned.part(free) is not None or not used else self.choose(used[-1])

    def card(self, kind: Means) -> "Tender":
        """The part that is being entered is of another kind of card."""
        part = self.part(self.current)
        if part is None or self.part(kind) is not None:
            return self.choose(kind)
        parts = tuple(replace(p, means=kind, arrived=False) if p is part else p for p in self.parts)
        return replace(self, current=kind, parts=parts)

    def worth_of_points(self, most: Rupiah) -> Rupiah:
        """As much of an amount as whole points of the member pay."""
        return Rupiah(min(most // self.point_idr, max(0, self.points)) * self.point_idr) if self.point_idr else Rupiah(0)

    def another(self) -> "Tender":
        """Keep the current part as it is and turn to the next means that is not used yet; an account is never used unasked."""
        kept = self._changed(typed=True) if self.current is not Means.CASH else self
        free = [means for means in CASHLESS if kept.part(means) is None and means not in ASKED_FOR]
        return kept.choose(free[0] if free and kept.current is Means.CASH else Means.CASH if kept.uses_cash or not free else free[0])

    def amount(self, value: Rupiah | None) -> "Tender":
        """The amount of the current means as it is typed."""
        if self.current is Means.CASH:
            return replace(self, typed_idr=value)
        return self._changed(amount_idr=value or Rupiah(0), typed=True, arrived=False)

    def with_voucher(self, voucher: Voucher) -> "Tender":
        """A voucher was scanned: as much of it as is still open, together with those before it."""
        turned = self.choose(Means.VOUCHER)
        part = turned.part(Means.VOUCHER) or Part(Means.VOUCHER, Rupiah(0))
        vouchers = (*(one for one in part.vouchers if one.code != voucher.code), voucher)
        full = replace(part, vouchers=vouchers, typed=True)
        amount = Rupiah(min(turned.left_for(Means.VOUCHER), full.on_vouchers_idr))
        return replace(turned, parts=tuple(replace(full, amount_idr=amount) if p.means is Means.VOUCHER else p for p in turned.parts))

    def refer(self, means: Means, reference: str) -> "Tender":
        return replace(self, parts=tuple(replace(p, reference=reference) if p.means is means else p for p in self.parts))

    def arrive(self) -> "Tender":
        """The first waiting part has arrived."""
        waiting = self.waiting
        if waiting is None:
            return self
        return replace(self, parts=tuple(replace(p, arrived=True) if p is waiting else p for p in self.parts))

    def drop(self, means: Means) -> "Tender":
        rest = tuple(p for p in self.parts if p.means is not means)
        return replace(self, parts=rest, current=Means.CASH if self.current is means else self.current)

    def _changed(self, **values: object) -> "Tender":
        return replace(self, parts=tuple(replace(p, **values) if p.means is self.current else p for p in self.parts))  # type: ignore[arg-type]

    def payments(self) -> tuple[Payment, ...]:
        """What is handed over, as the sale takes it."""
        found = [payment for part in self.parts for payment in _paid(part)]
        if self.uses_cash:
            found.append(Payment(Means.CASH, self.received_idr))
        return tuple(found)


def _paid(part: Part) -> list[Payment]:
    """A part as the sale takes it; one by vouchers is spread over them, what is above them stays on the last."""
    if part.means is not Means.VOUCHER:
        return [Payment(part.means, part.amount_idr, part.reference.strip() or None)] if part.amount_idr else []
    found, left = [], int(part.amount_idr)
    for n, voucher in enumerate(part.vouchers, start=1):
        amount = left if n == len(part.vouchers) else min(left, voucher.balance_idr)
        left -= amount
        if amount:
            found.append(Payment(Means.VOUCHER, Rupiah(amount), voucher.code))
    if left:
        found.append(Payment(Means.VOUCHER, Rupiah(left)))
    return found
