"""Goods to test with: articles as the domain knows them, and articles put on the shelf of a real shop."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pos_app.domain.barcode import gtin14
from pos_app.domain.money import COST_SCALE, Cost, Rupiah
from pos_app.domain.origin import UNKNOWN, MakerSize, Origin, State, Strength
from pos_app.domain.product import Found, Kind, Maker, Pack, Product, ProductId, TaxClass
from pos_app.domain.quantity import ONE, Milli

if TYPE_CHECKING:
    from pos_app.services.shop import Shop

DOMESTIC = Origin(State.DOMESTIC, "ID", Strength.MEDIUM, evidence_kind="label")
IMPORTED = Origin(State.IMPORTED, "CN", Strength.MEDIUM, evidence_kind="label")
TEA, SOAP, SUGAR, OIL = "8997770000014", "8997770000021", "8997770000038", "8997770000045"


def article(number: int = 1, price: int | None = 2015, *, origin: Origin = UNKNOWN, unit: str = "pcs", **more: object) -> Product:
    """An article as the books would give it."""
    values = {"name": f"BARANG {number}", "code": f"KODE{number}", "maker": Maker("CV Contoh", MakerSize.SMALL, "6474")} | more
    return Product(
        id=ProductId(number), uid=f"uid-{number}", unit=unit, price_idr=None if price is None else Rupiah(price), origin=origin, **values
    )


def found(product: Product, pack: Pack | None = None) -> Found:
    return Found(product, product.code, pack)


def put(
    shop: "Shop",
    code: str,
    price: int | None,
    *,
    name: str | None = None,
    stock: int | None = None,
    cost: int | None = None,
    kind: Kind = Kind.GOODS,
    unit: str = "pcs",
    category: str = "",
    sku: str | None = None,
    packs: Sequence[tuple[str, str, int, int]] = (),
    more_codes: Sequence[str] = (),
    **more: object,
) -> ProductId:
    """Puts an article on the shelf: `packs` are code, unit, pieces and price; `stock` is in pieces, `cost` in rupiah."""
    from pos_app.domain import days
    from pos_app.services.shop import OWNER
    from pos_app.storage.codes import NewCode
    from pos_app.storage.stock import Move
    from pos_app.storage.units import NewUnit

    at = shop.clock()
    with shop.uow.write() as u:
        values: dict[str, object] = {
            "uid": shop.new_uid(),
            "code": code,
            "sku": sku,
            "name": name or f"BARANG {code}",
            "kind": kind,
            "unit": unit,
            "category_id": u.products.category_id(category),
            "price_idr": price,
            "average_cost": None if cost is None else Cost(cost * COST_SCALE),
            "last_cost": None if cost is None else Cost(cost * COST_SCALE),
            "tax_class": TaxClass.TAXED,
            "weighed": False,
            "sellable": True,
            "created_at": days.stamp(at),
            "changed_at": days.stamp(at),
        } | more
        codes = [NewCode(sku, None, "sku")] if sku else []
        codes += [NewCode(x, gtin14(x)) for x in (code, *more_codes)]
        codes += [NewCode(x, gtin14(x), "pack", unit_name) for x, unit_name, _pieces, _price in packs]
        units = [NewUnit(unit_name, Milli(pieces * 1000), Rupiah(pack_price)) for _x, unit_name, pieces, pack_price in packs]
        made = u.products.insert(values, codes, units)
        if stock is not None:
            day = days.business_day(at, "Asia/Jakarta")
            u.stock.post(
                [Move(made, Milli(stock * ONE), "opening", None if cost is None else Cost(cost * COST_SCALE))],
                at=at,
                business_day=day,
                actor=OWNER,
            )
        u.commit()
    return made


def base_list(shop: "Shop") -> None:
    """The four articles most tests sell."""
    put(shop, TEA, 2015, name="TEH CONTOH 50G", category="Minuman", stock=100)
    put(shop, SOAP, 8250, name="SABUN CONTOH 80G", category="Sabun", stock=100)
    put(shop, SUGAR, 14000, name="GULA CURAH", category="Sembako", stock=50, unit="kg", weighed=True)
    put(shop, OIL, 13830, name="MINYAK CONTOH 1L", category="Sembako", stock=20)


def tag(shop: "Shop", code: str, state: State, *, country: str | None = None) -> None:
    """Says, as a label does, where an article was made."""
    from pos_app.domain.evidence import Kind as Evidence
    from pos_app.domain.evidence_entry import Entry
    from pos_app.services import origins
    from pos_app.services.shop import OWNER

    origins.record(shop, OWNER, code, Entry(Evidence.LABEL, state, country))
