"""What every test stands on: no file of the person's own, one clock, both engines, no warning that nobody expected.

A part that cannot run on this system is not skipped quietly: its tests are left out and the last lines say so.
"""

import gc
import logging
import os
import re
import shutil
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests import postgres

if TYPE_CHECKING:
    from sqlalchemy import URL, Engine

    from pos_app.services.shop import Shop

os.environ["QT_QPA_PLATFORM"] = "offscreen"
hypothesis.settings.register_profile("project", deadline=None, derandomize=True, max_examples=30)
hypothesis.settings.register_profile("long", deadline=None, derandomize=True, max_examples=1000)
hypothesis.settings.load_profile("project")

GROUND = "POS_APP_TESTS"  # the folder all workers of one run share
MEMORY = Path("/dev/shm")
"""Files in memory, where Linux has them: on a disk every commit of a shop waits 5 ms."""
ROOM = 4_000_000_000

# ---------------------------------------------------------------- the run


def _memory_has_room() -> bool:
    """Whether a run's files, and the programs it copies, may lie in memory."""
    return MEMORY.is_dir() and not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC and shutil.disk_usage(MEMORY).free > ROOM


def pytest_configure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        return
    where = str(MEMORY) if "TMPDIR" not in os.environ and _memory_has_room() else tempfile.gettempdir()
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", where)  # the folders of failed tests outlive the ground
    ground = Path(tempfile.mkdtemp(prefix="pos-app-tests-", dir=where))
    os.environ[GROUND] = str(ground)
    ground.chmod(0o755)  # a test that becomes another user still reaches its files
    (ground / "tmp").mkdir()
    os.environ["TMPDIR"] = tempfile.tempdir = str(ground / "tmp")
    for name in ("HOME", "USERPROFILE", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA"):
        os.environ[name] = str(ground / "home")
    (ground / "home").mkdir()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput") and GROUND in os.environ:
        ground = Path(os.environ[GROUND])
        postgres.stop(ground)
        shutil.rmtree(ground, ignore_errors=True)


def without_x_server() -> str | None:
    """Why no window can be driven through an X server here, or None."""
    missing = [program for program in ("Xvfb", "xdotool") if not shutil.which(program)]
    return f"{' and '.join(missing)} cannot be found" if missing else None


def browser() -> str | None:
    """A Chromium of this system, or None."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def without_browser() -> str | None:
    """Why no page can be opened in a browser here, or None."""
    return None if browser() else "no Chromium can be found"


PARTS: dict[str, tuple[str, Callable[[], str | None]]] = {
    "postgresql": ("every test on PostgreSQL", postgres.why_not),
    "xvfb": ("the real window under Xvfb", without_x_server),
    "chromium": ("the catalogue's web page in a real browser", without_browser),
}


def pytest_collection_finish() -> None:
    """Thousands of tests and every module stay: looked through for cycles again and again, they take a fifth of the run."""
    gc.freeze()
    gc.set_threshold(50_000)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if "xvfb" in getattr(item, "fixturenames", ()):
            item.add_marker("xvfb")
    absent = {part for part, (_, why_not) in PARTS.items() if why_not()}
    left_out = [item for item in items if any(item.get_closest_marker(part) for part in absent)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for told, why_not in PARTS.values():
        reason = why_not()
        if reason:
            terminalreporter.write_line(f"NOT RUN on this system: {told}: {reason}", yellow=True)


# ---------------------------------------------------------------- time, chance, warnings


class Clock:
    """A clock that stands still until it is set: `shop.clock` in tests."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def set(self, instant: str) -> None:
        """To an instant with its offset: `2026-11-24T10:00:00+08:00`."""
        self.now = datetime.fromisoformat(instant).astimezone(UTC)

    def forward(self, **by: float) -> None:
        """On by a `timedelta`: `clock.forward(minutes=5)`."""
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def new_uid() -> Callable[[], str]:
    """UUIDs of version 7 that come in the same order in every test."""
    drawn = iter(range(1, 1_000_000))
    return lambda: f"01935b00-0000-7000-8000-{next(drawn):012x}"


@pytest.fixture
def expected_warnings() -> list[str]:
    """Patterns of the warnings a test means to cause; it appends them, and each must appear."""
    return []


@pytest.fixture(autouse=True)
def _indonesian() -> Iterator[None]:
    """The program speaks Indonesian until a test says otherwise, whatever the test before it said."""
    from pos_app import texts

    yield
    texts.set_language("id")


@pytest.fixture(autouse=True)
def _no_unexpected_warning(caplog: pytest.LogCaptureFixture, expected_warnings: list[str]) -> Iterator[None]:
    yield
    logged = [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    surprises = [message for message in logged if not any(re.search(pattern, message) for pattern in expected_warnings)]
    assert not surprises, "logged as a warning, and no test expected it"
    absent = [pattern for pattern in expected_warnings if not any(re.search(pattern, message) for message in logged)]
    assert not absent, "expected in the log, and not there"


class Compiled(dict[tuple[object, ...], object]):
    """What SQLAlchemy keeps of the statements it has put into an engine's SQL, by all of its key but which connection pool asked.

    A shop of a test lives for ten statements: with a cache of its own each would spend a quarter of its time on writing SQL.
    """

    def get(self, key: tuple[object, ...], default: object = None) -> object:
        return super().get(key[1:], default)

    def __setitem__(self, key: tuple[object, ...], made: object) -> None:
        super().__setitem__(key[1:], made)


@pytest.fixture(autouse=True, scope="session")
def _statements_are_compiled_once() -> None:
    """Once per engine and worker, not once per shop."""
    from pos_app.storage import engine

    real, kept = engine.create_engine, defaultdict[str, Compiled](Compiled)

    def create_engine(url: "URL", **how: object) -> "Engine":
        made = real(url, **how)
        made.update_execution_options(compiled_cache=kept[made.dialect.name])
        return made

    engine.create_engine = create_engine


@pytest.fixture(autouse=True, scope="session")
def real_pin_hash() -> Callable[[str], str]:
    """How a shop hashes PINs: a tenth of a second each, on purpose. Everything else in the suite gets a cheap one."""
    from pos_app.services import people

    def cheap(pin: str) -> str:
        from argon2 import PasswordHasher
        from argon2.profiles import CHEAPEST

        return PasswordHasher.from_parameters(CHEAPEST).hash(pin)

    real, people.hashed = people.hashed, cheap
    return real


# ---------------------------------------------------------------- engines


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def engine(request: pytest.FixtureRequest) -> str:
    """Runs the test once per engine."""
    return request.param


@pytest.fixture(scope="session")
def postgres_port() -> Iterator[int]:
    """The port of this run's PostgreSQL server, started when the first test asks."""
    yield postgres.server_port(Path(os.environ[GROUND]))
    for pool in _POOLS.values():
        pool.close()


class Places:
    """Where shops of one test are: files, or databases that are dropped at its end."""

    def __init__(self, engine: str, folder: Path, port: Callable[[], int]) -> None:
        self._engine, self._folder, self._port = engine, folder, port
        self._made: list[str] = []
        self._used: list[str] = []

    def empty(self) -> str:
        """A place with nothing in it: an empty database, or the path of a file that is not there yet."""
        return self._new(None)

    def with_shop(self) -> str:
        """A place with a new shop in it, "Toko Sari" in Asia/Jakarta; every one has the same uid and keys."""
        if self._engine not in _TEMPLATES:
            _TEMPLATES[self._engine] = self._make_template()
        return self._new(_TEMPLATES[self._engine])

    def _new(self, template: str | None) -> str:
        if self._engine == "postgresql":
            name = self._pool(template).take() if template else postgres.create(self._port())
            (self._used if template else self._made).append(name)
            return postgres.url(self._port(), name)
        path = self._folder / f"shop{len(self._made) or ''}.db"
        self._made.append(str(path))
        if template:
            shutil.copyfile(template, path)
        return str(path)

    def _make_template(self) -> str:
        from pos_app import bootstrap

        uids = iter(range(1, 1_000))
        given = {"name": "Toko Sari", "clock": Clock(), "new_uid": lambda: f"01935b00-0000-7000-9000-{next(uids):012x}"}
        if self._engine == "postgresql":
            template = postgres.create(self._port())
            bootstrap.init(postgres.url(self._port(), template), **given).close()
            return template
        template = str(Path(tempfile.mkdtemp(dir=os.environ[GROUND])) / "template.db")
        bootstrap.init(template, **given).close()
        return template

    def clear(self) -> None:
        if self._engine == "postgresql":
            for name in self._made:
                postgres.drop(self._port(), name)
            for name in self._used:
                self._pool(_TEMPLATES[self._engine]).give_back(name)

    def _pool(self, template: str) -> postgres.Shops:
        if template not in _POOLS:
            _POOLS[template] = postgres.Shops(self._port(), template)
        return _POOLS[template]


_POOLS: dict[str, postgres.Shops] = {}
_TEMPLATES: dict[str, str] = {}  # by engine, made once per worker: a copy takes a tenth of the time


@pytest.fixture
def places(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Places]:
    """Gives a test as many shops as it needs, all on one engine."""
    made = Places(engine, tmp_path, lambda: request.getfixturevalue("postgres_port"))
    yield made
    made.clear()


@pytest.fixture
def engine_url(places: Places) -> str:
    """Where a shop may be made: an empty PostgreSQL database, or the path of a file that is not there yet."""
    return places.empty()


@pytest.fixture
def shop_place(places: Places) -> str:
    """Where a new shop is: what `--db` takes."""
    return places.with_shop()


@pytest.fixture
def shop(shop_place: str, clock: Clock, new_uid: Callable[[], str]) -> Iterator["Shop"]:
    """A new, empty shop, open on either engine; the clock stands on 24 November 2026, 09:00 in Jakarta."""
    from pos_app import bootstrap

    opened = bootstrap.open_shop(shop_place, clock=clock, new_uid=new_uid)
    yield opened
    opened.close()


@pytest.fixture
def xvfb() -> Iterator[str]:
    """The name of an X display of the test's own, 1366 by 768.

    Its number comes from this process's: a server left to look for a free one unlinks the socket of another that is just starting.
    """
    number = 100 + os.getpid() % 50_000
    command = ["Xvfb", f":{number}", "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout.readline().strip() == str(number), server.stderr.read()  # said once it answers
            yield f":{number}"
        finally:
            server.terminate()
