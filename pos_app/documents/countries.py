"""Names of countries in the language of a paper."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from pos_app.domain.countries import CODES
from pos_app.formatting import LANGUAGES, Language

_ALSO: Final[Mapping[str, str]] = {"cina": "CN", "korea": "KR", "amerika": "US", "usa": "US", "inggris": "GB", "perancis": "FR"}
"""What countries are called on lists, too."""


@cache
def country_name(code: str | None, language: Language) -> str:
    """The country's name (`Malaysia` for MY); a code nobody knows is shown as it is, none as an empty text."""
    if not code:
        return ""
    from babel import Locale

    return str(Locale(language).territories.get(code, code))


def country_code(name: str) -> str | None:
    """The two letters of a country by its name, Indonesian or English; None for another."""
    return _codes().get(name.casefold().strip())


@cache
def _codes() -> Mapping[str, str]:
    return {country_name(code, language).casefold(): code for language in LANGUAGES for code in CODES} | dict(_ALSO)
