"""Calls the command line as a person does, in this process."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from pos_app.cli.main import World, main

Run = Callable[..., tuple[int, Any, str]]


def runner(place: str, world: World, capsys: pytest.CaptureFixture[str]) -> Run:
    """A function that runs one command on a shop: its exit status, its document and what it said on standard error."""

    def run(*words: object, db: str = place, lang: str = "en", spoken: bool = False) -> tuple[int, Any, str]:
        """`spoken`: the lines people read, in place of the document."""
        capsys.readouterr()
        status = main([*map(str, words), "--db", db, *([] if spoken else ["--json"]), "--lang", lang], world)
        out, err = capsys.readouterr()
        return status, out.splitlines() if spoken else json.loads(out) if out else None, err

    return run


def said_no(answer: tuple[int, Any, str], status: int = 1) -> str:
    """The one sentence of a refusal; nothing else may have been said."""
    left, document, err = answer
    assert (left, document) == (status, None), answer
    assert len(err.strip().splitlines()) == 1, err
    assert "Traceback" not in err
    assert err.strip()[-1] in ".?}" or "pos-app" in err
    return err.strip()
