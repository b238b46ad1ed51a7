"""The house keeps its own rules: arrows point down, the shop needs no screen, nothing of one machine is left in a file."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("pos_app", "ui", "resources")
SOURCES = sorted(path for package in (*PACKAGES, "tests") for path in ROOT.glob(f"{package}/**/*.py"))
LONGEST = 450


def run_python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)


def tracked_texts() -> dict[str, str]:
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    texts = {}
    for name in filter(None, names):
        try:
            texts[name] = (ROOT / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue  # a font or a picture; a file just moved away
    return texts


def test_arrows_point_down_only():
    told = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout + told.stderr


def test_the_whole_shop_is_imported_where_there_is_no_qt():
    done = run_python("""
import importlib, pkgutil, sys
for absent in ("PySide6", "shiboken6", "ui"):
    sys.modules[absent] = None
import pos_app
names = [found.name for found in pkgutil.walk_packages(pos_app.__path__, "pos_app.")]
for name in names:
    if not name.endswith((".__main__", ".env")):
        importlib.import_module(name)
print(len(names))
""")
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 20


def test_help_loads_neither_qt_nor_a_database():
    done = run_python("""
import sys
sys.argv = ["pos-app", "--help"]
from ui.__main__ import main
try:
    main()
except SystemExit:
    pass
heavy = {"PySide6", "sqlalchemy", "alembic", "reportlab", "openpyxl", "biip", "babel", "psycopg"} & set(sys.modules)
print(*heavy, file=sys.stderr)
""")
    assert done.stdout.strip()
    assert done.stderr.strip() == ""


def test_no_module_is_too_long_to_be_read():
    lengths = {path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_nothing_of_one_machine_or_registry_stands_in_a_file():
    hosts = re.compile(r"(?:pypi)\.org|(?:pythonhosted)\.org|registry\.(?:npmjs)|(?:--(?:extra-)?index)-url|--(?:find)-links")
    places = re.compile(r"(?<![\w.}/])/(?:root|work|home|Users|opt)/\w")
    found = [
        f"{name}:{number}: {line.strip()[:120]}"
        for name, text in tracked_texts().items()
        for number, line in enumerate(text.splitlines(), 1)
        if hosts.search(line) or places.search(line)
    ]
    assert found == []


def test_what_is_imported_is_declared_and_what_is_declared_is_used():
    declared = {
        re.match(r"[\w-]+", wish)[0].lower().replace("_", "-")
        for wish in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    }
    owners = packages_distributions()
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES if path.relative_to(ROOT).parts[0] in PACKAGES)
    imported = (set(re.findall(r"^\s*(?:from|import) (\w+)", code, re.MULTILINE)) & set(owners)) - set(PACKAGES)
    used = {owner.lower().replace("_", "-") for module in imported for owner in owners[module]}
    by_name_only = {"psycopg", "tzdata"}  # SQLAlchemy loads the one by its URL, zoneinfo the other where a system has no zones
    assert used - declared - {"shiboken6"} == set()  # Qt's other half, pinned by PySide6 to its own version
    assert declared - used - by_name_only == set()


def test_a_licence_stands_beside_what_is_not_our_own():
    assert "SIL OPEN FONT LICENSE" in (ROOT / "resources/fonts/OFL.txt").read_text(encoding="utf-8")
    assert "ISC License" in (ROOT / "resources/icons/LICENSE").read_text(encoding="utf-8")
    assert "Open Database License" in (ROOT / "resources/regencies/ODbL-1.0.md").read_text(encoding="utf-8")
    kept = {path.suffix for path in ROOT.glob("resources/**/*") if path.is_file() and path.parent.name in ("fonts", "icons")}
    assert kept == {".ttf", ".svg", ".txt", ".md", ""}
    said = "".join(path.read_text(encoding="utf-8") for path in SOURCES if path.is_relative_to(ROOT / "ui"))
    assert [path.stem for path in ROOT.glob("resources/icons/*.svg") if f'"{path.stem}"' not in said] == [], "nothing shows them"


def test_values_of_the_domain_are_frozen_and_slotted():
    made_in_steps = {"Draft", "WithParts"}  # a row while it is read, an article while its further rows follow
    heads = [
        f"{path.relative_to(ROOT)}: {head}"
        for path in SOURCES
        if path.is_relative_to(ROOT / "pos_app" / "domain")
        for head, name in re.findall(r"^@(dataclass\b.*)\nclass (\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        if not name.startswith("_") and name not in made_in_steps and head != "dataclass(frozen=True, slots=True)"
    ]
    assert heads == []


def test_what_a_click_calls_through_partial_needs_nothing_of_the_click():
    """PySide6 6.12 hands `clicked` and `triggered` to a `partial` without their argument: a handler that needs it is never reached."""
    joined = re.compile(r"\.(?:clicked|triggered|toggled)\.connect\(partial\(self\.(\w+), (.*?)\)\)\n")
    needy = []
    for path in ROOT.glob("ui/**/*.py"):
        text = path.read_text(encoding="utf-8")
        for name, given in joined.findall(text):
            found = re.search(rf"def {name}\(self, ([^)]*)\)", text)
            asked = [part for part in found[1].split(", ") if "=" not in part and part != "*"] if found else []
            if len(asked) > given.count(",") + 1:
                needy.append(f"{path.name}: {name}({', '.join(asked)})")
    assert needy == []
