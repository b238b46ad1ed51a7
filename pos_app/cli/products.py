"""Commands on one article: product show, set, code, merge."""

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
    group = commands.group("product", text=_("one article: show, set, code, merge"))
    group.add("show", _show, text=_("an article by any of its codes"), arguments=_code)
    group.add("code", _own_code, text=_("give an article a code of the shop's own range"), arguments=_code)
    group.add("set", _set, text=_("change fields of an article: price=12500 category=Minuman"), arguments=_fields)
    group.add("merge", _merge, text=_("two articles that are one: codes, stock and history go to the first"), arguments=_merge_arguments)


def _code(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE")


def _fields(parser: argparse.ArgumentParser) -> None:
    _code(parser)
    parser.add_argument("pairs", metavar="FIELD=VALUE", nargs="+")
    parser.add_argument("--from", dest="first", metavar="D", help=_("the day from which prices count, where it is one to come"))


def _merge_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("keep", metavar="KEEP", help=_("the article that stays"))
    parser.add_argument("gone", metavar="GONE", help=_("the article that becomes part of it"))
    parser.add_argument("--why", metavar="TEXT", default="")


def document(shown: "Shown") -> dict[str, Any]:
    """The document of `product show`."""
    product = shown.product
    origin, size = product.origin, product.content
    return {
        "uid": product.uid,
        "name": product.name,
        "codes": list(shown.codes),
        "price_idr": product.price_idr,
        "on_hand_milli": product.on_hand,
        "kind": product.kind,
        "category": product.category,
        "unit": product.unit,
        "archived": product.archived,
        "member_price_idr": product.member_price_idr,
        "wholesale_price_idr": product.wholesale_price_idr,
        "fee_idr": product.fee_idr,
        "content": {"amount_milli": size.amount_milli, "measure": size.measure} if size else None,
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
    from pos_app.domain import days
    from pos_app.services import products

    given = pairs_of(call.args.pairs)
    first = days.parse_day(call.args.first) if call.args.first else None
    with call.shop() as shop:
        shown, _changes = products.change(shop, call.actor, call.args.code, given, valid_from=first)
    return Answer(document(shown), lines(shown))


def _merge(call: Call) -> Answer:
    from pos_app.services import merging

    with call.shop() as shop:
        done = merging.merge(shop, call.actor, call.args.keep, call.args.gone, why=call.args.why)
    said = _("“{gone}” is now part of “{kept}”.").format(gone=done.gone.name, kept=done.kept.product.name)
    return Answer(document(done.kept), [said, *lines(done.kept)])


def _own_code(call: Call) -> Answer:
    from pos_app.services import labels

    with call.shop() as shop:
        found, _changes = labels.give_code(shop, call.actor, call.args.code)
    return Answer({"uid": found.product.uid, "name": found.product.name, "code": found.code}, [f"{found.code} · {found.product.name}"])
