"""What belongs to this machine and not to the shop: which database, which till, which theme.

Kept in the user's settings file as plain JSON; a missing or unreadable file means the defaults.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Final

from pos_app import files
from pos_app.errors import Refused

_NAME: Final = "pos-app"


@dataclass(frozen=True, slots=True)
class Machine:
    """Settings of this machine; `database` is a path or a PostgreSQL URL, empty for the user's own shop.

    `receipt` says what becomes of a receipt after the sale: `printer`, `pdf` or `none`; `printer` is an address as
    `devices.printer` reads it, empty where there is none. `scale`, `pole` and `scanner` are addresses as `devices.line` reads
    them, `pole_commands` the language of the pole display. `goods_columns` are those the list of goods shows, by name;
    `report_folder` is where the month's paper is put once the month is over, empty where none is made by itself.
    """

    database: str = ""
    till: str = "T1"
    theme: str = "system"
    language: str = "id"
    receipt: str = "pdf"
    printer: str = ""
    customer_display: str = "off"
    pole: str = ""
    pole_commands: str = "cd5220"
    scale: str = ""
    scanner: str = ""
    touch: str = "off"
    goods_columns: str = ""
    report_folder: str = ""


_ALLOWED: Final[Mapping[str, tuple[str, ...]]] = {
    "theme": ("light", "dark", "system"),
    "language": ("id", "en"),
    "receipt": ("printer", "pdf", "none"),
    "customer_display": ("off", "on"),
    "pole_commands": ("cd5220", "escpos"),
    "touch": ("off", "on"),
}
_TILL: Final = re.compile(r"(?!H1$)[A-Z][A-Z0-9]{0,7}", re.ASCII)


def check(name: str, value: str) -> None:
    """Refuses a value that a setting of this machine cannot have.

    Raises:
        Refused: `setting_not_one_of`, `not_a_till` (H1 is that of history).
    """
    allowed = _ALLOWED.get(name)
    if allowed and value not in allowed:
        raise Refused("setting_not_one_of", name=name, text=value, allowed=", ".join(allowed))
    if name == "till" and not _TILL.fullmatch(value):
        raise Refused("not_a_till", text=value)


def data_folder() -> Path:
    """Where the user's shop is kept when nothing else is said."""
    from platformdirs import user_data_path

    return user_data_path(_NAME, appauthor=False)


def log_folder() -> Path:
    from platformdirs import user_log_path

    return user_log_path(_NAME, appauthor=False)


def settings_file() -> Path:
    from platformdirs import user_config_path

    return user_config_path(_NAME, appauthor=False) / "machine.json"


def machine_id() -> str:
    """What tells this machine from others, made at the first call; a copied database does not take it along."""
    import uuid

    kept = settings_file().with_name("machine-id")
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with kept.open("x", encoding="ascii") as new:
            new.write(uuid.uuid4().hex)
    except FileExistsError:
        pass
    return kept.read_text(encoding="ascii")


def load(path: Path | None = None) -> Machine:
    """The machine's settings; values of another type than expected fall back to the default."""
    try:
        found = json.loads((path or settings_file()).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Machine()
    known = {f.name: found[f.name] for f in fields(Machine) if isinstance(found, Mapping) and isinstance(found.get(f.name), str)}
    return replace(Machine(), **known)


def save(machine: Machine, path: Path | None = None) -> None:
    """Keeps the machine's settings."""
    target = path or settings_file()
    target.parent.mkdir(parents=True, exist_ok=True)
    files.write(target, json.dumps(asdict(machine), indent=2).encode())


def place(given: str | None) -> str:
    """The database to open: what was given, what is set, or the user's own shop."""
    return given or load().database or str(data_folder() / "shop.db")
