"""The ground itself: both engines are there, and a display."""

import subprocess
from pathlib import Path


def test_each_engine_gives_a_place_for_a_shop_that_is_empty(engine, engine_url):
    if engine == "sqlite":
        assert not Path(engine_url).exists()
        return
    import psycopg

    with psycopg.connect(engine_url) as connection:
        tables = connection.execute("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'").fetchone()
    assert tables == (0,)


def test_a_display_of_its_own_answers(xvfb):
    assert subprocess.run(["xdotool", "getdisplaygeometry"], env={"DISPLAY": xvfb}, capture_output=True, text=True).stdout == "1366 768\n"


def test_a_shop_opens_on_each_engine_and_shares_nothing_with_the_next(shop, places):
    from pos_app import bootstrap

    other = bootstrap.open_shop(places.with_shop())
    assert other.uow._engine.dialect.name == shop.uow._engine.dialect.name
    assert other.place != shop.place
    other.close()
