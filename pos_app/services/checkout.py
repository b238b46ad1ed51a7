"""Scan to receipt: what is scanned goes into the basket, and Pay makes it a sale in one commit.

Number, lines, payments, stock and audit row are one transaction; printing comes after it and cannot undo it.
"""

import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from pos_app.domain import cart as carts
from pos_app.domain.actor import Actor
from pos_app.domain.barcode import read_scan
from pos_app.domain.cart import Cart, CartLine
from pos_app.domain.cash_rounding import CashRounding
from pos_app.domain.days import business_day
from pos_app.domain.money import Rupiah
from pos_app.domain.origin import State
from pos_app.domain.parcel import with_parts
from pos_app.domain.product import OPEN_ARTICLE_CODE, Found, Kind, Product, ProductId
from pos_app.domain.quantity import ONE, Milli
from pos_app.domain.sale import Sale, SaleKind, SaleLine, close, lines_of, receipt_number
from pos_app.domain.tax import rate_on
from pos_app.domain.tender import Payment
from pos_app.errors import Refused
from pos_app.services import consignment, credit, limits, lookup, points, promotions, settings, shifts, vouchers
from pos_app.services.promotions import Rules
from pos_app.services.shop import Changes, Shop, not_closed, not_later
from pos_app.storage.sales import Stored
from pos_app.storage.stock import Move
from pos_app.storage.uow import Transaction

if TYPE_CHECKING:
    from pos_app.domain.alternatives import Alternative

_log = logging.getLogger("sale")

_MOST_OFFERS: Final = 3
_PLAIN: Final = 14
"""No code of so few signs carries a date."""
_CLOCKS_MOVE: Final = timedelta(minutes=2)
"""A computer that sets its own clock right by less is no news."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a scan came to: a basket with its changed line, articles to choose from, or a code nobody knows."""

    cart: Cart
    key: int | None = None
    choices: tuple[Found, ...] = ()
    unknown: str | None = None
    archived: Refused | None = None
    """What is to be said of the unknown code, where an archived article has it."""
    price_missing: Found | None = None
    weight_missing: Found | None = None
    rules: Rules | None = None
    """The offers the basket was priced by, for the next scan."""
    expired: date | None = None
    """The day of this very package, as its 2D code says, where it is past."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A domestic article for the imported line `key`: the `place`-th of `of` that could stand in for it."""

    key: int
    instead_of: CartLine
    found: Found
    alternative: "Alternative"
    place: int
    of: int


@dataclass(frozen=True, slots=True)
class Committed:
    """A sale in the books; `short` are articles sold below zero stock, `below_cost` those sold for less than they cost.

    `back` is the return whose goods these were taken for. `before` is as `set_back` found it: somebody has set the clock back, and is told
    so once.
    """

    sale: Sale
    changes: Changes
    short: tuple[str, ...] = ()
    below_cost: tuple[str, ...] = ()
    back: Sale | None = None
    before: str | None = None


def scan(shop: Shop, cart: Cart, text: str, *, qty: Milli | None = ONE, rules: Rules | None = None) -> Scanned:
    """The basket after a scan, priced anew; an unknown code or an open price changes nothing and says so.

    `qty` is None where nobody said how much: one piece, or a weight that is asked for. `rules` are the offers the last scan
    was priced by; they are read again only where others were made or ended since.

    Raises:
        Refused: as `cart.add`, apart from a missing price, and `promotions.priced`.
    """
    with shop.uow.read() as u:
        zone = settings.stored(u)["zone"]
        day = business_day(shop.clock(), zone)
        found = lookup.find(u, text, day=day)
        rules = promotions.rules_in(shop, u, zone, rules)
        if not found:
            return Scanned(cart, unknown=text, archived=lookup.archived(u, text, day=day), rules=rules)
    if len(found) > 1:
        return Scanned(cart, choices=tuple(found), rules=rules)
    added = add(cart, found[0], qty=qty)
    until = read_scan(text).best_before if len(text) > _PLAIN else None
    past = until if until is not None and until < day else None
    return replace(added, cart=promotions.priced(shop, added.cart, rules), rules=rules, expired=past)


def add(cart: Cart, found: Found, *, qty: Milli | None = ONE, price_idr: Rupiah | None = None, name: str | None = None) -> Scanned:
    """The basket with an article that was chosen; an open price or a weight not given changes nothing and says so.

    Where the price is handed on (phone credit, a token) and open, what is typed is that amount; the fee comes on top.
    """
    named = found.measured is not None and found.measured.amount_idr is not None
    if found.price_idr in (None, 0) and price_idr is None and not named:
        return Scanned(cart, price_missing=found)
    if price_idr is not None and not found.price_idr:
        price_idr = open_price(found, price_idr)
    if qty is None and found.product.weighed and found.pack is None and found.measured is None:
        return Scanned(cart, weight_missing=found)
    changed = carts.add(cart, found, qty=qty or ONE, price_idr=price_idr, name=name)
    return Scanned(changed, key=changed.lines[-1].key)


def open_price(found: Found, typed_idr: Rupiah) -> Rupiah:
    """What an open price comes to: where it is handed on, the shop's fee is on top of what was typed.

    Raises:
        Refused: `price_stands`, `price_not_positive`.
    """
    if found.price_idr:
        raise Refused("price_stands", name=found.product.name)
    if typed_idr <= 0:
        raise Refused("price_not_positive")
    return Rupiah(typed_idr + (found.product.fee_idr or 0))


def suggestions(shop: Shop, cart: Cart) -> tuple[Suggestion, ...]:
    """Domestic articles for the imported line changed last, in stock at a comparable price, the best first.

    Three at most; none where there are none, or where the setting is off.
    """
    from pos_app.domain import alternatives  # its patterns take a while to compile, and a sale needs none of them

    imported = [x for x in cart.lines if x.product.origin.state is State.IMPORTED and x.product.kind is Kind.GOODS]
    if not imported:
        return ()
    line = imported[-1]
    with shop.uow.read() as u:
        kept = settings.stored(u)
        if kept["domestic_offers"] == "off":
            return ()
        day = business_day(shop.clock(), kept["zone"])
        others = u.products.in_category(line.product.category, state=State.DOMESTIC, day=day, most=200)
    offers = alternatives.suggest(line.product, others, qty=line.base_qty, most=_MOST_OFFERS)
    return tuple(
        Suggestion(line.key, line, Found(offer.product, offer.product.code), offer, place, len(offers))
        for place, offer in enumerate(offers, 1)
    )


def take_over(cart: Cart, suggestion: Suggestion) -> Cart:
    """The basket with the suggested domestic article in place of the imported line."""
    return carts.swap(cart, suggestion.key, suggestion.found)


def commit(
    shop: Shop,
    actor: Actor,
    cart: Cart,
    payments: Sequence[Payment],
    *,
    at: datetime | None = None,
    uid: str | None = None,
) -> Committed:
    """Makes the basket a sale. Posting the same `uid` twice changes nothing and gives the first sale again.

    A sale is refused for lack of stock in a shop alone that bars it. `at` is the moment it happened, now where none is given; prices are
    the basket's, cost and origin those of the books now, certificates judged on the business day.

    Raises:
        Refused: `basket_empty`, as `parcel.spread`, `in_the_future`, `month_is_closed`, `shift_required`, `tender_short`,
            `discount_above_role`, `below_cost`, `below_stock`, as `points.of_sale` and the like; nothing is written, no number used.
    """
    begun = time.perf_counter()
    uid = uid or shop.new_uid()
    with shop.uow.write() as u:
        if (known := u.sales.by_uid(uid, lock=True)) is not None:
            return Committed(known.sale, Changes())
        before = set_back(shop, u, actor)
        sale, short = sold_in(shop, u, actor, cart, payments, at=at, uid=uid)
        below = limits.below_cost(u, sale.lines)
        u.commit()
    lines, total, took = len(sale.lines), sale.total_idr, 1000 * (time.perf_counter() - begun)
    _log.info("committed %s lines=%d total_idr=%d ms=%.1f", sale.number, lines, total, took)
    return Committed(sale, Changes(sales=True, stock=True), short, below, before=before)


def set_back(shop: Shop, u: Transaction, actor: Actor) -> str | None:
    """The till's last document, where the clock now stands before it; asked before the next one is posted."""
    last = u.sales.last_posted(actor.till)
    return last[0] if last is not None and last[1] - shop.clock() > _CLOCKS_MOVE else None


def refuse_before_paying(shop: Shop, actor: Actor, cart: Cart) -> None:
    """Refuses what `commit` would refuse whatever is paid, before anybody pays by a means that cannot be taken back.

    Raises:
        Refused: `shift_required`, `discount_above_role`, `below_cost`, `below_stock`.
    """
    with shop.uow.read() as u:
        kept = settings.stored(u)
        shifts.of_document(u, actor, kept)
        products, lines = lines_in(u, cart, settings.today(shop, u))
        _refuse_lines(u, actor, cart, kept, products, lines)


def _refuse_lines(
    u: Transaction, actor: Actor, cart: Cart, kept: Mapping[str, str], products: Mapping[ProductId, Product], lines: Sequence[SaleLine]
) -> None:
    limits.refuse_given(u, actor, cart, kept)
    limits.refuse_below_cost(lines, kept)
    limits.refuse_below_stock(products, lines, kept)


def sold_in(
    shop: Shop,
    u: Transaction,
    actor: Actor,
    cart: Cart,
    payments: Sequence[Payment],
    *,
    at: datetime | None,
    uid: str,
    exchange: Stored | None = None,
) -> tuple[Sale, tuple[str, ...]]:
    """Writes a sale in a transaction that others may be part of: it, and the articles it sold below zero stock.

    `exchange` is the return whose goods these are taken for. Raises as `commit`.
    """
    kept = settings.stored(u)
    moment, day = not_later(shop, kept["zone"], at)
    not_closed(shop, u, zone=kept["zone"], day=day)
    u.customers.lock(cart.customer)
    credit.refuse_above_limit(u, cart.customer, payments)
    payments = vouchers.accepted(u, payments, day=day)
    shift = shifts.of_document(u, actor, kept)
    u.stock.lock(x.id for line in cart.lines for x in (line.product, *(p.product for p in line.product.parts)) if x.kind is Kind.GOODS)
    products, lines = lines_in(u, cart, day)
    _refuse_lines(u, actor, cart, kept, products, lines)
    rule = CashRounding(kept["cash_rounding"])
    rate = rate_on(day) if kept["pkp"] == "yes" else None
    total, tax, settled = close(lines, payments, rounding=rule, pkp_rate_bp=rate)
    sale = Sale(
        uid=uid,
        number=receipt_number(actor.till, day, u.books.next_running_number(actor.till, day)),
        kind=SaleKind.SALE,
        till=actor.till,
        at=moment,
        business_day=day,
        person=actor.person,
        lines=lines,
        payments=settled.payments,
        total_idr=total,
        rounding_idr=settled.rounding_idr,
        paid_idr=settled.paid_idr,
        change_idr=settled.change_idr,
        tax_idr=tax,
        cash_rounding=rule,
        customer=cart.customer,
        exchange=exchange.sale.number if exchange else None,
        shift=shift,
    )
    sale = replace(sale, points=points.of_sale(u, kept, sale))
    sale_id = post(shop, u, actor, sale, moves=True, exchange_id=exchange.id if exchange else None)
    _note_offers(u, cart, sale, sale_id)
    u.books.drop_cart(actor.till)
    return sale, _short(u, products, lines)


def lines_in(u: Transaction, cart: Cart, day: date) -> tuple[dict[ProductId, Product], tuple[SaleLine, ...]]:
    """The articles of a basket, those inside its parcels among them, and its lines with cost, origin and owner as of now."""
    products = u.products.by_ids((line.product.id for line in cart.lines), day=day)
    products |= {part.product.id: part.product for product in tuple(products.values()) for part in product.parts}
    return products, consignment.owned(u, with_parts(lines_of(cart, products), products))


def post(
    shop: Shop,
    u: Transaction,
    actor: Actor,
    sale: Sale,
    *,
    moves: bool,
    refunds_id: int | None = None,
    exchange_id: int | None = None,
) -> int:
    """Writes a document, the stock moves of its goods (unless it is history) and its audit row; its key."""
    now = shop.clock()
    sale_id = u.sales.insert(sale, posted_at=now, refunds_id=refunds_id, exchange_id=exchange_id)
    if moves:
        goods = [x for x in sale.counting if x.kind is Kind.GOODS]
        living = u.merges.survivors() if goods else {}
        out = [Move(living.get(x.product_id, x.product_id), Milli(-x.base_qty), sale.kind, x.cost, sale.number) for x in goods]
        u.stock.post(out, at=sale.at, business_day=sale.business_day, actor=actor, sale_id=sale_id)
        consignment.book(u, sale, sale_id=sale_id, refunds_id=refunds_id)
    vouchers.book(shop, u, sale, sale_id=sale_id, refunds_id=refunds_id)
    points.write(u, sale, sale_id)
    u.books.audit(at=now, actor=actor, event=sale.kind, subject=sale.number, total_idr=sale.total_idr, why=sale.why)
    return sale_id


def _note_offers(u: Transaction, cart: Cart, sale: Sale, sale_id: int) -> None:
    """Writes down what was offered for the lines that were sold, and what the customer chose; mostly there is nothing."""
    if not any(line.swapped_for or line.offered for line in cart.lines):
        return
    from pos_app.storage.offers import LEFT, TAKEN, NewOffer

    found = []
    for line, sold in zip(cart.lines, sale.lines, strict=True):
        if line.swapped_for:
            if (imported := u.offers.known_as(line.swapped_for)) is not None:
                found.append(NewOffer(sold.line_no, imported, line.product.id, TAKEN, sold.amount_idr))
        elif line.offered:
            found.append(NewOffer(sold.line_no, line.product.id, line.offered, LEFT, sold.amount_idr))
    u.offers.add(sale_id, sale.business_day, found)


def _short(u: Transaction, products: dict[ProductId, Product], lines: Sequence[SaleLine]) -> tuple[str, ...]:
    goods = [x for line in lines for x in line.counting if x.kind is Kind.GOODS]
    sold = list(dict.fromkeys(x.product_id for x in goods if not products[x.product_id].archived))
    levels = u.stock.levels(sold)
    return tuple(products[i].name for i in sold if levels[i] < 0 and products[i].code != OPEN_ARTICLE_CODE)
