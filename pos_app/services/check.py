"""Proves the books: every sum is worked out anew and compared with what is kept."""

from datetime import date

from pos_app.domain import days
from pos_app.services import basket, month_papers, reports, settings, shifts
from pos_app.services.shop import Shop
from pos_app.storage.uow import Transaction
from pos_app.texts import gettext as _


def problems(shop: Shop) -> list[str]:
    """One sentence for each thing that does not fit; empty where the books are right."""
    with shop.uow.read() as u:
        day = settings.today(shop, u)
        return [
            *_sales(u), *_stock(u), *_stock_papers(u), *_origins(shop, u), *_consignment(u, day),
            *_closed_months(shop, u), *_shifts(u), *_points(u), *_baskets(u, day),
        ]  # fmt: skip


def _sales(u: Transaction) -> list[str]:
    found = []
    rules = {
        "discount": _("{receipt}, line {line}: the amount is not the price less its discounts."),
        "gross": _("{receipt}, line {line}: the price is not quantity times unit price."),
        "total": _("{receipt}: the total is not the sum of its lines."),
        "paid": _("{receipt}: what was paid, the change and the total do not agree."),
    }
    found += [rules[rule].format(receipt=receipt, line=line) for receipt, line, rule in u.proof.lines_that_do_not_add_up()]
    found += [rules[rule].format(receipt=receipt) for receipt, rule in u.proof.totals_that_do_not_add_up()]
    parcel = _("{receipt}, line {line}: the parts of the parcel do not sum to it.")
    found += [parcel.format(receipt=receipt, line=line) for receipt, line in u.proof.parcels_that_do_not_add_up()]
    more = _("{receipt}: more was given back than was sold.")
    found += [more.format(receipt=receipt) for receipt in u.proof.refunds_above_the_sale()]
    low = _("Voucher {code}: more was taken off it than is on it.")
    odd = _("{receipt}: what it did to vouchers is not what it says.")
    found += [(odd if receipt else low).format(receipt=name, code=name) for name, receipt in u.vouchers.uneven()]
    kept = _("{when}: the sums kept for reports are not those of the sales.")
    found += [kept.format(when=when) for when in u.proof.sums_kept_wrong()]
    offer = _("{receipt}, line {line}: the offer written with it is of other goods or another amount.")
    found += [offer.format(receipt=receipt, line=line) for receipt, line in u.proof.offers_of_other_lines()]
    gap = _("Till {till} on {day}: {last} receipt numbers were drawn for {documents} documents.")
    return found + [gap.format(till=till, day=day, last=last, documents=n) for till, day, last, n in u.proof.gaps()]


def _points(u: Transaction) -> list[str]:
    balance = _("{number}: the points kept are not the sum of what was earned and spent.")
    found = [balance.format(number=number) for number in u.points.uneven()]
    paid = _("{receipt}: what was paid with points is not what the points were worth.")
    return found + [paid.format(receipt=number) for number in u.points.unpaid()]


def _consignment(u: Transaction, day: date) -> list[str]:
    level = _("{code}: the consigned stock kept is {level}, its moves sum to {sum} (thousandths).")
    uneven = u.consignment.uneven()
    products = u.products.by_ids([i for i, _level, _sum in uneven], day=day)
    found = [level.format(code=products[i].code, level=kept, sum=summed) for i, kept, summed in uneven if i in products]
    owed = _("{receipt}: what is owed for consigned goods is not what its lines say.")
    return found + [owed.format(receipt=number) for number in u.consignment.lines_off()]


def _stock(u: Transaction) -> list[str]:
    text = _("{code}: stock on hand is {level}, its moves sum to {sum} (thousandths).")
    found = [text.format(code=code, level=level, sum=summed) for code, level, summed in u.stock.uneven()]
    average = _("{code}: the average cost kept is not the one its moves come to.")
    found += [average.format(code=code) for code in u.cost_proof.averages_off()]
    cost = _("{number}: the cost of its moves is not that of its lines.")
    found += [cost.format(number=number) for number in u.cost_proof.moves_at_another_cost()]
    counted = _("{number}: the difference of {code} is not what was booked.")
    return found + [counted.format(number=number, code=code) for number, code in u.stocktakes.unbooked()]


def _stock_papers(u: Transaction) -> list[str]:
    total = _("{number}: the total is not the sum of its lines.")
    found = [total.format(number=number) for number in u.proof.stock_papers_that_do_not_add_up()]
    moved = _("{number}: its moves are not its lines.")
    found += [moved.format(number=number) for number in u.proof.stock_papers_that_moved_something_else()]
    packs = _("{number}, line {line}: so many packs of their content are not its pieces.")
    found += [packs.format(number=number, line=line) for number, line in u.proof.packs_that_do_not_add_up()]
    audited = _("{number}: the amount is not the one written down when it was paid.")
    found += [audited.format(number=number) for number in u.proof.amounts_not_those_audited()]
    paid = _("{number}: the payment is not the sum of what it pays.")
    found += [paid.format(number=number) for number in u.proof.payments_that_do_not_add_up()]
    gap = _("Papers {series} on {day}: {last} numbers were drawn for {documents} papers.")
    return found + [gap.format(series=series, day=day, last=last, documents=n) for series, day, last, n in u.proof.paper_gaps()]


def _origins(shop: Shop, u: Transaction) -> list[str]:
    text = _("Article {uid}: its kept origin is not what its evidence says.")
    today = settings.today(shop, u)
    wrong = u.origins.uneven(today)
    products = u.products.by_ids(wrong, day=today) if wrong else {}
    found = [text.format(uid=products[i].uid) for i in wrong if i in products]
    torn = _("The file {name} kept with the books is not what its checksum {sha256} says.")
    return found + [torn.format(name=name, sha256=sha256) for sha256, name in u.attachments.torn()]


def _shifts(u: Transaction) -> list[str]:
    text = _("Shift {number}: its figures are no longer those it was closed with.")
    return [text.format(number=number) for number in shifts.broken(u)]


def _baskets(u: Transaction, day: date) -> list[str]:
    """A basket that waits is in no book yet, but whoever calls it back must get it."""
    text = _("The held basket {name} cannot be read any more, or holds an article that is not there.")
    found = []
    for name, body in u.held_baskets.bodies():
        try:
            basket.cart_of(u, body, day=day)
        except (KeyError, IndexError, TypeError, ValueError):
            found.append(text.format(name=name))
    return found


def _closed_months(shop: Shop, u: Transaction) -> list[str]:
    text = _("Month {month}: it is closed, and its figures are no longer those of its paper.")
    found = []
    for month in sorted(u.closings.months()):
        closing = u.closings.current(month)
        papers = [u.papers.by_sha256(sha256) for sha256 in closing.papers.values()] if closing else []
        now = month_papers.figures(reports.local_content_in(shop, u, days.month(month)))
        if any(paper is None or paper.figures != now for paper in papers):
            found.append(text.format(month=month))
    return found
