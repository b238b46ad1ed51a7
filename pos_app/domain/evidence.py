"""What is known about the origin of an article, piece by piece, and what follows from it on a day.

Pieces that disagree make the article unknown, whatever their strength, until a person resolves it. A bar code's
GS1 prefix is no piece of evidence and has no kind here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from pos_app.domain.origin import HOME, UNKNOWN, Because, MakerSize, Origin, Role, State, Strength


class Kind(StrEnum):
    """What sort of evidence, strongest first."""

    TKDN = "tkdn"
    REGISTRATION = "registration"
    LABEL = "label"
    STATEMENT = "statement"
    SHOP = "shop"


NUMBERED: Final = (Kind.TKDN, Kind.REGISTRATION)
"""Kinds of which several stand side by side, told apart by their number; of the others an article has one each."""

_STRENGTHS: Final = {
    Kind.TKDN: Strength.STRONG,
    Kind.REGISTRATION: Strength.STRONG,
    Kind.LABEL: Strength.MEDIUM,
    Kind.STATEMENT: Strength.WEAK,
    Kind.SHOP: Strength.WEAK,
}
_PRESUMED: Final = ("HT", "FF")
"""Standardised herbal and phytopharmaceutical: domestic unless other evidence says otherwise."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence as it was recorded.

    `state` UNKNOWN means that the piece says nothing about origin (NA, halal, SNI). `expires` is what the number
    itself carries: a year (`2027`) or a day (`2028-11-30`). `seq` is the order of recording within the shop.
    """

    kind: Kind
    state: State
    number: str | None = None
    family: str | None = None
    country: str | None = None
    tkdn_bp: int | None = None
    bmp_bp: int | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    expires: str | None = None
    maker: str | None = None
    maker_size: MakerSize = MakerSize.UNKNOWN
    regency: str | None = None
    note: str | None = None
    attachment: str | None = None
    """SHA-256 of the photo or PDF kept with it."""
    seq: int = 0

    @property
    def last_day(self) -> date | None:
        """The last day it is in force: the earlier of what was entered and what the number carries."""
        ends = [end for end in (self.valid_until, expiry(self.expires)) if end is not None]
        return min(ends, default=None)

    @property
    def strength(self) -> Strength:
        """How well it proves its state while it is in force."""
        return _STRENGTHS[self.kind] if self.state is not State.UNKNOWN else Strength.NONE

    def is_expired(self, day: date) -> bool:
        return self.last_day is not None and day > self.last_day

    def counts(self, day: date) -> bool:
        """Whether it has begun; what has expired still counts, weakly."""
        return self.valid_from is None or self.valid_from <= day

    def strength_on(self, day: date) -> Strength:
        if self.strength is Strength.NONE or not self.counts(day):
            return Strength.NONE
        return Strength.WEAK if self.is_expired(day) else self.strength


@dataclass(frozen=True, slots=True)
class Resolution:
    """A person's answer where pieces disagree; it stands until a later piece says otherwise."""

    state: State
    why: str
    seq: int


@dataclass(frozen=True, slots=True)
class Span:
    """Days over which an answer stays as it is, both included; `date.min` and `date.max` are open ends."""

    first: date
    last: date


def expiry(printed: str | None) -> date | None:
    """The last valid day behind a printed expiry: a year lasts until 31 December."""
    if not printed:
        return None
    return date(int(printed), 12, 31) if len(printed) == 4 else date.fromisoformat(printed)


def judge(pieces: Iterable[Evidence], *, day: date, resolved: Resolution | None = None) -> Origin:
    """What the pieces say together on `day`; their order does not matter.

    A certificate counts from `valid_from` to `valid_until`; once it has expired its TKDN drops out, the state
    stays, and the strength falls to what other evidence gives, at least weak (COMMANDS: origin).
    """
    known = sorted(pieces, key=_order)
    if not known:
        return UNKNOWN
    voices = [piece for piece in known if piece.strength is not Strength.NONE and piece.counts(day)]
    firm = {piece.state for piece in voices if piece.family not in _PRESUMED}
    if len(firm) == 1:
        voices = [piece for piece in voices if piece.state in firm]
    states = {piece.state for piece in voices}
    settled = resolved if len(states) > 1 and _stands(resolved, voices) else None
    if settled is not None:
        states = {settled.state}
        voices = [piece for piece in voices if piece.state is settled.state]
    why = tuple(Because(_role(piece, voices, day), piece.kind, piece.number, piece.state) for piece in known)
    reason = settled.why if settled is not None else None
    if len(states) != 1:
        return Origin(State.UNKNOWN, conflict=len(states) > 1, why=why)
    (state,) = states
    best = max(voices, key=lambda piece: piece.strength_on(day).rank)
    certificate = _certificate(voices, day) if state is State.DOMESTIC else None
    lapsed = {piece.kind for piece in voices if piece.is_expired(day)}
    valid = {piece.kind for piece in voices if not piece.is_expired(day)}
    return Origin(
        state,
        _home(state) or _country(voices, day),
        best.strength_on(day),
        tkdn_bp=certificate.tkdn_bp if certificate else None,
        bmp_bp=certificate.bmp_bp if certificate else None,
        certificate=certificate.number if certificate else None,
        evidence_kind=best.kind,
        expired=bool(lapsed - valid),
        resolved=reason,
        why=why,
    )


def judged_span(pieces: Iterable[Evidence], *, day: date) -> Span:
    """The days around `day` on which `judge` gives the same answer, so that it can be kept until the last."""
    first, last = date.min, date.max
    for piece in pieces:
        changes = [piece.valid_from] if piece.valid_from is not None else []
        if piece.last_day is not None and piece.last_day < date.max:
            changes.append(piece.last_day + timedelta(days=1))
        for change in changes:
            if change <= day:
                first = max(first, change)
            else:
                last = min(last, change - timedelta(days=1))
    return Span(first, last)


def replaced(piece: Evidence, standing: Iterable[Evidence]) -> list[Evidence]:
    """The pieces a new one takes the place of: those of its kind and number, or of its kind where there is one each."""
    return [old for old in standing if old.kind is piece.kind and not (piece.kind in NUMBERED and old.number != piece.number)]


def stands_already(piece: Evidence, replaced: Sequence[Evidence]) -> bool:
    """Whether the piece says nothing that the one it replaces did not say; a list, which carries no files, takes none away."""
    return len(replaced) == 1 and replace(piece, seq=replaced[0].seq, attachment=piece.attachment or replaced[0].attachment) == replaced[0]


def maker_size(pieces: Iterable[Evidence]) -> MakerSize:
    """The producer's size as the strongest piece that names one has it."""
    named = (piece.maker_size for piece in sorted(pieces, key=_order) if piece.maker_size is not MakerSize.UNKNOWN)
    return next(named, MakerSize.UNKNOWN)


def maker_regency(pieces: Iterable[Evidence]) -> str | None:
    """The producer's regency as the strongest piece that names one has it."""
    return next((piece.regency for piece in sorted(pieces, key=_order) if piece.regency), None)


def _order(piece: Evidence) -> tuple[int, str, int]:
    return list(Kind).index(piece.kind), piece.number or "", piece.seq


def _stands(resolved: Resolution | None, voices: Iterable[Evidence]) -> bool:
    """Whether no voice was recorded after the resolution that says otherwise."""
    return resolved is not None and not any(piece.seq > resolved.seq and piece.state is not resolved.state for piece in voices)


def _role(piece: Evidence, voices: list[Evidence], day: date) -> Role:
    if piece.strength is Strength.NONE:
        return Role.NOTHING
    if not piece.counts(day):
        return Role.NOT_YET
    if piece not in voices:
        return Role.OVERRULED
    return Role.EXPIRED if piece.is_expired(day) else Role.SAYS


def _certificate(voices: Iterable[Evidence], day: date) -> Evidence | None:
    """The certificate in force; of several the one that began last, and the lower figure of two that began together."""
    in_force = [piece for piece in voices if piece.tkdn_bp is not None and not piece.is_expired(day)]
    return max(in_force, key=lambda piece: (piece.valid_from or date.min, -(piece.tkdn_bp or 0), piece.number or ""), default=None)


def _home(state: State) -> str | None:
    return HOME if state is State.DOMESTIC else None


def _country(voices: Iterable[Evidence], day: date) -> str | None:
    named = [piece for piece in voices if piece.country]
    best = max(named, key=lambda piece: piece.strength_on(day).rank, default=None)
    return best.country if best is not None else None
