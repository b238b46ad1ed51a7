"""Commands on promotions: add, list, end."""

import argparse
from typing import TYPE_CHECKING, Any

from pos_app.cli.main import Answer, Call, Commands
from pos_app.cli.till import amount, discount
from pos_app.errors import Refused
from pos_app.texts import gettext as _

if TYPE_CHECKING:
    from datetime import time

    from pos_app.domain.promotion import Promotion
    from pos_app.domain.quantity import Milli
    from pos_app.services.promotions import Wish
    from pos_app.services.shop import Shop


def register(commands: Commands) -> None:
    """Adds the group's commands."""
    group = commands.group("promotion", text=_("promotions: add, list, end"))
    group.add("add", _add, text=_("make a promotion"), arguments=_add_arguments)
    group.add("list", _list, text=_("promotions that count or are to come"), arguments=_list_arguments)
    group.add("end", _end, text=_("end a promotion now"), arguments=_end_arguments)


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help=_("as the receipt prints it"))
    parser.add_argument("--off", metavar="500|10%", help=_("rupiah or percent off each"))
    parser.add_argument("--free", metavar="N", help=_("so many free, with --buy"))
    parser.add_argument("--bundle", metavar="PRICE", help=_("one price for the articles together, or for --buy of any of them"))
    parser.add_argument("--points", metavar="N", help=_("points for each, on top of the usual ones"))
    parser.add_argument("--buy", metavar="N")
    parser.add_argument("--article", metavar="CODE[*QTY]", action="append", default=[])
    parser.add_argument("--category", metavar="NAME", action="append", default=[])
    parser.add_argument("--domestic", action="store_true", help=_("only goods that are domestic on evidence"))
    parser.add_argument("--from", dest="first", metavar="DAY")
    parser.add_argument("--until", dest="last", metavar="DAY")
    parser.add_argument("--days", metavar="mon,tue,...")
    parser.add_argument("--hours", metavar="15:00-17:00")


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--all", action="store_true", help=_("those that are over too"))


def _end_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="NUMBER")


def _count(text: str | None) -> int:
    if text is None:
        return 0
    if not (text.isascii() and text.isdecimal() and len(text) <= 4):
        from pos_app.domain.promotion import MOST_PIECES

        raise Refused("promotion_pieces", most=MOST_PIECES)
    return int(text)


def _weekdays(text: str | None) -> tuple[int, ...]:
    from pos_app.domain.promotion import WEEK

    names = [name.strip().lower() for name in text.split(",")] if text else []
    if any(name not in WEEK for name in names):
        raise Refused("not_weekdays", text=text)
    return tuple(WEEK.index(name) for name in names)


def _hours(text: str | None) -> tuple["time | None", "time | None"]:
    from datetime import time

    if text is None:
        return None, None
    try:
        begin, end = (time.fromisoformat(part.strip()) for part in text.split("-"))
    except ValueError:
        raise Refused("not_hours", text=text) from None
    return begin, end


def _wish(shop: "Shop", args: argparse.Namespace) -> "Wish":
    from pos_app.domain import days
    from pos_app.domain.money import Rupiah
    from pos_app.domain.promotion import PromotionKind
    from pos_app.services.promotions import Wish

    kinds = [kind for kind in PromotionKind if getattr(args, kind.value) is not None]
    if len(kinds) != 1:
        raise Refused("promotion_one_kind")
    begin, end = _hours(args.hours)
    return Wish(
        name=args.name,
        kind=kinds[0],
        goods=_goods(shop, args.article),
        categories=args.category,
        domestic=args.domestic,
        off=discount(args.off) if args.off is not None else None,
        buy=_count(args.buy),
        free=_count(args.free),
        price_idr=amount(args.bundle) if args.bundle is not None else Rupiah(0),
        points=_count(args.points),
        first=days.parse_day(args.first) if args.first else None,
        last=days.parse_day(args.last) if args.last else None,
        weekdays=_weekdays(args.days),
        begin=begin,
        end=end,
    )


def _goods(shop: "Shop", items: list[str]) -> list[tuple[str, "Milli"]]:
    from pos_app.services import lookup, settings

    found = []
    with shop.uow.read() as u:
        day = settings.today(shop, u)
        for item in items:
            article, qty = lookup.with_quantity(u, item, day=day)
            found.append((article.code, qty))
    return found


def _document(promotion: "Promotion") -> dict[str, Any]:
    when, off = promotion.when, promotion.off
    return {
        "number": promotion.id,
        "name": promotion.name,
        "kind": promotion.kind.value,
        "off_idr": off.amount_idr if off else None,
        "off_bp": off.share_bp if off else None,
        "buy": promotion.buy,
        "free": promotion.free,
        "price_idr": promotion.price_idr,
        "points": promotion.points,
        "categories": list(promotion.categories),
        "domestic": promotion.domestic,
        "from": when.first.isoformat(),
        "until": when.last.isoformat() if when.last else None,
        "weekdays": list(when.weekdays),
        "hours": [when.begin.isoformat("minutes"), when.end.isoformat("minutes")] if when.begin and when.end else None,
        "ended": promotion.ended is not None,
    }


def _add(call: Call) -> Answer:
    from pos_app.services import promotion_words, promotions

    with call.shop() as shop:
        made, _changes = promotions.add(shop, call.actor, _wish(shop, call.args))
    return Answer(_document(made), [f"{made.id}  {made.name}: {promotion_words.gives(made)}"])


def _list(call: Call) -> Answer:
    from pos_app.services import promotion_words as words
    from pos_app.services import promotions

    with call.shop() as shop:
        found = promotions.listed(shop, past=call.args.all)
    document = [_document(x.promotion) | {"articles": list(x.goods.values()), "counts": x.stands} for x in found]
    lines = [
        " · ".join(
            [f"{x.promotion.id}  {x.promotion.name}", words.gives(x.promotion), words.goods(x), words.when(x.promotion), words.standing(x)]
        )
        for x in found
    ]
    return Answer({"promotions": document}, lines or [_("No promotion counts or is to come.")])


def _end(call: Call) -> Answer:
    from pos_app.services import promotions

    number = call.args.number
    if not (number.isascii() and number.isdecimal()):
        raise Refused("no_such_promotion", number=number)
    with call.shop() as shop:
        ended, _changes = promotions.end(shop, call.actor, int(number))
    return Answer(_document(ended), [_("{name} has ended.").format(name=ended.name)])
