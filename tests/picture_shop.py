"""A small shop, made up, for pictures and window tests: the same goods as the drawings."""

import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pos_app import bootstrap
from pos_app.domain.evidence import Kind as EvidenceKind
from pos_app.domain.evidence_entry import Entry
from pos_app.domain.money import Cost, Rupiah
from pos_app.domain.origin import State
from pos_app.domain.quantity import Milli
from pos_app.services import origins, products, stock
from pos_app.services.shop import OWNER, Shop

NOW = datetime(2026, 11, 24, 1, 41, tzinfo=UTC)


class Goods(NamedTuple):
    code: str
    name: str
    price: int | None
    unit: str
    category: str
    state: State
    tkdn: str | None = None
    country: str | None = None
    maker: str | None = None


OIL = Goods("8991002000015", "Minyak Goreng 2 L", 23_000, "pch", "Minyak", State.DOMESTIC, "82")
RICE = Goods("8991002000022", "Beras Premium 5 kg", 71_000, "sak", "Beras", State.DOMESTIC)
CRISPS = Goods("8991002000039", "Keripik Singkong Bu Tini 250 g", 12_000, "bks", "Camilan", State.DOMESTIC, maker="Bu Tini")
SWEETS = Goods("8991002000046", "Permen Jahe 125 g", 8_700, "pcs", "Permen", State.UNKNOWN)
BISCUIT = Goods("9556001000011", "Biskuit Cokelat 140 g", 12_000, "pcs", "Biskuit", State.IMPORTED, country="MY")
COCONUT = Goods("8991002000053", "Biskuit Kelapa Nusantara 150 g", 10_000, "pcs", "Biskuit", State.DOMESTIC, "71")
SUGAR = Goods("8991002000060", "Gula Pasir Lokal 1 kg", 17_500, "bks", "Sembako", State.DOMESTIC)
TEA = Goods("8991002000077", "Teh Melati Celup isi 25", 7_900, "ktk", "Minuman", State.DOMESTIC, "64,5")
COFFEE = Goods("8991002000084", "Kopi Bubuk Toraja 200 g", 31_000, "bks", "Minuman", State.DOMESTIC, "77")
NOODLES = Goods("8991002000091", "Mi Instan Goreng 85 g", 3_100, "bks", "Mi", State.DOMESTIC)
OPEN = Goods("8991002000107", "Kue Basah Titipan", None, "pcs", "Kue", State.DOMESTIC)
ALL = (OIL, RICE, CRISPS, SWEETS, BISCUIT, COCONUT, SUGAR, TEA, COFFEE, NOODLES, OPEN)
BASKET = ((OIL, 2), (RICE, 1), (CRISPS, 3), (SWEETS, 1), (BISCUIT, 2))


def make(folder: Path, *, clock: Callable[[], datetime] = lambda: NOW, goods: tuple[Goods, ...] = ALL) -> Shop:
    """A new shop with `goods` on its shelves; those with the same goods of the same instant have one identity."""
    place = folder / "shop.db"
    shutil.copyfile(_template(goods, clock()), place)
    return bootstrap.open_shop(str(place), clock=clock)


@cache
def _template(goods: tuple[Goods, ...], instant: datetime) -> Path:
    place = Path(tempfile.mkdtemp(dir=os.environ.get("POS_APP_TESTS"))) / "shop.db"
    shop = bootstrap.init(str(place), name="Toko Sumber Rejeki", zone="Asia/Makassar", clock=lambda: instant)
    for item in goods:
        stand(shop, item)
    shop.close()
    return place


def stand(shop: Shop, item: Goods) -> None:
    """Put an article on the shelf: with its origin, and 24 of it in stock."""
    price = None if item.price is None else Rupiah(item.price)
    products.add_on_the_spot(shop, OWNER, name=item.name, price_idr=price, code=item.code, unit=item.unit)
    fields = {"category": item.category} | ({"maker": item.maker, "maker_size": "micro"} if item.maker else {})
    products.change(shop, OWNER, item.code, fields)
    if item.tkdn is not None:
        origins.record(shop, OWNER, item.code, _certificate(item))
    elif item.state is not State.UNKNOWN:
        origins.record(shop, OWNER, item.code, Entry(kind=EvidenceKind.SHOP, state=item.state, country=item.country))
    stock.receive(shop, OWNER, item.code, Milli(24_000), cost=Cost(50_000_000))


def _certificate(item: Goods) -> Entry:
    from pos_app.formatting import parse_percent

    return Entry(
        kind=EvidenceKind.TKDN,
        state=State.DOMESTIC,
        number=f"{item.code[-4:]}/SJ-IND.8/TKDN/2/2026",
        tkdn_bp=parse_percent(item.tkdn or "0", "id"),
        valid_from=date(2026, 2, 1),
        valid_until=date(2029, 1, 31),
    )


def real_clock() -> datetime:
    """Now, for a shop that the program itself opens afterwards."""
    return bootstrap.now()
