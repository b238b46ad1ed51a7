from pos_app.domain.article_list.matching import Known, Matched, match
from pos_app.domain.article_list.model import ArticleRow, note
from pos_app.domain.product import ProductId

EAN, OTHER = "8991234500416", "8991234500423"
UPC = "077700000128"


def row(at: int, name: str, *codes: str, number: str = "", **more: object) -> ArticleRow:
    return ArticleRow(at, name, number=number, codes=codes, **more)


def known(key: int, name: str, *codes: str, number: str | None = None) -> Known:
    return Known(ProductId(key), name, number, codes)


def ids(rows: list[ArticleRow], articles: list[Known]) -> list[int | None]:
    return [found.id for found in match(rows, articles, "S")]


def refusals(rows: list[ArticleRow], articles: list[Known]) -> list[str | None]:
    return [found.refusal.code if found.refusal else None for found in match(rows, articles, "S")]


def test_the_article_number_goes_before_the_code() -> None:
    assert ids([row(2, "Teh", OTHER, number="B1")], [known(1, "Teh", EAN, number="B1"), known(2, "Kopi", OTHER, number="B2")]) == [1]


def test_every_row_with_a_number_comes_before_any_that_has_but_a_code_of_the_article() -> None:
    shop = [known(1, "Teh", EAN, OTHER, number="B1")]
    assert ids([row(2, "Teh kotak", OTHER), row(3, "Teh", number="B1")], shop) == [None, 1]


def test_of_articles_that_share_a_number_the_one_of_the_row_s_name_is_meant() -> None:
    shop = [known(1, "Teh", EAN, number="B1"), known(2, "Kopi", OTHER, number="B1")]
    assert ids([row(2, "Kopi", number="B1")], shop) == [2]


def test_a_code_on_one_article_and_one_row_finds_it_also_under_a_new_name() -> None:
    assert ids([row(2, "Teh baru", EAN)], [known(1, "Teh", EAN)]) == [1]


def test_a_code_on_several_articles_needs_the_name_too() -> None:
    shop = [known(1, "Mi", EAN), known(2, "Mi dus", EAN)]
    assert ids([row(2, "mi  DUS", EAN), row(3, "Mi", EAN), row(4, "Mi pak", EAN)], shop) == [2, 1, None]


def test_a_code_on_several_rows_needs_the_name_too() -> None:
    assert ids([row(2, "Mi", EAN), row(3, "Mi dus", EAN)], [known(1, "Mi dus", EAN)]) == [None, 1]


def test_the_nth_row_of_a_code_and_name_is_the_nth_article() -> None:
    shop = [known(1, "Mi", EAN), known(2, "Mi", EAN)]
    assert ids([row(2, "Mi", EAN), row(3, "Mi", EAN)], shop) == [1, 2]


def test_the_nth_row_without_a_code_is_the_nth_article_of_its_name() -> None:
    shop = [known(1, "Teh", EAN), known(2, "Teh", "S000001"), known(3, "Teh", "S000002")]
    assert ids([row(2, "Teh"), row(3, "Teh"), row(4, "Teh"), row(5, "Teh")], shop) == [2, 3, 1, None]


def test_a_row_without_a_code_does_not_take_the_article_of_a_row_with_one() -> None:
    assert ids([row(2, "Teh"), row(3, "Teh", EAN)], [known(1, "Teh", EAN)]) == [None, 1]


def test_the_same_gtin_written_otherwise_is_the_article_under_its_name_and_a_conflict_under_another() -> None:
    shop = [known(1, "TEH CONTOH", UPC)]
    for code in ("0" + UPC, "00" + UPC):
        assert ids([row(2, "Teh Contoh", code)], shop) == [1]
        found = match([row(2, "LAIN", code)], shop, "S")[0]
        assert found.refusal == note("import_name_conflict", code=code, name="LAIN", shop_name="TEH CONTOH")


def test_an_exact_match_with_a_new_name_renames_even_where_the_gtin_also_stands_otherwise() -> None:
    assert ids([row(2, "Baru", UPC)], [known(1, "Lama", UPC), known(2, "Lain", "0" + UPC)]) == [1]


def test_one_gtin_in_two_spellings_in_one_file_is_refused_the_second_time_unless_numbers_tell_them_apart() -> None:
    assert refusals([row(2, "A", UPC), row(3, "B", "0" + UPC)], []) == [None, "import_same_gtin_in_file"]
    assert refusals([row(2, "A", UPC, number="1"), row(3, "B", "0" + UPC, number="2")], []) == [None, None]


def test_codes_match_letter_for_letter() -> None:
    assert ids([row(2, "Satu", "44.330009")], [known(1, "Dua", "44330009")]) == [None]
    assert ids([row(2, "Satu", "0001")], [known(1, "Dua", "1")]) == [None]


def test_another_article_number_is_another_article_even_under_the_same_code() -> None:
    found = match([row(2, "Mi dus", EAN, number="B2")], [known(1, "Mi", EAN, number="B1")], "S")[0]
    assert found.id is None
    assert found.notes == (note("import_shared_in_shop", code=EAN, name="Mi"),)


def test_a_number_that_stands_on_several_rows_does_not_decide() -> None:
    shop = [known(1, "Kopi", EAN, "SQ-1"), known(2, "Kantong", "SQ-1", number="S000001")]
    assert ids([row(2, "Kopi", EAN, number="SQ-1"), row(3, "Kantong", number="SQ-1")], shop) == [1, 2]


def test_a_number_finds_the_article_that_has_it_as_a_code() -> None:
    assert ids([row(2, "Teh", OTHER, number="K-1")], [known(1, "Teh", "K-1")]) == [1]


def test_a_repeated_row_is_what_its_first_is_and_a_refused_one_stays_refused() -> None:
    rows = [row(2, "Teh", EAN), row(3, "Teh", EAN, repeats=2), row(4, "", OTHER, refusal=note("import_no_name"))]
    assert match(rows, [known(1, "Teh", EAN)], "S") == [
        Matched(ProductId(1)),
        Matched(ProductId(1)),
        Matched(refusal=note("import_no_name")),
    ]
