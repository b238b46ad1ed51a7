"""Where a thing was made: domestic, imported or unknown, and how well that is proven.

There are three states and no fourth: TKDN is a number beside the state. Unknown is never counted as domestic.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class State(StrEnum):
    """Where the goods were made."""

    DOMESTIC = "domestic"
    IMPORTED = "imported"
    UNKNOWN = "unknown"


class Strength(StrEnum):
    """How well a state is proven; ordered by `rank`."""

    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"
    NONE = "none"

    @property
    def rank(self) -> int:
        """3 for strong down to 0 for none."""
        return _RANKS[self]


_RANKS: Final = {Strength.STRONG: 3, Strength.MEDIUM: 2, Strength.WEAK: 1, Strength.NONE: 0}


class MakerSize(StrEnum):
    """Size of the producer; micro, small and medium are the IKM of the reports."""

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"
    UNKNOWN = "unknown"

    @property
    def is_ikm(self) -> bool:
        return self in (MakerSize.MICRO, MakerSize.SMALL, MakerSize.MEDIUM)


class Role(StrEnum):
    """What one piece of evidence did to the answer."""

    SAYS = "says"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    NOTHING = "nothing"
    """Registered for domestic and imported goods alike (NA, halal, SNI): says nothing about origin."""
    OVERRULED = "overruled"
    """Disagrees, but a person has resolved it, or better evidence stands against a mere presumption."""


@dataclass(frozen=True, slots=True)
class Because:
    """One piece of evidence, and what it did to the answer."""

    role: Role
    kind: str
    number: str | None
    state: State


@dataclass(frozen=True, slots=True)
class Origin:
    """The answer for one article on one day.

    `country` is ISO 3166 alpha-2 (`ID` for domestic). `tkdn_bp` and `bmp_bp` come from the `certificate` in force
    on the day. `evidence_kind` is the strongest piece that says the state. With `conflict` the state is unknown
    because pieces disagree. `expired` means that a kind of evidence has lapsed and no valid one of it is left.
    """

    state: State
    country: str | None = None
    strength: Strength = Strength.NONE
    tkdn_bp: int | None = None
    bmp_bp: int | None = None
    certificate: str | None = None
    evidence_kind: str | None = None
    conflict: bool = False
    expired: bool = False
    resolved: str | None = None
    """The reason a person gave when pieces disagreed and one state was chosen."""
    why: tuple[Because, ...] = ()


UNKNOWN: Final = Origin(State.UNKNOWN)
HOME: Final = "ID"
