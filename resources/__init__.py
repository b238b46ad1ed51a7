"""Fonts, icons and catalogues: files of the program, found wherever it is installed.

`fonts/` Inter with tabular figures frozen in, one family of five weights (Regular, Medium, SemiBold, Bold, ExtraBold);
`icons/` outlines that draw in `currentColor`; `regencies/` names of regencies; `locale/` one catalogue per language. A licence
stands beside each.
"""

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def path(*parts: str) -> Path:
    """The file of that name, for libraries that open files themselves: `path("fonts", "Inter-Bold.ttf")`."""
    return _HERE.joinpath(*parts)
