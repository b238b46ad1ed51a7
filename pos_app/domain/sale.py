"""A sale as it stands in the books: copies of everything that was true at the counter.

A later change of price, origin or maker rewrites no past sale; that is why a line carries them itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pos_app.domain import tax
from pos_app.domain.cart import BasketShare, Cart, share_of
from pos_app.domain.cash_rounding import CashRounding
from pos_app.domain.money import WHOLE_BP, BasisPoints, Cost, Rupiah, half_away, times_qty
from pos_app.domain.origin import Origin, State
from pos_app.domain.price_change import PriceKind
from pos_app.domain.product import Kind, Maker, Product, ProductId, TaxClass
from pos_app.domain.quantity import Milli
from pos_app.domain.tender import Means, Payment, Settlement, settle
from pos_app.errors import Refused


class SaleKind(StrEnum):
    SALE = "sale"
    REFUND = "refund"
    VOID = "void"
    CORRECTION = "correction"
    """The means of a sale's payment put right: no lines, no total, what one means loses another gains."""


@dataclass(frozen=True, slots=True)
class SaleLine:
    """One line. Amounts and quantities of a refund are negative.

    `qty` is in the unit sold, `base_qty` in the article's own; `cost` is of one base unit, None while unknown.
    `amount_idr = gross_idr - discount_idr`, and `gross_idr = qty x unit_price_idr` unless `gross_given`.
    `price_kind` says by which rule the price was chosen, None where a person, a label or another system gave it;
    `list_price_idr` is what anyone paid for one sold unit then. `pass_through_idr` is what of the amount is handed on to
    somebody else and is no turnover. A parcel has `parts`: it prints, they count, and their amounts sum to its own.
    """

    line_no: int
    product_id: ProductId
    code: str
    name: str
    category: str
    kind: Kind
    unit: str
    qty: Milli
    base_qty: Milli
    unit_price_idr: Rupiah
    gross_idr: Rupiah
    line_discount_idr: Rupiah
    basket_discount_idr: Rupiah
    amount_idr: Rupiah
    cost: Cost | None
    origin: Origin
    maker: Maker | None
    tax_class: TaxClass
    weighed: bool
    gross_given: bool = False
    promotion_discount_idr: Rupiah = Rupiah(0)
    promotion: str | None = None
    promotion_points: int = 0
    price_kind: PriceKind | None = None
    list_price_idr: Rupiah | None = None
    consignor: str | None = None
    owed_idr: Rupiah | None = None
    """What is owed to the consignor for it; None where the goods are the shop's own."""
    member: str | None = None
    refunds_line: int | None = None
    pass_through_idr: Rupiah = Rupiah(0)
    parts: tuple["SaleLine", ...] = ()

    @property
    def counting(self) -> tuple["SaleLine", ...]:
        """The lines that count: the parts of a parcel, or the line itself."""
        return self.parts or (self,)

    @property
    def discount_idr(self) -> Rupiah:
        """All discounts together."""
        return Rupiah(self.line_discount_idr + self.promotion_discount_idr + self.basket_discount_idr)

    @property
    def is_taxed(self) -> bool:
        """Whether its price contains PPN, in a shop that charges it; a deposit is owed, not earned."""
        return self.tax_class is TaxClass.TAXED and self.kind is not Kind.DEPOSIT

    @property
    def taxed_idr(self) -> Rupiah:
        """What of the amount contains PPN: a fee does, what is handed on does not."""
        return Rupiah(self.amount_idr - self.pass_through_idr) if self.is_taxed else Rupiah(0)

    @property
    def pieces(self) -> Milli:
        """Pieces for counting: a weighed line is one piece."""
        if self.weighed:
            return Milli(1000 if self.base_qty > 0 else -1000)
        return self.base_qty


@dataclass(frozen=True, slots=True)
class Points:
    """What a document did to its member's points, and the balance after it; negative in a refund."""

    earned: int
    spent: int
    balance: int


@dataclass(frozen=True, slots=True)
class Sale:
    """A committed document: a sale, a refund or a void.

    `refunds` is the number of the sale a counter-document undoes; a refund without one is of goods whose receipt nobody
    has. `exchange` is the number of the return whose goods these were taken for. `source` and `source_id` are set on history taken
    over from another system.
    """

    uid: str
    number: str
    kind: SaleKind
    till: str
    at: datetime
    business_day: date
    person: str
    lines: tuple[SaleLine, ...]
    payments: tuple[Payment, ...]
    total_idr: Rupiah
    rounding_idr: Rupiah
    paid_idr: Rupiah
    change_idr: Rupiah
    tax_idr: Rupiah
    cash_rounding: CashRounding
    customer: str | None = None
    why: str | None = None
    refunds: str | None = None
    exchange: str | None = None
    source: str | None = None
    source_id: str | None = None
    shift: int | None = None
    points: Points | None = None

    @property
    def without_receipt(self) -> bool:
        """A return whose sale is not known."""
        return self.kind is SaleKind.REFUND and self.refunds is None and self.source is None

    @property
    def counting(self) -> tuple[SaleLine, ...]:
        """Every line that counts; `lines` are those that print."""
        return tuple(part for line in self.lines for part in line.counting)

    @property
    def share(self) -> BasketShare:
        return share_of([(x.kind, x.origin.state, x.amount_idr) for x in self.counting])

    @property
    def domestic_share_bp(self) -> BasisPoints | None:
        """Share of domestic goods in the goods of this basket; None where goods came to nothing or less."""
        return share_bp(self.share.domestic_idr, self.share.goods_idr)


def cash_moves(documents: Sequence[Sale]) -> bool:
    """Whether documents that belong together put cash into the drawer or take some out; a correction says where it was."""
    moving = [one for one in documents if one.kind is not SaleKind.CORRECTION]
    cash = sum(p.amount_idr for one in moving for p in one.payments if p.means is Means.CASH)
    return cash != 0 or any(one.change_idr for one in moving)


def share_bp(part: int, whole: int) -> BasisPoints | None:
    """`part` of `whole` in basis points; None where `whole` is zero or negative."""
    return BasisPoints(half_away(part * WHOLE_BP, whole)) if whole > 0 else None


def lines_of(cart: Cart, products: Mapping[ProductId, Product]) -> tuple[SaleLine, ...]:
    """The basket as sale lines, with cost and origin of `products` as the books have them now.

    Names and prices are the basket's: what the customer was shown is what is charged.
    """
    made = []
    rows = zip(cart.lines, cart.basket_shares(), strict=True)
    for line_no, (line, basket) in enumerate(rows, start=1):
        product = products[line.product.id]
        made.append(
            SaleLine(
                line_no=line_no,
                product_id=product.id,
                code=line.found.code,
                name=line.printed_name,
                category=product.category,
                kind=product.kind,
                unit=line.found.unit,
                qty=line.qty,
                base_qty=line.base_qty,
                unit_price_idr=line.unit_price_idr,
                gross_idr=line.gross_idr,
                gross_given=line.given_gross_idr is not None,
                line_discount_idr=line.discount_idr,
                promotion_discount_idr=line.promotion_idr,
                promotion=line.promotion,
                promotion_points=sum(one.points for one in line.applied),
                price_kind=line.price_kind,
                list_price_idr=line.found.price_idr,
                basket_discount_idr=basket,
                amount_idr=Rupiah(line.net_idr - basket),
                pass_through_idr=passed_on(product, line.gross_idr, line.qty),
                cost=product.average_cost,
                origin=product.origin,
                maker=product.maker,
                tax_class=product.tax_class,
                weighed=product.weighed,
                member=cart.customer,
            )
        )
    return tuple(made)


def passed_on(product: Product, gross_idr: Rupiah, qty: Milli) -> Rupiah:
    """What of a price is handed on to somebody else: all but the shop's fee, which discounts come out of."""
    if product.fee_idr is None or product.kind is not Kind.SERVICE:
        return Rupiah(0)
    return Rupiah(max(0, gross_idr - times_qty(product.fee_idr, qty)))


def close(
    lines: Sequence[SaleLine], payments: Sequence[Payment], *, rounding: CashRounding, pkp_rate_bp: BasisPoints | None
) -> tuple[Rupiah, Rupiah, Settlement]:
    """Total, tax contained in it, and the settlement of a basket that is paid.

    Raises:
        Refused: `basket_empty`, and as `tender.settle`.
    """
    if not lines:
        raise Refused("basket_empty")
    total = Rupiah(sum(line.amount_idr for line in lines))
    return total, tax_of(lines, pkp_rate_bp), settle(total, payments, rounding)


def tax_of(lines: Sequence[SaleLine], pkp_rate_bp: BasisPoints | None) -> Rupiah:
    """PPN contained in the taxed lines together; a shop that is not PKP charges none."""
    if pkp_rate_bp is None:
        return Rupiah(0)
    taxed = sum(x.taxed_idr for line in lines for x in line.counting)
    return tax.tax_within(Rupiah(taxed), pkp_rate_bp)


def receipt_number(till: str, day: date, running: int) -> str:
    """`T1-20261124-0007`."""
    return f"{till}-{day:%Y%m%d}-{running:04d}"


def is_domestic(line: SaleLine) -> bool:
    return line.kind is Kind.GOODS and line.origin.state is State.DOMESTIC
