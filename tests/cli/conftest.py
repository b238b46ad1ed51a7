"""A shop whose commands are run, selling what the module's `LIST` names."""

import pytest

from pos_app.cli.main import World
from tests.cli.run import Run, runner


@pytest.fixture
def run(request: pytest.FixtureRequest, shop_place, clock, new_uid, tmp_path, capsys) -> Run:
    """Runs a command; the goods of `LIST` have been imported."""
    listing = tmp_path / "list.csv"
    listing.write_text(request.module.LIST)
    call = runner(shop_place, World(clock, new_uid), capsys)
    assert call("import", "products", listing)[0] == 0
    return call
