"""Member shops hand over snapshots, the co-op loads them whole or not at all and lays them side by side."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from pos_app import bootstrap
from pos_app.domain.cart import Cart
from pos_app.domain.comparison import Measure
from pos_app.domain.days import Period, month, parse_instant
from pos_app.domain.evidence import Kind
from pos_app.domain.evidence_entry import Entry
from pos_app.domain.origin import State
from pos_app.domain.quantity import Milli
from pos_app.domain.tender import Means, Payment
from pos_app.errors import Refused, Unavailable
from pos_app.services import checkout, coop, import_products, month_papers, origins, products, refunds, reports, seals, settings, snapshots
from pos_app.services.coop import Outcome
from pos_app.services.shop import OWNER
from pos_app.storage.coop import CoopTables

ZONE = "Asia/Makassar"
OIL, MILK, TEA, SOAP = "8997770000014", "8997770000021", "8997770000038", "8997770000045"
OWN = "2000000000015"
LIST = f"""barcode,nama,harga_jual,harga_beli,kategori,stok
{OIL},BISKUIT KELAPA 140 G,12000,9123,Biskuit,10
{MILK},BISKUIT COKELAT 140 G,13000,10000,Biskuit,4
{TEA},TEH CONTOH 50 G,8000,5000,Minuman,20
{SOAP},SABUN CONTOH 85 G,4000,3000,Sabun,-3
{OWN},KUE BASAH,2000,1500,Biskuit,5
"""
HOME, ABROAD, NOTHING = State.DOMESTIC, State.IMPORTED, State.UNKNOWN


@pytest.fixture
def make(places, clock, new_uid):
    """Makes shops of a name, each with the list above and the origins asked for."""
    made = []

    def new(name, **states):
        shop = bootstrap.open_shop(places.with_shop(), clock=clock, new_uid=new_uid)
        settings.new_identity(shop, OWNER, seals.new_keys())
        settings.change(shop, OWNER, {"name": name, "zone": ZONE})
        made.append(shop)
        if states:
            import_products.take(shop, OWNER, LIST.encode(), name="list.csv")
            for code, state in states.items():
                tag(shop, globals()[code], state)
        return shop

    yield new
    for shop in made:
        shop.close()


def tag(shop, code, state):
    origins.record(shop, OWNER, code, Entry(Kind.LABEL, State(state)))


def sell(shop, *codes, at="2026-10-05T10:00"):
    cart = Cart()
    for code in codes:
        cart = checkout.scan(shop, cart, code).cart
    return checkout.commit(shop, OWNER, cart, [Payment(Means.CASH, cart.total_idr + 1_000)], at=parse_instant(at, ZONE)).sale


def snap(shop, tmp_path, period=None, name=None):
    path = tmp_path / (name or f"{settings.card(shop).name}.zip")
    snapshots.export(shop, path, period)
    return path


def loaded(shop, *paths):
    return [f.outcome for f in coop.load(shop, OWNER, paths).files]


def problem(shop, path):
    (only,) = coop.load(shop, OWNER, [path]).files
    assert only.outcome is Outcome.REFUSED
    return only.problem.code


def test_a_shop_in_the_comparison_has_the_figures_of_its_own_reports(make, tmp_path):
    shop, office = make("Toko A", OIL="domestic", MILK="imported"), make("Pusat")
    sell(shop, OIL, OIL, MILK, TEA)
    sell(shop, MILK, at="2026-09-30T23:59")
    returned = sell(shop, OIL, TEA, at="2026-10-06T09:00")
    refunds.refund(shop, OWNER, returned.number, [], why="rusak", at=parse_instant("2026-10-07T09:00", ZONE))
    loaded(office, snap(shop, tmp_path))
    for period in (month("2026-10"), month("2026-09"), None):
        compared = coop.compare(office, period)
        (row,) = compared.shops
        own = reports.local_content(shop, period or row.period)
        assert dict(row.figures.sales) == dict(own.now.by_origin.value_idr)
        assert dict(row.figures.stock) == dict(own.stock.value_idr)
        assert dict(row.figures.kinds) == dict(own.stock.articles)
        assert (row.receipts, row.lines) == (own.receipts, own.sale_lines)
        assert (row.tkdn, row.ikm) == (own.now.tkdn, own.now.ikm)
        assert {s: v for s, v in own.now.evidence.items() if s in row.evidence} == dict(row.evidence)
        assert [(c.name, dict(c.figures.sales)) for c in row.categories if any(c.figures.sales.values())] == [
            (c.category, dict(c.value_idr)) for c in own.categories if any(c.value_idr.values())
        ]
    assert coop.compare(office, month("2026-10")).before.domestic(Measure.SALES) == 0


def test_loading_twice_changes_nothing_and_a_newer_one_replaces(make, tmp_path, clock):
    shop, office = make("Toko A", OIL="domestic"), make("Pusat")
    first = snap(shop, tmp_path, name="1.zip")
    assert loaded(office, first, first) == [Outcome.LOADED, Outcome.UNCHANGED]
    before = coop.figures(coop.compare(office))
    clock.forward(minutes=1)
    sell(shop, OIL)
    second = snap(shop, tmp_path, name="2.zip")
    assert coop.figures(coop.compare(office)) == before
    assert loaded(office, second) == [Outcome.LOADED]
    after = coop.figures(coop.compare(office))
    assert after != before
    assert loaded(office, first, second) == [Outcome.KEPT_NEWER, Outcome.UNCHANGED]
    assert coop.figures(coop.compare(office)) == after
    assert [m.name for m in coop.members(office)] == ["Toko A"]


def test_a_bad_file_keeps_no_good_one_out(make, tmp_path):
    office = make("Pusat")
    good = [snap(make(f"Toko {n}", OIL="domestic"), tmp_path) for n in "AB"]
    torn = tmp_path / "torn.zip"
    torn.write_bytes(good[0].read_bytes()[:-10])
    done = coop.load(office, OWNER, [good[0], torn, tmp_path / "gone.zip", tmp_path, good[1]])
    assert [f.outcome for f in done.files] == ["loaded", "refused", "refused", "refused", "loaded"]
    assert [f.problem.code for f in done.problems] == ["snapshot_torn", "file_missing", "is_a_folder"]
    assert done.changes.coop
    assert len(coop.members(office)) == 2


def test_a_snapshot_signed_with_another_key_is_refused_and_changes_nothing(make, tmp_path, clock):
    shop, office = make("Toko A", OIL="domestic"), make("Pusat")
    loaded(office, snap(shop, tmp_path))
    before = coop.figures(coop.compare(office))
    clock.forward(minutes=1)
    sell(shop, OIL)
    with shop.uow.write() as u:
        uid, *_keys = u.books.identity()
        private, public = seals.new_keys()
        u.books.set_identity(uid=uid, private_key=private, public_key=public)
        u.commit()
    assert problem(office, snap(shop, tmp_path)) == "snapshot_key_changed"
    assert coop.figures(coop.compare(office)) == before


def test_the_own_shop_may_be_a_member_but_nobody_else_under_its_name(make, tmp_path):
    office = make("Pusat", OIL="domestic")
    assert loaded(office, snap(office, tmp_path)) == [Outcome.LOADED]
    other = make("Palsu")
    with other.uow.write() as u, office.uow.read() as mine:
        _uid, private, public = u.books.identity()
        u.books.set_identity(uid=mine.books.identity()[0], private_key=private, public_key=public)
        u.commit()
    assert problem(office, snap(other, tmp_path)) == "snapshot_not_ours"


def test_a_shop_whose_clock_runs_ahead_does_not_shut_out_its_later_snapshots(make, tmp_path, clock):
    shop, office = make("Toko A", OIL="domestic"), make("Pusat")
    clock.forward(days=400)
    path = snap(shop, tmp_path)
    clock.forward(days=-400)
    assert problem(office, path) == "snapshot_from_later"


def test_a_load_that_fails_half_way_leaves_everything_as_it_was(make, tmp_path, clock, monkeypatch):
    shop, office = make("Toko A", OIL="domestic"), make("Pusat")
    loaded(office, snap(shop, tmp_path))
    before = coop.figures(coop.compare(office))
    clock.forward(minutes=1)
    sell(shop, OIL)
    newer = snap(shop, tmp_path)

    def fail(*_given):
        raise Unavailable("disk_full", path="x")

    monkeypatch.setattr(CoopTables, "_put_articles", fail)
    assert problem(office, newer) == "disk_full"
    assert coop.figures(coop.compare(office)) == before
    monkeypatch.undo()
    assert loaded(office, newer) == [Outcome.LOADED]


def test_a_file_that_is_far_too_large_is_not_read(make, tmp_path, monkeypatch):
    office = make("Pusat")
    path = tmp_path / "large.zip"
    path.write_bytes(b"PK" + b"0" * 100)
    monkeypatch.setattr(coop, "MOST_BYTES", 50)
    monkeypatch.setattr(Path, "read_bytes", lambda _path: pytest.fail("it was read"))
    assert problem(office, path) == "snapshot_too_large"


def test_only_domestic_against_imported_and_only_shared_codes_disagree(make, tmp_path):
    a = make("Toko A", OIL="domestic", MILK="domestic", OWN="domestic")
    b = make("Toko B", OIL="imported", OWN="imported")
    c = make("Toko C", TEA="imported")
    office = make("Pusat", OIL="imported", MILK="imported", TEA="domestic")
    loaded(office, *(snap(shop, tmp_path) for shop in (a, b, c)))
    (only,) = coop.compare(office).disagreements
    uids = {m.name: m.uid for m in coop.members(office)}
    assert only.code == OIL
    assert only.states == {uids["Toko A"]: HOME, uids["Toko B"]: ABROAD, uids["Toko C"]: NOTHING}


def test_the_same_article_is_one_with_twelve_or_thirteen_digits(make, tmp_path):
    a, b, office = make("Toko A"), make("Toko B"), make("Pusat")
    for shop, code, state in ((a, "077700000128", HOME), (b, "0077700000128", ABROAD)):
        products.add_on_the_spot(shop, OWNER, name="KORNED", price_idr=20_000, code=code)
        tag(shop, code, state)
    loaded(office, snap(a, tmp_path), snap(b, tmp_path))
    assert [d.code for d in coop.compare(office).disagreements] == ["077700000128"]


def test_an_imported_article_finds_what_another_member_stocks(make, tmp_path):
    a, b = make("Toko A", MILK="imported"), make("Toko B", OIL="domestic")
    office = make("Pusat")
    sell(a, MILK, MILK)
    sell(a, MILK, at="2026-09-05T10:00")
    loaded(office, snap(a, tmp_path))
    assert coop.compare(office).substitutes == ()
    loaded(office, snap(b, tmp_path))
    uids = {m.name: m.uid for m in coop.members(office)}
    (found,) = coop.compare(office, month("2026-10")).substitutes
    assert (found.code, found.alternative_code, found.value_idr, found.dearer_bp) == (MILK, OIL, 26_000, -800)
    assert (found.shops, found.stocked_by) == ((uids["Toko A"],), (uids["Toko B"],))
    assert coop.compare(office).substitutes[0].value_idr == 39_000


def test_a_category_is_opened_to_its_articles_in_one_shop_or_in_all(make, tmp_path):
    a, b, office = make("Toko A", OIL="domestic", MILK="imported"), make("Toko B", MILK="imported"), make("Pusat")
    sell(a, OIL, OIL, MILK)
    sell(b, MILK, MILK, MILK, at="2026-09-05T10:00")
    loaded(office, snap(a, tmp_path), snap(b, tmp_path))
    uids = {m.name: m.uid for m in coop.members(office)}
    told = [(g.name, g.origin.state, g.value_idr, g.on_hand) for g in coop.shelf(office, "biskuit", uid=uids["Toko A"])]
    assert told == [
        ("BISKUIT KELAPA 140 G", HOME, 24_000, 8_000),
        ("BISKUIT COKELAT 140 G", ABROAD, 13_000, 3_000),
        ("KUE BASAH", NOTHING, 0, 5_000),
    ]
    every = coop.shelf(office, "Biskuit", uid=None)
    assert [(g.shop_uid, g.code, g.value_idr) for g in every[:2]] == [(uids["Toko B"], MILK, 39_000), (uids["Toko A"], OIL, 24_000)]
    assert len(every) == 6
    assert coop.shelf(office, "no such", uid=None) == ()


def test_an_alternative_that_is_sold_out_is_none(make, tmp_path):
    a, b, office = make("Toko A", MILK="imported"), make("Toko B", OIL="domestic"), make("Pusat")
    sell(b, *[OIL] * 10)
    loaded(office, snap(a, tmp_path), snap(b, tmp_path))
    assert coop.compare(office).substitutes == ()


def test_a_snapshot_covers_twelve_months_unless_said_and_never_the_future(make, tmp_path):
    shop = make("Toko A", OIL="domestic")
    assert snapshots.export(shop, tmp_path / "a.zip").snapshot.period == Period(date(2025, 12, 1), date(2026, 11, 30))
    asked = Period(date(2026, 9, 12), date(2026, 10, 3))
    assert snapshots.export(shop, tmp_path / "a.zip", asked).snapshot.period == Period(date(2026, 9, 1), date(2026, 10, 31))
    for period, code in (
        (Period(date(2026, 11, 1), date(2026, 12, 31)), "in_the_future"),
        (Period(date(2015, 1, 1), date(2026, 1, 31)), "too_many_months"),
    ):
        with pytest.raises(Refused) as no:
            snapshots.export(shop, tmp_path / "b.zip", period)
        assert no.value.code == code
    with pytest.raises(Refused, match="in_the_future"):
        coop.compare(shop, month("2026-12"))
    assert not (tmp_path / "b.zip").exists()


def test_months_outside_a_snapshot_count_nothing_and_the_row_says_so(make, tmp_path):
    shop, office = make("Toko A", OIL="domestic"), make("Pusat")
    sell(shop, OIL)
    sell(shop, OIL, at="2026-08-05T10:00")
    loaded(office, snap(shop, tmp_path, month("2026-10")))
    (row,) = coop.compare(office, Period(date(2026, 8, 1), date(2026, 11, 30))).shops
    assert (row.sales_idr, row.period) == (12_000, month("2026-10"))
    (row,) = coop.compare(office, month("2026-08")).shops
    assert (row.sales_idr, row.period, row.stock_idr > 0) == (0, None, True)


def test_services_customers_and_costs_stay_in_the_shop(make, tmp_path):
    shop, office = make("Toko A", OIL="domestic"), make("Pusat")
    products.add_on_the_spot(shop, OWNER, name="FOTOKOPI", price_idr=500, code="FK1")
    products.change(shop, OWNER, "FK1", {"kind": "service"})
    cart = checkout.scan(shop, checkout.scan(shop, Cart(customer="Ibu Rahasia"), OIL).cart, "FK1").cart
    checkout.commit(shop, OWNER, cart, [Payment(Means.CASH, cart.total_idr)])
    path = snap(shop, tmp_path)
    loaded(office, path)
    (row,) = coop.compare(office).shops
    assert row.sales_idr == 12_000
    with zipfile.ZipFile(path) as archive:
        told = b"\n".join(archive.read(name) for name in archive.namelist()).decode()
    assert "FOTOKOPI" not in told
    assert "Rahasia" not in told
    assert OWNER.person not in told
    assert "9123" not in told, "what was paid for one piece"


def test_a_price_paid_in_fractions_and_goods_below_zero(make, tmp_path):
    shop, office = make("Toko A", OIL="domestic"), make("Pusat")
    loaded(office, snap(shop, tmp_path))
    (row,) = coop.compare(office).shops
    assert row.stock_idr == 10 * 9123 + 4 * 10000 + 20 * 5000 + 5 * 1500
    assert row.figures.kinds == {HOME: 1, ABROAD: 0, NOTHING: 3}
    assert row.stock_pieces[HOME] == Milli(10_000)


def test_the_paper_is_numbered_kept_and_verified(make, tmp_path):
    shop, office = make("Toko A", OIL="domestic"), make("Pusat")
    sell(shop, OIL)
    loaded(office, snap(shop, tmp_path))
    compared = coop.compare(office, month("2026-10"))
    for number in ("0001", "0002"):
        path = tmp_path / f"{number}.pdf"
        coop.save_pdf(office, compared, path, language="id")
        issued = month_papers.verify(office, path)
        assert (issued.number, issued.holds) == (f"PB-2026-10-{number}", True)
    loaded(office, snap(make("Toko B", OIL="imported"), tmp_path))
    assert not month_papers.verify(office, path).holds
    (tmp_path / "0001.pdf").write_bytes((tmp_path / "0001.pdf").read_bytes() + b" ")
    with pytest.raises(Refused, match="not_issued_here"):
        month_papers.verify(office, tmp_path / "0001.pdf")


def test_nothing_loaded_is_an_empty_comparison_and_no_paper(make, tmp_path):
    office = make("Pusat")
    compared = coop.compare(office)
    assert (compared.shops, compared.covered, compared.together.sales_idr) == ((), None, 0)
    for save in (lambda p: coop.save_pdf(office, compared, p, language="id"), lambda p: coop.save_xlsx(compared, p, language="id")):
        with pytest.raises(Refused, match="nothing_to_compare"):
            save(tmp_path / "c.out")
    assert not (tmp_path / "c.out").exists()


def test_names_with_odd_signs_travel(make, tmp_path):
    shop, office = make('Toko "A", Sari', OIL="domestic"), make("Pusat")
    products.change(shop, OWNER, OIL, {"name": '=2+3, "BISKUIT" \N{GRINNING FACE}', "category": "Kue; Roti"})
    sell(shop, OIL)
    assert loaded(office, snap(shop, tmp_path, name="odd.zip")) == [Outcome.LOADED]
    (row,) = coop.compare(office).shops
    assert row.name == 'Toko "A", Sari'
    assert row.category("kue; roti").total(Measure.SALES) == 12_000
