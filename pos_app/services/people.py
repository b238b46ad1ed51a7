"""Who acts: until somebody has a PIN nobody is asked, and the built-in owner stands on every document."""

import logging
from datetime import timedelta
from typing import Final

from pos_app.domain import days
from pos_app.domain.actor import Actor
from pos_app.domain.person import Person, Role, checked_name, checked_pin
from pos_app.errors import Refused
from pos_app.services.shop import Shop
from pos_app.storage.people import StoredPerson
from pos_app.storage.uow import Transaction

_log = logging.getLogger("people")
TRIES: Final = 5
"""Wrong PINs in a row after which a person waits."""
WAIT: Final = timedelta(seconds=30)


def everybody(shop: Shop) -> tuple[Person, ...]:
    """Who works in the shop or has worked there, by name."""
    with shop.uow.read() as u:
        return tuple(u.people.every())


def asked_for(shop: Shop) -> bool:
    """Whether a PIN is asked for before anybody acts: once one person has one."""
    with shop.uow.read() as u:
        return u.people.guarded() > 0


def add(shop: Shop, actor: Actor, name: str, role: Role, *, pin: str | None = None) -> Person:
    """Takes a person on. The first PIN must be an owner's, so that nobody is locked out of the shop.

    Raises:
        Refused: `person_exists`, `owner_first`, and as `checked_name` and `checked_pin`.
    """
    bare = checked_name(name)
    hashed = _hash(checked_pin(pin)) if pin is not None else None
    with shop.uow.write() as u:
        if u.people.by_name(bare) is not None:
            raise Refused("person_exists", name=bare)
        if hashed and role is not Role.OWNER and not u.people.guarded_owners():
            raise Refused("owner_first")
        u.people.add(bare, role, pin_hash=hashed, at=shop.clock())
        u.books.audit(at=shop.clock(), actor=actor, event="person_added", subject=bare, role=role)
        u.commit()
    return Person(bare, role, hashed is not None)


def set_pin(shop: Shop, actor: Actor, name: str, pin: str | None) -> Person:
    """Gives a person another PIN, or none.

    Raises:
        Refused: `no_such_person`, `owner_first`, `last_owner`, and as `checked_pin`.
    """
    hashed = _hash(checked_pin(pin)) if pin is not None else None
    with shop.uow.write() as u:
        known = _known(u, name)
        if hashed and known.person.role is not Role.OWNER and not u.people.guarded_owners():
            raise Refused("owner_first")
        u.people.change(known.person.name, pin_hash=hashed, wrong=0, wrong_at=None)
        _keep_an_owner(u)
        u.books.audit(at=shop.clock(), actor=actor, event="pin_set" if hashed else "pin_dropped", subject=known.person.name)
        u.commit()
    return Person(known.person.name, known.person.role, hashed is not None, known.person.archived)


def archive(shop: Shop, actor: Actor, name: str, *, archived: bool = True) -> Person:
    """Lets a person go, or takes one back; the name stays on every document.

    Raises:
        Refused: `no_such_person`, `last_owner`.
    """
    with shop.uow.write() as u:
        known = _known(u, name)
        u.people.change(known.person.name, archived_at=days.stamp(shop.clock()) if archived else None)
        _keep_an_owner(u)
        u.books.audit(at=shop.clock(), actor=actor, event="person_left" if archived else "person_back", subject=known.person.name)
        u.commit()
    return Person(known.person.name, known.person.role, known.person.guarded, archived)


def sign_in(shop: Shop, name: str, pin: str, *, till: str) -> Actor:
    """Who acts from now on at a till.

    Raises:
        Refused: `no_such_person`, `wrong_pin` with how many tries are left, `pin_wait` with the seconds to wait.
    """
    with shop.uow.write() as u:
        known = _known(u, name)
        now = shop.clock()
        if known.person.archived:
            raise Refused("no_such_person", name=name)
        if known.wrong >= TRIES and known.wrong_at is not None and now < known.wrong_at + WAIT:
            raise Refused("pin_wait", seconds=1 + int((known.wrong_at + WAIT - now).total_seconds()))
        if known.pin_hash is not None and not _fits(known.pin_hash, pin):
            wrong = known.wrong % TRIES + 1
            u.people.change(known.person.name, wrong=wrong, wrong_at=days.stamp(now))
            u.commit()
            _log.warning("wrong pin")
            raise Refused("wrong_pin", left=TRIES - wrong)
        u.people.change(known.person.name, wrong=0, wrong_at=None)
        actor = Actor(known.person.name, till)
        u.books.audit(at=now, actor=actor, event="signed_in", subject=known.person.name)
        u.commit()
    return actor


def owner_only(u: Transaction, actor: Actor) -> None:
    """Refuses what only an owner may do; asked in the transaction that does it.

    Raises:
        Refused: `owner_only`.
    """
    known = u.people.by_name(actor.person)
    if known is not None and known.person.role is not Role.OWNER:
        raise Refused("owner_only")


def _known(u: Transaction, name: str) -> StoredPerson:
    known = u.people.by_name(" ".join(name.split()))
    if known is None:
        raise Refused("no_such_person", name=name)
    return known


def _keep_an_owner(u: Transaction) -> None:
    if u.people.guarded() and not u.people.guarded_owners():
        raise Refused("last_owner")


def _hash(pin: str) -> str:
    from argon2 import PasswordHasher

    return PasswordHasher().hash(pin)


def _fits(hashed: str, pin: str) -> bool:
    from argon2 import PasswordHasher
    from argon2.exceptions import VerifyMismatchError

    try:
        return PasswordHasher().verify(hashed, pin)
    except VerifyMismatchError:
        return False
