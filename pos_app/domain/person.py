"""Who works in the shop: a name that stands on every document, a role, and a PIN once the shop wants one."""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final

from pos_app.domain.words import one_line
from pos_app.errors import Refused

_PIN: Final = re.compile(r"\d{4,8}", re.ASCII)
_LONGEST: Final = 60
TRIES: Final = 5
"""Wrong PINs in a row after which a person waits."""
_FIRST_WAIT: Final = timedelta(seconds=30)
_LONGEST_WAIT: Final = timedelta(minutes=15)


class Role(StrEnum):
    """A cashier sells, takes back and counts; everything else is the owner's."""

    OWNER = "owner"
    CASHIER = "cashier"


@dataclass(frozen=True, slots=True)
class Person:
    """`guarded`: a PIN is asked for before this person acts."""

    name: str
    role: Role
    guarded: bool
    archived: bool = False


def checked_name(text: str) -> str:
    """A person's name without stray spaces.

    Raises:
        Refused: `person_needs_a_name`.
    """
    bare = one_line(text)
    if not bare or len(bare) > _LONGEST:
        raise Refused("person_needs_a_name", most=_LONGEST)
    return bare


def checked_pin(text: str) -> str:
    """A PIN of four to eight digits that is not the same digit throughout or a plain run.

    Raises:
        Refused: `not_a_pin`, `pin_too_easy`.
    """
    if not _PIN.fullmatch(text):
        raise Refused("not_a_pin")
    steps = {int(b) - int(a) for a, b in pairwise(text)}
    if steps in ({0}, {1}, {-1}):
        raise Refused("pin_too_easy")
    return text


def wait_after(wrong: int) -> timedelta:
    """How long nobody is let in as a person after so many wrong PINs in a row; each one more doubles it, up to a quarter of an hour."""
    over = wrong - TRIES
    return timedelta(0) if over < 0 else min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(over, 10))
