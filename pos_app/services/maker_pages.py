"""A page for each maker: what of its goods sold, at what price, what is left, and how much its categories are imported."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.domain.days import Period
from pos_app.domain.local_content import CategoryRow, by_category
from pos_app.domain.maker import Named
from pos_app.domain.maker_page import MakerArticle, MakerCategory, MakerPage
from pos_app.domain.money import Rupiah
from pos_app.domain.product import ProductId
from pos_app.domain.quantity import Milli
from pos_app.errors import Refused
from pos_app.services import paper_of_each, settings
from pos_app.services.shop import Shop, begun_in
from pos_app.storage.uow import Transaction
from pos_app.texts import Language

if TYPE_CHECKING:
    from pos_app.storage.makers import MakerRow


def pages(shop: Shop, period: Period, names: Sequence[str] = ()) -> tuple[MakerPage, ...]:
    """The pages of the named makers, or of all that have goods here; the one that sold most first.

    Raises:
        Refused: `no_such_maker`, `in_the_future`.
    """
    with shop.uow.read() as u:
        begun_in(shop, u, period)
        wanted = [_known(u, name) for name in names] if names else u.makers.rows()
        sold: dict[str, dict[ProductId, tuple[Milli, Rupiah]]] = {}
        for maker, key, qty, net in u.trade.by_maker(period):
            sold.setdefault(maker, {})[ProductId(key)] = (qty, net)
        whole = {row.category: row for row in by_category(u.sums.groups(period))}
        places = places_of(u)
        made = [_page(u, row, period, sold.get(row.name, {}), whole, places.get(row.name, ""), shop) for row in wanted]
    kept = [page for page in made if page.articles or names]
    return tuple(sorted(kept, key=lambda page: (-page.net_idr, page.name)))


def _known(u: Transaction, name: str) -> "MakerRow":
    meant = u.makers.aliases(Named.MAKER).get(name, name)
    found = next((row for row in u.makers.rows() if row.name == meant), None)
    if found is None:
        raise Refused("no_such_maker", name=name)
    return found


def places_of(u: Transaction) -> dict[str, str]:
    """Where makers are: the place of their own, else as their latest statement says, else where a consignor of that name lives."""
    found = {who.name: who.address for who in u.consignment.consignors() if who.address}
    return found | {one.maker: one.place for one in u.makers.standing() if one.place} | u.makers.places()


def _page(
    u: Transaction,
    row: "MakerRow",
    period: Period,
    sold: dict[ProductId, tuple[Milli, Rupiah]],
    whole: dict[str, CategoryRow],
    place: str,
    shop: Shop,
) -> MakerPage:
    maker = u.makers.id_of(row.name)
    ids = list(dict.fromkeys([*sold, *(u.makers.goods_of(maker) if maker is not None else [])]))
    products = u.products.by_ids(ids, day=settings.today(shop, u))
    nothing = (Milli(0), Rupiah(0))
    articles = [MakerArticle(products[i], *sold.get(i, nothing)) for i in ids if i in products]
    articles = [x for x in articles if x.sold or x.net_idr or (x.product.on_hand or 0) > 0]
    articles.sort(key=lambda x: (-x.net_idr, x.product.name))
    own: dict[str, int] = {}
    for x in articles:
        own[x.product.category] = own.get(x.product.category, 0) + x.net_idr
    categories = [MakerCategory(Rupiah(net), whole[name]) for name, net in own.items() if name in whole]
    categories.sort(key=lambda x: (-x.net_idr, x.whole.category))
    return MakerPage(row.name, row.size, row.regency, place, period, tuple(articles), tuple(categories))


def save_pdf(shop: Shop, period: Period, path: Path, language: Language, names: Sequence[str] = ()) -> int:
    """Writes the pages to a PDF file, each maker on pages of its own; how many makers are in it.

    Raises:
        Refused: as `pages`; as `paper_of_each.save`.
        Unavailable: the disk failed.
    """
    from pos_app.documents import maker_page

    return paper_of_each.save(shop, path, language, lambda: pages(shop, period, names), maker_page.paper)
