"""Another system's sales go into the books as history: under a till of their own, once, and without moving stock.

Each receipt is whole or refused. Origin is that of the books now; certificates are judged on the business day.
"""

import hashlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from pos_app.domain import days
from pos_app.domain.actor import Actor
from pos_app.domain.article_list.model import Note, note
from pos_app.domain.cash_rounding import CashRounding
from pos_app.domain.money import BasisPoints, Rupiah
from pos_app.domain.parcel import with_parts
from pos_app.domain.product import Found, Product, ProductId
from pos_app.domain.quantity import Milli
from pos_app.domain.sale import Sale, SaleKind, SaleLine, passed_on, receipt_number, tax_of
from pos_app.domain.sales_list.measures import MEASURES
from pos_app.domain.sales_list.read import Receipt, SoldLine, read
from pos_app.domain.tax import rate_on
from pos_app.domain.tender import Means, Payment
from pos_app.domain.words import folded, one_line
from pos_app.errors import Refused
from pos_app.services import lookup, settings
from pos_app.services.shop import Changes, Shop, not_come
from pos_app.services.vocabulary import shipped
from pos_app.storage.uow import Transaction

_log = logging.getLogger("replay")

TILL: Final = "H1"
"""The till all history is posted under."""

_MEANS: Final = {
    **dict.fromkeys(("cash", "tunai", "kas", "kontan"), Means.CASH),
    **dict.fromkeys(("qris", "qr", "qr code"), Means.QRIS),
    **dict.fromkeys(("debit", "kartu debit", "edc", "debit card"), Means.DEBIT),
    **dict.fromkeys(("credit card", "kartu kredit", "credit", "card"), Means.CREDIT),
    **dict.fromkeys(("ewallet", "e-wallet", "gopay", "ovo", "dana", "shopeepay", "linkaja"), Means.EWALLET),
    **dict.fromkeys(("transfer", "bank", "transfer bank", "bank transfer"), Means.TRANSFER),
    **dict.fromkeys(("bon", "kasbon", "hutang", "utang", "piutang", "kredit", "tempo"), Means.BON),
    **dict.fromkeys(("voucher",), Means.VOUCHER),
    **dict.fromkeys(("poin", "points"), Means.POINTS),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to say about a receipt; `level` is `warning` or `refused`."""

    row: int
    receipt: str
    code: str
    level: str
    note: Note


@dataclass(frozen=True, slots=True)
class Replayed:
    """What became of a sales export."""

    source: str
    rows: int
    receipts: int
    posted: int
    unchanged: int
    refused: int
    warned: int
    problems: tuple[Problem, ...]
    changes: Changes = field(default_factory=Changes)


@dataclass(frozen=True, slots=True)
class _Staged:
    """A receipt with its instant and the articles of its lines, or with why it is refused."""

    receipt: Receipt
    digest: str
    at: datetime | None = None
    found: tuple[Found, ...] = ()
    problem: Problem | None = None


def take(shop: Shop, actor: Actor, data: bytes, *, source: str = "", mapping: Mapping[str, str] | None = None) -> Replayed:
    """Posts the receipts of a file that are not in the books yet, all in one transaction.

    Raises:
        Refused: `no_sales_header` and the like, `replay_nothing_taken`.
    """
    from pos_app.documents import tables

    sales = read(tables.read(data), shipped(), mapping=mapping)
    named = one_line(source) or sales.system
    with shop.uow.read() as u:
        staged = _stage(shop, u, sales.receipts)
    problems: list[Problem] = []
    posted = unchanged = 0
    with shop.uow.write() as u:
        kept, known = settings.stored(u), u.sales.digests(named)
        products = _products(u, staged, kept["zone"])
        u.closings.lock(shared=True)
        closed = u.closings.months()
        for one in staged:
            receipt = one.receipt
            if receipt.id in known and known[receipt.id] == one.digest and receipt.refusal is None:
                unchanged += 1
            elif receipt.id in known:
                problems.append(_no(receipt, "history_conflict", receipt=receipt.id))
            elif one.problem is not None:
                problems.append(one.problem)
            elif one.at is not None and (month := f"{days.business_day(one.at, kept['zone']):%Y-%m}") in closed:
                problems.append(_no(receipt, "month_is_closed", month=month))
            else:
                problems.extend(_post(shop, u, actor, one, products, kept=kept, source=named))
                posted += 1
        if posted:
            u.books.audit(at=shop.clock(), actor=actor, event="history_posted", subject=named, receipts=posted)
            u.commit()
    problems.sort(key=lambda problem: problem.row)
    if not posted and not unchanged:
        from pos_app import texts

        first = problems[0]
        raise Refused("replay_nothing_taken", receipt=first.receipt, problem=texts.sentence(first.note.as_refused))
    refused = sum(1 for problem in problems if problem.level == "refused")
    _log.info("replayed %s receipts=%d posted=%d unchanged=%d refused=%d", named, len(staged), posted, unchanged, refused)
    warned = len({problem.receipt for problem in problems if problem.level == "warning"})
    return Replayed(named, sales.rows, len(staged), posted, unchanged, refused, warned, tuple(problems), Changes(sales=posted > 0))


def _no(receipt: Receipt, why: str, /, row: int | None = None, article: str = "", **fields: object) -> Problem:
    return Problem(row or receipt.row, receipt.id, article, "refused", note(why, **fields))


def _stage(shop: Shop, u: Transaction, receipts: Sequence[Receipt]) -> list[_Staged]:
    """Every receipt with its articles, in the order of their times."""
    zone = settings.stored(u)["zone"]
    now = shop.clock()
    today = days.business_day(now, zone)
    seen: dict[tuple[str, str, str, str], Found | Note] = {}
    names: dict[str, list[ProductId]] = {}
    if any(not (sold.number or sold.code) for receipt in receipts for sold in receipt.lines):
        for product_id, name in u.lists.names():
            names.setdefault(folded(name), []).append(product_id)
    staged = []
    for receipt in sorted(receipts, key=lambda receipt: (receipt.at or datetime.max, receipt.row)):  # noqa: DTZ901 - local times
        digest = hashlib.sha256(receipt.content.encode()).hexdigest()
        if receipt.refusal is not None or receipt.at is None:
            refusal = receipt.refusal or note("history_no_date", text="-")
            staged.append(_Staged(receipt, digest, problem=Problem(receipt.row, receipt.id, receipt.refused_code, "refused", refusal)))
            continue
        at = receipt.at.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        late = not_come(at, now, zone) if at > now else None
        problem = Problem(receipt.row, receipt.id, "", "refused", note(late.code, **late.fields)) if late else None
        found: list[Found] = []
        for sold in receipt.lines:
            key = (sold.number, sold.code, sold.name, sold.measure)
            if key not in seen:
                seen[key] = _in_its_unit(u, _find(u, sold, names, today), sold.measure, today)
            one = seen[key]
            if isinstance(one, Note):
                problem = problem or Problem(sold.row, receipt.id, sold.code or sold.number, "refused", one)
            elif sold.qty * one.holds % 1000:
                said = note("pack_does_not_divide", unit=one.unit, holds_milli=one.holds)
                problem = problem or Problem(sold.row, receipt.id, sold.code or sold.number, "refused", said)
            elif (unit := one.unit.casefold()) in MEASURES and (told := sold.measure.casefold()) in MEASURES and told not in MEASURES[unit]:
                said = note("history_other_measure", other=sold.measure, unit=one.unit)
                problem = problem or Problem(sold.row, receipt.id, sold.code or sold.number, "refused", said)
            else:
                found.append(one)
        staged.append(_Staged(receipt, digest, at, tuple(found), problem))
    return staged


def _products(u: Transaction, staged: Sequence[_Staged], zone: str) -> dict[tuple[ProductId, date], Product]:
    """The articles as the books have them now, their certificates judged on each business day that needs them."""
    needed: dict[date, set[ProductId]] = {}
    for one in staged:
        if one.problem is None and one.at is not None:
            needed.setdefault(days.business_day(one.at, zone), set()).update(found.product.id for found in one.found)
    return {(key, day): product for day, ids in needed.items() for key, product in u.products.by_ids(ids, day=day).items()}


def _post(
    shop: Shop,
    u: Transaction,
    actor: Actor,
    one: _Staged,
    products: Mapping[tuple[ProductId, date], Product],
    *,
    kept: Mapping[str, str],
    source: str,
) -> list[Problem]:
    """Writes one receipt; what there is to say about it."""
    receipt, at = one.receipt, one.at or shop.clock()
    day = days.business_day(at, kept["zone"])
    lines = [
        _line(line_no, sold, replace(found, product=products[found.product.id, day]), is_return=receipt.is_return)
        for line_no, (sold, found) in enumerate(zip(receipt.lines, one.found, strict=True), start=1)
    ]
    whole = with_parts(lines, {found.product.id: products[found.product.id, day] for found in one.found})
    total = Rupiah(sum(line.amount_idr for line in lines))
    payments, notes = _paid(receipt, total)
    paid = Rupiah(sum(payment.amount_idr for payment in payments))
    rate: BasisPoints | None = rate_on(day) if kept["pkp"] == "yes" else None
    sale = Sale(
        uid=shop.new_uid(),
        number=receipt_number(TILL, day, u.books.next_running_number(TILL, day)),
        kind=SaleKind.REFUND if receipt.is_return else SaleKind.SALE,
        till=TILL,
        at=at,
        business_day=day,
        person=actor.person,
        lines=whole,
        payments=payments,
        total_idr=total,
        rounding_idr=Rupiah(0),
        paid_idr=paid,
        change_idr=Rupiah(paid - total),
        tax_idr=tax_of(whole, rate),
        cash_rounding=CashRounding.OFF,
        source=source,
        source_id=receipt.id,
    )
    u.sales.insert(sale, posted_at=shop.clock(), digest=one.digest)
    return [Problem(receipt.row, receipt.id, "", "warning", said) for said in (*receipt.notes, *notes)]


def _paid(receipt: Receipt, total: Rupiah) -> tuple[tuple[Payment, ...], tuple[Note, ...]]:
    """How it was paid: as handed over; what was paid short stands as credit and is said."""
    means = _MEANS.get(receipt.payment.casefold().strip(), Means.CASH)
    if total <= 0 or means is not Means.CASH or receipt.tendered_idr is None:
        return ((Payment(means, total),) if total else ()), ()
    if receipt.tendered_idr >= total:
        return (Payment(Means.CASH, receipt.tendered_idr),), ()
    short = note("history_paid_short", paid_idr=receipt.tendered_idr, total_idr=total)
    cash = (Payment(Means.CASH, receipt.tendered_idr),) if receipt.tendered_idr else ()
    return (*cash, Payment(Means.BON, Rupiah(total - receipt.tendered_idr))), (short,)


def _find(u: Transaction, sold: SoldLine, names: Mapping[str, Sequence[ProductId]], day: date) -> Found | Note:
    several: Sequence[Found] = ()
    for text in (sold.number, sold.code):
        if not text:
            continue
        found = lookup.find(u, text, day=day)
        if len(found) == 1:
            return found[0]
        alike = [one for one in found if folded(one.product.name) == folded(sold.name)]
        if len(alike) == 1:
            return alike[0]
        several = found or several
    if several:
        return note("history_code_on_several", code=sold.code or sold.number, names=", ".join(one.product.name for one in several[:3]))
    if sold.number or sold.code:
        return note("history_unknown_article", code=sold.number or sold.code, name=sold.name)
    named = names.get(folded(sold.name), []) if sold.name else []
    if len(named) == 1:
        product = u.products.by_ids(named, day=day)[named[0]]
        return Found(product, product.code)
    return note("history_unknown_article" if not named else "history_name_on_several", code="-", name=sold.name)


def _in_its_unit(u: Transaction, found: Found | Note, unit: str, day: date) -> Found | Note:
    """The pack that the list counts in, where the code is that of the article itself: 2 dus of 40 are 80 pieces."""
    if isinstance(found, Note) or found.pack is not None or not unit or folded(unit) == folded(found.unit):
        return found
    packs = u.units.of(found.product.id, day=day)
    return replace(found, pack=next((pack for pack in packs if folded(pack.unit) == folded(unit)), None))


def _line(line_no: int, sold: SoldLine, found: Found, *, is_return: bool) -> SaleLine:
    """The line as the books keep it, negative in a return."""
    sign = -1 if is_return else 1
    product = found.product
    return SaleLine(
        line_no=line_no,
        product_id=product.id,
        code=found.code,
        name=product.name,
        category=product.category,
        kind=product.kind,
        unit=found.unit,
        qty=Milli(sign * sold.qty),
        base_qty=Milli(sign * (sold.qty * found.holds // 1000)),
        unit_price_idr=sold.unit_price_idr,
        gross_idr=Rupiah(sign * sold.gross_idr),
        gross_given=sold.gross_given,
        line_discount_idr=Rupiah(sign * sold.discount_idr),
        basket_discount_idr=Rupiah(0),
        amount_idr=Rupiah(sign * sold.amount_idr),
        pass_through_idr=Rupiah(sign * passed_on(product, sold.gross_idr, sold.qty)),
        cost=product.average_cost,
        origin=product.origin,
        maker=product.maker,
        tax_class=product.tax_class,
        weighed=product.weighed,
    )
