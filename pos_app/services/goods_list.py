"""The list of goods as a window shows it: counted by filter, read a window at a time, one article with all that is known."""

from dataclasses import dataclass
from datetime import date

from pos_app.domain.evidence import Evidence
from pos_app.domain.margin import margin_bp
from pos_app.domain.money import BasisPoints, Rupiah
from pos_app.domain.origin import Origin
from pos_app.domain.product import Kind, Product, ProductId, TaxClass
from pos_app.domain.quantity import Milli
from pos_app.domain.tax import rate_on, tax_within
from pos_app.errors import Refused
from pos_app.services import lookup, settings
from pos_app.services.settings import today
from pos_app.services.shop import Shop
from pos_app.storage.listing import Counts, Filter
from pos_app.storage.origins import Event
from pos_app.storage.uow import Transaction

__all__ = ["Counts", "Detail", "Event", "Filter", "Listed", "Overview", "categories", "detail", "meant", "overview", "place_of", "window"]


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the list; `margin_bp` is None where price or cost is not known."""

    product: Product
    min_stock: Milli | None
    margin_bp: BasisPoints | None

    @property
    def is_low(self) -> bool:
        return self.min_stock is not None and self.product.on_hand is not None and self.product.on_hand < self.min_stock


@dataclass(frozen=True, slots=True)
class Overview:
    """What a filter leaves; `articles` counts the whole shop, so that an empty shop is told from an empty answer."""

    counts: Counts
    articles: int


@dataclass(frozen=True, slots=True)
class Detail:
    """One article with everything its panel shows."""

    listed: Listed
    codes: tuple[str, ...]
    origin: Origin
    pieces: tuple[Evidence, ...]
    history: tuple[Event, ...]
    day: date

    @property
    def product(self) -> Product:
        return self.listed.product


def overview(shop: Shop, which: Filter) -> Overview:
    """How many articles the filter and its neighbours leave, and what their stock is worth."""
    with shop.uow.read() as u:
        return Overview(u.listing.counts(which), u.products.count())


def window(shop: Shop, which: Filter, *, first: int, most: int) -> tuple[Listed, ...]:
    """Rows of the list from `first` on, by name."""
    with shop.uow.read() as u:
        day, pkp = _day_and_tax(shop, u)
        products = u.products.window(u.listing.keys(which, first=first, most=most), day=day)
        least = u.listing.least_stock([product.id for product in products])
        return tuple(_listed(product, least.get(product.id), day, pkp=pkp) for product in products)


def place_of(shop: Shop, which: Filter, product_id: ProductId) -> int | None:
    """Where in the list an article stands; None where the filter leaves it out."""
    with shop.uow.read() as u:
        return u.listing.place_of(which, product_id)


def detail(shop: Shop, product_id: ProductId) -> Detail:
    """One article as its panel shows it.

    Raises:
        Refused: `unknown_code`, where it is gone.
    """
    with shop.uow.read() as u:
        day, pkp = _day_and_tax(shop, u)
        product = u.products.by_ids([product_id], day=day).get(product_id)
        if product is None:
            raise Refused("unknown_code", code=product_id)
        least = u.listing.least_stock([product_id])
        goods = product.kind is Kind.GOODS
        return Detail(
            _listed(product, least.get(product_id), day, pkp=pkp),
            tuple(u.products.codes(product_id)),
            u.origins.judged(product_id, day=day) if goods else product.origin,
            tuple(u.origins.pieces(product_id)) if goods else (),
            tuple(u.origins.history(product_id)),
            day,
        )


def meant(shop: Shop, text: str) -> tuple[Product, ...]:
    """The articles a scan can mean; none, one, or several on one code."""
    with shop.uow.read() as u:
        return tuple(found.product for found in lookup.find(u, text, day=today(shop, u)))


def categories(shop: Shop) -> tuple[str, ...]:
    """Every category that articles stand in, by name."""
    with shop.uow.read() as u:
        return tuple(name for name, _count in u.listing.counts(Filter()).categories if name)


def _day_and_tax(shop: Shop, u: Transaction) -> tuple[date, bool]:
    return today(shop, u), settings.stored(u)["pkp"] == "yes"


def _listed(product: Product, least: Milli | None, day: date, *, pkp: bool) -> Listed:
    price = product.price_idr
    taxed = pkp and price is not None and product.tax_class is TaxClass.TAXED
    tax = tax_within(price, rate_on(day)) if taxed and price is not None else Rupiah(0)
    return Listed(product, least, margin_bp(price, product.average_cost, tax=tax))
