"""The list of goods as a window shows it: counted by filter, read a window at a time, one article with all that is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pos_app.domain.content_size import PricePer, price_per
from pos_app.domain.evidence import Evidence
from pos_app.domain.margin import margin_bp
from pos_app.domain.money import BasisPoints, Cost, Rupiah
from pos_app.domain.origin import Origin
from pos_app.domain.price_change import PriceChange
from pos_app.domain.product import Kind, Product, ProductId, TaxClass
from pos_app.domain.quantity import Milli
from pos_app.domain.stock import Posted
from pos_app.domain.tax import rate_on, tax_within
from pos_app.errors import Refused
from pos_app.services import article_parts, lookup, origin_hints, settings
from pos_app.services.article_parts import Parts
from pos_app.services.attachments import Attachment
from pos_app.services.goods_index import GoodsIndex
from pos_app.services.settings import today
from pos_app.services.shop import Shop
from pos_app.storage.listing import Counts, Filter, Sort
from pos_app.storage.origins import Event
from pos_app.storage.uow import Transaction

__all__ = [
    "Counts", "Detail", "Event", "Filter", "Listed", "Names", "Overview", "Sort", "detail", "ids", "meant", "names", "overview", "place_of",
    "window",
]  # fmt: skip

_MOST_MOVES = 30


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the list; `margin_bp` is on the average cost, None where price or cost is not known."""

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
class Names:
    """What a person may choose from while typing."""

    categories: tuple[str, ...]
    makers: tuple[str, ...]
    suppliers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """One article with everything its panel shows; `last_margin_bp` is on the last cost."""

    listed: Listed
    codes: tuple[str, ...]
    origin: Origin
    pieces: tuple[Evidence, ...]
    history: tuple[Event, ...]
    day: date
    columns: Mapping[str, object]
    parts: Parts
    last_margin_bp: BasisPoints | None
    per: PricePer | None
    prices: tuple[PriceChange, ...]
    moves: tuple[Posted, ...]
    picture: Attachment | None
    lives_on: Product | None
    hints: tuple[str, ...]
    """What may help to look at the package and proves nothing."""

    @property
    def product(self) -> Product:
        return self.listed.product


def overview(shop: Shop, which: Filter) -> Overview:
    """How many articles the filter and its neighbours leave, and what their stock is worth."""
    with shop.uow.read() as u:
        return Overview(u.listing.counts(which, day=today(shop, u)), u.products.count())


def window(shop: Shop, which: Filter, *, first: int, most: int, index: GoodsIndex | None = None) -> tuple[Listed, ...]:
    """Rows of the list from `first` on, in its order; with the `index` of it a text is looked for in memory."""
    with shop.uow.read() as u:
        day, pkp = _day_and_tax(shop, u)
        if index is not None and which.is_text_alone:
            ids = index.window(which.words, first=first, most=most)
            known = u.products.by_ids(ids, day=day)
            products = [known[i] for i in ids]
        else:
            products = u.products.window(u.listing.keys(which, day=day, first=first, most=most), day=day)
        least = u.listing.least_stock([product.id for product in products])
        return tuple(_listed(product, least.get(product.id), day, pkp=pkp) for product in products)


def ids(shop: Shop, which: Filter) -> tuple[ProductId, ...]:
    """Every article the filter leaves, in the list's order."""
    with shop.uow.read() as u:
        return tuple(u.listing.ids(which, day=today(shop, u)))


def place_of(shop: Shop, which: Filter, product_id: ProductId) -> int | None:
    """Where in the list an article stands; None where the filter leaves it out."""
    with shop.uow.read() as u:
        return u.listing.place_of(which, product_id, day=today(shop, u))


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
        columns = u.products.columns(product_id)
        price, size = product.price_idr, product.content
        living = u.merges.survivor(product_id)
        return Detail(
            _listed(product, least.get(product_id), day, pkp=pkp),
            tuple(u.codes.of(product_id)),
            u.origins.judged(product_id, day=day) if goods else product.origin,
            tuple(u.origins.pieces(product_id)) if goods else (),
            tuple(u.origins.history(product_id)),
            day,
            columns,
            article_parts.of(u, product, day=day),
            _margin(product, product.last_cost, day, pkp=pkp),
            price_per(price, size) if price and size else None,
            tuple(u.prices.of_product(product_id)),
            tuple(u.stock.moves(product_id, most=_MOST_MOVES)) if goods else (),
            u.attachments.by_sha256(columns["picture"]) if columns["picture"] else None,
            u.products.by_ids([living], day=day)[living] if living != product_id else None,
            origin_hints.of(u, product),
        )


def meant(shop: Shop, text: str) -> tuple[Product, ...]:
    """The articles a scan can mean; none, one, or several on one code."""
    with shop.uow.read() as u:
        return tuple(found.product for found in lookup.find(u, text, day=today(shop, u)))


def names(shop: Shop) -> Names:
    """Every category, maker and supplier, by name."""
    with shop.uow.read() as u:
        return Names(
            tuple(u.products.category_names()),
            tuple(u.products.maker_names()),
            tuple(x.supplier.name for x in u.suppliers.listed()),
        )


def _day_and_tax(shop: Shop, u: Transaction) -> tuple[date, bool]:
    return today(shop, u), settings.stored(u)["pkp"] == "yes"


def _margin(product: Product, cost: Cost | None, day: date, *, pkp: bool) -> BasisPoints | None:
    price = product.price_idr
    taxed = pkp and price is not None and product.tax_class is TaxClass.TAXED
    tax = tax_within(price, rate_on(day)) if taxed and price is not None else Rupiah(0)
    return margin_bp(price, cost, tax=tax)


def _listed(product: Product, least: Milli | None, day: date, *, pkp: bool) -> Listed:
    return Listed(product, least, _margin(product, product.average_cost, day, pkp=pkp))
