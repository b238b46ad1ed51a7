import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.article_list import codes
from pos_app.domain.article_list.codes import CodeColumn
from pos_app.domain.sheets import Cell, Number, Unevaluated

COLUMN = CodeColumn(frozenset({"", "-", "#n/a", "false"}))


def said(cell: Cell, column: CodeColumn = COLUMN) -> tuple[tuple[str, ...], list[str]]:
    found = codes.read(cell, column)
    return found.codes, [note.code.removeprefix("import_") for note in found.notes]


@pytest.mark.parametrize(
    "code",
    [
        "8991234500416",
        "44.330009",
        "01.111807",
        "0001",
        "96",
        "kripik pisang",
        "ARTEMIS  35 03",
        "%$X",
        "1234567",
        "https://contoh.invalid/p/77",
        "9x27",
    ],
)
def test_a_code_is_kept_letter_for_letter(code: str) -> None:
    assert said(f" {code}\u00a0") == ((code,), [])


@pytest.mark.parametrize("text", ["8.99E+12", "8,99123E+12", "4.80602E+12"])
def test_a_code_a_spreadsheet_ruined_is_no_code(text: str) -> None:
    assert said(text) == ((), ["code_ruined"])


def test_scientific_notation_with_all_its_digits_is_restored() -> None:
    assert said("8.992628020152E+12") == (("8992628020152",), ["code_restored"])


def test_a_numeric_cell_is_its_digits_and_the_zeros_its_format_shows() -> None:
    assert said(Number("8991234500416")) == (("8991234500416",), [])
    assert said(Number("45678", width=8)) == (("00045678",), ["check_digit"])


def test_eleven_digits_get_their_zero_back_only_where_that_makes_a_upc() -> None:
    assert said(Number("12345678905")) == (("012345678905",), ["code_zero_back"])
    assert said("12345678901") == (("12345678901",), [])


def test_a_wrong_check_digit_is_said_and_the_code_kept() -> None:
    assert said("8991234500151") == (("8991234500151",), ["check_digit"])


def test_a_column_of_own_numbers_of_eight_digits_is_not_warned_about() -> None:
    column = codes.look(["44330001", "44330002", "44330003", "02122000"], frozenset())
    assert said("44330001", column) == (("44330001",), [])


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("0000000000", "code_zeros"), ("1234567890123", "code_dummy"), ("9999999999999", "code_dummy"), (Number("-5"), "code_negative"),
        (Number("899123450041600000"), "code_imprecise"), (Unevaluated("=A1"), "code_formula"),
    ],
)  # fmt: skip
def test_what_is_no_code_is_left_out_and_said(cell: Cell, why: str) -> None:
    assert said(cell) == ((), [why])


@pytest.mark.parametrize("cell", ["", "-", "00", "0", "False", "#N/A", None, "tidak ada"])
def test_nothing_is_no_code_without_a_word(cell: Cell) -> None:
    assert said(cell) == ((), [])


@pytest.mark.parametrize(
    ("text", "code"),
    [("'8991234500416", "8991234500416"), ('="0123"', "0123"), ("&acute;71184411011", "71184411011"), ("8 991234 500416", "8991234500416")],
)
def test_marks_that_keep_a_spreadsheet_from_counting_are_taken_off(text: str, code: str) -> None:
    assert said(text)[0] == (code,)


def test_several_gtins_in_one_cell_are_several_codes() -> None:
    assert said("8991234500416 / 8991234500423")[0] == ("8991234500416", "8991234500423")


def test_codes_written_as_floats_lose_their_point_where_the_whole_column_has_it() -> None:
    column = codes.look(["8991234500416.0", "96.0"], frozenset())
    assert said("96.0", column)[0] == ("96",)
    assert said("96.0")[0] == ("96.0",)


def test_the_2d_code_of_a_package_tells_its_registration() -> None:
    assert codes.registration_of("(90)MD243209026078(91)240620") == "MD243209026078"
    assert codes.registration_of("8991234500416") is None


@given(st.text(max_size=60))
def test_any_text_is_read_without_a_raise(text: str) -> None:
    for code in codes.read(text, COLUMN).codes:
        assert code == code.strip()
        assert "\n" not in code


def test_codes_below_each_other_in_one_cell_are_several_codes() -> None:
    assert said("8991234500416\n8991234500423") == (("8991234500416", "8991234500423"), [])
    assert said("89912345\n00416") == (("8991234500416",), [])
