"""Files a database wrote: a backslash before the quotes inside a name."""

from pos_app.documents import tables


def test_a_backslash_before_a_quote_keeps_the_name_whole() -> None:
    book = tables.read(b'"kode","nama","harga"\n"1","Kopi \\"ABC\\" 65g","1500.00"\n"2","Teh",\\N\n')
    assert [list(row) for _, row in book.sheets[0].rows] == [
        ["kode", "nama", "harga"],
        ["1", 'Kopi "ABC" 65g', "1500.00"],
        ["2", "Teh", ""],
    ]
