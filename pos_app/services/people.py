"""Who acts: until somebody has a PIN nobody is asked, and the built-in owner stands on every document."""

import logging
from dataclasses import dataclass, replace
from math import ceil
from typing import Final

from pos_app.domain import days
from pos_app.domain.actor import Actor
from pos_app.domain.person import TRIES, Person, Role, checked_name, checked_pin, wait_after
from pos_app.domain.words import folded, one_line
from pos_app.errors import Refused
from pos_app.services.shop import Shop
from pos_app.storage.people import StoredPerson
from pos_app.storage.uow import Transaction

LOCK_AFTER_MIN: Final = "5"
"""Minutes of rest before a till locks, in a shop that has set nothing else."""
_log = logging.getLogger("people")


@dataclass(frozen=True, slots=True)
class Standing:
    """What a till asks of whoever is at it: whether there are PINs, the people, and the minutes of rest before it locks, None for never."""

    asked: bool
    people: tuple[Person, ...]
    lock_after_min: int | None


def everybody(shop: Shop) -> tuple[Person, ...]:
    """Who works in the shop or has worked there, by name."""
    with shop.uow.read() as u:
        return tuple(u.people.every())


def standing(shop: Shop) -> Standing:
    """What a till asks of whoever is at it."""
    with shop.uow.read() as u:
        kept = u.books.settings().get("lock_after_min", LOCK_AFTER_MIN)
        return Standing(u.people.guarded() > 0, tuple(u.people.every()), None if kept == "off" else int(kept))


def asked_for(shop: Shop) -> bool:
    """Whether a PIN is asked for before anybody acts: once one person has one."""
    with shop.uow.read() as u:
        return u.people.guarded() > 0


def add(shop: Shop, actor: Actor, name: str, role: Role, *, pin: str | None = None) -> Person:
    """Takes a person on. The first PIN must be an owner's, so that nobody is locked out of the shop.

    Raises:
        Refused: `person_exists`, `owner_first`, `owner_only`, and as `checked_name` and `checked_pin`.
    """
    bare = checked_name(name)
    kept = hashed(checked_pin(pin)) if pin is not None else None
    with shop.uow.write() as u:
        owner_only(u, actor)
        if u.people.by_name(bare, lock=True) is not None or any(folded(one.name) == folded(bare) for one in u.people.every()):
            raise Refused("person_exists", name=bare)
        if kept and role is not Role.OWNER and not u.people.guarded_owners():
            raise Refused("owner_first")
        u.people.add(bare, role, pin_hash=kept, at=shop.clock())
        u.books.audit(at=shop.clock(), actor=actor, event="person_added", subject=bare, role=role)
        u.commit()
    return Person(bare, role, kept is not None)


def set_pin(shop: Shop, actor: Actor, name: str, pin: str | None) -> Person:
    """Gives a person another PIN, or none.

    Raises:
        Refused: `no_such_person`, `owner_first`, `last_owner`, `owner_only`, and as `checked_pin`.
    """
    kept = hashed(checked_pin(pin)) if pin is not None else None
    with shop.uow.write() as u:
        owner_only(u, actor)
        known = _known(u, name)
        if kept and known.person.role is not Role.OWNER and not u.people.guarded_owners():
            raise Refused("owner_first")
        u.people.change(known.person.name, pin_hash=kept, wrong=0, wrong_at=None)
        _keep_an_owner(u)
        u.books.audit(at=shop.clock(), actor=actor, event="pin_set" if kept else "pin_dropped", subject=known.person.name)
        u.commit()
    return Person(known.person.name, known.person.role, kept is not None, known.person.archived)


def archive(shop: Shop, actor: Actor, name: str, *, archived: bool = True) -> Person:
    """Lets a person go, or takes one back; the name stays on every document.

    Raises:
        Refused: `no_such_person`, `last_owner`, `owner_only`.
    """
    with shop.uow.write() as u:
        owner_only(u, actor)
        known = _known(u, name)
        u.people.change(known.person.name, archived_at=days.stamp(shop.clock()) if archived else None)
        _keep_an_owner(u)
        u.books.audit(at=shop.clock(), actor=actor, event="person_left" if archived else "person_back", subject=known.person.name)
        u.commit()
    return Person(known.person.name, known.person.role, known.person.guarded, archived)


def sign_in(shop: Shop, name: str, pin: str, *, till: str) -> Actor:
    """Who acts from now on at a till.

    Raises:
        Refused: `no_such_person`, `owner_needs_a_pin`, `wrong_pin` with how many tries are left, `wrong_pin_wait` and
            `pin_wait` with the seconds to wait.
    """
    known = _proven(shop, name, pin, till=till)
    actor = Actor(known.name, till)
    with shop.uow.write() as u:
        u.people.change(known.name, wrong=0, wrong_at=None)
        u.books.audit(at=shop.clock(), actor=actor, event="signed_in", subject=known.name)
        u.commit()
    return actor


def allow(shop: Shop, actor: Actor, owner: str, pin: str, *, what: str) -> Actor:
    """The same person, allowed by an owner's PIN to do one thing that only an owner may; `what` is that thing in words.

    Raises:
        Refused: `owner_only` where `owner` is none; as `sign_in`.
    """
    with shop.uow.read() as u:
        if _known(u, owner).person.role is not Role.OWNER:
            raise Refused("owner_only")
    known = _proven(shop, owner, pin, till=actor.till)
    allowed = replace(actor, allowed_by=known.name)
    with shop.uow.write() as u:
        u.people.change(known.name, wrong=0, wrong_at=None)
        u.books.audit(at=shop.clock(), actor=allowed, event="allowed", subject=actor.person, what=what)
        u.commit()
    return allowed


def _proven(shop: Shop, name: str, pin: str, *, till: str) -> Person:
    """The person whose PIN this is. The hash is worked out between two transactions: it takes longer than a sale may wait."""
    with shop.uow.read() as u:
        known = _known(u, name)
        _refuse_waiting(shop, known)
        guarded = u.people.guarded() > 0
    if known.person.archived:
        raise Refused("no_such_person", name=name)
    if known.pin_hash is None and known.person.role is Role.OWNER and guarded:
        raise Refused("owner_needs_a_pin", name=known.person.name)
    if known.pin_hash is None or _fits(known.pin_hash, pin):
        return known.person
    with shop.uow.write() as u:
        now, counted = shop.clock(), _known(u, name, lock=True)
        _refuse_waiting(shop, counted)
        wrong = counted.wrong + 1
        u.people.change(known.person.name, wrong=wrong, wrong_at=days.stamp(now))
        u.books.audit(at=now, actor=Actor(known.person.name, till), event="wrong_pin", subject=known.person.name, wrong=wrong)
        u.commit()
    _log.warning("wrong pin, %d in a row", wrong)
    if wrong < TRIES:
        raise Refused("wrong_pin", left=TRIES - wrong)
    raise Refused("wrong_pin_wait", seconds=int(wait_after(wrong).total_seconds()))


def _refuse_waiting(shop: Shop, known: StoredPerson) -> None:
    if known.wrong_at is None:
        return
    until, now = known.wrong_at + wait_after(known.wrong), shop.clock()
    if now < until:
        raise Refused("pin_wait", seconds=ceil((until - now).total_seconds()))


def is_owner(u: Transaction, actor: Actor) -> bool:
    """Whether an owner acts, or has allowed it: what lies above a cashier's limits may go on."""
    known = u.people.by_name(actor.allowed_by or actor.person)
    return known is None or known.person.role is Role.OWNER


def owner_only(u: Transaction, actor: Actor) -> None:
    """Refuses what only an owner may do; asked in the transaction that does it.

    Raises:
        Refused: `owner_only`.
    """
    if not is_owner(u, actor):
        raise Refused("owner_only")


def _known(u: Transaction, name: str, *, lock: bool = False) -> StoredPerson:
    known = u.people.by_name(one_line(name), lock=lock)
    if known is None:
        raise Refused("no_such_person", name=name)
    return known


def _keep_an_owner(u: Transaction) -> None:
    if u.people.guarded() and not u.people.guarded_owners():
        raise Refused("last_owner")


def hashed(pin: str) -> str:
    """A PIN as it is kept (argon2id, with the library's own costs)."""
    from argon2 import PasswordHasher

    return PasswordHasher().hash(pin)


def _fits(kept: str, pin: str) -> bool:
    from argon2 import PasswordHasher
    from argon2.exceptions import VerifyMismatchError

    try:
        return PasswordHasher().verify(kept, pin)
    except VerifyMismatchError:
        return False
