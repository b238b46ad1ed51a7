"""Names of regencies and cities by the four digits of the statistics office, as a P-IRT number carries them."""

from collections.abc import Mapping
from functools import cache

import resources


def regency_name(code: str | None) -> str:
    """`Kota Samarinda` of 6472; a code nobody knows is shown as it is, none as an empty text."""
    return _names().get(code, code) if code else ""


def regency_code(text: str) -> str | None:
    """The digits of a regency by its name, `Kab.` or `Kabupaten` before it or not where only one is called so; None for another."""
    return _codes().get(_folded(text))


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("kabupaten", "kab").replace(".", " ").split())


@cache
def _codes() -> Mapping[str, str]:
    """Digits by every way to write a name; what a regency and a city share without the word before it is neither."""
    whole = {_folded(name): code for code, name in _names().items()}
    bare: dict[str, set[str]] = {}
    for name, code in whole.items():
        bare.setdefault(name.removeprefix("kab ").removeprefix("kota "), set()).add(code)
    return {name: next(iter(codes)) for name, codes in bare.items() if len(codes) == 1} | whole


@cache
def _names() -> Mapping[str, str]:
    lines = resources.path("regencies", "regencies.csv").read_text(encoding="utf-8").splitlines()
    return dict(line.split(",", 1) for line in lines)
