"""Where shops disagree: one article that some call domestic and others imported, and whose proof is the best."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pos_app.domain.money import Rupiah
from pos_app.domain.origin import State, Strength


@dataclass(frozen=True, slots=True)
class Told:
    """What one article of one shop says about a shared code."""

    gtin: str
    code: str
    shop_uid: str
    name: str
    state: State
    strength: Strength
    evidence_kind: str | None
    sales_idr: int


@dataclass(frozen=True, slots=True)
class Witness:
    """The best proof of an origin among the shops that name one."""

    shop_uid: str
    state: State
    strength: Strength
    evidence_kind: str | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One article that some shops call domestic and others imported; shops that do not know stand in `states` too.

    `even` where the best proof of either side is equally strong: then `strongest` decides nothing.
    """

    code: str
    name: str
    states: Mapping[str, State]
    strongest: Witness
    even: bool
    sales_idr: Rupiah

    def count(self, state: State) -> int:
        return sum(told is state for told in self.states.values())


def disagreements(told: Iterable[Told]) -> tuple[Disagreement, ...]:
    """Codes that some shops call domestic and others imported, those that sell most first.

    A shop that has the code on several articles of different states does not know; one that knows of some, knows.
    """
    by_code: dict[str, list[Told]] = {}
    for t in told:
        by_code.setdefault(t.gtin, []).append(t)
    found = []
    for own in by_code.values():
        states = _states(own)
        if not {State.DOMESTIC, State.IMPORTED} <= set(states.values()):
            continue
        firm = [t for t in own if t.state is not State.UNKNOWN and t.state is states[t.shop_uid]]
        best = min(firm, key=lambda t: (-t.strength.rank, t.shop_uid))
        code, name = _commonest([t.code for t in own]), _commonest([t.name for t in own])
        witness = Witness(best.shop_uid, best.state, best.strength, best.evidence_kind)
        even = max(t.strength.rank for t in firm if t.state is not best.state) == best.strength.rank
        found.append(Disagreement(code, name, states, witness, even, Rupiah(sum(t.sales_idr for t in own))))
    return tuple(sorted(found, key=lambda d: (-d.sales_idr, d.name, d.code)))


def _states(told: Iterable[Told]) -> dict[str, State]:
    states: dict[str, set[State]] = {}
    for t in sorted(told, key=lambda t: t.shop_uid):
        states.setdefault(t.shop_uid, set()).add(t.state)
    known = {uid: own - {State.UNKNOWN} for uid, own in states.items()}
    return {uid: next(iter(own)) if len(own) == 1 else State.UNKNOWN for uid, own in known.items()}


def _commonest(texts: Sequence[str]) -> str:
    return min(set(texts), key=lambda text: (-texts.count(text), len(text), text))
