"""The life of an article: prices that wait for their day, archived and back, two that become one."""

import io
from datetime import date
from random import Random

import pytest
from PIL import Image

from pos_app.documents import pictures
from pos_app.domain.origin import State
from pos_app.domain.price_change import PriceKind
from pos_app.domain.quantity import Milli
from pos_app.errors import Refused
from pos_app.services import (
    attachments,
    catalogues,
    categories,
    check,
    goods_list,
    merging,
    origins,
    price_check,
    prices,
    products,
    refunds,
    stock,
)
from pos_app.services.article_parts import PackPart, Parts, Picture, SupplierPart
from pos_app.services.goods_list import Filter, Sort
from pos_app.services.move_words import REASONS
from pos_app.services.origins import Entry
from pos_app.services.shop import OWNER
from pos_app.storage.prices import NewPrice
from tests.services.counter import sell
from tests.shelf import OIL, SOAP, TEA, base_list, put

DECEMBER = date(2026, 12, 1)


@pytest.fixture
def stocked(shop):
    base_list(shop)
    return shop


def show(shop, code):
    return products.show(shop, code).product


def test_a_price_counts_from_its_day_on_without_anything_running(stocked, clock):
    products.change(stocked, OWNER, TEA, {"price": "2500"}, valid_from=DECEMBER)
    assert show(stocked, TEA).price_idr == 2015
    assert [x.code for x in prices.labels_due(stocked)] == []
    clock.set("2026-11-30T23:59:00+07:00")
    assert show(stocked, TEA).price_idr == 2015
    clock.set("2026-12-01T00:01:00+07:00")
    assert show(stocked, TEA).price_idr == 2500
    assert sell(stocked, TEA).total_idr == 2500
    assert [(x.code, x.change.old_idr, x.change.price_idr) for x in prices.labels_due(stocked)] == [(TEA, 2015, 2500)]
    products.change(stocked, OWNER, TEA, {"price": "2600"})
    assert show(stocked, TEA).price_idr == 2600, "a price set by hand stands above one that was planned earlier"
    assert [(x.old_idr, x.price_idr) for x in prices.history(stocked, TEA)] == [(2500, 2600), (2015, 2500)]


def test_a_price_is_taken_back_before_its_day_and_not_after(stocked, clock):
    products.change(stocked, OWNER, TEA, {"price": "2500"}, valid_from=DECEMBER)
    (waiting,) = prices.waiting(stocked)
    prices.withdraw(stocked, OWNER, waiting.id)
    assert prices.waiting(stocked) == ()
    clock.set("2026-12-02T09:00:00+07:00")
    assert show(stocked, TEA).price_idr == 2015
    with pytest.raises(Refused, match="price_does_not_wait"):
        prices.withdraw(stocked, OWNER, waiting.id)
    with pytest.raises(Refused, match="only_prices_wait"):
        products.change(stocked, OWNER, TEA, {"name": "X"}, valid_from=date(2027, 1, 1))
    products.change(stocked, OWNER, TEA, {"name": "TEH BARU", "price": "2500"}, valid_from=date(2026, 12, 2))
    assert (show(stocked, TEA).name, show(stocked, TEA).price_idr) == ("TEH BARU", 2500), "today is no day to come"


def test_a_list_taken_in_meets_the_price_of_the_day(stocked, clock):
    from pos_app.services import import_products

    products.change(stocked, OWNER, TEA, {"price": "2500"}, valid_from=DECEMBER)
    clock.set("2026-12-01T08:00:00+07:00")
    listing = f"barcode,nama,harga_jual\n{TEA},TEH CONTOH 50G,2700\n"
    import_products.take(stocked, OWNER, listing.encode(), name="l.csv")
    assert show(stocked, TEA).price_idr == 2700
    assert next((x.old_idr, x.price_idr, x.source) for x in prices.history(stocked, TEA)) == (2500, 2700, "list")


def test_archived_goods_are_not_sold_stay_in_the_stock_and_come_back(stocked):
    products.change(stocked, OWNER, OIL, {"archived": "yes"})
    with pytest.raises(Refused, match="code_archived"):
        sell(stocked, OIL)
    assert show(stocked, OIL).archived
    with pytest.raises(Refused, match="code_archived"):
        products.add_on_the_spot(stocked, OWNER, name="Lain", price_idr=1, code=OIL)
    assert [row.product.code for row in goods_list.window(stocked, Filter(archived=True), first=0, most=9)] == [OIL]
    products.change(stocked, OWNER, OIL, {"archived": "no"})
    assert sell(stocked, OIL).total_idr == 13830


def test_two_articles_become_one_with_codes_stock_and_history(stocked):
    put(stocked, "TEH2", 2100, name="TEH CONTOH 50 G", stock=7, cost=1500, sku="A7", packs=[("TEHDUS", "dus", 40, 80_000)])
    origins.record(stocked, OWNER, "TEH2", Entry(state=State.DOMESTIC))
    sold = sell(stocked, "TEH2")
    done = merging.merge(stocked, OWNER, TEA, "TEH2", why="sama")
    kept = done.kept.product
    assert {"TEH2", "A7", "TEHDUS", TEA} == set(done.kept.codes)
    assert (kept.on_hand, kept.price_idr, kept.average_cost, kept.origin.state) == (106_000, 2015, 15_000_000, State.DOMESTIC)
    assert sell(stocked, "TEHDUS").total_idr == 80_000
    reasons = [m.reason for m in stock.card(stocked, "TEH2").moves]
    assert reasons[:3] == ["sale", "merge", "merge"]
    assert REASONS.keys() >= set(reasons), "each has its word on the stock card"
    with pytest.raises(Refused, match="article_is_merged"):
        products.change(stocked, OWNER, done.gone.id, {"archived": "no"})
    refunds.refund(stocked, OWNER, sold.number, [("TEH2", Milli(1000))], why="rusak")
    assert show(stocked, TEA).on_hand == 106_000 - 40_000 + 1000, "what comes back comes to the article it lives on in"
    assert check.problems(stocked) == []


def test_a_cost_is_taken_over_where_the_kept_article_has_none(stocked):
    for code, cost in (("A", None), ("B", 1500), ("C", 9000)):
        put(stocked, code, 2000, name=f"KOPI {code}")
        products.change(stocked, OWNER, code, {"cost": str(cost or "")})
    for gone in ("B", "C"):
        kept = merging.merge(stocked, OWNER, "A", gone).kept.product
        assert (kept.average_cost, kept.last_cost) == (15_000_000, 15_000_000), "of C there is nothing, and its cost weighs nothing"


def test_a_report_counts_merged_articles_once(stocked):
    put(stocked, "TEH2", 2100, name="TEH CONTOH 50 G", stock=7)
    sell(stocked, TEA, "TEH2")
    merging.merge(stocked, OWNER, TEA, "TEH2")
    with stocked.uow.read() as u:
        from pos_app.domain import days

        month = days.month("2026-11")
        assert u.sums.articles(month) == {State.UNKNOWN: 1}
        assert [(x.code, x.value_idr) for x in u.sums.top_articles(month, State.UNKNOWN, most=5)] == [(TEA, 4115)]


def test_what_was_merged_lives_on_where_that_is_merged_again(stocked):
    first, second = put(stocked, "A", 1, name="A"), put(stocked, "B", 1, name="B")
    merging.merge(stocked, OWNER, second, first)
    merging.merge(stocked, OWNER, TEA, "B")
    with stocked.uow.read() as u:
        assert u.merges.survivor(first) == u.merges.survivor(second) == show(stocked, "A").id


@pytest.mark.parametrize(
    ("keep", "gone", "code"), [(TEA, TEA, "merge_with_itself"), (TEA, "CURAH", "merge_unlike"), (TEA, "NO", "unknown")]
)
def test_what_cannot_be_merged_is_said_and_nothing_moves(stocked, keep, gone, code):
    put(stocked, "CURAH", 1, name="CURAH", unit="kg", weighed=True)
    with pytest.raises(Refused, match=code):
        merging.merge(stocked, OWNER, keep, gone)


def picture():
    out = io.BytesIO()
    Image.new("RGB", (3, 2)).save(out, "PNG")
    return out.getvalue()


def test_parts_are_written_whole_and_read_back(stocked):
    png = picture()
    parts = Parts(
        codes=(TEA, "TEH-1"),
        packs=(PackPart("dus", Milli(40_000), 103_500, ("DUS1",)), PackPart("renceng", Milli(10_000))),
        quantity_prices=((Milli(12_000), 1_950), (Milli(6_000), 1_980)),
        suppliers=(SupplierPart("UD Jaya", 100_000_0000, "dus", "J-7"), SupplierPart("CV Lain", 26_000_000)),
        picture=Picture("teh.png", png),
    )
    shown, _ = products.change(stocked, OWNER, TEA, {}, parts=parts)
    assert set(shown.codes) == {TEA, "TEH-1", "DUS1"}
    detail = goods_list.detail(stocked, shown.product.id)
    assert detail.parts.packs == (PackPart("renceng", Milli(10_000)), PackPart("dus", Milli(40_000), 103_500, ("DUS1",)))
    assert detail.parts.quantity_prices == ((6_000, 1_980), (12_000, 1_950))
    assert detail.parts.suppliers == parts.suppliers
    assert detail.picture.body == png
    assert sell(stocked, "DUS1").total_idr == 103_500
    products.change(stocked, OWNER, TEA, {}, parts=Parts(packs=(), suppliers=(), picture=Picture()))
    detail = goods_list.detail(stocked, shown.product.id)
    assert (detail.parts.packs, detail.parts.suppliers, detail.picture) == ((), (), None)
    with pytest.raises(Refused, match="unknown_code"):
        sell(stocked, "DUS1")


@pytest.mark.parametrize(
    ("parts", "code", "about"),
    [
        (Parts(codes=()), "code_missing", "codes"),
        (Parts(codes=(TEA, SOAP)), "code_taken", "codes"),
        (Parts(packs=(PackPart("dus", Milli(40_000)), PackPart("Dus", Milli(20_000)))), "pack_named_twice", "packs"),
        (Parts(packs=(PackPart("dus", Milli(1_000)),)), "pack_holds_too_little", "packs"),
        (Parts(packs=(PackPart("dus", Milli(40_000), None, (SOAP,)),)), "code_taken", "packs"),
        (Parts(quantity_prices=((Milli(6_000), 1), (Milli(6_000), 2))), "quantity_price_twice", "quantity_prices"),
        (Parts(quantity_prices=((Milli(1_000), 1),)), "quantity_price_from_one", "quantity_prices"),
        (Parts(suppliers=(SupplierPart("A"), SupplierPart("a"))), "supplier_named_twice", "suppliers"),
        (Parts(suppliers=(SupplierPart("A", unit="dus"),)), "no_such_unit", "suppliers"),
        (Parts(picture=Picture("a.txt", b"text")), "attachment_unreadable", None),
        (Parts(picture=Picture("torn.png", picture()[:45])), "attachment_unreadable", None),
        (Parts(picture=Picture("a.png", b"\x89PNG\r\n\x1a\n" + b"0" * 2_100_000)), "attachment_too_large", None),
    ],
)
def test_a_part_that_cannot_be_is_said_and_nothing_is_written(stocked, parts, code, about):
    before = goods_list.detail(stocked, show(stocked, TEA).id)
    with pytest.raises(Refused, match=code) as refused:
        products.change(stocked, OWNER, TEA, {"name": "Lain"}, parts=parts)
    assert refused.value.fields.get("about") == about
    assert goods_list.detail(stocked, before.product.id) == before


def test_a_cartons_price_counts_from_its_day_on_wherever_it_is_shown(stocked, clock):
    put(stocked, "BISKUIT", 2_000, stock=9, packs=[("BISKUIT-DUS", "dus", 12, 20_000)])
    products.change(stocked, OWNER, "BISKUIT", {"maker": "Bu Tini", "maker_size": "micro"})
    with stocked.uow.write() as u:
        dearer = NewPrice(show(stocked, "BISKUIT").id, PriceKind.RETAIL, 20_000, 21_000, unit="dus")
        u.prices.note([dearer], day=DECEMBER, at=clock(), person="", source="list", waits=True)
        u.commit()

    def shown():
        [checked] = price_check.look(stocked, "BISKUIT")
        [item] = catalogues.made(stocked).items
        parts = goods_list.detail(stocked, item.product.id).parts
        return [one.price_idr for packs in (checked.packs, item.packs, parts.packs) for one in packs]

    assert shown() == [20_000] * 3
    clock.set("2026-12-01T00:01:00+07:00")
    assert shown() == [21_000] * 3


def test_a_photo_too_large_for_the_books_is_kept_smaller_and_no_till_waits_for_it(stocked, monkeypatch):
    small = pictures.small

    def sold_meanwhile(body, **sized):
        sell(stocked, SOAP)
        return small(body, **sized)

    monkeypatch.setattr(pictures, "small", sold_meanwhile)
    taken = io.BytesIO()
    Image.frombytes("RGB", (900, 900), Random(1).randbytes(2_430_000)).save(taken, "PNG")
    assert len(taken.getvalue()) > attachments.MOST_BYTES
    products.change(stocked, OWNER, TEA, {}, parts=Parts(picture=Picture("kemasan.png", taken.getvalue())))
    kept = goods_list.detail(stocked, show(stocked, TEA).id).picture
    assert (kept.name, kept.media, len(kept.body) <= attachments.MOST_BYTES) == ("kemasan.jpg", "image/jpeg", True)
    with Image.open(io.BytesIO(kept.body)) as seen:
        assert seen.size == (900, 900)


@pytest.mark.parametrize(("typed", "amount"), [("85 g", 85_000), ("5x20 g", 100_000), ("1,5 L", 1_500_000), ("-", None), ("", 50_000)])
def test_the_content_a_name_tells_is_corrected_by_hand(stocked, typed, amount):
    products.change(stocked, OWNER, TEA, {"content": typed})
    content = show(stocked, TEA).content
    assert (content.amount_milli if content else None) == amount
    with pytest.raises(Refused, match="not_a_content"):
        products.change(stocked, OWNER, TEA, {"content": "besar"})


def test_categories_are_a_tree_renamed_with_what_lies_beneath(stocked):
    products.change(stocked, OWNER, OIL, {"category": "Sembako > Minyak"})
    assert [row.product.code for row in goods_list.window(stocked, Filter(category="Sembako"), first=0, most=9)][-1] == OIL
    categories.rename(stocked, OWNER, "Sembako", "Dapur > Sembako")
    tree = {branch.path: (branch.own, branch.articles) for branch in categories.tree(stocked)}
    assert tree["Dapur"] == (0, 2)
    assert tree["Dapur > Sembako"] == (1, 2)
    assert tree["Dapur > Sembako > Minyak"] == (1, 1)
    assert show(stocked, OIL).category == "Dapur > Sembako > Minyak"
    for name, to, code in (
        ("X", "Y", "unknown_category"),
        ("Dapur > Sembako", "Dapur > Sembako > Y", "within_itself"),
        ("", "Y", "missing"),
    ):
        with pytest.raises(Refused, match=code):
            categories.rename(stocked, OWNER, name, to)


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("descending", [False, True])
def test_a_list_turned_either_way_puts_the_unknown_last_and_knows_places(stocked, sort, descending):
    put(stocked, "X1", None, name="TANPA HARGA")
    put(stocked, "X2", 500, name="JASA", kind="service")
    which = Filter(sort=sort, descending=descending)
    rows = goods_list.window(stocked, which, first=0, most=50)
    assert len(rows) == 6
    for at, row in enumerate(rows):
        assert goods_list.place_of(stocked, which, row.product.id) == at
    if sort is Sort.PRICE:
        assert rows[-1].product.code == "X1"
        known = [row.product.price_idr for row in rows[:-1]]
        assert known == sorted(known, reverse=descending)


def test_filters_without_price_and_by_maker(stocked):
    put(stocked, "X1", None, name="TANPA HARGA")
    products.change(stocked, OWNER, TEA, {"maker": "Pabrik Teh"})
    assert [row.product.code for row in goods_list.window(stocked, Filter(no_price=True), first=0, most=9)] == ["X1"]
    assert [row.product.code for row in goods_list.window(stocked, Filter(maker="Pabrik Teh"), first=0, most=9)] == [TEA]
    assert len(goods_list.window(stocked, Filter(maker=""), first=0, most=9)) == 4
    counts = goods_list.overview(stocked, Filter(maker="Pabrik Teh")).counts
    assert (counts.shown, counts.no_price, dict(counts.makers)["Pabrik Teh"]) == (1, 0, 1)
