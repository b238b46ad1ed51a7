"""The lists' models under fire: the model tester stays silent whatever is shown, added, filtered and put."""

import random
from collections.abc import Iterator

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from pos_app.domain.article_list.model import ArticleRow, note
from pos_app.domain.money import Rupiah
from pos_app.domain.origin import Origin, State
from pos_app.domain.product import Product, ProductId
from pos_app.services.goods_list import Listed
from pos_app.services.import_products import REFUSED, TAKEN, UNCHANGED, Outcome
from pos_app.services.tagging import Meter, Tag
from ui.goods.goods_model import GoodsModel
from ui.goods.import_model import WARNED, ImportModel
from ui.origin.tagging_model import TaggingModel

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def product(n: int, state: State = State.UNKNOWN) -> Product:
    return Product(ProductId(n), f"uid{n}", f"C{n}", f"Name {n}", "pcs", Rupiah(1000 + n), Origin(state))


def rows(first: int, count: int) -> list[Listed]:
    return [Listed(product(n), None, None) for n in range(first, first + count)]


@pytest.fixture
def chance() -> Iterator[random.Random]:
    return random.Random(11)


def test_the_list_of_goods_holds_windows_and_changes_them(qapp, chance):
    model = GoodsModel()
    QAbstractItemModelTester(model, FATAL)
    for _n in range(400):
        match chance.randrange(4):
            case 0:
                count = chance.randrange(0, 5000)
                model.show(count, 0, rows(0, min(count, 150)))
            case 1:
                model.add(chance.randrange(0, 5000), rows(chance.randrange(5000), chance.randrange(0, 150)))
            case 2:
                model.replace(rows(chance.randrange(200), 1)[0])
            case _:
                model.data(model.index(chance.randrange(0, 5000), chance.randrange(5)))
        assert len(model._rows) <= 2150


def test_rows_that_were_not_read_have_no_data_and_say_so(qapp):
    model = GoodsModel()
    model.show(1000, 100, rows(100, 50))
    assert model.listed(99) is None
    assert model.missing(range(90, 110))
    assert not model.missing(range(100, 150))
    assert model.index(0, 0).data() is None
    model.add(990, rows(990, 50))
    assert model.row_of(995) == 995
    assert model.rowCount() == 1000


def test_the_desk_keeps_its_order_while_articles_are_tagged_and_scanned(qapp, chance):
    model = TaggingModel()
    QAbstractItemModelTester(model, FATAL)
    meter = Meter({State.UNKNOWN: 900, State.DOMESTIC: 100, State.IMPORTED: 0})
    for n in range(600):
        if n % 100 == 0:
            model.show([Tag(product(i), Rupiah(i), Rupiah(0)) for i in range(chance.randrange(1, 60))], meter)
        model.put(Tag(product(chance.randrange(80), chance.choice(list(State))), Rupiah(1), Rupiah(1)))
        at = model.next_untagged(chance.randrange(-1, model.rowCount()))
        assert at == -1 or not model.tag(at).is_tagged
    ids = [model.tag(row).product.id for row in range(model.rowCount())]
    assert len(ids) == len(set(ids))


def test_rows_with_something_to_say_come_first_in_a_preview(qapp):
    model = ImportModel()
    QAbstractItemModelTester(model, FATAL)
    outcomes = [
        Outcome(ArticleRow(2, "A"), TAKEN),
        Outcome(ArticleRow(3, "B"), TAKEN, (note("import_price_zero"),)),
        Outcome(ArticleRow(4, "C"), REFUSED, (note("import_no_name"),)),
        Outcome(ArticleRow(5, "D"), UNCHANGED),
    ]
    model.show(outcomes)
    assert [model.outcome(row).row.row for row in range(4)] == [4, 3, 2, 5]
    for only, count in ((REFUSED, 1), (WARNED, 1), (TAKEN, 2), (UNCHANGED, 1), ("", 4)):
        model.filter(only)
        assert model.rowCount() == count
