"""Customers and their kasbon: who may owe how much, what is open, and what comes in.

What a sale puts on an account is the sale's own payment by `bon`; nothing is written twice.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from pos_app import formatting
from pos_app.domain import cart as carts
from pos_app.domain.actor import Actor
from pos_app.domain.cart import Cart
from pos_app.domain.credit import Account, Customer
from pos_app.domain.money import Rupiah, checked
from pos_app.domain.tender import Means, Payment
from pos_app.domain.words import one_line, reason
from pos_app.errors import Refused
from pos_app.services import settings
from pos_app.services.shop import Shop, not_later
from pos_app.storage.customers import NewPayment
from pos_app.storage.uow import Transaction

_log = logging.getLogger("credit")
_LONGEST: Final = 120
_MOST_DAYS: Final = 366
_NO_MONEY: Final = frozenset({Means.BON, Means.VOUCHER, Means.POINTS})
"""What brings nothing in: a voucher is money the shop had already, and only a sale takes it off its code."""


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment that is in the books: its number and the account after it."""

    number: str
    account: Account


def add(shop: Shop, actor: Actor, number: str, values: Mapping[str, str]) -> Customer:
    """Registers a customer under a number of the shop's own choosing (a member's number, a telephone number).

    Raises:
        Refused: `customer_exists`, `customer_needs_a_number`, and as `change`.
    """
    bare = one_line(number)
    if not bare or len(bare) > _LONGEST:
        raise Refused("customer_needs_a_number")
    made = _with(Customer(bare, ""), values)
    with shop.uow.write() as u:
        u.customers.lock(bare)
        if u.customers.by_number(bare) is not None:
            raise Refused("customer_exists", number=bare)
        u.customers.add(made, at=shop.clock())
        u.books.audit(at=shop.clock(), actor=actor, event="customer_added", subject=bare)
        u.commit()
    return made


def change(shop: Shop, actor: Actor, number: str, values: Mapping[str, str]) -> Customer:
    """Changes fields of a customer: name, phone, member, reseller, limit, due_days, note, archived.

    Raises:
        Refused: `no_such_customer`, `no_such_field`, `customer_needs_a_name`, `not_yes_or_no`, `not_a_term`,
            `customer_text_too_long`, or why an amount cannot be.
    """
    bare = number.strip()
    with shop.uow.write() as u:
        u.customers.lock(bare)
        known = u.customers.by_number(bare)
        if known is None:
            raise Refused("no_such_customer", number=number)
        changed = _with(known, values)
        u.customers.change(changed, at=shop.clock())
        u.books.audit(at=shop.clock(), actor=actor, event="customer_changed", subject=changed.number, fields=" ".join(sorted(values)))
        u.commit()
    return changed


def account(shop: Shop, number: str) -> Account:
    """A customer's account, also of a number that is not registered but has entries.

    Raises:
        Refused: `no_such_customer`.
    """
    with shop.uow.read() as u:
        return _account(u, number.strip())


def accounts(shop: Shop, *, owing: bool = False) -> tuple[Account, ...]:
    """Every account by the customer's name; `owing`: only those with something open."""
    with shop.uow.read() as u:
        known = {customer.number: customer for customer in u.customers.every()}
        used, points = u.customers.all_entries({number: customer.due_days for number, customer in known.items()}), u.points.balances()
    found = [
        Account(known.get(number) or Customer(number, number), used.get(number, ()), points.get(number, 0)) for number in {**known, **used}
    ]
    kept = [one for one in found if one.balance_idr or not owing]
    return tuple(sorted(kept, key=lambda one: (one.customer.name.casefold(), one.customer.number)))


def today(shop: Shop) -> date:
    """The business day that due dates are judged on."""
    with shop.uow.read() as u:
        return settings.today(shop, u)


def pay(
    shop: Shop,
    actor: Actor,
    number: str,
    amount_idr: Rupiah,
    *,
    means: Means = Means.CASH,
    reference: str | None = None,
    uid: str | None = None,
) -> Paid:
    """Takes money in on an account, all of it or a part; cash goes into the till's shift.

    Posting the same `uid` twice changes nothing.

    Raises:
        Refused: `no_such_customer`, `payment_not_positive`, `more_than_account`, `not_a_means_for_credit`.
    """
    if amount_idr <= 0:
        raise Refused("payment_not_positive")
    if means in _NO_MONEY:
        raise Refused("not_a_means_for_credit")
    uid, reference = uid or shop.new_uid(), one_line(reference or "") or None
    with shop.uow.write() as u:
        if (known := u.customers.payment_by_uid(uid)) is not None:
            return Paid(known.number, _account(u, known.customer))
        bare = number.strip()
        u.customers.lock(bare)
        owed = _account(u, bare).balance_idr
        if amount_idr > owed:
            raise Refused("more_than_account", owed_idr=Rupiah(max(0, owed)))
        paid = _write(shop, u, actor, bare, checked(amount_idr), means, uid=uid, reference=reference)
        u.commit()
    return paid


def undo(shop: Shop, actor: Actor, payment: str, *, why: str) -> Paid:
    """Takes a payment back by a counter-entry in the same means.

    Raises:
        Refused: `no_such_credit_payment`, `payment_undone_already`, `reason_missing`.
    """
    why = reason(why)
    with shop.uow.write() as u:
        found = u.customers.payment(payment.strip())
        if found is None:
            raise Refused("no_such_credit_payment", number=payment)
        u.customers.lock(found.customer)
        if u.customers.payment(found.number) != found or found.undone:
            raise Refused("payment_undone_already", number=found.number)
        back = Rupiah(-found.amount_idr)
        undone = _write(shop, u, actor, found.customer, back, found.means, uid=shop.new_uid(), undoes=found.id, why=why)
        u.commit()
    return undone


def _write(shop: Shop, u: Transaction, actor: Actor, customer: str, amount_idr: Rupiah, means: Means, *, uid: str, **more: Any) -> Paid:
    moment, day = not_later(shop, settings.stored(u)["zone"], None)
    shift = u.shifts.current(actor.till, lock=True)
    number = u.customers.next_number(actor.till, day)
    shift_id = shift.id if shift else None
    u.customers.pay(NewPayment(uid, number, customer, amount_idr, means, moment, day, shift_id, **more), actor)
    u.books.audit(at=moment, actor=actor, event="credit_paid", subject=number, amount_idr=amount_idr, means=means, why=more.get("why"))
    _log.info("%s amount_idr=%d", number, amount_idr)
    return Paid(number, _account(u, customer))


def named_in(u: Transaction, cart: Cart, number: str | None) -> Cart:
    """The basket as that of a customer, at the prices he may take; a number nobody is registered under is no more than a name."""
    known = u.customers.by_number(number.strip()) if number else None
    if known is None or known.archived:
        return carts.named(cart, number)
    return carts.named(cart, known.number, member=known.member, reseller=known.reseller)


def refuse_above_limit(u: Transaction, customer: str | None, payments: Sequence[Payment]) -> None:
    """Refuses a sale's part on account that the customer may not take; asked in the transaction that writes the sale.

    Raises:
        Refused: `credit_needs_customer`, `credit_above_limit` with what is left of the limit, `customer_archived`.
    """
    asked = sum(payment.amount_idr for payment in payments if payment.means is Means.BON)
    if not asked:
        return
    if not customer:
        raise Refused("credit_needs_customer")
    u.customers.lock(customer)
    known = u.customers.by_number(customer)
    if known is None:
        return
    if known.archived:
        raise Refused("customer_archived", name=known.name)
    left = _account(u, customer).left_idr if known.limit_idr is not None else None
    if left is not None and asked > left:
        raise Refused("credit_above_limit", name=known.name, left_idr=left)


def _account(u: Transaction, number: str) -> Account:
    known = u.customers.by_number(number)
    entries = u.customers.entries(number, due_days=known.due_days if known else None)
    if known is None and not entries:
        raise Refused("no_such_customer", number=number)
    return Account(known or Customer(number, number), entries, u.points.balance(number))


def _with(customer: Customer, values: Mapping[str, str]) -> Customer:
    changes: dict[str, Any] = {}
    for field, text in values.items():
        bare = one_line(text)
        if field not in _FIELDS:
            raise Refused("no_such_field", name=field, known=" ".join(sorted(_FIELDS)))
        if len(bare) > _LONGEST:
            raise Refused("customer_text_too_long", most=_LONGEST)
        name, read = _FIELDS[field]
        changes[name] = read(bare)
    changed = replace(customer, **changes)
    if not changed.name:
        raise Refused("customer_needs_a_name")
    return changed


def _yes(text: str) -> bool:
    if text not in ("yes", "no"):
        raise Refused("not_yes_or_no", text=text)
    return text == "yes"


def _term(text: str) -> int | None:
    if text and not (text.isascii() and text.isdecimal() and int(text) <= _MOST_DAYS):
        raise Refused("not_a_term", text=text)
    return int(text) if text else None


def _limit(text: str) -> Rupiah | None:
    return formatting.parse_rupiah(text, "en") if text else None


_FIELDS: Final[Mapping[str, tuple[str, Callable[[str], Any]]]] = {
    "name": ("name", str),
    "phone": ("phone", lambda text: text or None),
    "note": ("note", lambda text: text or None),
    "member": ("member", _yes),
    "reseller": ("reseller", _yes),
    "archived": ("archived", _yes),
    "limit": ("limit_idr", _limit),
    "due_days": ("due_days", _term),
}
