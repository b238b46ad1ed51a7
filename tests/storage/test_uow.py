"""One use case, one transaction: without `commit` nothing happened, and the world's failures have names."""

import threading
from datetime import date
from functools import cached_property

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError

from pos_app import bootstrap
from pos_app.errors import Refused, Unavailable
from pos_app.services.shop import OWNER
from pos_app.storage import engine as engines
from pos_app.storage.uow import Transaction


def settings_of(shop) -> dict[str, str]:
    with shop.uow.read() as u:
        return u.books.settings()


def test_without_commit_nothing_happened(shop):
    before = settings_of(shop)
    with shop.uow.write() as u:
        u.books.set_settings({"name": "Lain"})
    assert settings_of(shop) == before


def test_an_error_rolls_everything_back(shop):
    before = settings_of(shop)
    with pytest.raises(Refused), shop.uow.write() as u:
        u.books.set_settings({"name": "Lain"})
        raise Refused("basket_empty")
    assert settings_of(shop) == before


def test_what_was_committed_is_there_for_the_next(shop):
    with shop.uow.write() as u:
        u.books.set_settings({"name": "Lain"})
        u.commit()
    assert settings_of(shop)["name"] == "Lain"


def test_a_view_of_the_books_does_not_change_while_it_is_open(shop):
    with shop.uow.read() as view:
        before = view.books.settings()
        with shop.uow.write() as u:
            u.books.set_settings({"name": "Lain"})
            u.commit()
        assert view.books.settings() == before
    assert settings_of(shop)["name"] == "Lain"


@pytest.mark.parametrize("engine", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True)
def test_a_server_keeps_what_it_has_prepared_from_one_reading_to_the_next(shop):
    for _n in range(8):  # psycopg prepares what is asked for the sixth time
        settings_of(shop)
    with shop.uow.read() as u:
        prepared = u._connection.execute(text("SELECT statement FROM pg_prepared_statements")).scalars().all()
    assert any("FROM setting" in statement for statement in prepared)


@pytest.mark.parametrize("engine", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True)
def test_nothing_can_be_written_in_a_view(shop):
    with pytest.raises(Unavailable, match="read_only"), shop.uow.read() as view:
        view.books.set_settings({"name": "Lain"})


def test_a_broken_rule_is_a_defect_and_keeps_its_name(shop):
    with pytest.raises(IntegrityError), shop.uow.write() as u:
        u._connection.execute(text("INSERT INTO setting (name, value) VALUES ('name', 'Lain')"))


def test_a_table_that_is_not_there_is_a_defect(shop):
    with pytest.raises(DatabaseError, match="no_such_table"), shop.uow.read() as u:
        u._connection.execute(text("SELECT * FROM no_such_table"))


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_writer_takes_the_lock_with_its_first_statement(shop, shop_place, monkeypatch):
    monkeypatch.setattr(engines, "BUSY_MS", 50)
    other = bootstrap.open_shop(shop_place)
    with shop.uow.write() as u:
        u.books.settings()
        with pytest.raises(Unavailable, match="database_busy"), other.uow.write() as second:
            second.books.settings()
    other.close()


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_reader_does_not_wait_for_a_writer(shop):
    with shop.uow.write() as u:
        u.books.set_settings({"name": "Lain"})
        assert settings_of(shop)["name"] == "Toko Sari"


def test_the_same_shop_serves_many_threads(shop):
    problems = []

    def work() -> None:
        try:
            for _ in range(5):
                with shop.uow.write() as u:
                    u.books.audit(at=shop.clock(), actor=OWNER, event="x", subject="y")
                    u.commit()
        except BaseException as problem:
            problems.append(problem)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    with shop.uow.read() as u:
        assert u._connection.execute(text("SELECT count(*) FROM audit WHERE event = 'x'")).scalar_one() == 20


def test_every_noun_is_at_hand_and_made_once(shop):
    nouns = [name for name, found in vars(Transaction).items() if isinstance(found, cached_property)]
    assert len(nouns) > 12
    with shop.uow.read() as u:
        for noun in nouns:
            assert getattr(u, noun) is getattr(u, noun)


def test_everything_can_be_backed_up_into_one_file(shop, tmp_path):
    assert shop.uow.back_up(tmp_path / "a.backup") > 10
    assert (tmp_path / "a.backup").is_file()
    shop.uow.copy(tmp_path / "copy.db")
    copied = bootstrap.open_shop(str(tmp_path / "copy.db"))
    assert settings_of(copied)["name"] == "Toko Sari"
    copied.close()


def test_more_keys_than_a_statement_takes_values_are_asked_for_in_one(shop):
    many, day = range(1, 300_001), date(2026, 11, 24)
    with shop.uow.read() as u:
        assert (u.products.by_ids(many, day=day), u.consignment.owners(many), u.prices.now(many), u.lists.columns(many)) == ({}, {}, {}, {})
        assert u.stock.levels(many[:2]) == {1: 0, 2: 0}
