"""The catalogues: `update` them from the program's texts, `check` that nothing is untranslated, `compile` them.

Babel finds the texts (`_`, `N_`, `gettext`, `ngettext`) in `pos_app` and `ui`. Run by `dev.py` inside `.venv`.
"""

import string
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}


def catalogues() -> Iterator[tuple[Path, Catalog]]:
    for po in sorted(ROOT.glob("resources/locale/*/LC_MESSAGES/*.po")):
        with po.open("rb") as source:
            yield po, read_po(source, locale=po.parts[-3])


def wanted() -> dict[str | tuple[str, str], str]:
    """Every text people are shown, with the first place it stands at."""
    found: dict[str | tuple[str, str], str] = {}
    for package in ("pos_app", "ui"):
        texts = extract_from_dir(ROOT / package, method_map=[("**.py", "python")], keywords=KEYWORDS, strip_comment_tags=True)
        for file, line, text, _comments, _context in texts:
            found.setdefault(text, f"{package}/{file}:{line}")
    return found


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def complaint(message: Message | None) -> str | None:
    """What is wrong with a translation, or None."""
    if message is None:
        return "is not in the catalogue"
    sources = message.id if isinstance(message.id, tuple) else (message.id,)
    translations = message.string if isinstance(message.string, tuple) else (message.string,)
    if message.fuzzy or not all(translations):
        return "is untranslated"
    allowed = set().union(*map(fields, sources))
    if any(fields(text) != allowed for text in translations):
        return f"has other fields than {', '.join(sorted(allowed)) or 'none'}"
    return None


def check() -> int:
    status = 0
    for po, catalogue in catalogues():
        for text, place in wanted().items():
            wrong = complaint(catalogue.get(text))
            if wrong:
                status = 1
                print(f"{place}: {text!r} {wrong} ({po.relative_to(ROOT).as_posix()})")
    return status


def update() -> int:
    texts = wanted()
    for po, catalogue in catalogues():
        fresh = Catalog(project="pos-app", fuzzy=False)
        for text in texts:
            fresh.add(text)
        catalogue.update(fresh, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        for message in catalogue:
            message.locations = []
        with po.open("wb") as target:
            write_po(target, catalogue, sort_output=True, no_location=True, width=120)
    return compile_all()


def compile_all() -> int:
    for po, catalogue in catalogues():
        mo = po.with_suffix(".mo")
        if not mo.is_file() or mo.stat().st_mtime_ns < po.stat().st_mtime_ns:
            with mo.open("wb") as target:
                write_mo(target, catalogue)
    return 0


if __name__ == "__main__":
    sys.exit({"update": update, "check": check, "compile": compile_all}[sys.argv[1]]())
