"""Every refusal has its sentence, every sentence its refusal, and every text is there in both languages."""

import ast
import re
import string
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from pos_app import texts
from pos_app.errors import Refused, Unavailable
from pos_app.sentences import PLACES, SENTENCES

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted([*ROOT.glob("pos_app/**/*.py"), *ROOT.glob("ui/**/*.py")])


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def constants(node: ast.expr) -> Iterator[str]:
    """The texts an expression may be, where they stand in it."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from constants(node.body)
        yield from constants(node.orelse)


def said_no() -> Iterator[tuple[str, str, set[str] | None]]:
    """Place, code and fields of every refusal in the program; None where the fields are handed on."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (
                isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Refused", "Unavailable") and node.args
            ):
                continue
            given = None if any(k.arg is None for k in node.keywords) else {k.arg for k in node.keywords}
            for code in constants(node.args[0]):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", code, given


def strings_of_the_program() -> set[str]:
    found = set()
    for path in SOURCES:
        if path.parent.name != "sentences":
            found |= {
                x.value
                for x in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
                if isinstance(x, ast.Constant) and isinstance(x.value, str)
            }
    return found


def test_every_refusal_has_a_sentence():
    assert sum(len(place.SENTENCES) for place in PLACES) == len(SENTENCES), "no code has two"
    assert [f"{place}: {code}" for place, code, _ in said_no() if code not in SENTENCES] == []


def test_every_refusal_gives_its_sentence_what_it_names():
    lacking = [
        f"{place}: {code} lacks {', '.join(sorted(fields(SENTENCES[code]) - given))}"
        for place, code, given in said_no()
        if given is not None and fields(SENTENCES.get(code, "")) - given
    ]
    assert lacking == []


def test_every_sentence_is_used():
    used = strings_of_the_program()
    assert [code for code in SENTENCES if code not in used] == []


def test_every_sentence_is_one_sentence():
    many = [
        code
        for code, text in SENTENCES.items()
        if not text.endswith((".", "}", "?")) or re.search(r"[.!?] \S", re.sub(r"\{\w+\}", "x", text))
    ]
    assert many == []


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_sentence_can_be_said_in_both_languages(language):
    with texts.speaking(language):
        for code, text in SENTENCES.items():
            said = texts.sentence(Refused(code, **dict.fromkeys(fields(text), 7)))
            assert not re.search(r"[{}]", said), code
            assert said[0].isupper() or not said[0].isalpha(), code


def test_nothing_is_untranslated_and_every_translation_has_the_same_fields():
    done = subprocess.run([sys.executable, ROOT / ".ci" / "texts.py", "check"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_a_field_is_said_by_the_unit_in_its_name():
    with texts.speaking("id"):
        assert texts.said("missing_idr", 2_000) == "Rp2.000"
        assert texts.said("left_milli", 1_500) == "1,5"
        assert texts.said("most_bp", 1_550) == "15,50%"
        assert texts.said("day", date(2026, 11, 24)) == "24.11.2026"
        assert texts.said("length", 7) == "7"
        assert texts.said("ok", True) == "True"
        assert texts.said("path", Path("a/b")) == str(Path("a/b"))


def test_the_same_refusal_speaks_both_languages():
    no = Refused("tender_short", missing_idr=2_000)
    with texts.speaking("en"):
        english = texts.sentence(no)
    with texts.speaking("id"):
        indonesian = texts.sentence(no)
    assert "Rp\u00a02,000" in english
    assert "Rp2.000" in indonesian
    assert english != indonesian


def test_an_error_without_a_sentence_still_says_its_code():
    assert texts.sentence(Unavailable("no_such_code_at_all", path="x")) == "no_such_code_at_all(path='x')"


def test_a_receipt_may_speak_another_language_than_the_window():
    texts.set_language("en")
    with texts.speaking("id"):
        assert texts.language() == "id"
    assert texts.language() == "en"


def test_speaking_in_one_thread_leaves_the_others_alone():
    heard = []
    with texts.speaking("en"):
        other = threading.Thread(target=lambda: heard.append(texts.language()))
        other.start()
        other.join()
    assert heard == ["id"]


def test_counted_things_have_a_plural():
    with texts.speaking("en"):
        assert texts.ngettext("{n} thing", "{n} things", 1) == "{n} thing"
        assert texts.ngettext("{n} thing", "{n} things", 2) == "{n} things"


def test_no_text_stands_inside_an_f_string():
    """Babel finds none there before Python 3.12, and the catalogue loses its translation."""
    found = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.JoinedStr):
                continue
            for call in ast.walk(node):
                name = call.func if isinstance(call, ast.Call) else None
                if isinstance(name, ast.Name) and name.id in ("_", "N_", "ngettext") and isinstance(call.args[0], ast.Constant):
                    found.append(f"{path.relative_to(ROOT)}:{call.lineno}: {call.args[0].value}")
    assert found == []
