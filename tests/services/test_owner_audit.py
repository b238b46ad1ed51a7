"""The audit list says everything the books write down in words."""

import re
from pathlib import Path

from pos_app.services import owner_audit


def test_every_event_that_is_written_down_has_its_words():
    said = "".join(path.read_text(encoding="utf-8") for path in Path(owner_audit.__file__).parent.glob("*.py"))
    written = set(re.findall(r'event="([a-z_]+)"', said))
    assert len(written) > 40
    assert written <= set(owner_audit.EVENTS)
