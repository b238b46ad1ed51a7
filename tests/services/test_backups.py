"""Backup and restore as the shop's own services: one file, one way back."""

import pytest

from pos_app import bootstrap
from pos_app.errors import Refused
from pos_app.services import backups, check
from tests.services.counter import on_hand, sell
from tests.shelf import TEA, base_list


def test_a_shop_is_restored_to_the_day_of_its_backup(shop, shop_place, clock, tmp_path):
    base_list(shop)
    sell(shop, TEA)
    rows = backups.save(shop, tmp_path / "toko.backup")
    assert rows > 0
    sell(shop, f"{TEA}*5")
    shop.close()
    kept = backups.restore(tmp_path / "toko.backup", shop_place, at=clock())
    assert kept
    again = bootstrap.open_shop(shop_place, clock=clock, new_uid=shop.new_uid)
    assert on_hand(again, TEA) == 99_000
    assert sell(again, TEA).number == "T1-20261124-0002"
    assert check.problems(again) == []
    again.close()


def test_a_torn_backup_changes_nothing(shop, shop_place, clock, tmp_path):
    base_list(shop)
    file = tmp_path / "toko.backup"
    backups.save(shop, file)
    sell(shop, TEA)
    file.write_bytes(file.read_bytes()[:-3000])
    with pytest.raises(Refused, match="backup_torn"):
        backups.restore(file, shop_place, at=clock())
    assert on_hand(shop, TEA) == 99_000
