"""Names of countries in the language of a paper."""

from functools import cache

from pos_app.formatting import Language


@cache
def country_name(code: str | None, language: Language) -> str:
    """The country's name (`Malaysia` for MY); a code nobody knows is shown as it is, none as an empty text."""
    if not code:
        return ""
    from babel import Locale

    return str(Locale(language).territories.get(code, code))
