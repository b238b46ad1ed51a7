"""What may help to look at a package and proves nothing: an importer named in the article's name."""

import re
from typing import Final

_IMPORTER: Final = re.compile(r"\b(imported\s+by|di\s?impor(?:t)?(?:\s+oleh)?|importir|importer)\b[\s:.]*(.*)", re.IGNORECASE)


def importer_named(name: str) -> str | None:
    """The words about an importer in a name (`Diimpor oleh PT Contoh`), None where there are none."""
    found = _IMPORTER.search(name)
    return " ".join(found[0].split()) if found else None
