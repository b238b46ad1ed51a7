"""The shop's QRIS is kept once, also from a photo, and every payment's code is read back from its picture."""

import io

import pytest
import qriskit
import zxingcpp
from PIL import Image

from pos_app.domain.money import Rupiah
from pos_app.errors import Refused
from pos_app.services import qris_codes, settings
from pos_app.services.shop import OWNER
from tests.domain.test_qris import STATIC


def seen(png: bytes) -> str:
    [code] = zxingcpp.read_barcodes(Image.open(io.BytesIO(png)))
    return code.text


def test_a_code_kept_from_a_photo_carries_each_amount(shop, tmp_path):
    photo = tmp_path / "qris.jpg"
    picture = Image.open(io.BytesIO(qris_codes.picture(STATIC))).convert("RGB").rotate(7, expand=True, fillcolor="white")
    picture.save(photo, quality=60)
    kept = qris_codes.keep_picture(shop, OWNER, photo)
    assert (kept.payload, qris_codes.kept(shop)) == (STATIC, kept)
    payload = qris_codes.for_amount(shop, Rupiah(64_500))
    assert qriskit.parse(seen(qris_codes.picture(payload))).amount == 64_500
    rows = qris_codes.modules(payload)
    assert {len(row) for row in rows} == {len(rows)}


def test_a_shop_without_a_code_says_so_and_can_forget_one(shop):
    for _ in range(2):
        assert qris_codes.kept(shop) is None
        with pytest.raises(Refused, match="no_qris_kept"):
            qris_codes.for_amount(shop, Rupiah(1))
        qris_codes.keep(shop, OWNER, STATIC)
        qris_codes.drop(shop, OWNER)


def test_what_is_no_picture_of_one_code_leaves_the_kept_one(shop, tmp_path):
    qris_codes.keep(shop, OWNER, STATIC)
    blank, text, two = tmp_path / "blank.png", tmp_path / "text.png", tmp_path / "two.png"
    Image.new("L", (200, 200), 255).save(blank)
    text.write_text("no picture")
    one = Image.open(io.BytesIO(qris_codes.picture(STATIC))).convert("L")
    both = Image.new("L", (2 * one.width, one.height), 255)
    both.paste(one, (0, 0))
    both.paste(Image.open(io.BytesIO(qris_codes.picture("https://contoh.id"))).convert("L"), (one.width, 0))
    both.save(two)
    for path, code in (
        (blank, "no_qr_in_picture"),
        (text, "no_qr_in_picture"),
        (two, "no_qr_in_picture"),
        (tmp_path / "x.png", "file_missing"),
    ):
        with pytest.raises(Refused, match=code):
            qris_codes.keep_picture(shop, OWNER, path)
    with pytest.raises(Refused, match="qris_checksum"):
        settings.change(shop, OWNER, {"qris": STATIC[:-4] + "0000"})
    assert qris_codes.kept(shop).payload == STATIC
