"""The built wheel runs by itself, far from the sources: the command, a sale and a report with its PDF."""

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
EXE = ".exe" if os.name == "nt" else ""


@pytest.fixture
def installed(tmp_path) -> Path:
    """The scripts of an environment that has the wheel, and of this one the libraries alone."""
    away = tmp_path / "elsewhere"
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", away], cwd=ROOT, check=True, capture_output=True)
    (wheel,) = away.glob("*.whl")
    venv = away / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    python = venv / SCRIPTS / f"python{EXE}"
    subprocess.run([sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-index", "--no-deps", wheel], check=True)
    where = subprocess.run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], check=True, capture_output=True)
    # the .pth files of a folder that is itself named in a .pth are not read: the sources installed in place stay out
    Path(where.stdout.decode().strip(), "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return venv / SCRIPTS


def test_a_wheel_in_an_empty_environment_sells_and_reports(installed, tmp_path):
    def pos(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [installed / f"pos-app{EXE}", *arguments]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, encoding="utf-8", timeout=60)
        assert done.returncode == 0, done.stderr
        return done

    def shop(*arguments: str) -> dict[str, object]:
        return json.loads(pos(*arguments, "--db", "shop.db", "--json").stdout)

    code = "import pos_app, ui, resources; print(pos_app.__file__, ui.__file__, resources.__file__)"
    told = subprocess.run([installed / f"python{EXE}", "-c", code], cwd=tmp_path, capture_output=True, check=True, encoding="utf-8").stdout
    assert str(ROOT) not in told
    assert "local-content" in pos("report", "--help").stdout
    assert "import" in pos("--help").stdout

    (tmp_path / "list.csv").write_text("barcode,nama,harga_jual,stok\n8992628020152,MINYAK KELAPA 2L,23500,40\n", encoding="utf-8")
    shop("init", "--name", "Toko Sari", "--zone", "Asia/Makassar")
    assert shop("import", "products", "list.csv")["taken"] == 1
    shop("origin", "set", "8992628020152", "--state", "domestic", "--kind", "label")
    sale = shop("sell", "8992628020152*2", "--cash", "50000", "--receipt", "receipt.pdf")
    assert (sale["total_idr"], sale["change_idr"]) == (47_000, 3_000)
    month = sale["business_day"][:7]
    report = shop("report", "local-content", "--month", month, "--pdf", "month.pdf")
    assert report["by_origin"]["domestic"]["value_idr"] == 47_000
    for paper in ("receipt.pdf", "month.pdf"):
        assert (tmp_path / paper).read_bytes().startswith(b"%PDF-")

    asked = [installed / f"pos-app{EXE}", "product", "show", "no-such-code", "--db", "shop.db", "--lang"]
    indonesian, english = (subprocess.run([*asked, lang], cwd=tmp_path, capture_output=True, check=False).stderr for lang in ("id", "en"))
    assert indonesian != english, "the catalogues are not in the wheel"
