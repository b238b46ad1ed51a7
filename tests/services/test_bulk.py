"""Many articles at once: shown first, then one transaction, and what cannot be stays as it is."""

from datetime import date

import pytest

from pos_app.domain.price_rule import By, PriceRule, Towards
from pos_app.errors import Refused
from pos_app.services import bulk, goods_list, prices, products
from pos_app.services.bulk import Bulk
from pos_app.services.goods_list import Filter
from pos_app.services.shop import OWNER
from tests.shelf import OIL, SOAP, TEA, base_list, put


@pytest.fixture
def stocked(shop):
    base_list(shop)
    return shop


def ids(shop, which=Filter()):  # noqa: B008 - a frozen value
    return goods_list.ids(shop, which)


def price(shop, code):
    return products.show(shop, code).product.price_idr


def audited(shop):
    from sqlalchemy import text

    with shop.uow.read() as u:
        return u._connection.execute(text("SELECT count(*) FROM audit WHERE event = 'product_changed'")).scalar_one()


def test_prices_rise_by_percent_rounded_to_what_labels_say(stocked):
    rule = PriceRule(By.PERCENT, 500, step=100, towards=Towards.UP)
    rows = bulk.preview(stocked, ids(stocked), Bulk(price=rule))
    assert {row.product.code: row.changed[0][1:] for row in rows}[TEA] == (2015, 2200)
    assert price(stocked, TEA) == 2015, "a preview writes nothing"
    done, changes = bulk.apply(stocked, OWNER, ids(stocked), Bulk(price=rule))
    assert (price(stocked, TEA), price(stocked, SOAP), price(stocked, OIL)) == (2200, 8700, 14600)
    assert changes.products
    assert audited(stocked) == len(done) == 4
    assert [(x.old_idr, x.price_idr, x.source) for x in prices.history(stocked, TEA)] == [(2015, 2200, "bulk")]


def test_category_maker_supplier_and_the_like_are_set_alike(stocked):
    given = {"category": "Sembako>x >  Beras", "maker": "CV Maju", "supplier": "UD Jaya", "tax": "exempt", "min_stock": "5"}
    bulk.apply(stocked, OWNER, ids(stocked)[:2], Bulk(given))
    rows = [row.product for row in goods_list.window(stocked, Filter(supplier="UD Jaya"), first=0, most=10)]
    assert len(rows) == 2
    assert {(p.category, p.maker.name, p.tax_class) for p in rows} == {("Sembako>x > Beras", "CV Maju", "exempt")}
    counts = goods_list.overview(stocked, Filter()).counts
    assert dict(counts.makers) == {"": 2, "CV Maju": 2}
    assert dict(counts.suppliers) == {"": 2, "UD Jaya": 2}
    assert bulk.preview(stocked, ids(stocked, Filter(supplier="UD Jaya")), Bulk(given))[0].changed == ()


def test_an_open_price_is_named_and_the_others_change(stocked):
    put(stocked, "JASA", None, name="FOTOKOPI")
    rule = PriceRule(By.RUPIAH, 500)
    rows, _changes = bulk.apply(stocked, OWNER, ids(stocked), Bulk(price=rule))
    assert [(row.product.code, row.problem.code) for row in rows if row.problem] == [("JASA", "price_missing_before")]
    assert price(stocked, TEA) == 2515


def test_prices_may_wait_for_a_day_and_nothing_else_may(stocked, clock):
    rule = PriceRule(By.TO, 3000)
    bulk.apply(stocked, OWNER, ids(stocked, Filter("teh")), Bulk(price=rule, valid_from=date(2026, 12, 1)))
    assert price(stocked, TEA) == 2015
    with pytest.raises(Refused, match="only_prices_wait"):
        bulk.preview(stocked, ids(stocked), Bulk({"tax": "exempt"}, price=rule, valid_from=date(2026, 12, 1)))
    clock.set("2026-12-01T07:00:00+07:00")
    assert price(stocked, TEA) == 3000


def test_archived_at_once_and_back(stocked):
    bulk.apply(stocked, OWNER, ids(stocked), Bulk({"archived": "yes"}))
    assert ids(stocked) == ()
    assert goods_list.overview(stocked, Filter()).counts.archived == 4
    bulk.apply(stocked, OWNER, ids(stocked, Filter(archived=True)), Bulk({"archived": "no"}))
    assert len(ids(stocked)) == 4


@pytest.mark.parametrize(("given", "code"), [({}, "nothing_to_change"), ({"name": "X"}, "no_such_field"), ({"tax": "zero"}, None)])
def test_what_cannot_be_is_said(stocked, given, code):
    if code is None:
        assert {row.problem.code for row in bulk.preview(stocked, ids(stocked), Bulk(given))} == {"setting_not_one_of"}
        return
    with pytest.raises(Refused, match=code):
        bulk.preview(stocked, ids(stocked), Bulk(given))


@pytest.mark.parametrize(
    ("rule", "old", "new"),
    [
        (PriceRule(By.PERCENT, -1000), 9_999, 8_999),
        (PriceRule(By.PERCENT, 250, step=500), 10_000, 10_500),
        (PriceRule(By.PERCENT, 250, step=500, towards=Towards.DOWN), 10_000, 10_000),
        (PriceRule(By.RUPIAH, -250, step=100, towards=Towards.UP), 10_000, 9_800),
        (PriceRule(By.TO, 12_345, step=50), None, 12_350),
    ],
)
def test_a_rule_makes_one_price_of_another(rule, old, new):
    assert rule.price(old) == new


def test_no_price_becomes_nothing():
    with pytest.raises(Refused, match="price_not_positive"):
        PriceRule(By.RUPIAH, -5_000).price(5_000)
