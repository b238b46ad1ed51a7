"""Commands on one article: product show, product set."""

import argparse
from typing import TYPE_CHECKING, Any

from pos_app import formatting, texts
from pos_app.cli.main import Answer, Call, Commands
from pos_app.cli.shop import pairs_of
from pos_app.texts import gettext as _

if TYPE_CHECKING:
    from pos_app.services.products import Shown


def register(commands: Commands) -> None:
    """Adds the group's commands."""
    group = commands.group("product", text=_("one article: show, set"))
    group.add("show", _show, text=_("an article by any of its codes"), arguments=_code)
    group.add("code", _own_code, text=_("give an article a code of the shop's own range"), arguments=_code)
    group.add("set", _set, text=_("change fields of an article: price=12500 category=Minuman"), arguments=_fields)


def _code(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE")


def _fields(parser: argparse.ArgumentParser) -> None:
    _code(parser)
    parser.add_argument("pairs", metavar="FIELD=VALUE", nargs="+")


def document(shown: "Shown") -> dict[str, Any]:
    """The document of `product show`."""
    product = shown.product
    origin = product.origin
    return {
        "uid": product.uid,
        "name": product.name,
        "codes": list(shown.codes),
        "price_idr": product.price_idr,
        "on_hand_milli": product.on_hand,
        "kind": product.kind,
        "category": product.category,
        "unit": product.unit,
        "average_cost_e4": product.average_cost,
        "last_cost_e4": product.last_cost,
        "maker": (product.maker.name or None) if product.maker else None,
        "maker_size": product.maker.size if product.maker else None,
        "origin": {
            "state": origin.state,
            "country": origin.country,
            "tkdn_bp": origin.tkdn_bp,
            "bmp_bp": origin.bmp_bp,
            "strength": origin.strength,
            "conflict": origin.conflict,
            "expired": origin.expired,
        },
    }


STATES = {"domestic": texts.N_("Domestic"), "imported": texts.N_("Imported"), "unknown": texts.N_("Not yet known")}


def lines(shown: "Shown") -> list[str]:
    """The article as people read it."""
    product, speech = shown.product, texts.language()
    price = _("open price") if product.price_idr is None else formatting.rupiah(product.price_idr, speech)
    rows = [product.name, f"{', '.join(shown.codes)} · {price} / {product.unit}", _(STATES[product.origin.state])]
    if product.on_hand is not None:
        rows.append(_("In stock: {qty} {unit}").format(qty=formatting.qty(product.on_hand, speech), unit=product.unit))
    return rows


def _show(call: Call) -> Answer:
    from pos_app.services import products

    with call.shop() as shop:
        shown = products.show(shop, call.args.code)
    return Answer(document(shown), lines(shown))


def _set(call: Call) -> Answer:
    from pos_app.services import products

    given = pairs_of(call.args.pairs)
    with call.shop() as shop:
        shown, _changes = products.change(shop, call.actor, call.args.code, given)
    return Answer(document(shown), lines(shown))


def _own_code(call: Call) -> Answer:
    from pos_app.services import labels

    with call.shop() as shop:
        found, _changes = labels.give_code(shop, call.actor, call.args.code)
    return Answer({"uid": found.product.uid, "name": found.product.name, "code": found.code}, [f"{found.code} · {found.product.name}"])
