"""A statement for each customer: what was bought, month by month and receipt by receipt, with the year's total."""

from collections.abc import Sequence
from pathlib import Path

from pos_app.domain.credit import Customer
from pos_app.domain.customer_statement import Statement
from pos_app.domain.days import Period
from pos_app.errors import Refused
from pos_app.services import owner_members, paper_of_each
from pos_app.services.shop import Shop, begun_in
from pos_app.texts import Language


def made(shop: Shop, period: Period, numbers: Sequence[str] = ()) -> tuple[Statement, ...]:
    """The statements of the named customers, or of all who bought something in the year, by name.

    Raises:
        Refused: `no_such_customer`, `in_the_future`.
    """
    year = Period(period.last.replace(month=1, day=1), period.last)
    with shop.uow.read() as u:
        begun_in(shop, u, period)
        known = {one.number: one for one in u.customers.every()}
        bought = owner_members.by_month(u, year)
        for number in numbers:
            if number not in known and number not in bought:
                raise Refused("no_such_customer", number=number)
        wanted = list(numbers) or [number for number in bought if number]
        receipts = u.trade.receipts(period, wanted)
        found = [
            Statement(known.get(number, Customer(number, number)), period, tuple(bought.get(number, ())), tuple(receipts[number]))
            for number in wanted
        ]
    return tuple(sorted(found, key=lambda one: (one.customer.name.casefold(), one.customer.number)))


def save_pdf(shop: Shop, period: Period, path: Path, language: Language, numbers: Sequence[str] = ()) -> int:
    """Writes the statements to a PDF file, each on pages of its own; how many are in it.

    Raises:
        Refused: as `made`; as `paper_of_each.save`.
        Unavailable: the disk failed.
    """
    from pos_app.documents import statement_paper

    return paper_of_each.save(shop, path, language, lambda: made(shop, period, numbers), statement_paper.paper)
