"""A closed month: its papers stay the same files, its figures the same figures, and nothing is posted into it."""

import pytest

from pos_app import texts
from pos_app.domain import days
from pos_app.domain.actor import Actor
from pos_app.domain.person import Role
from pos_app.errors import Refused
from pos_app.services import check, closings, dashboard, month_papers, people, products, refunds, replay, reports, settings, stock
from pos_app.services.shop import OWNER
from tests.services.counter import sell
from tests.shelf import SOAP, TEA, base_list

OCTOBER = days.month("2026-10")
HISTORY = b"receipt,date,code,quantity,price\nA1,2026-10-05,8997770000014,1,2015\nA2,2026-11-05,8997770000014,1,2015\n"


@pytest.fixture
def october(shop, clock):
    """A shop in November, with a sale on 31 October that can still be undone."""
    base_list(shop)
    clock.set("2026-10-31T21:00:00+07:00")
    sell(shop, f"{TEA}*10", f"{SOAP}*2")
    clock.set("2026-11-24T09:00:00+07:00")
    return shop


def paper(shop, tmp_path, language="id"):
    path = tmp_path / f"{language}.pdf"
    month_papers.save_pdf(shop, reports.local_content(shop, OCTOBER), path, language=language)
    return path.read_bytes()


def test_a_closed_month_gives_the_same_file_and_figures_a_year_later(october, clock, tmp_path):
    closings.close(october, OWNER, "2026-10")
    before, figures = {one: paper(october, tmp_path, one) for one in ("id", "en")}, reports.local_content(october, OCTOBER)
    clock.set("2027-11-24T09:00:00+07:00")
    settings.change(october, OWNER, {"name": "Toko Lain", "regency": "6474", "target": "75"})
    products.change(october, OWNER, TEA, {"name": "TEH LAIN", "category": "Lain"})
    stock.receive(october, OWNER, TEA, 5_000, cost=10_000_000)
    sell(october, TEA)
    assert {one: paper(october, tmp_path, one) for one in ("id", "en")} == before
    assert month_papers.verify(october, tmp_path / "en.pdf").holds
    now = reports.local_content(october, OCTOBER)
    assert (now.now, now.stock, now.shop_name, now.target_bp, now.categories) == (
        figures.now, figures.stock, "Toko Sari", None, figures.categories,
    )  # fmt: skip
    assert check.problems(october) == []


def test_nothing_is_posted_into_a_closed_month(october):
    sold = "T1-20261031-0001"
    closings.close(october, OWNER, "2026-10")
    at = days.parse_instant("2026-10-31T23:00", "Asia/Jakarta")
    for post in (
        lambda: sell(october, TEA, at=at),
        lambda: refunds.refund(october, OWNER, sold, why="rusak", at=at),
        lambda: refunds.void(october, OWNER, sold, why="salah"),
    ):
        with pytest.raises(Refused, match="month_is_closed"):
            post()
    told = replay.take(october, OWNER, HISTORY)
    assert [(problem.receipt, problem.note.code) for problem in told.problems] == [("A1", "month_is_closed")]
    assert told.posted == 1
    assert check.problems(october) == []


def test_a_late_return_falls_in_its_own_month(october):
    closings.close(october, OWNER, "2026-10")
    back = refunds.refund(october, OWNER, "T1-20261031-0001", why="rusak").sale
    assert str(back.business_day) == "2026-11-24"
    assert reports.local_content(october, OCTOBER).now.total_idr == 36_650


def test_reopening_leaves_a_trace_and_lets_documents_in(october, tmp_path):
    closings.close(october, OWNER, "2026-10")
    first = paper(october, tmp_path)
    with pytest.raises(Refused, match="month_is_closed"):
        closings.close(october, OWNER, "2026-10")
    with pytest.raises(Refused, match="reason_missing"):
        closings.reopen(october, OWNER, "2026-10", why=" ")
    closings.reopen(october, OWNER, "2026-10", why="nota tertinggal")
    sell(october, TEA, at=days.parse_instant("2026-10-31T23:00", "Asia/Jakarta"))
    closings.close(october, OWNER, "2026-10")
    assert paper(october, tmp_path) != first
    assert [(e.month, e.event, e.person, e.why) for e in closings.events(october)] == [
        ("2026-10", "closed", "Pemilik", None),
        ("2026-10", "reopened", "Pemilik", "nota tertinggal"),
        ("2026-10", "closed", "Pemilik", None),
    ]


@pytest.mark.parametrize(
    ("month", "code"), [("2026-11", "month_not_over"), ("2026-12", "in_the_future"), ("2026-13", "not_a_month"), ("2026-1", "not_a_month")]
)
def test_a_month_that_is_not_over_is_not_closed(october, clock, month, code):
    clock.set("2026-11-30T23:59:59+07:00")
    with pytest.raises(Refused, match=code):
        closings.close(october, OWNER, month)
    with pytest.raises(Refused, match="month_not_closed"):
        closings.reopen(october, OWNER, "2026-09", why="x")
    assert closings.events(october) == ()


def test_a_sale_that_comes_in_while_the_papers_are_drawn_is_in_them(october, monkeypatch):
    drawing, late = month_papers.drawing, iter([True])

    def slow(report, language):
        if next(late, False):
            sell(october, TEA, at=days.parse_instant("2026-10-31T22:00", "Asia/Jakarta"))
        return drawing(report, language)

    monkeypatch.setattr(month_papers, "drawing", slow)
    closings.close(october, OWNER, "2026-10")
    assert reports.local_content(october, OCTOBER).now.total_idr == 36_650 + 2_015
    assert check.problems(october) == []


def test_only_an_owner_closes_and_opens_a_month(october):
    people.add(october, OWNER, "Budi", Role.CASHIER)
    people.add(october, OWNER, "Sari", Role.OWNER)
    with pytest.raises(Refused, match="owner_only"):
        closings.close(october, Actor("Budi"), "2026-10")
    closings.close(october, Actor("Sari"), "2026-10")
    with pytest.raises(Refused, match="owner_only"):
        closings.reopen(october, Actor("Budi"), "2026-10", why="nota tertinggal")
    assert [(e.event, e.person) for e in closings.events(october)] == [("closed", "Sari")]


def test_check_names_a_closed_month_whose_figures_moved(october, monkeypatch):
    closings.close(october, OWNER, "2026-10")
    monkeypatch.setattr("pos_app.services.checkout.not_closed", lambda *_given, **_more: None)
    sell(october, TEA, at=days.parse_instant("2026-10-31T23:00", "Asia/Jakarta"))
    with texts.speaking("id"):
        found = check.problems(october)
    assert found == ["Bulan 2026-10: sudah ditutup, tetapi angkanya tidak lagi sama dengan laporannya."]


def test_a_month_and_a_year_keep_the_target_they_had(october, clock):
    def targets(month):
        report = reports.local_content(october, days.month(month))
        return report.target_bp, report.year.target_bp, report.targets[-3:]

    settings.change(october, OWNER, {"target": "70"})
    assert targets("2026-10") == (7000, None, (7000,) * 3), "the first also counts for the time before it"
    closings.close(october, OWNER, "2026-10")
    settings.change(october, OWNER, {"target": "75", "target_year": "60"})
    assert targets("2026-11") == (7500, 6000, (7000, 7000, 7500)), "within a month the last one counts"
    clock.set("2027-11-24T09:00:00+07:00")
    settings.change(october, OWNER, {"target": "90", "target_year": ""})
    assert targets("2026-10") == (7000, None, (7000,) * 3)
    assert targets("2026-11") == (7500, 6000, (7000, 7000, 7500)), "another target changes no comparison of last year"
    assert targets("2027-11") == (9000, None, (7500, 7500, 9000))
    glance = dashboard.look(october)
    assert (glance.target_bp, glance.year.target_bp, glance.targets[-2:]) == (9000, None, (7500, 9000))
    with october.uow.read() as u:
        kept = u.books.targets()
    settings.change(october, OWNER, {"target": "90"})
    with october.uow.read() as u:
        assert u.books.targets() == kept, "the same target is no other"
