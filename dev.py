#!/usr/bin/env python3
"""Everything a developer does here, on Linux, macOS and Windows, with nothing but Python 3.11: `python3 dev.py --help`.

The first command makes `.venv` from the hash-pinned requirement files in `.ci/`; it is made anew when they change.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
EXE = ".exe" if os.name == "nt" else ""
PYTHON = BIN / f"python{EXE}"
PIP_INSTALL = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
PINS = ROOT / ".ci" / "requirements-dev.txt"
SHIPPED_PINS = ROOT / ".ci" / "requirements.txt"
PROJECT_FILES = (ROOT / "pyproject.toml", ROOT / ".ci" / "hatch_build.py")

# What Qt's X11 plugin links to, by the Debian package that has it.
DEBIAN_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libICE.so.6": "libice6",
    "libOpenGL.so.0": "libopengl0",
    "libSM.so.6": "libsm6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
QT_BINARIES = ("QtWidgets*.so", "QtNetwork*.so", "QtSvg*.so", "Qt/plugins/platforms/libqxcb.so", "Qt/plugins/platforms/libqoffscreen.so")


def say(text: str) -> None:
    print(f"dev: {text}", flush=True)


def call(*command: str | Path, environment: dict[str, str] | None = None) -> int:
    """Run a command in the project's root with its output on the terminal; its exit status."""
    return subprocess.run([str(part) for part in command], cwd=ROOT, env={**os.environ, **(environment or {})}, check=False).returncode


def must(*command: str | Path) -> None:
    status = call(*command)
    if status:
        sys.exit(f"dev: failed with {status}: {' '.join(map(str, command))}")


# ---------------------------------------------------------------- the environment


def fingerprint(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256(sys.version.encode())
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def prepare() -> None:
    """Make or renew `.venv`: the pinned libraries, then the project itself in place, with its catalogues compiled."""
    stamps = {VENV / "made-from-pins": fingerprint([PINS]), VENV / "made-from-project": fingerprint(PROJECT_FILES)}
    pins, project = ((stamp.read_text() if stamp.is_file() else "") == value for stamp, value in stamps.items())
    if not (pins and PYTHON.exists()):
        say("making .venv")
        shutil.rmtree(VENV, ignore_errors=True)
        make_venv()
        # the pins are the whole tree: with dependencies followed, old pips reach past an extra (`coverage[toml]`) for a newer release
        must(*PIP_INSTALL, "--no-deps", "--only-binary=:all:", "--require-hashes", "-r", PINS)
        project = False
    if not project:
        must(*PIP_INSTALL, "--no-deps", "--no-build-isolation", "-e", ".")
    for stamp, value in stamps.items():
        stamp.write_text(value)
    must(PYTHON, ROOT / ".ci" / "texts.py", "compile")


def make_venv() -> None:
    if call(sys.executable, "-m", "venv", VENV) == 0:
        return
    version = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if not install([version]):
        sys.exit(f"dev: this Python cannot make environments; install its venv module ({version} under Debian) and try again")
    must(sys.executable, "-m", "venv", "--clear", VENV)


def install(packages: list[str]) -> bool:
    """Install Debian packages when allowed to; False where a person has to."""
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid():
        return False
    say(f"installing {' '.join(packages)}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    call("apt-get", "update", "-qq", environment=quiet)
    return call("apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages, environment=quiet) == 0


def missing_libraries() -> list[str]:
    """The libraries that Qt's modules ask for and this Linux does not have."""
    here = next(VENV.glob("lib/python*/site-packages/PySide6"), None)
    ldd = shutil.which("ldd")
    if here is None or ldd is None:
        return []
    names = set()
    for pattern in QT_BINARIES:
        for binary in here.glob(pattern):
            listed = subprocess.run([ldd, binary], capture_output=True, text=True, check=False).stdout
            names |= {line.split()[0] for line in listed.splitlines() if "not found" in line}
    return sorted(names)


def need_screen_libraries(*, for_tests: bool) -> None:
    """Install or name what Qt needs from the system, and an X server for the tests."""
    if not sys.platform.startswith("linux"):
        return
    names = missing_libraries()
    packages = sorted({DEBIAN_PACKAGES.get(name, name) for name in names})
    wished = ["xvfb", "xdotool"] if for_tests else []
    commands = {"xvfb": "Xvfb", "xdotool": "xdotool"}
    packages += [package for package in wished if not shutil.which(commands[package])]
    if packages and not install(packages):
        say(f"missing on this system; under Debian: sudo apt-get install -y --no-install-recommends {' '.join(packages)}")
    still = missing_libraries() if names else []
    if still:
        sys.exit(f"dev: Qt cannot start without {', '.join(still)}")


def has_screen() -> bool:
    """Whether a window can be opened here, tried with Qt itself where a display may be named and not answer."""
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    if not sys.platform.startswith("linux"):
        return True
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False
    need_screen_libraries(for_tests=False)
    trial = [str(PYTHON), "-c", "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"]
    return subprocess.run(trial, capture_output=True, check=False).returncode == 0


# ---------------------------------------------------------------- what a developer asks for


def run(rest: list[str]) -> int:
    """Open the till on a demo shop; without a screen, play the demo day through the command line."""
    prepare()
    if has_screen():
        return call(BIN / f"pos-app{EXE}", "--demo", *rest)
    say("no screen here: the same demo day is played through the command line into demo-output")
    shutil.rmtree(ROOT / "demo-output", ignore_errors=True)
    return call(BIN / f"pos-app{EXE}", "demo", "--out", "demo-output", *rest)


def check(_: list[str]) -> int:
    """Run ruff, mypy --strict, import-linter and the catalogues' own check."""
    prepare()
    steps: tuple[tuple[str, tuple[str | Path, ...]], ...] = (
        ("ruff", (BIN / f"ruff{EXE}", "check", "--quiet", ".")),
        ("mypy --strict", (PYTHON, "-m", "mypy", "--no-error-summary")),
        ("import-linter", (BIN / f"lint-imports{EXE}",)),
        ("texts", (PYTHON, ROOT / ".ci" / "texts.py", "check")),
    )
    failed = []
    for name, command in steps:
        began = time.monotonic()
        if call(*command):
            failed.append(name)
        say(f"{name}: {'failed' if name in failed else 'ok'} ({time.monotonic() - began:.1f} s)")
    return 1 if failed else 0


def pytest(*arguments: str) -> int:
    """Run pytest; "no tests found" is a failure like any other."""
    need_screen_libraries(for_tests=True)
    return call(PYTHON, "-m", "pytest", *arguments)


def test(rest: list[str]) -> int:
    """Run check, then the tests; further arguments go to pytest."""
    return check([]) or pytest("-n", "3", "--dist", "worksteal", *rest)


def bench(rest: list[str]) -> int:
    """Run the benchmarks, one after the other."""
    prepare()
    return pytest("-m", "bench", "-s", *rest)


def soak(rest: list[str]) -> int:
    """Run the tests that take minutes, and what must hold for any value on a thousand values each."""
    prepare()
    return pytest("-n", "2", "-m", "soak", *rest) or pytest("-n", "2", "tests/domain", "tests/documents", "--hypothesis-profile", "long")


def shots(rest: list[str]) -> int:
    """Take a picture of every window and of every page of every PDF into shots/."""
    prepare()
    need_screen_libraries(for_tests=False)
    return call(PYTHON, "-m", "tests.shots", *(rest or ["shots"]))


def texts(_: list[str]) -> int:
    """Bring the catalogues up to date with the texts in the program, and name what is untranslated."""
    prepare()
    return call(PYTHON, ROOT / ".ci" / "texts.py", "update") or call(PYTHON, ROOT / ".ci" / "texts.py", "check")


def freeze(_: list[str]) -> int:
    """Write the first schema's scripts anew from pos_app.storage.tables (until a release: then migrations)."""
    prepare()
    return call(PYTHON, ROOT / ".ci" / "freeze.py")


def pins(rest: list[str]) -> int:
    """Renew the hash-pinned requirement files; arguments such as `--upgrade` go to uv."""
    with tempfile.TemporaryDirectory() as folder:
        must(sys.executable, "-m", "venv", folder)
        tool = Path(folder, BIN.name, f"uv{EXE}")
        must(tool.parent / PYTHON.name, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv")
        form = ("--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-annotate", "--quiet")
        for output, sources in ((SHIPPED_PINS, ()), (PINS, (".ci/requirements-dev.in",))):
            named = ("--custom-compile-command", "python3 dev.py pins", "--output-file", output.relative_to(ROOT))
            must(tool, "pip", "compile", *form, *named, *rest, "pyproject.toml", *sources)
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "soak": soak,
    "shots": shots,
    "texts": texts,
    "freeze": freeze,
    "pins": pins,
}


def main() -> int:
    told = "\n".join(f"  {name:6} {(command.__doc__ or '').splitlines()[0]}" for name, command in COMMANDS.items())
    parser = argparse.ArgumentParser(prog="dev.py", epilog=told, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="handed on")
    asked = parser.parse_args()
    return COMMANDS[asked.command](asked.rest)


if __name__ == "__main__":
    if sys.version_info < (3, 11):
        sys.exit("dev: Python 3.11 or newer is needed")
    sys.exit(main())
