"""Names of regencies and cities by the four digits of the statistics office, as a P-IRT number carries them."""

from collections.abc import Mapping
from functools import cache

import resources


def regency_name(code: str | None) -> str:
    """`Kota Samarinda` of 6472; a code nobody knows is shown as it is, none as an empty text."""
    return _names().get(code, code) if code else ""


@cache
def _names() -> Mapping[str, str]:
    lines = resources.path("regencies", "regencies.csv").read_text(encoding="utf-8").splitlines()
    return dict(line.split(",", 1) for line in lines)
