"""The touch board: what the shopkeeper keeps, else what sells most often; categories by their sales."""

import pytest

from pos_app.errors import Refused
from pos_app.services import favourites, find, products, settings
from pos_app.services.shop import OWNER
from tests.services.counter import sell
from tests.shelf import OIL, SOAP, SUGAR, TEA, base_list, put


def names(found):
    return [x.product.name for x in found]


def test_the_board_follows_sales_until_favourites_are_kept(shop):
    base_list(shop)
    assert favourites.board(shop).favourites == ()
    for code in (OIL, OIL, TEA):
        sell(shop, code)
    board = favourites.board(shop)
    assert (names(board.favourites), board.kept) == (["MINYAK CONTOH 1L", "TEH CONTOH 50G"], False)
    assert board.categories == ("Sembako", "Minuman", "Sabun")
    assert names(favourites.in_category(shop, "Sembako")) == ["MINYAK CONTOH 1L", "GULA CURAH"]
    favourites.replace(shop, OWNER, [SUGAR, SOAP])
    assert names(favourites.board(shop).favourites) == ["GULA CURAH", "SABUN CONTOH 80G"]
    [tea] = find.by_code(shop, TEA)
    favourites.turn(shop, OWNER, tea.product.id, on=True)
    [soap] = find.by_code(shop, SOAP)
    favourites.turn(shop, OWNER, soap.product.id, on=False)
    assert names(favourites.board(shop).favourites) == ["GULA CURAH", "TEH CONTOH 50G"]
    products.change(shop, OWNER, SUGAR, {"sellable": "no"})
    assert names(favourites.board(shop).favourites) == ["TEH CONTOH 50G"]
    with pytest.raises(Refused, match="unknown_code"):
        favourites.replace(shop, OWNER, [TEA, "TIADA"])
    favourites.replace(shop, OWNER, [])
    assert favourites.board(shop).kept is False
    assert settings.show(shop)["favourites"] == ""


def test_a_category_holds_what_lies_below_it_and_there_is_an_end(shop, monkeypatch):
    monkeypatch.setattr(favourites, "MOST", 2)
    put(shop, "A", 1000, name="BERAS A", category="Sembako > Beras")
    put(shop, "B", 1000, name="GULA B", category="Sembako")
    put(shop, "C", 1000, name="LAIN", category="Sembako Basah")
    board = favourites.board(shop)
    assert set(board.categories) == {"Sembako", "Sembako Basah"}
    assert names(favourites.in_category(shop, "Sembako")) == ["BERAS A", "GULA B"]
    with pytest.raises(Refused, match="too_many_favourites"):
        favourites.replace(shop, OWNER, ["A", "B", "C"])
