"""What the books wrote down beside an event, in the trade's words: `alasan: rusak, total: Rp45.000`."""

import json
from collections.abc import Mapping
from typing import Final

from pos_app import formatting
from pos_app.formatting import Language
from pos_app.texts import N_
from pos_app.texts import gettext as _

KEYS: Final[Mapping[str, str]] = {
    "address": N_("address"),
    "allowed_by": N_("allowed by"),
    "amount_idr": N_("amount"),
    "archived": N_("put away"),
    "articles": N_("articles"),
    "before": N_("before"),
    "below_cost": N_("sales below cost"),
    "below_stock": N_("sales of more than there is"),
    "brand": N_("brand"),
    "cash_rounding": N_("rounding of cash"),
    "cashier_discount": N_("a cashier's discount, at most"),
    "category": N_("category"),
    "code": N_("code"),
    "codes": N_("codes"),
    "contact": N_("contact person"),
    "content": N_("net content"),
    "cost": N_("cost"),
    "counted": N_("articles counted"),
    "counted_idr": N_("money counted"),
    "day": N_("day"),
    "description": N_("description"),
    "different": N_("different"),
    "document": N_("document"),
    "domestic_offers": N_("offers of domestic goods"),
    "due_days": N_("days to pay"),
    "escpos_barcode": N_("barcode of the receipt"),
    "escpos_columns": N_("signs in a line of the receipt"),
    "favourites": N_("buttons of the till"),
    "fee": N_("fee"),
    "fields": N_("changed"),
    "float_idr": N_("money in the drawer at the start"),
    "gone": N_("no longer kept"),
    "kind": N_("kind"),
    "label_offset_mm": N_("labels moved by (mm)"),
    "language": N_("language"),
    "lines": N_("lines"),
    "lock_after_min": N_("locked after (minutes)"),
    "logo": N_("logo"),
    "maker": N_("maker"),
    "maker_size": N_("size of the maker"),
    "means": N_("paid by"),
    "member": N_("member"),
    "member_price": N_("member price"),
    "min_stock": N_("least stock"),
    "name": N_("name"),
    "net_idr": N_("difference"),
    "note": N_("note"),
    "number": N_("number"),
    "npwp": N_("NPWP"),
    "of": N_("of"),
    "owed_idr": N_("owed"),
    "own_brands": N_("own brands"),
    "packs": N_("packs"),
    "paid_idr": N_("paid"),
    "part": N_("part"),
    "parts": N_("contents"),
    "phone": N_("phone"),
    "picture": N_("picture"),
    "place": N_("place"),
    "pkp": N_("PKP"),
    "point_value_idr": N_("worth of a point"),
    "points_per_idr": N_("rupiah for a point"),
    "price": N_("price"),
    "price_idr": N_("price"),
    "product": N_("article no."),
    "proof": N_("proof"),
    "qris": N_("QRIS"),
    "qty": N_("quantity"),
    "quantity_prices": N_("quantity prices"),
    "receipt_footer": N_("words below the receipt"),
    "receipt_name": N_("name on the receipt"),
    "receipts": N_("receipts"),
    "refund_limit_idr": N_("a cashier's returns, at most"),
    "regency": N_("regency"),
    "role": N_("role"),
    "scale_layout": N_("scale labels"),
    "scanner_suffix": N_("scanner ends with"),
    "sellable": N_("on sale"),
    "sha256": N_("checksum"),
    "shelf": N_("shelf"),
    "shifts": N_("shifts"),
    "state": N_("origin"),
    "state_before": N_("origin before"),
    "supplier": N_("supplier"),
    "suppliers": N_("suppliers"),
    "taken": N_("taken in"),
    "target": N_("target of the month"),
    "target_stock": N_("stock to fill up to"),
    "target_year": N_("target of the year"),
    "tax": N_("tax"),
    "terms": N_("terms"),
    "to": N_("now"),
    "total_idr": N_("total"),
    "unit": N_("unit"),
    "updated": N_("updated"),
    "valid_from": N_("from"),
    "value": N_("value"),
    "voucher_days": N_("days a voucher lasts"),
    "weighed": N_("weighed"),
    "what": N_("what"),
    "wholesale_price": N_("wholesale price"),
    "why": N_("reason"),
    "wrong": N_("wrong in a row"),
    "zone": N_("time zone"),
}
"""What the books call a thing that is told, in words; a key is a setting's, a field's or the event's own."""
_VALUES: Final[Mapping[str, str]] = {
    "yes": N_("yes"),
    "no": N_("no"),
    "on": N_("on"),
    "off": N_("off"),
    "domestic": N_("Domestic"),
    "imported": N_("Imported"),
    "unknown": N_("Unknown"),
    "cash": N_("Cash"),
    "transfer": N_("Transfer"),
    "owner": N_("owner"),
    "cashier": N_("cashier"),
    "micro": N_("micro"),
    "small": N_("small"),
    "medium": N_("medium"),
    "large": N_("large"),
    "goods": N_("goods"),
    "service": N_("service"),
    "deposit": N_("deposit"),
    "required": N_("required"),
    "optional": N_("optional"),
    "warn": N_("with a warning"),
    "bar": N_("barred"),
    "percent": N_("percent"),
    "fixed": N_("fixed"),
    "tkdn": N_("TKDN certificate"),
    "registration": N_("registration number"),
    "label": N_("the package"),
    "statement": N_("statement of supplier or maker"),
    "shop": N_("the shop's own word"),
}
_TOLD_SO: Final = frozenset(
    {"member", "archived", "sellable", "weighed", "pkp", "domestic_offers", "shifts", "lock_after_min", "state", "state_before", "means"}
    | {"below_cost", "below_stock", "role", "maker_size", "kind", "proof", "terms"}
)
"""Keys whose values are the program's own words, and no name or reason somebody typed."""
_QUANTITIES: Final = frozenset({"qty"})


def told(body: str, language: Language) -> str:
    """The words of what was written down as JSON; an empty value is left out."""
    if not body:
        return ""
    found = json.loads(body)
    return ", ".join(f"{_(KEYS.get(key, key))}: {_value(key, value, language)}" for key, value in found.items())


def _value(key: str, value: object, language: Language) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int):
        if key in _QUANTITIES:
            return formatting.qty(value, language)
        return formatting.rupiah(value, language) if key.endswith("_idr") else formatting.number(value, language)
    if isinstance(value, list):
        return " · ".join(_value(key, one, language) for one in value)
    if isinstance(value, dict):
        return " · ".join(f"{formatting.qty(qty, language)} {code}" if isinstance(qty, int) else code for code, qty in value.items())
    said = str(value)
    return _(_VALUES[said]) if key in _TOLD_SO and said in _VALUES else said
