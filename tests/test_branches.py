"""Files in which a till must never be wrong: their tests take every branch, and go on doing so."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PERFECT = {
    "pos_app/domain/cart.py": "tests/domain/test_cart.py tests/domain/test_price_choice.py tests/domain/test_scale_label.py",
    "pos_app/domain/money.py": "tests/domain/test_money.py",
    "pos_app/domain/origin.py": "tests/domain/test_evidence.py",
    "pos_app/domain/sale.py": "tests/domain/test_sale.py",
    "pos_app/domain/snapshot.py": "tests/domain/test_snapshot.py",
    "pos_app/domain/stock.py": "tests/domain/test_stock.py",
    "pos_app/services/checkout.py": "tests/services/test_checkout.py tests/services/test_at_once.py tests/services/test_refunds.py "
    "tests/services/test_shifts.py tests/services/test_deposits.py tests/services/test_offers.py",
    "pos_app/storage/uow.py": "tests/storage/test_uow.py",
}


@pytest.mark.soak
@pytest.mark.postgresql
def test_every_branch_of_each_file_is_taken_by_its_tests(tmp_path: Path) -> None:
    report = tmp_path / "coverage.json"
    modules = [f"--cov={Path(file).with_suffix('').as_posix().replace('/', '.')}" for file in PERFECT]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_"))}
    run = subprocess.run(
        [
            sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "uow or not postgresql",
            *modules, "--cov-branch", f"--cov-report=json:{report}", *" ".join(PERFECT.values()).split(),
        ],
        cwd=ROOT, env=environment | {"COVERAGE_FILE": str(tmp_path / "coverage")}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout
    told = json.loads(report.read_text(encoding="utf-8"))["files"]
    left = {name: (about["missing_lines"], about["missing_branches"]) for name, about in told.items()}
    assert {Path(name).as_posix(): lines for name, lines in left.items() if lines != ([], [])} == {}
    assert len(left) == len(PERFECT)
