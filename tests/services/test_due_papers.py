"""The month's paper that makes itself: once a month, whoever asks, and again where the folder could not be written."""

import threading

import pytest

from pos_app.domain import days
from pos_app.errors import Refused, Unavailable
from pos_app.services import closings, due_papers, month_papers, settings
from pos_app.services.shop import OWNER
from tests.services.counter import sell
from tests.shelf import TEA, base_list


@pytest.fixture
def sold(shop, clock):
    """Something sold in September, October and November; the books are looked at on the first of December."""
    base_list(shop)
    settings.change(shop, OWNER, {"name": 'Toko "Sari" / Jaya'})
    for day in ("2026-09-30", "2026-10-31", "2026-11-30"):
        clock.set(f"{day}T23:59:00+07:00")
        sell(shop, TEA)
    return shop


def months(made):
    return [one.month.month for one in made]


def test_a_month_is_made_once_and_those_missed_since_are_made_together(sold, clock, tmp_path):
    assert months(due_papers.make(sold, tmp_path)) == ["2026-10"], "nobody asked for the months before, and November is not over"
    assert due_papers.make(sold, tmp_path) == ()
    clock.set("2026-12-01T00:00:00+07:00")
    (made,) = due_papers.make(sold, tmp_path)
    assert made.path.name == "kandungan-lokal-2026-11 Toko Sari Jaya.pdf"
    assert made.number == "KL-2026-11-0001"
    assert month_papers.verify(sold, made.path).holds
    with sold.uow.read() as u:
        assert u.papers.due_made() == ["2026-10", "2026-11"]
    clock.set("2027-01-05T09:00:00+07:00")
    assert due_papers.make(sold, tmp_path) == (), "nothing was sold in December"
    sell(sold, TEA, at=days.parse_instant("2026-12-31T10:00", "Asia/Jakarta"))
    clock.set("2027-03-01T09:00:00+07:00")
    sell(sold, TEA, at=days.parse_instant("2027-02-01T10:00", "Asia/Jakarta"))
    other = tmp_path / "kandungan-lokal-2026-12 Toko Sari Jaya.pdf"
    other.write_bytes(b"of another shop that is called the same")
    december, february = due_papers.make(sold, tmp_path)
    assert [december.month.month, february.month.month] == ["2026-12", "2027-02"]
    assert other.read_bytes().startswith(b"of another")
    assert month_papers.verify(sold, december.path).holds


def test_a_folder_that_cannot_be_written_is_said_and_tried_again(sold, tmp_path, monkeypatch):
    with pytest.raises(Refused, match="folder_missing"):
        due_papers.make(sold, tmp_path / "away")

    def full(path, body):
        raise Unavailable("cannot_write", path=path)

    with monkeypatch.context() as patched:
        patched.setattr("pos_app.files.write", full)
        with pytest.raises(Unavailable, match="cannot_write"):
            due_papers.make(sold, tmp_path)
    with sold.uow.read() as u:
        assert u.papers.count("KL-2026-10") == 0, "none was issued"
    assert months(due_papers.make(sold, tmp_path)) == ["2026-10"]


def test_a_closed_month_is_its_own_paper_and_two_at_a_time_make_one(sold, tmp_path):
    closing = closings.close(sold, OWNER, "2026-10")
    begin, made = threading.Barrier(2), []

    def both():
        begin.wait()
        made.extend(due_papers.make(sold, tmp_path))

    threads = [threading.Thread(target=both) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (one,) = made
    with sold.uow.read() as u:
        assert u.papers.body(closing.papers["id"]) == one.path.read_bytes()


def test_without_a_folder_nothing_is_made():
    with pytest.raises(Refused, match="report_folder_missing"):
        due_papers.folder_of(None, "")
