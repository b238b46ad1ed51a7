"""What a shop may be set to, and that what is shown can be set again."""

import pytest

from pos_app import bootstrap
from pos_app.errors import Refused
from pos_app.services import seals, settings
from pos_app.services.shop import OWNER
from pos_app.storage import schema


def test_what_is_shown_can_be_set_again_and_stays_the_same(shop):
    settings.change(shop, OWNER, {"target": "75.5", "regency": "64.74", "label_offset_mm": "1,-2", "address": " Jl.  Melati 1 "})
    shown = settings.show(shop)
    assert (shown["target"], shown["regency"], shown["label_offset_mm"], shown["address"]) == ("75.5", "6474", "1,-2", "Jl. Melati 1")
    settings.change(shop, OWNER, shown)
    assert settings.show(shop) == shown


@pytest.mark.parametrize(
    ("given", "kept", "bp"),
    [("75", "75", 7500), ("75.50%", "75.5", 7550), ("0.25", "0.25", 25), ("100", "100", 10_000), ("", "", None), ("0", "0", 0)],
)
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_target_is_a_percentage(shop, given, kept, bp):
    settings.change(shop, OWNER, {"target": given})
    assert settings.show(shop)["target"] == kept
    with shop.uow.read() as u:
        assert settings.targets(u, settings.today(shop, u))[0] == bp


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"warna": "biru"}, "no_such_setting"),
        ({"zone": "Asia/Bontang"}, "not_a_zone"),
        ({"zone": "../etc"}, "not_a_zone"),
        ({"zone": ""}, "not_a_zone"),
        ({"regency": "64"}, "not_a_regency"),
        ({"regency": "abcd"}, "not_a_regency"),
        ({"name": "  "}, "shop_name_missing"),
        ({"address": "x" * 201}, "setting_too_long"),
        ({"pkp": "ya"}, "setting_not_one_of"),
        ({"cash_rounding": "down-10"}, "setting_not_one_of"),
        ({"escpos_columns": "40"}, "setting_not_one_of"),
        ({"label_offset_mm": "1"}, "not_an_offset"),
        ({"label_offset_mm": "1,2,3"}, "not_an_offset"),
        ({"label_offset_mm": "1,21"}, "not_an_offset"),
        ({"label_offset_mm": "1,x"}, "not_an_offset"),
        ({"target": "101"}, "not_a_percentage"),
        ({"target": "-1"}, "not_a_percentage"),
        ({"language": "jv"}, "setting_not_one_of"),
    ],
)
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_what_a_setting_cannot_be_is_refused_and_the_others_stay_too(shop, given, code):
    before = settings.show(shop)
    with pytest.raises(Refused, match=f"^{code}"):
        settings.change(shop, OWNER, {"phone": "0812"} | given)
    assert settings.show(shop) == before


@pytest.mark.parametrize(
    ("given", "code"),
    [({"name": " "}, "shop_name_missing"), ({"zone": "Mars"}, "not_a_zone"), ({"cash_rounding": "x"}, "setting_not_one_of")],
)
def test_a_shop_refused_at_its_making_leaves_nothing(engine_url, tmp_path, given, code):
    before = sorted(tmp_path.iterdir())
    with pytest.raises(Refused, match=code):
        bootstrap.init(engine_url, **({"name": "Toko"} | given))
    assert sorted(tmp_path.iterdir()) == before
    bootstrap.init(engine_url, name="Toko").close()


def test_a_shop_that_could_not_be_made_leaves_no_folder_behind(tmp_path, monkeypatch):
    def fails(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(schema, "make", fails)
    with pytest.raises(OSError, match="No space"):
        bootstrap.init(str(tmp_path / "a" / "b" / "shop.db"), name="Toko")
    assert list(tmp_path.iterdir()) == []


def test_a_copied_database_becomes_a_shop_of_its_own(shop):
    before = settings.card(shop).uid
    keys = seals.new_keys()
    uid = settings.new_identity(shop, OWNER, keys)
    assert settings.card(shop).uid == uid != before
    with shop.uow.read() as u:
        assert u.books.identity() == (uid, *keys)


def test_the_shops_head_says_what_papers_need(shop):
    settings.change(shop, OWNER, {"pkp": "yes", "npwp": "01.234", "language": "en", "receipt_footer": "Terima kasih", "regency": "6474"})
    card = settings.card(shop)
    assert (card.name, card.pkp, card.npwp, card.language, card.receipt_footer, card.regency) == (
        "Toko Sari",
        True,
        "01.234",
        "en",
        "Terima kasih",
        "6474",
    )
    assert settings.rounding(shop) == "down-100"


def test_no_control_sign_gets_into_the_shops_name(shop):
    settings.change(shop, OWNER, {"name": "Toko \x1b[31mSari\x07 <b>"})
    assert settings.show(shop)["name"] == "Toko [31mSari <b>"
