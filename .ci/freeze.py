"""Writes the first schema's frozen statements from `pos_app.storage.tables`, for both engines.

Only until a first release: from then on the scripts stay as they are, and a change is a migration of its own.
Run by `dev.py` inside `.venv`.
"""

from pathlib import Path

from sqlalchemy import Dialect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from pos_app.storage.tables import APPEND_ONLY, metadata

HERE = Path(__file__).resolve().parent.parent / "pos_app" / "storage" / "migrations"
HEAD = "-- The first schema, frozen: later changes are migrations of their own. Statements are parted by an empty line."
REFUSE = """\
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING MESSAGE = 'append-only: ' || TG_OP || ' on ' || TG_TABLE_NAME;
END
$$"""


def triggers(engine: str) -> list[str]:
    if engine == "postgresql":
        refuse = "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        form = f"CREATE TRIGGER {{0}}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {{0}}\n{refuse}"
        return [REFUSE, *(form.format(table) for table in APPEND_ONLY)]
    form = "CREATE TRIGGER {0}_no_{1} BEFORE {2} ON {0}\nBEGIN\n    SELECT RAISE(ABORT, 'append-only: {2} on {0}');\nEND"
    return [form.format(table, what.lower(), what) for table in APPEND_ONLY for what in ("UPDATE", "DELETE")]


def statements(dialect: Dialect) -> list[str]:
    made = []
    for table in metadata.sorted_tables:
        made.append(CreateTable(table).compile(dialect=dialect))
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        made += [CreateIndex(index).compile(dialect=dialect) for index in indexes]
    plain = [str(part).strip().replace("\t", "    ") for part in made]
    return ["\n".join(line.rstrip() for line in part.splitlines()) for part in plain] + triggers(dialect.name)


if __name__ == "__main__":
    for dialect in (sqlite.dialect(), postgresql.dialect()):
        script = "\n\n".join([HEAD, *statements(dialect)]) + "\n"
        (HERE / f"0001_{dialect.name}.sql").write_text(script, encoding="utf-8")
