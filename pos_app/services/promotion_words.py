"""A promotion in words: what the customer gets, on which goods, and when."""

from pos_app import formatting, texts
from pos_app.domain.promotion import Promotion, PromotionKind
from pos_app.domain.quantity import ONE
from pos_app.services.promotions import Listed
from pos_app.texts import N_, ngettext
from pos_app.texts import gettext as _

DAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


def gives(promotion: Promotion) -> str:
    """`Buy 2, get 1 free`, `10% off`, `3 for Rp10.000`."""
    speech, off = texts.language(), promotion.off
    match promotion.kind:
        case PromotionKind.FREE:
            return _("buy {buy}, get {free} free").format(buy=promotion.buy, free=promotion.free)
        case PromotionKind.BUNDLE:
            price = formatting.rupiah(promotion.price_idr, speech)
            if promotion.buy:
                return _("any {n} for {price}").format(n=promotion.buy, price=price)
            return _("together for {price}").format(price=price)
        case PromotionKind.POINTS:
            return ngettext("{n} point for each", "{n} points for each", promotion.points).format(n=promotion.points)
        case PromotionKind.OFF if off is not None and off.share_bp is not None:
            return _("{share} off").format(share=formatting.share(off.share_bp, speech, decimals=0 if off.share_bp % 100 == 0 else 2))
        case _:
            amount = off.amount_idr if off is not None and off.amount_idr is not None else 0
            return _("{amount} off each").format(amount=formatting.rupiah(amount, speech))


def goods(listed: Listed) -> str:
    """The articles and categories by name; for everything where none are named."""
    promotion, speech = listed.promotion, texts.language()
    counted = promotion.kind is PromotionKind.BUNDLE and not promotion.buy
    named = [
        f"{formatting.qty(part.qty, speech)} × {listed.goods[part.product]}" if counted or part.qty != ONE else listed.goods[part.product]
        for part in promotion.parts
    ]
    joined = ", ".join([*named, *promotion.categories])
    if not promotion.domestic:
        return joined or _("everything")
    return _("domestic with evidence: {goods}").format(goods=joined) if joined else _("everything domestic with evidence")


def when(promotion: Promotion) -> str:
    """`24.11.2026 to 30.11.2026 · Mon, Fri · 15.00–17.00`."""
    speech, span = texts.language(), promotion.when
    first = formatting.day(span.first, speech)
    last = formatting.day(span.last, speech) if span.last else ""
    parts = [_("{first} to {last}").format(first=first, last=last) if last else _("from {first}").format(first=first)]
    if span.weekdays:
        parts.append(", ".join(_(DAYS[n]) for n in span.weekdays))
    if span.begin is not None and span.end is not None:
        parts.append("–".join(f"{at:%H:%M}".replace(":", "." if speech == "id" else ":") for at in (span.begin, span.end)))
    return " · ".join(parts)


def standing(listed: Listed) -> str:
    """Whether it counts now, is to come, or is over."""
    if listed.promotion.ended is not None:
        return _("ended")
    return _("counts now") if listed.stands else _("waits for its time")
