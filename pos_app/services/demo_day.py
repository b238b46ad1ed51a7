"""The demo day without a screen: four shops, a sale and its papers, the month, the labels, the comparison."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Final

from pos_app import files, texts
from pos_app.domain import cart as carts
from pos_app.domain import days
from pos_app.domain.days import Period
from pos_app.domain.money import BasisPoints, Rupiah
from pos_app.domain.origin import State
from pos_app.domain.pricing import Discount
from pos_app.domain.product import Kind
from pos_app.domain.tender import Means, Payment
from pos_app.services import checkout, coop, labels, month_papers, receipts, refunds, reports, settings, snapshots
from pos_app.services.demo import CASHIER, NAME, Habit, basket, fill
from pos_app.services.shop import OWNER, Shop

MEMBERS: Final = (
    ("Koperasi Desa Sukamaju", Habit(80, 95, State.DOMESTIC)),
    ("Warung Bu Sri", Habit(55, 70)),
    ("Toko Melati", Habit(65, 85, State.IMPORTED)),
)
OpenNew = Callable[[Path, str], Shop]
"""Makes and opens a new shop at a path under a name."""


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
        for n, (name, habit) in enumerate(MEMBERS, start=2):
            member = open_new(out / f"anggota-{n}.db", name)
            try:
                fill(member, seed=n, months=2, habit=habit)
                snaps.append(_snapshot(member, out / f"cuplikan-{n}.zip"))
            finally:
                member.close()
        coop.load(shop, OWNER, snaps)
        period = _last_month(shop)
        paper = out / f"perbandingan-{period.first:%Y-%m}.pdf"
        coop.save_pdf(shop, coop.compare(shop, period), paper, language=texts.language())
    finally:
        shop.close()
    return [out / "toko.db", *made, *snaps, paper]


def _snapshot(shop: Shop, path: Path) -> Path:
    snapshots.export(shop, path)
    return path


def _last_month(shop: Shop) -> Period:
    today = days.business_day(shop.clock(), settings.card(shop).zone)
    return days.month_before(days.month(f"{today:%Y-%m}"))


def _papers(shop: Shop, out: Path) -> list[Path]:
    """A sale with a discount, its receipt on each paper, a return, labels and the month's paper."""
    with shop.uow.read() as u:
        shelf = [p for p in u.products.everything(day=settings.today(shop, u)) if p.price_idr and p.kind is Kind.GOODS]
    cart = basket(random.Random(3), shelf, Habit(100, 100))
    cart = carts.set_discount(cart, Discount(share_bp=BasisPoints(200)))
    sale = checkout.commit(shop, CASHIER, cart, [Payment(Means.CASH, Rupiah(-(-cart.total_idr // 50_000) * 50_000))]).sale
    made = []
    for paper in ("58", "80", "a5"):
        path = out / f"struk-{paper}.pdf"
        receipts.save_pdf(shop, sale.number, path, paper=paper)
        made.append(path)
    back = refunds.refund(shop, CASHIER, sale.number, [(sale.lines[0].code, None)], why=texts.gettext("Wrong article")).sale
    slip = out / "retur-80.pdf"
    receipts.save_pdf(shop, back.number, slip, paper="80")
    sheet = out / "label.pdf"
    labels.save_pdf(shop, labels.read(shop, [p.code for p in shelf[:24]]), sheet)
    period = _last_month(shop)
    month = out / f"kandungan-lokal-{period.first:%Y-%m}.pdf"
    month_papers.save_pdf(shop, reports.local_content(shop, period), month, language=texts.language())
    return [*made, slip, sheet, month]
