"""What the owner offers for a while: money off, pieces free, a price for several together, points.

Each offer has its goods (articles, categories, only domestic ones, or everything), its days and its hours. Happy hour
is an offer with hours; domestic-first is one for domestic goods alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from pos_app.domain.category import is_within
from pos_app.domain.money import Rupiah
from pos_app.domain.origin import State, Strength
from pos_app.domain.pricing import Discount
from pos_app.domain.product import Kind, Product, ProductId
from pos_app.domain.quantity import ONE, Milli
from pos_app.errors import Refused

WEEK: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MOST_PIECES: Final = 1_000
_SHOPS_WORD: Final = "shop"


class PromotionKind(StrEnum):
    """What the customer gets: money off each, pieces free, several for one price, points on top."""

    OFF = "off"
    FREE = "free"
    BUNDLE = "bundle"
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class Part:
    """An article an offer is for; in a bundle so much of it belongs to one."""

    product: ProductId
    qty: Milli = ONE


@dataclass(frozen=True, slots=True)
class When:
    """Days (both included; None is open), weekdays and hours of an offer, all in the shop's zone.

    No weekday means each. Hours run to before `end`; over midnight they belong to the day they began on.
    """

    first: date
    last: date | None = None
    weekdays: tuple[int, ...] = ()
    begin: time | None = None
    end: time | None = None

    def covers(self, moment: datetime) -> bool:
        """Whether the offer stands at a moment of the shop's own clock."""
        day, clock = moment.date(), moment.time()
        if self.begin is not None and self.end is not None:
            over_midnight = self.end <= self.begin
            if over_midnight and clock < self.end:
                day -= timedelta(days=1)
            elif clock < self.begin or (not over_midnight and clock >= self.end):
                return False
        if self.weekdays and day.weekday() not in self.weekdays:
            return False
        return self.first <= day and (self.last is None or day <= self.last)

    def is_over(self, moment: datetime) -> bool:
        """Whether the offer stands no more, at a moment of the shop's own clock."""
        return self.last is not None and self.last < moment.date() and not self.covers(moment)


@dataclass(frozen=True, slots=True)
class Promotion:
    """An offer as the owner made it; it is never changed, only ended.

    FREE gives `free` pieces for `buy` paid ones. BUNDLE sells `buy` pieces of its goods, or, where `buy` is 0, one of
    each of its `parts`, for `price_idr`. POINTS gives `points` for each whole unit. `ended` is the moment it was ended.
    """

    id: int
    name: str
    kind: PromotionKind
    when: When
    off: Discount | None = None
    buy: int = 0
    free: int = 0
    price_idr: Rupiah = Rupiah(0)
    points: int = 0
    parts: tuple[Part, ...] = ()
    categories: tuple[str, ...] = ()
    domestic: bool = False
    ended: datetime | None = None

    def takes(self, product: Product) -> bool:
        """Whether an article is among its goods; one without goods of its own is for everything the shop sells itself."""
        if product.kind not in (Kind.GOODS, Kind.PARCEL) or (self.domestic and not proven_domestic(product)):
            return False
        if not self.parts and not self.categories:
            return True
        return any(part.product == product.id for part in self.parts) or any(is_within(product.category, x) for x in self.categories)

    def stands(self, moment: datetime) -> bool:
        """Whether it counts at a moment; `moment` is aware and in the shop's zone."""
        return self.when.covers(moment) and (self.ended is None or moment < self.ended)


def proven_domestic(product: Product) -> bool:
    """Whether goods are domestic on evidence: what only the shop itself says is not enough to give money for."""
    origin = product.origin
    return origin.state is State.DOMESTIC and origin.strength is not Strength.NONE and origin.evidence_kind != _SHOPS_WORD


def checked_promotion(promotion: Promotion) -> Promotion:
    """An offer that can be kept.

    Raises:
        Refused: `promotion_needs_a_name`, `promotion_ends_before`, `promotion_hours_together`, `promotion_nothing`,
            `promotion_pieces`, `promotion_bundle_goods`, `price_not_positive`, `promotion_everything`.
    """
    if not promotion.name:
        raise Refused("promotion_needs_a_name")
    when = promotion.when
    if when.last is not None and when.last < when.first:
        raise Refused("promotion_ends_before", first=when.first, last=when.last)
    if (when.begin is None) != (when.end is None) or (when.begin is not None and when.begin == when.end):
        raise Refused("promotion_hours_together")
    _CHECKS[promotion.kind](promotion)
    return promotion


def _check_off(promotion: Promotion) -> None:
    if promotion.off is None or not (promotion.off.amount_idr or promotion.off.share_bp):
        raise Refused("promotion_nothing")


def _check_free(promotion: Promotion) -> None:
    _pieces(promotion.buy, promotion.free)
    _named(promotion)


def _check_bundle(promotion: Promotion) -> None:
    if promotion.price_idr <= 0:
        raise Refused("price_not_positive")
    if promotion.buy:
        _pieces(promotion.buy)
        if promotion.buy < 2:
            raise Refused("promotion_pieces", most=MOST_PIECES)
        _named(promotion)
        return
    whole = all(part.qty > 0 and part.qty % ONE == 0 and part.qty // ONE <= MOST_PIECES for part in promotion.parts)
    if promotion.categories or not whole or sum(part.qty for part in promotion.parts) < 2 * ONE:
        raise Refused("promotion_bundle_goods")


def _check_points(promotion: Promotion) -> None:
    _pieces(promotion.points)


def _pieces(*numbers: int) -> None:
    if any(not 1 <= number <= MOST_PIECES for number in numbers):
        raise Refused("promotion_pieces", most=MOST_PIECES)


def _named(promotion: Promotion) -> None:
    if not (promotion.parts or promotion.categories or promotion.domestic):
        raise Refused("promotion_everything")


_CHECKS: Final = {
    PromotionKind.OFF: _check_off,
    PromotionKind.FREE: _check_free,
    PromotionKind.BUNDLE: _check_bundle,
    PromotionKind.POINTS: _check_points,
}


def standing(promotions: Sequence[Promotion], moment: datetime) -> tuple[Promotion, ...]:
    """The offers that count at a moment of the shop's own clock, the oldest first."""
    return tuple(promotion for promotion in promotions if promotion.stands(moment))
