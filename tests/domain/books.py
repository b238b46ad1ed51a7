"""Sales as the books would hold them, made without a database: from a basket, and at random."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random

from pos_app.domain import cart as carts
from pos_app.domain.cart import Cart
from pos_app.domain.cash_rounding import CashRounding
from pos_app.domain.money import BasisPoints, Rupiah
from pos_app.domain.price_choice import priced
from pos_app.domain.pricing import Discount
from pos_app.domain.product import Found, Kind, Pack, ProductId, TaxClass
from pos_app.domain.promotion import Part, Promotion, PromotionKind, When
from pos_app.domain.quantity import Milli
from pos_app.domain.refund import Returned, Wanted, correction, given_back, left_by_means, paid_in, refund
from pos_app.domain.sale import Sale, SaleKind, close, lines_of
from pos_app.domain.tender import Means, Payment, Settlement
from tests.shelf import DOMESTIC, IMPORTED, UNKNOWN, article

AT, DAY = datetime(2026, 11, 24, 2, 0, tzinfo=UTC), date(2026, 11, 24)
PKP_RATE = BasisPoints(1100)


def sold(
    cart: Cart,
    payments: Sequence[Payment],
    *,
    rounding: CashRounding = CashRounding.DOWN_100,
    pkp: BasisPoints | None = None,
    number: str = "T1-20261124-0001",
) -> Sale:
    """The basket as a committed sale."""
    products = {line.product.id: line.product for line in cart.lines}
    lines = lines_of(cart, products)
    total, tax, settled = close(lines, payments, rounding=rounding, pkp_rate_bp=pkp)
    return Sale(
        uid=f"uid {number}",
        number=number,
        kind=SaleKind.SALE,
        till="T1",
        at=AT,
        business_day=DAY,
        person="Sari",
        lines=lines,
        payments=settled.payments,
        total_idr=total,
        rounding_idr=settled.rounding_idr,
        paid_idr=settled.paid_idr,
        change_idr=settled.change_idr,
        tax_idr=tax,
        cash_rounding=rounding,
        customer=cart.customer,
    )


def booked(sale: Sale, back: Returned, nth: int = 1) -> Sale:
    """What a refund gives back as the document it becomes."""
    return replace(
        sale,
        uid=f"{sale.uid} back {nth}",
        number=f"{sale.number} back {nth}",
        kind=SaleKind.REFUND,
        lines=back.lines,
        payments=back.settlement.payments,
        total_idr=back.total_idr,
        rounding_idr=back.settlement.rounding_idr,
        paid_idr=back.settlement.paid_idr,
        change_idr=back.settlement.change_idr,
        tax_idr=back.tax_idr,
        refunds=sale.number,
    )


def kept_by_means(documents: Sequence[Sale]) -> Mapping[Means, int]:
    """What the shop holds in each means after these documents; a means that came to nothing is left out."""
    kept: dict[Means, int] = {}
    for document in documents:
        kept[Means.CASH] = kept.get(Means.CASH, 0) - document.change_idr
        for payment in document.payments:
            kept[payment.means] = kept.get(payment.means, 0) + payment.amount_idr
    return {means: amount for means, amount in kept.items() if amount}


_ALWAYS = When(date(2026, 1, 1))
_FIRST, _SECOND = Part(ProductId(1)), Part(ProductId(2))
SHELF = (
    Promotion(1, "2+1", PromotionKind.FREE, _ALWAYS, buy=2, free=1, parts=(_FIRST, _SECOND)),
    Promotion(2, "Paket", PromotionKind.BUNDLE, _ALWAYS, price_idr=Rupiah(1_999), parts=(_FIRST, _SECOND)),
    Promotion(3, "7 %", PromotionKind.OFF, _ALWAYS, off=Discount(share_bp=BasisPoints(700)), domestic=True),
    Promotion(4, "150", PromotionKind.OFF, _ALWAYS, off=Discount(Rupiah(150))),
)


def random_sale(dice: Random) -> Sale:
    """Pieces, weighed goods, packs, labels with a price, promotions, discounts on lines and basket, split tenders, PPN, every rounding."""
    cart = Cart()
    for number in range(1, dice.randint(1, 5) + 1):
        weighed = dice.random() < 0.25
        kind = dice.choice([Kind.GOODS] * 6 + [Kind.SERVICE, Kind.DEPOSIT])
        product = article(
            number,
            dice.choice([1, 7, 15, 2013, 2015, 13830, dice.randint(1, 200_000)]),
            origin=dice.choice([DOMESTIC, IMPORTED, UNKNOWN]),
            weighed=weighed,
            kind=kind,
            tax_class=dice.choice(list(TaxClass)),
        )
        pack = (
            Pack("dus", Milli(dice.choice([3, 7, 12, 40]) * 1000), Rupiah(dice.randint(1, 500_000)))
            if not weighed and dice.random() < 0.3
            else None
        )
        qty = Milli(dice.randint(1, 3000)) if weighed else Milli(dice.choice([1, 1, 2, 3, 7, 12]) * 1000)
        if pack and dice.random() < 0.2 and pack.holds % 2000 == 0:
            qty = Milli(500)
        gross = Rupiah(dice.randint(1, 50_000)) if weighed and dice.random() < 0.3 else None
        for _ in range(dice.choice([1, 1, 1, 2])):
            cart = carts.add(cart, Found(product, product.code, pack), qty=qty, gross_idr=gross, separate=True)
    if dice.random() < 0.4:
        cart = priced(cart, dice.sample(SHELF, dice.randint(1, len(SHELF))), AT)
    for line in cart.lines:
        if dice.random() < 0.4:
            off = (
                Discount(share_bp=BasisPoints(dice.choice([0, 333, 500, 2550, 9_999, 10_000])))
                if dice.random() < 0.5
                else Discount(Rupiah(dice.randint(0, line.gross_idr)))
            )
            cart = carts.set_line_discount(cart, line.key, off)
    if dice.random() < 0.5:
        off = (
            Discount(share_bp=BasisPoints(dice.randint(0, 10_000)))
            if dice.random() < 0.5
            else Discount(Rupiah(dice.randint(0, cart.net_idr)))
        )
        cart = carts.set_discount(cart, off)
    rounding = dice.choice(list(CashRounding))
    return sold(cart, _tendered(cart.total_idr, dice), rounding=rounding, pkp=dice.choice([None, PKP_RATE]))


def _tendered(total: int, dice: Random) -> list[Payment]:
    others, left = [], total
    for means in dice.sample([m for m in Means if m is not Means.CASH], dice.choice([0, 0, 1, 2])):
        part = dice.choice([left, dice.randint(0, left)])
        if part:
            others.append(Payment(means, Rupiah(part)))
            left -= part
    if left or dice.random() < 0.1:
        cash = [Payment(Means.CASH, Rupiah(left + dice.choice([0, 50, 100, 20_000, 100_000]) + 100))]
        if dice.random() < 0.1:
            cash.append(Payment(Means.CASH, Rupiah(50)))
        others += cash
    dice.shuffle(others)
    return others


def corrected(sale: Sale, earlier: Sequence[Sale], dice: Random) -> list[Sale]:
    """Some of what a sale was paid by, put right, if there is any left to be."""
    left = [means for means, amount in left_by_means(sale, earlier).items() if amount > 0 and means not in (Means.VOUCHER, Means.POINTS)]
    if not left:
        return []
    was = dice.choice(left)
    really = dice.choice([m for m in (Means.CASH, Means.QRIS, Means.DEBIT, Means.BON) if m is not was])
    paid = correction(sale, earlier, was, really=really, amount_idr=None, reference=None)
    nothing = Rupiah(0)
    back = Returned((), Settlement(paid, nothing, nothing, nothing), nothing, nothing)
    return [replace(booked(sale, back, len(earlier) + 1), kind=SaleKind.CORRECTION)]


def refund_in_parts(sale: Sale, dice: Random) -> list[Sale]:
    """Gives a sale back in parts of random sizes and in random order, until nothing is left."""
    earlier: list[Sale] = []
    while True:
        back = given_back(sale, earlier)
        left: dict[ProductId, int] = {}
        for line in sale.lines:
            left[line.product_id] = left.get(line.product_id, 0) + line.base_qty - back[line.line_no]
        open_ids = [product for product, qty in left.items() if qty]
        if not open_ids:
            return earlier
        if len(earlier) >= 6 or dice.random() < 0.2:
            wanted = []
        else:
            asked = dice.sample(open_ids, dice.randint(1, len(open_ids)))
            wanted = [Wanted(p, "x", Milli(dice.choice([left[p], dice.randint(1, left[p]), min(left[p], 1000)]))) for p in asked]
        if dice.random() < 0.1:
            earlier += corrected(sale, earlier, dice)
        back = refund(sale, earlier, wanted)
        if dice.random() < 0.15:
            back = paid_in(back, Means.VOUCHER)
        earlier.append(booked(sale, back, len(earlier) + 1))
