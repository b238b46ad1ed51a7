"""Papers with a part for each article, customer or maker ask the database as often for many of them as for few."""

from pos_app.domain.days import month
from pos_app.domain.money import Rupiah
from pos_app.domain.origin import MakerSize
from pos_app.services import catalogues, credit, labels, owner_reports, products, shifts
from pos_app.services import statements as customer_statements
from pos_app.services.shop import OWNER
from tests.services.counter import sell, statements
from tests.shelf import put


def grow(shop, names):
    """An article of a maker and a customer who bought it, for each name."""
    for name in names:
        put(shop, name, 5_000, category="Kue", stock=9, packs=[(f"{name}-DUS", "dus", 12, 50_000)])
        products.change(shop, OWNER, name, {"maker": f"Ibu {name}", "maker_size": MakerSize.MICRO})
        credit.add(shop, OWNER, name, {"name": f"Nama {name}"})
        sell(shop, name, customer=name)


def test_a_catalogue_labels_and_statements_of_many_take_no_more_questions_than_of_few(shop):
    asked = []
    for names in ("AB", "CDEFGHIJ"):
        grow(shop, names)
        with statements(shop) as of_catalogue:
            catalogue = catalogues.made(shop)
        with statements(shop) as of_statements:
            found = customer_statements.made(shop, month("2026-11"))
        for name in names:
            products.change(shop, OWNER, name, {"price": "6000"})
        with statements(shop) as of_labels:
            printed = labels.of_prices(shop)
        assert [len(item.packs) for item in catalogue.items] == [1] * len(found)
        assert [(one.customer.number, len(one.receipts)) for one in found] == [(x.product.code, 1) for x in catalogue.items]
        assert [line.found.price_idr for line in printed] == [6_000] * len(found)
        asked.append((len(of_catalogue), len(of_statements), len(of_labels)))
    assert len(found) == 10
    assert asked[0] == asked[1]


def test_the_shifts_of_a_month_are_read_without_those_before_it(shop, clock):
    asked = []
    for day in ("2026-10-30", "2026-11-20", "2026-12-20"):
        clock.set(f"{day}T09:00:00+07:00")
        shifts.open_shift(shop, OWNER, float_idr=Rupiah(100_000))
        shifts.close(shop, OWNER, counted_idr=Rupiah(100_000))
        with statements(shop) as of_shifts:
            figures = owner_reports.make(shop, "shifts", month(day[:7]))
        assert [str(closed) for closed in figures.column("day")] == [day]
        asked.append(len(of_shifts))
    assert asked[0] == asked[1] == asked[2]
