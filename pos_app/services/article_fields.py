"""What each field of an article may hold, read from the text a person typed on the command line or in a window."""

from collections.abc import Callable, Mapping
from typing import Final

from pos_app import formatting
from pos_app.domain import content_size, days
from pos_app.domain.content_size import Measure
from pos_app.domain.money import COST_SCALE, Cost, Rupiah
from pos_app.domain.origin import MakerSize
from pos_app.domain.product import Kind, Maker, Product, TaxClass
from pos_app.domain.words import one_line
from pos_app.errors import Refused
from pos_app.services import lookup
from pos_app.services.settings import regency
from pos_app.services.shop import Shop
from pos_app.storage.uow import Transaction

FIELDS: Final = (
    "name", "receipt_name", "price", "member_price", "wholesale_price", "fee", "cost", "category", "unit", "maker", "maker_size",
    "regency", "brand", "supplier", "kind", "tax", "weighed", "sellable", "min_stock", "target_stock", "content", "shelf",
    "description", "code", "archived",
)  # fmt: skip
PRICES: Final = ("price", "member_price", "wholesale_price")
YES_NO: Final = ("yes", "no")
LONGEST: Final = 300
"""Signs of a field, as of a name in a list that comes in."""
_LONGEST_DESCRIPTION: Final = 2000
NO_CONTENT: Final = "-"
"""Typed where an article has no net content although its name looks as if."""


def read(shop: Shop, u: Transaction, product: Product, given: Mapping[str, str]) -> dict[str, object]:
    """The columns of `product` that the fields change; `code` and `supplier` are no columns.

    Raises:
        Refused: why a value cannot be; its `about` names the field.
    """
    values: dict[str, object] = {}
    for name, raw in given.items():
        text = one_line(raw)
        try:
            if name not in FIELDS:
                raise Refused("no_such_field", name=name, known=", ".join(FIELDS))
            if len(text) > (_LONGEST_DESCRIPTION if name == "description" else LONGEST):
                raise Refused("field_too_long", name=name, most=_LONGEST_DESCRIPTION if name == "description" else LONGEST)
            if reader := _READERS.get(name):
                values |= reader(name, text)
            elif name == "category":
                values["category_id"] = u.products.category_id(text)
            elif name == "archived":
                values["archived_at"] = days.stamp(shop.clock()) if chosen(name, text, YES_NO) == "yes" else None
        except Refused as error:
            error.fields["about"] = name
            raise
    if {"maker", "maker_size", "regency"} & set(given):
        values["maker_id"] = _maker_id(u, product, given)
    return values


def amount(text: str) -> Rupiah | None:
    """A price as the command line writes it, or with the points of Indonesian; None for an open price.

    Raises:
        Refused: `not_whole_rupiah`, `amount_too_large`, `price_negative`.
    """
    if text == "":
        return None
    found = formatting.parse_rupiah(text, "id") if "." in text else formatting.parse_rupiah(text, "en")
    if found < 0:
        raise Refused("price_negative")
    return found


def read_cost(text: str) -> Cost:
    """A cost as the command line writes it: digits, a decimal point, at most four decimals.

    Raises:
        Refused: `not_a_cost`, `amount_too_large`.
    """
    whole, _point, rest = text.partition(".")
    if not (whole.isascii() and whole.isdecimal()) or len(rest) > 4 or not (rest == "" or (rest.isascii() and rest.isdecimal())):
        raise Refused("not_a_cost", text=text)
    formatting.parse_rupiah(whole, "en")
    return Cost(int(whole) * COST_SCALE + int(rest.ljust(4, "0")))


def chosen(name: str, text: str, allowed: tuple[str, ...]) -> str:
    """The text, where it is one of what is allowed.

    Raises:
        Refused: `setting_not_one_of`.
    """
    if text not in allowed:
        raise Refused("setting_not_one_of", name=name, text=text, allowed=", ".join(allowed))
    return text


def _price(name: str, text: str) -> dict[str, object]:
    return {f"{name}_idr": amount(text)}


def _fee(_name: str, text: str) -> dict[str, object]:
    """What the shop keeps of a price it hands on; nothing typed: nothing is handed on."""
    return {"fee_idr": amount(text)}


def _cost(_name: str, text: str) -> dict[str, object]:
    cost = read_cost(text) if text else None
    return {"average_cost": cost, "last_cost": cost}


def _level(name: str, text: str) -> dict[str, object]:
    """A stock to be watched; none, or zero, is none."""
    try:
        return {f"{name}_milli": lookup.quantity(text) if text else None}
    except Refused as no:
        if no.code != "quantity_not_positive":
            raise
        if text.startswith("-"):
            raise Refused("level_negative") from None
        return {f"{name}_milli": None}


def _needed(name: str, text: str) -> dict[str, object]:
    if not text:
        raise Refused("unit_missing" if name == "unit" else "name_missing")
    return {name: text}


def _text(name: str, text: str) -> dict[str, object]:
    return {name: text or None}


def _yes_no(name: str, text: str) -> dict[str, object]:
    return {name: chosen(name, text, YES_NO) == "yes"}


def _kind(name: str, text: str) -> dict[str, object]:
    return {name: chosen(name, text, (Kind.GOODS, Kind.SERVICE, Kind.DEPOSIT))}


def _tax(name: str, text: str) -> dict[str, object]:
    return {"tax_class": chosen(name, text, tuple(TaxClass))}


def _content(_name: str, text: str) -> dict[str, object]:
    """`85 g`, `1,5 L`, `5x20 g`, `isi 12`; nothing: as the name says; a dash: none at all."""
    if not text:
        return {"content_measure": None, "content_milli": None}
    if text == NO_CONTENT:
        return {"content_measure": Measure.PIECE, "content_milli": 0}
    found = content_size.read(text)
    if found is None:
        raise Refused("not_a_content", text=text)
    return {"content_measure": found.measure, "content_milli": found.amount_milli}


_READERS: Final[Mapping[str, Callable[[str, str], dict[str, object]]]] = {
    "name": _needed, "unit": _needed, "receipt_name": _text, "brand": _text, "shelf": _text, "description": _text,
    "price": _price, "member_price": _price, "wholesale_price": _price, "fee": _fee, "cost": _cost, "kind": _kind, "tax": _tax,
    "weighed": _yes_no, "sellable": _yes_no, "min_stock": _level, "target_stock": _level, "content": _content,
}  # fmt: skip


def _maker_id(u: Transaction, product: Product, given: Mapping[str, str]) -> int | None:
    known = product.maker
    name = one_line(given.get("maker", known.name if known else ""))
    if not name:
        if "maker_size" in given or "regency" in given:
            raise Refused("maker_missing", about="maker")
        return None
    size = MakerSize(chosen("maker_size", given["maker_size"], tuple(MakerSize))) if "maker_size" in given else MakerSize.UNKNOWN
    return u.products.maker_id(Maker(name, size, regency("regency", given.get("regency", "")) or None))
