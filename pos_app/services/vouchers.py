"""Vouchers: given for a return or sold as a gift, paid with in whole or in part, proven by their ledger.

What is on a code is locked before it is looked at, so that of two tills that take the same voucher one is refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pos_app.domain.money import Rupiah
from pos_app.domain.product import Kind, ProductId
from pos_app.domain.sale import Sale, SaleKind, SaleLine
from pos_app.domain.tender import Means, Payment
from pos_app.domain.voucher import ARTICLE_CODE, DRAWN, Voucher, VoucherKind, VoucherMove, bare_code, checked_code, code_of, last_day
from pos_app.errors import Refused
from pos_app.services import settings
from pos_app.services.shop import Shop
from pos_app.storage.uow import Transaction


@dataclass(frozen=True, slots=True)
class Book:
    """A voucher with everything that was put on it and taken off it."""

    voucher: Voucher
    moves: tuple[VoucherMove, ...]


def find(shop: Shop, code: str) -> Voucher:
    """A voucher that can be paid with.

    Raises:
        Refused: `not_a_voucher_code`, `no_such_voucher`, `voucher_expired`, `voucher_empty`.
    """
    bare = checked_code(code)
    with shop.uow.read() as u:
        return _usable(u.vouchers.by_code(bare), bare, settings.today(shop, u))


def book_of(shop: Shop, code: str) -> Book:
    """A voucher, whatever is on it.

    Raises:
        Refused: `not_a_voucher_code`, `no_such_voucher`.
    """
    bare = checked_code(code)
    with shop.uow.read() as u:
        found = u.vouchers.by_code(bare)
        if found is None:
            raise Refused("no_such_voucher", code=bare)
        return Book(found, tuple(u.vouchers.moves(bare)))


def every(shop: Shop, *, open_only: bool = False) -> tuple[tuple[Voucher, ...], date]:
    """All vouchers, the latest first, and the business day they are judged on; `open_only`: those that can be paid with."""
    with shop.uow.read() as u:
        found, today = u.vouchers.every(), settings.today(shop, u)
    return tuple(x for x in found if not open_only or (x.balance_idr > 0 and not x.expired(today))), today


def accepted(u: Transaction, payments: Sequence[Payment], *, day: date) -> tuple[Payment, ...]:
    """The payments of a sale, with the codes of its vouchers as they are kept, once each is found good for its part.

    Raises:
        Refused: `voucher_code_missing`, `not_a_voucher_code`, `no_such_voucher`, `voucher_expired`, `voucher_empty`,
            `voucher_too_small` with what is on it.
    """
    asked: dict[str, int] = {}
    told = []
    for payment in payments:
        if payment.means is Means.VOUCHER:
            if not payment.reference:
                raise Refused("voucher_code_missing")
            code = checked_code(payment.reference)
            asked[code] = asked.get(code, 0) + payment.amount_idr
            told.append(replace(payment, reference=code))
        else:
            told.append(payment)
    known = u.vouchers.locked(asked)
    for code, amount in asked.items():
        voucher = _usable(known.get(code), code, day)
        if amount > voucher.balance_idr:
            raise Refused("voucher_too_small", code=code, left_idr=voucher.balance_idr)
    return tuple(told)


def lock(u: Transaction, payments: Sequence[Payment]) -> None:
    """Keeps the vouchers among payments from other tills."""
    u.vouchers.locked(_codes(payments))


def lock_for_return(u: Transaction, sale: Sale, sale_id: int, *, payments: Sequence[Payment] = ()) -> None:
    """Keeps vouchers from other tills while a sale is given back: what it was paid with, those it sold, those that pay now."""
    codes = _codes((*sale.payments, *payments))
    if any(line.kind is Kind.DEPOSIT for line in sale.counting):
        codes |= set(u.vouchers.sold_on(sale_id).values())
    u.vouchers.locked(codes)


def put_back(
    shop: Shop, u: Transaction, payments: Sequence[Payment], *, day: date, sale: Sale | None = None, earlier: Sequence[Sale] = ()
) -> tuple[Payment, ...]:
    """The payments of a return (below zero), each voucher among them with its code.

    Money that came from vouchers goes back onto them, in their order, as far as they are still good; the rest onto a
    new one. A code that is given is used as it is.

    Raises:
        Refused: `not_a_voucher_code`, `no_such_voucher`, `voucher_expired`.
    """
    told: list[Payment] = []
    left = _paid_with(sale, earlier) if sale is not None else {}
    for payment in payments:
        if payment.means is not Means.VOUCHER:
            told.append(payment)
            continue
        if payment.reference:
            code = checked_code(payment.reference)
            found = u.vouchers.by_code(code)
            if found is None:
                raise Refused("no_such_voucher", code=code)
            _not_expired(found, day)
            told.append(replace(payment, reference=code))
            continue
        rest = -payment.amount_idr
        for code, most in left.items():
            known = u.vouchers.by_code(code)
            part = min(rest, most) if known is not None and not known.expired(day) else 0
            if part > 0:
                told.append(Payment(Means.VOUCHER, Rupiah(-part), code))
                rest -= part
                left[code] = most - part
        if rest:
            told.append(Payment(Means.VOUCHER, Rupiah(-rest), _drawn(shop, u)))
    return tuple(told)


def book(shop: Shop, u: Transaction, sale: Sale, *, sale_id: int, refunds_id: int | None) -> None:
    """Writes what a document does to the ledger: paid with, put back on, given, sold as a gift, taken back.

    Raises:
        Refused: `voucher_spent_already`, where a gift that was used is to be taken back.
    """
    if sale.source is not None:
        return
    term = ""
    gifts = _gift_lines(u, sale)
    if gifts or any(p.means is Means.VOUCHER for p in sale.payments):
        term = settings.stored(u)["voucher_days"]
    for payment in sale.payments:
        if payment.means is Means.VOUCHER and payment.reference:
            if payment.amount_idr < 0 and u.vouchers.by_code(payment.reference) is None:
                expires = last_day(sale.business_day, term)
                u.vouchers.give(payment.reference, VoucherKind.RETURN, sale, sale_id, expires=expires)
            u.vouchers.move(payment.reference, -payment.amount_idr, sale, sale_id)
    sold = u.vouchers.sold_on(refunds_id) if gifts and refunds_id is not None else {}
    for line in gifts:
        if sale.kind is SaleKind.SALE:
            code = _drawn(shop, u)
            u.vouchers.give(code, VoucherKind.GIFT, sale, sale_id, expires=last_day(sale.business_day, term), line_no=line.line_no)
        else:
            code = sold[line.refunds_line or 0]
            found = u.vouchers.by_code(code)
            if found is None or found.balance_idr + line.amount_idr < 0:
                raise Refused("voucher_spent_already", code=code)
        u.vouchers.move(code, line.amount_idr, sale, sale_id)


def _codes(payments: Sequence[Payment]) -> set[str]:
    return {bare_code(payment.reference) for payment in payments if payment.means is Means.VOUCHER and payment.reference}


def _gift_lines(u: Transaction, sale: Sale) -> list[SaleLine]:
    deposits = [line for line in sale.counting if line.kind is Kind.DEPOSIT]
    if not deposits:
        return []
    article: set[ProductId] = {x.product.id for x in u.products.by_code(ARTICLE_CODE, day=sale.business_day)}
    return [line for line in deposits if line.product_id in article and line.amount_idr]


def _drawn(shop: Shop, u: Transaction) -> str:
    """A code nobody has: the last bits of a new uid are chance."""
    chance = int(shop.new_uid().replace("-", "")[-15:], 16)
    while u.vouchers.by_code(code_of(chance % DRAWN)) is not None:
        chance += 1
    return code_of(chance % DRAWN)


def _paid_with(sale: Sale, earlier: Sequence[Sale]) -> dict[str, int]:
    """What each voucher gave to a sale less what has been put back; what went onto other ones counts off the first."""
    left: dict[str, int] = {}
    elsewhere = 0
    for document in (sale, *earlier):
        for payment in document.payments:
            if payment.means is not Means.VOUCHER:
                continue
            code = payment.reference or ""
            if document is sale or code in left:
                left[code] = left.get(code, 0) + payment.amount_idr
            else:
                elsewhere -= payment.amount_idr
    for code in left:
        taken = min(left[code], elsewhere)
        left[code] -= taken
        elsewhere -= taken
    return left


def _usable(voucher: Voucher | None, code: str, day: date) -> Voucher:
    if voucher is None:
        raise Refused("no_such_voucher", code=code)
    _not_expired(voucher, day)
    if voucher.balance_idr <= 0:
        raise Refused("voucher_empty", code=code)
    return voucher


def _not_expired(voucher: Voucher, day: date) -> None:
    if voucher.expired(day):
        raise Refused("voucher_expired", code=voucher.code, day=voucher.expires)
