"""Commands on what an article has several of, on its prices over time, and on two that are one."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos_app import files, formatting, texts
from pos_app.cli.main import Answer, Call, Commands
from pos_app.cli.products import document, lines
from pos_app.errors import Refused
from pos_app.texts import gettext as _

if TYPE_CHECKING:
    from pos_app.services.article_parts import Parts
    from pos_app.services.price_check import Checked
    from pos_app.services.prices import PriceChange
    from pos_app.services.shop import Shop


def register(commands: Commands) -> None:
    """Adds the group's commands."""
    group = commands.group("article", text=_("an article's packs, suppliers, quantity prices and picture"))
    group.add("show", _show, text=_("everything an article has several of"), arguments=_code)
    group.add("pack", _pack, text=_("a larger unit: how many it holds, its price and codes"), arguments=_pack_arguments)
    group.add("supplier", _supplier, text=_("who brings it, at which cost"), arguments=_supplier_arguments)
    group.add("quantity", _quantity, text=_("prices from a quantity on: 12=1950 48=1900; none takes them away"), arguments=_pairs)
    group.add("picture", _picture, text=_("its picture, a PNG or JPEG; without a file it is taken away"), arguments=_picture_arguments)
    group = commands.group("price", text=_("what an article costs, and prices over time: check, changes, waiting, labels, withdraw"))
    group.add("check", _check, text=_("price, price by content, origin with its evidence, and the domestic alternative"), arguments=_code)
    group.add("changes", _changes, text=_("every price that changed from a day to another"), arguments=_span)
    group.add("history", _history, text=_("what an article's prices were and will be"), arguments=_code)
    group.add("waiting", _waiting, text=_("prices that wait for their day"))
    group.add("labels", _labels, text=_("codes whose shelf labels are to be printed on a morning"), arguments=_day)
    group.add("withdraw", _withdraw, text=_("take back a price that waits"), arguments=_number)
    group = commands.group("category", text=_("the tree of categories: list, add, rename, drop"))
    group.add("add", _add_category, text=_('a new category, which may stand in another: "Sembako > Beras"'), arguments=_category_name)
    group.add("drop", _drop_category, text=_("take a category away that nothing stands in"), arguments=_category_name)
    group.add("list", _categories, text=_("every category with how many articles it holds"))
    group.add("rename", _rename, text=_('another name or another parent: Beras "Sembako > Beras"'), arguments=_rename_arguments)


def _code(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE")


def _pack_arguments(parser: argparse.ArgumentParser) -> None:
    _code(parser)
    parser.add_argument("unit", metavar="UNIT")
    parser.add_argument("holds", metavar="QTY", nargs="?", help=_("how many of its own units it holds"))
    parser.add_argument("--price", metavar="N", help=_("its price; left out: none of its own"))
    parser.add_argument("--code", dest="codes", metavar="CODE", action="append", default=[], help=_("a code of the pack; may be repeated"))
    parser.add_argument("--remove", action="store_true", help=_("take the unit away"))


def _supplier_arguments(parser: argparse.ArgumentParser) -> None:
    _code(parser)
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("--cost", metavar="N", help=_("what one unit costs there, in rupiah"))
    parser.add_argument("--unit", metavar="UNIT", help=_("the unit of that cost, where it is a pack"))
    parser.add_argument("--their-code", metavar="CODE", help=_("the supplier's own number of it"))
    parser.add_argument("--usual", action="store_true", help=_("make it the usual supplier"))
    parser.add_argument("--remove", action="store_true", help=_("the supplier brings it no more"))


def _pairs(parser: argparse.ArgumentParser) -> None:
    _code(parser)
    parser.add_argument("pairs", metavar="QTY=PRICE", nargs="*")


def _picture_arguments(parser: argparse.ArgumentParser) -> None:
    _code(parser)
    parser.add_argument("file", metavar="FILE", type=Path, nargs="?")


def _span(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="first", metavar="D", required=True)
    parser.add_argument("--to", dest="last", metavar="D", required=True)


def _day(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--day", metavar="D", help=_("the morning meant; left out: today"))


def _number(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="N", type=int)


def _category_name(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME")


def _rename_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("to", metavar="NEW")


# ---- what an article has several of


def _parts_document(parts: "Parts") -> dict[str, Any]:
    return {
        "codes": list(parts.codes or ()),
        "packs": [{"unit": x.unit, "holds_milli": x.holds, "price_idr": x.price_idr, "codes": list(x.codes)} for x in parts.packs or ()],
        "quantity_prices": [{"from_milli": least, "price_idr": price} for least, price in parts.quantity_prices or ()],
        "suppliers": [{"name": x.name, "cost_e4": x.cost, "unit": x.unit, "their_code": x.their_code} for x in parts.suppliers or ()],
    }


def _parts_lines(parts: "Parts", unit: str) -> list[str]:
    speech = texts.language()
    told = [", ".join(parts.codes or ())]
    for pack in parts.packs or ():
        price = formatting.rupiah(pack.price_idr, speech) if pack.price_idr is not None else formatting.DASH
        told.append(f"{pack.unit} = {formatting.qty(pack.holds, speech)} {unit} · {price} · {', '.join(pack.codes)}".rstrip(" ·"))
    for least, price_idr in parts.quantity_prices or ():
        said = _("from {qty} {unit}: {price}")
        told.append(said.format(qty=formatting.qty(least, speech), unit=unit, price=formatting.rupiah(price_idr, speech)))
    for x in parts.suppliers or ():
        cost = f"{formatting.cost(x.cost, speech)} / {x.unit or unit}" if x.cost is not None else formatting.DASH
        told.append(" · ".join(part for part in (x.name, cost, x.their_code or "") if part))
    return told


def _answer(shop: "Shop", code: str) -> Answer:
    from pos_app.services import goods_list, products

    shown = products.show(shop, code)
    detail = goods_list.detail(shop, shown.product.id)
    return Answer(document(shown) | _parts_document(detail.parts), lines(shown) + _parts_lines(detail.parts, shown.product.unit))


def _now(shop: "Shop", code: str) -> "Parts":
    from pos_app.services import goods_list, products

    return goods_list.detail(shop, products.show(shop, code).product.id).parts


def _change(call: Call, parts: "Parts", shop: "Shop") -> Answer:
    from pos_app.services import products

    products.change(shop, call.actor, call.args.code, {}, parts=parts)
    return _answer(shop, call.args.code)


def _show(call: Call) -> Answer:
    with call.shop() as shop:
        return _answer(shop, call.args.code)


def _pack(call: Call) -> Answer:
    from pos_app.services import article_fields, lookup
    from pos_app.services.article_parts import PackPart, Parts

    args = call.args
    with call.shop() as shop:
        packs = [x for x in _now(shop, args.code).packs or () if x.unit != args.unit]
        if not args.remove:
            if args.holds is None:
                raise Refused("pack_holds_too_little", unit=args.unit)
            price = article_fields.amount(args.price) if args.price is not None else None
            packs.append(PackPart(args.unit, lookup.quantity(args.holds), price, tuple(args.codes)))
        return _change(call, Parts(packs=tuple(packs)), shop)


def _supplier(call: Call) -> Answer:
    from pos_app.services import article_fields
    from pos_app.services.article_parts import Parts, SupplierPart

    args = call.args
    with call.shop() as shop:
        known = list(_now(shop, args.code).suppliers or ())
        at = next((n for n, x in enumerate(known) if x.name.casefold() == args.name.casefold()), len(known))
        part = SupplierPart(args.name, article_fields.read_cost(args.cost) if args.cost else None, args.unit, args.their_code)
        known[at : at + 1] = [] if args.remove else [part]
        if args.usual and not args.remove:
            known.insert(0, known.pop(at))
        return _change(call, Parts(suppliers=tuple(known)), shop)


def _quantity(call: Call) -> Answer:
    from pos_app.cli.shop import pairs_of
    from pos_app.services import article_fields, lookup
    from pos_app.services.article_parts import Parts

    prices = []
    for least, price in pairs_of(call.args.pairs).items():
        amount = article_fields.amount(price)
        if amount is None:
            raise Refused("price_not_positive")
        prices.append((lookup.quantity(least), amount))
    with call.shop() as shop:
        return _change(call, Parts(quantity_prices=tuple(prices)), shop)


def _picture(call: Call) -> Answer:
    from pos_app.services.article_parts import Parts, Picture

    path: Path | None = call.args.file
    picture = Picture(path.name, files.read(path)) if path is not None else Picture()
    with call.shop() as shop:
        return _change(call, Parts(picture=picture), shop)


# ---- prices over time


def _change_document(change: "PriceChange") -> dict[str, Any]:
    return {
        "number": change.id, "code": change.code, "name": change.name, "kind": change.kind, "unit": change.unit,
        "from_milli": change.from_qty, "old_idr": change.old_idr, "price_idr": change.price_idr,
        "valid_from": change.valid_from.isoformat(),
        "waits": change.waits, "withdrawn": change.withdrawn, "person": change.person, "source": change.source,
    }  # fmt: skip


def _change_line(change: "PriceChange") -> str:
    speech = texts.language()
    old, new = (formatting.DASH if x is None else formatting.rupiah(x, speech) for x in (change.old_idr, change.price_idr))
    state = [_("waits")] if change.waits else [_("taken back")] if change.withdrawn else []
    kind = [texts.price_word(change.kind)] if change.kind != "retail" else []
    head = f"{change.id} · {formatting.day(change.valid_from, speech)} · {change.code} {change.name} / {change.unit}"
    return " · ".join([head, f"{old} → {new}", *kind, change.person, *state])


def _told(found: Sequence["PriceChange"]) -> Answer:
    return Answer({"changes": [_change_document(x) for x in found]}, [_change_line(x) for x in found] or [_("No price changed.")])


def _checked_document(one: "Checked") -> dict[str, Any]:
    product, other = one.found.product, None
    if one.instead is not None:
        other = {"code": one.instead.product.code, "name": one.instead.product.name, "difference_idr": one.instead.difference_idr}
    return {
        "code": one.found.code,
        "name": product.name,
        "unit": one.found.unit,
        "price_idr": one.price_idr,
        "per": {"price_idr": one.per.price_idr, "per": one.per.per} if one.per else None,
        "origin": {"state": product.origin.state, "country": product.origin.country, "tkdn_bp": product.origin.tkdn_bp},
        "evidence": [{"kind": x.kind, "number": x.number, "state": x.state} for x in one.pieces],
        "instead": other,
    }


def _check(call: Call) -> Answer:
    from pos_app.services import price_check

    with call.shop() as shop:
        found = price_check.look(shop, call.args.code)
    if not found:
        raise Refused("unknown_code", code=call.args.code)
    told = []
    for one in found:
        price = _("ask at the till") if one.price_idr is None else formatting.rupiah(one.price_idr, texts.language())
        told.append(f"{one.found.product.name}  {price}  {one.found.product.origin.state}")
        if one.instead is not None:
            price = formatting.rupiah(one.instead.product.price_idr or 0, texts.language())
            told.append("  " + _("domestic instead: {name}, {price}").format(name=one.instead.product.name, price=price))
    return Answer({"found": [_checked_document(one) for one in found]}, told)


def _changes(call: Call) -> Answer:
    from pos_app.domain import days
    from pos_app.services import prices

    first, last = days.parse_day(call.args.first), days.parse_day(call.args.last)
    if last < first:
        raise Refused("period_ends_before_it_begins", first=first, last=last)
    with call.shop() as shop:
        return _told(prices.changes(shop, first, last))


def _history(call: Call) -> Answer:
    from pos_app.services import prices

    with call.shop() as shop:
        return _told(prices.history(shop, call.args.code))


def _waiting(call: Call) -> Answer:
    from pos_app.services import prices

    with call.shop() as shop:
        return _told(prices.waiting(shop))


def _labels(call: Call) -> Answer:
    from pos_app.domain import days
    from pos_app.services import prices

    day = days.parse_day(call.args.day) if call.args.day else None
    with call.shop() as shop:
        due = prices.labels_due(shop, day)
    told = [f"{x.code} · {_change_line(x.change)}" for x in due] or [_("No label is to be printed.")]
    return Answer({"labels": [{"code": x.code} | _change_document(x.change) for x in due]}, told)


def _withdraw(call: Call) -> Answer:
    from pos_app.services import prices

    with call.shop() as shop:
        change, _changes = prices.withdraw(shop, call.actor, call.args.number)
    return Answer(_change_document(change), [_change_line(change)])


# ---- categories


def _categories(call: Call) -> Answer:
    from pos_app.services import categories

    with call.shop() as shop:
        tree = categories.tree(shop)
    rows = [{"category": x.path, "own": x.own, "articles": x.articles} for x in tree]
    return Answer({"categories": rows}, [f"{x.path} · {formatting.number(x.articles, texts.language())}" for x in tree])


def _add_category(call: Call) -> Answer:
    from pos_app.services import categories

    with call.shop() as shop:
        categories.add(shop, call.actor, call.args.name)
    return Answer({}, [call.args.name])


def _drop_category(call: Call) -> Answer:
    from pos_app.services import categories

    with call.shop() as shop:
        categories.drop(shop, call.actor, call.args.name)
    return Answer({}, [call.args.name])


def _rename(call: Call) -> Answer:
    from pos_app.services import categories

    with call.shop() as shop:
        moved, _changes = categories.rename(shop, call.actor, call.args.name, call.args.to)
    said = texts.ngettext("{n} category moved.", "{n} categories moved.", moved).format(n=moved)
    return Answer({"moved": moved}, [said])
