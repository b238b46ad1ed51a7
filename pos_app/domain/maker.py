"""Makers and brands written in many ways, and what a maker's statement proposes for its goods."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, NewType

from pos_app.domain.evidence import Evidence, Kind
from pos_app.domain.origin import State, Strength

MakerId = NewType("MakerId", int)


class Named(StrEnum):
    """What is written in many ways."""

    MAKER = "maker"
    BRAND = "brand"


_LEGAL: Final = frozenset({"pt", "cv", "ud", "pd", "fa", "tbk", "persero", "ltd", "co", "inc", "corp", "sdn", "bhd", "pte"})
"""Legal forms stand or are left out; they tell no two makers apart."""


def folded(name: str) -> str:
    """A name as makers are compared: letters and digits, no legal form."""
    words = re.sub(r"[^\w]+", " ", name.casefold().replace(".", ""), flags=re.UNICODE).split()
    return " ".join(word for word in words if word not in _LEGAL) or " ".join(words)


@dataclass(frozen=True, slots=True)
class Statement:
    """A maker's word that its goods are made in one country, with the document that says so."""

    id: int
    maker: str
    document: str
    signed_on: date
    signed_by: str
    state: State
    country: str | None
    place: str | None = None
    materials: str | None = None
    attachment: str | None = None
    withdrawn_why: str | None = None


class Proposal(StrEnum):
    """How a maker's article stands to the maker's statement."""

    OPEN = "open"
    """Nothing proves its origin yet."""
    AGREES = "agrees"
    """Other evidence says the same."""
    DIFFERS = "differs"
    """Other evidence says otherwise: an exception, never confirmed with the rest."""
    CONFIRMED = "confirmed"


def proposal(pieces: list[Evidence], statement: Statement) -> Proposal:
    """How an article with these pieces of evidence stands to a statement."""
    others = [piece for piece in pieces if not _is_of(piece, statement)]
    voices = {piece.state for piece in others if piece.strength is not Strength.NONE}
    if voices - {statement.state}:
        return Proposal.DIFFERS
    if len(others) < len(pieces):
        return Proposal.CONFIRMED
    return Proposal.AGREES if voices else Proposal.OPEN


def _is_of(piece: Evidence, statement: Statement) -> bool:
    return piece.kind is Kind.STATEMENT and piece.number == statement.document
