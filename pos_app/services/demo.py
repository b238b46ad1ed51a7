"""A demo shop: its articles with their origin, a year of history, this month's sales, and every paper made from them.

Everything in it is made up. The same day gives the same shop, so that pictures can be compared.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files as packaged
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from pos_app import files, texts
from pos_app.domain import cart as carts
from pos_app.domain import days
from pos_app.domain.actor import Actor
from pos_app.domain.cart import Cart
from pos_app.domain.days import Period
from pos_app.domain.money import BasisPoints, Rupiah
from pos_app.domain.origin import State
from pos_app.domain.pricing import Discount
from pos_app.domain.product import Found, Kind, Product
from pos_app.domain.quantity import Milli
from pos_app.domain.tender import Means, Payment
from pos_app.services import (
    checkout,
    coop,
    import_products,
    labels,
    month_papers,
    origin_lists,
    products,
    receipts,
    refunds,
    reports,
    settings,
    snapshots,
)
from pos_app.services.shop import OWNER, Shop

NAME: Final = "Toko Sumber Rejeki"
MEMBERS: Final = ("Koperasi Desa Sukamaju", "Warung Bu Sri", "Toko Melati")
SALES_A_DAY: Final = 4
_CASHIER: Final = Actor("Sari")

OpenNew = Callable[[Path, str], Shop]


@dataclass(frozen=True, slots=True)
class _Habit:
    """What a member shop does with the list: the part of it that it stocks and of which it knows the origin."""

    stocks: int
    knows: int
    prefers: State | None = None


def fill(shop: Shop, *, seed: int = 7, months: int = 1, habit: _Habit = _Habit(100, 100)) -> None:
    """Fills a new shop with articles, origins and sales of the last `months` months up to now."""
    chance = random.Random(seed)
    _goods(shop, chance, habit)
    settings.change(shop, OWNER, {"address": "Jl. Melati No. 12, Sukamaju", "phone": "0812-0000-0000", "target": "75"})
    settings.change(shop, OWNER, {"receipt_footer": texts.gettext("Thank you for shopping with your neighbours. Goods can be exchanged within 3 days with this receipt.")})
    products.change(shop, OWNER, "PULSA10", {"kind": "service"})
    products.change(shop, OWNER, "FOTOKOPI", {"kind": "service"})
    products.change(shop, OWNER, "GULAAREN", {"weighed": "yes"})
    card = settings.card(shop)
    today = days.business_day(shop.clock(), card.zone)
    first = days.month_before(days.month(f"{today:%Y-%m}")).first if months > 1 else today.replace(day=1)
    with shop.uow.read() as u:
        shelf = [p for p in u.products.everything(day=today) if p.price_idr]
    for day in _days(first, today):
        for at in _moments(chance, day, card.zone, shop.clock()):
            checkout.commit(shop, _CASHIER, _basket(chance, shelf, habit), [Payment(Means.CASH, Rupiah(10_000_000))], at=at)


def _goods(shop: Shop, chance: random.Random, habit: _Habit) -> None:
    folder = packaged("resources") / "demo"
    articles = (folder / "articles.csv").read_text(encoding="utf-8").splitlines()
    known = (folder / "origins.csv").read_text(encoding="utf-8").splitlines()
    stocked = [articles[0], *(line for line in articles[1:] if _kept(chance, habit.stocks) or line.startswith(("PULSA", "FOTO", "GULA")))]
    codes = {line.partition(",")[0] for line in stocked}
    told = {code for code in codes if _kept(chance, habit.knows)}
    import_products.take(shop, OWNER, "\n".join(stocked).encode(), name="articles.csv")
    origin_lists.take(shop, OWNER, "\n".join([known[0], *(x for x in known[1:] if x.partition(",")[0] in told)]).encode())


def _kept(chance: random.Random, percent: int) -> bool:
    return chance.randrange(100) < percent


def _days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += timedelta(days=1)


def _moments(chance: random.Random, day: date, zone: str, now: datetime) -> Sequence[datetime]:
    opened = datetime.combine(day, time(7, 30), ZoneInfo(zone)).astimezone(UTC)
    minutes = sorted(chance.sample(range(13 * 60), SALES_A_DAY))
    return [at for at in (opened + timedelta(minutes=m) for m in minutes) if at < now]


def _basket(chance: random.Random, shelf: Sequence[Product], habit: _Habit) -> Cart:
    cart = Cart()
    weights = [3 if p.origin.state is habit.prefers or p.category in ("Sembako", "Minuman") else 1 for p in shelf]
    for product in chance.choices(shelf, weights, k=chance.randint(2, 6)):
        qty = Milli(chance.choice((250, 500, 735, 1000))) if product.weighed else Milli(1000 * chance.choice((1, 1, 1, 2, 3)))
        cart = carts.add(cart, Found(product, product.code), qty=qty)
    return cart


def play(open_new: OpenNew, out: Path) -> list[Path]:
    """Plays the demo day in `out`: three more shops, receipts, labels, the month's paper, the comparison; what was made.

    Raises:
        Refused: `folder_taken` where `out` holds something already.
        Unavailable: the disk failed.
    """
    files.new_folder(out)
    made: list[Path] = []
    shop = open_new(out / "toko.db", NAME)
    try:
        fill(shop, months=2)
        made += _papers(shop, out)
        snaps = [_snapshot(shop, out / "cuplikan-1.zip")]
        for n, (name, habit) in enumerate(zip(MEMBERS, _HABITS, strict=True), start=2):
            member = open_new(out / f"anggota-{n}.db", name)
            try:
                fill(member, seed=n, months=2, habit=habit)
                snaps.append(_snapshot(member, out / f"cuplikan-{n}.zip"))
            finally:
                member.close()
        coop.load(shop, OWNER, snaps)
        period = _last_month(shop)
        paper = out / f"perbandingan-{period.first:%Y-%m}.pdf"
        coop.save_pdf(shop, period, paper, language=texts.language())
    finally:
        shop.close()
    return [out / "toko.db", *made, *snaps, paper]


_HABITS: Final = (_Habit(80, 95, State.DOMESTIC), _Habit(55, 70), _Habit(65, 85, State.IMPORTED))


def _snapshot(shop: Shop, path: Path) -> Path:
    snapshots.export(shop, path)
    return path


def _last_month(shop: Shop) -> Period:
    today = days.business_day(shop.clock(), settings.card(shop).zone)
    return days.month_before(days.month(f"{today:%Y-%m}"))


def _papers(shop: Shop, out: Path) -> list[Path]:
    """A sale with a discount, its receipt on each paper, a return, labels and the month's paper."""
    with shop.uow.read() as u:
        shelf = [p for p in u.products.everything(day=checkout.today(shop, u)) if p.price_idr and p.kind is Kind.GOODS]
    cart = _basket(random.Random(3), shelf, _HABITS[0])
    cart = carts.set_discount(cart, Discount(share_bp=BasisPoints(200)))
    sale = checkout.commit(shop, _CASHIER, cart, [Payment(Means.CASH, Rupiah(-(-cart.total_idr // 50_000) * 50_000))]).sale
    made = []
    for paper in ("58", "80", "a5"):
        path = out / f"struk-{paper}.pdf"
        receipts.save_pdf(shop, sale.number, path, paper=paper)
        made.append(path)
    back = refunds.refund(shop, _CASHIER, sale.number, [(sale.lines[0].code, None)], why=texts.gettext("Wrong article")).sale
    slip = out / "retur-80.pdf"
    receipts.save_pdf(shop, back.number, slip, paper="80")
    sheet = out / "label.pdf"
    labels.save_pdf(shop, [p.code for p in shelf[:24]], sheet)
    period = _last_month(shop)
    month = out / f"kandungan-lokal-{period.first:%Y-%m}.pdf"
    month_papers.save_pdf(shop, reports.local_content(shop, period), month, language=texts.language())
    return [*made, slip, sheet, month]
