"""The form of the command line: one document or one sentence, and never a traceback."""

import logging
import os
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

import pytest

from pos_app import __version__, logs, settings, texts
from pos_app.cli import main as cli
from pos_app.cli.main import World, main
from tests.cli.run import runner, said_no


@pytest.fixture
def run(shop_place, clock, new_uid, capsys):
    return runner(shop_place, World(clock, new_uid), capsys)


@pytest.fixture(params=["sqlite"])
def engine(request):
    return request.param


class Recorder:
    """Takes down the first words a module registers."""

    def __init__(self):
        self.words = []

    def add(self, word, *_, **__):
        self.words.append(word)

    def group(self, word, **_):
        self.words.append(word)
        return Recorder()


@pytest.mark.parametrize("module", cli.GROUPS)
def test_a_module_answers_to_the_words_it_is_listed_with(module):
    recorder = Recorder()
    import_module(f"pos_app.cli.{module}").register(recorder)
    assert tuple(recorder.words) == cli.GROUPS[module]


def test_every_module_with_commands_is_listed():
    folder = Path(cli.__file__).parent
    assert {path.stem for path in folder.glob("*.py") if "\ndef register(commands" in path.read_text("utf-8")} == set(cli.GROUPS)


def test_help_names_every_word(capsys):
    assert main(["--help"]) == 0
    told = capsys.readouterr().out
    assert [word for words in cli.GROUPS.values() for word in words if f"\n    {word} " not in told and f"\n    {word}\n" not in told] == []


def test_the_version_is_told(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"pos-app {__version__}\n"


@pytest.mark.parametrize(
    "words",
    [
        ["sel"],
        [],
        ["sell", "--cash"],
        ["report"],
        ["shift", "open"],
        ["sell", "A", "--lang", "jv"],
        ["sell", "--cas", "1"],
        ["refund", "X"],
    ],
)
def test_a_command_line_that_cannot_be_read_leaves_with_two_and_one_line(words, capsys):
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize("before", [["--db", "{place}", "--json", "--lang", "en"], ["--db={place}", "--lang=en", "--json"]])
def test_options_may_stand_before_the_command_too(shop_place, before, capsys):
    assert main([*[word.format(place=shop_place) for word in before], "settings", "show"]) == 0
    assert '"name": "Toko Sari"' in capsys.readouterr().out


def test_the_same_refusal_in_both_languages(run):
    english, indonesian = said_no(run("sell", "0000", "--cash", "1")), said_no(run("sell", "0000", "--cash", "1", lang="id"))
    assert english == "No article has the code “0000”; scan again, or add the article first."
    assert indonesian == "Tidak ada barang dengan kode “0000”; pindai ulang, atau tambahkan barangnya dulu."


def test_bytes_that_are_no_text_are_refused(run):
    for words in (
        ("product", "show", "\udcff"),
        ("sell", "\udcff*2", "--cash", "1"),
        ("settings", "set", "name=\udcff"),
        ("sell", "A", "--customer", "\udcff"),
    ):
        assert said_no(run(*words)) == "The command line holds signs that are no text; type it again."


def test_a_defect_of_the_program_goes_to_the_log_and_one_sentence_to_the_person(run, monkeypatch, expected_warnings):
    def broken(*_args, **_more):
        raise RuntimeError("a defect")

    monkeypatch.setattr(cli, "_refuse_half_signs", broken)
    expected_warnings.append("a defect in this program")
    assert said_no(run("settings", "show")).startswith("The program made a mistake and has stopped; its log is in ")


def test_stopping_a_command_is_no_defect(run, monkeypatch):
    def stopped(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_refuse_half_signs", stopped)
    assert said_no(run("settings", "show")) == "Stopped."


def test_without_a_place_the_users_own_shop_is_meant(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(settings, "data_folder", lambda: tmp_path / "data")
    assert main(["init", "--name", "Toko", "--json"]) == 0
    assert (tmp_path / "data" / "shop.db").is_file()
    monkeypatch.setattr(settings, "load", lambda _path=None: settings.Machine(database=str(tmp_path / "other.db")))
    assert main(["settings", "show", "--lang", "en"]) == 1
    assert "There is no shop in" in capsys.readouterr().err


def test_a_machines_settings_survive_and_nonsense_falls_back(tmp_path):
    file = tmp_path / "deep" / "machine.json"
    settings.save(settings.Machine(till="T7", theme="dark"), file)
    assert settings.load(file) == settings.Machine(till="T7", theme="dark")
    for body in ("{", "[]", '{"till": 7, "warna": "biru"}', ""):
        file.write_text(body)
        assert settings.load(file) == settings.Machine()


def test_the_till_of_this_machine_stands_on_its_receipts(run, monkeypatch):
    monkeypatch.setattr(settings, "load", lambda _path=None: settings.Machine(till="K2"))
    assert run("shift", "open", "--float", "0")[0] == 0
    assert said_no(run("shift", "open", "--float", "0")) == "Till K2 has an open shift; close it first."


def test_a_log_that_cannot_be_written_is_no_matter(tmp_path, monkeypatch, capsys):
    blocked = tmp_path / "file"
    blocked.write_text("")
    root = logging.getLogger()
    kept = root.handlers[:]
    monkeypatch.setattr(root, "handlers", [])
    logs.to_file(blocked)
    logging.getLogger("x").info("said to nobody")
    monkeypatch.setattr(root, "handlers", [])
    logs.to_file(tmp_path / "logs")
    (tmp_path / "logs" / "pos-app.log").mkdir()
    logging.getLogger("x").info("said to nobody")
    logs.to_file(tmp_path / "logs")
    assert len(root.handlers) == 1
    root.handlers[0].close()
    monkeypatch.setattr(root, "handlers", kept)
    assert capsys.readouterr() == ("", "")


def test_commands_without_a_shop_import_no_database(tmp_path):
    told = "import sys; from pos_app.cli.main import main; main(['--help']); main(['origin', 'parse', 'MD 265228006191']);"
    told += (
        "sys.exit(sorted({'sqlalchemy', 'alembic', 'reportlab', 'openpyxl', 'PySide6', 'babel', 'cryptography'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=False, env=os.environ)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_sale_imports_only_what_a_sale_needs(shop_place):
    told = f"import sys; from pos_app.cli.main import main; main(['product', 'show', 'X', '--db', {shop_place!r}]);"
    told += "heavy = {'alembic', 'reportlab', 'openpyxl', 'PySide6', 'babel', 'cryptography', 'biip', 'psycopg'};"
    told += "sys.exit(sorted(heavy & set(sys.modules)) or 0)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=False, env=os.environ)
    assert (done.returncode, len(done.stderr.splitlines())) == (0, 1)


@pytest.mark.bench
def test_help_and_a_sale_answer_at_once(shop_place):
    def seconds(*words: str) -> float:
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-m", "ui", *words], capture_output=True, check=False, env=os.environ)
        return time.perf_counter() - begun

    bare = min(seconds_of_python() for _ in range(3))
    helped, sold = (min(seconds(*words) for _ in range(3)) for words in (("--help",), ("product", "show", "X", "--db", shop_place)))
    print(f"--help {helped:.2f} s, a look-up {sold:.2f} s (an empty Python: {bare:.2f} s)")
    assert helped < 0.3
    assert sold < 0.8


def seconds_of_python() -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return time.perf_counter() - begun


def test_texts_are_indonesian_unless_asked(capsys):
    main(["settings", "show", "--db", "/nowhere/at/all.db"])
    assert capsys.readouterr().err.startswith("Tidak ada toko di ")
    assert texts.language() == "id"


def test_what_argparse_says_itself_is_indonesian_too(capsys):
    main(["receipt", "--help"])
    told = capsys.readouterr().out
    assert told.startswith("pemakaian: pos-app receipt")
    assert [word for word in ("usage", "positional", "options:", "show this") if word in told] == []
    for words, said in (
        (["receipt"], "argumen ini wajib diisi: RECEIPT"),
        (["receipt", "X", "--paper"], "argumen --paper: perlu satu nilai"),
        (["receipt", "X", "--paper", "9"], "argumen --paper: pilihan '9' tidak ada"),
        (["receipt", "X", "--text", "--bogus"], "argumen tidak dikenal: --bogus"),
    ):
        main(words)
        assert said in capsys.readouterr().err
