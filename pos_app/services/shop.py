"""The open shop: what every service is given first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from pos_app.domain import days
from pos_app.domain.actor import Actor
from pos_app.domain.days import Period
from pos_app.errors import Refused
from pos_app.storage.uow import Transaction, UnitOfWork

OWNER: Final = Actor("Pemilik")
"""Who acts until people have PINs."""


@dataclass(frozen=True, slots=True)
class Shop:
    """A shop's books with the clock and the maker of uids.

    `clock` gives an aware instant in UTC; `new_uid` a fresh UUIDv7. Settings are read inside each unit of work.
    """

    uow: UnitOfWork
    clock: Callable[[], datetime]
    new_uid: Callable[[], str]
    place: str

    def close(self) -> None:
        self.uow.close()


@dataclass(frozen=True, slots=True)
class Changes:
    """What a write changed, so that a screen knows whether to read again."""

    products: bool = False
    origins: bool = False
    stock: bool = False
    sales: bool = False
    settings: bool = False
    coop: bool = False
    suppliers: bool = False
    consignment: bool = False
    people: bool = False


def not_come(at: datetime, now: datetime, zone: str) -> Refused:
    """Why an instant after `now` is refused: its day has not come, or its time of today."""
    day = days.business_day(at, zone)
    if day > days.business_day(now, zone):
        return Refused("in_the_future", day=day)
    return Refused("later_today", at=at.astimezone(ZoneInfo(zone)))


def not_later(shop: Shop, zone: str, at: datetime | None) -> tuple[datetime, date]:
    """The instant meant (now where none is given) and its business day.

    Raises:
        Refused: as `not_come`.
    """
    now = shop.clock()
    if at is not None and at > now:
        raise not_come(at, now, zone)
    return at or now, days.business_day(at or now, zone)


def not_closed(shop: Shop, u: Transaction, *, zone: str, day: date) -> None:
    """Refuses a document on a day of a closed month; asked in the transaction that writes it. The present month never is closed.

    Raises:
        Refused: `month_is_closed`.
    """
    if day >= days.business_day(shop.clock(), zone).replace(day=1):
        return
    u.closings.lock(shared=True)
    if u.closings.current(f"{day:%Y-%m}") is not None:
        raise Refused("month_is_closed", month=f"{day:%Y-%m}")


def begun_in(shop: Shop, u: Transaction, period: Period) -> str:
    """The shop's zone, once the period has begun; raises as `begun`."""
    zone = u.books.settings()["zone"]
    begun(shop, zone, period)
    return zone


def begun(shop: Shop, zone: str, period: Period) -> Period:
    """The period, once it has begun; it may run to the end of this month, not beyond.

    Raises:
        Refused: `in_the_future`.
    """
    today = days.business_day(shop.clock(), zone)
    if period.first > today:
        raise Refused("in_the_future", day=period.first)
    if period.last >= days.following(today.replace(day=1)):
        raise Refused("in_the_future", day=period.last)
    return period
