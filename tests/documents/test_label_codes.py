"""Labels of mixed kinds on every sheet, as a 203 dpi printer draws them: each is read back, and its bars and quiet zones are measured."""

import random
from datetime import UTC, datetime
from math import gcd

import pytest
import zxingcpp

from pos_app.documents import labels
from pos_app.documents.barcodes import bars
from pos_app.documents.labels import SHEETS, Label
from pos_app.domain.barcode import Symbology, printable_symbology
from pos_app.domain.content_size import Per, PricePer
from pos_app.domain.origin import Origin, State, Strength
from tests.documents import papers
from tests.documents.papers import DOMESTIC, IMPORTED, UNKNOWN

MADE = datetime(2026, 11, 24, tzinfo=UTC)
CERTIFIED = Origin(State.DOMESTIC, "ID", Strength.STRONG, tkdn_bp=5240)
QUIET = {Symbology.EAN13: (11, 7), Symbology.EAN8: (7, 7), Symbology.UPCA: (9, 9), Symbology.CODE128: (10, 10)}
"""Light modules on the left and on the right, as the norms have them."""
_DARK = 128
_WORDS = ("Minyak", "Goreng", "Keripik", "Singkong", "Teh", "Celup", "2 L", "isi 25")


def check_digit(digits: str) -> str:
    total = sum(int(x) * (3 if n % 2 == 0 else 1) for n, x in enumerate(reversed(digits)))
    return digits + str(-total % 10)


def code_of(chance: random.Random, kind: int) -> str:
    """A code of one of seven kinds; the last five are printed as Code 128."""
    figures = "".join(chance.choices("0123456789", k=12))
    match kind:
        case 0:
            return check_digit("899" + figures[:9])
        case 1:
            return check_digit("9" + figures[:6])
        case 2:
            return check_digit("0" + figures[:10])
        case 3:
            right = check_digit("899" + figures[:9])
            return right[:-1] + str((int(right[-1]) + chance.randint(1, 9)) % 10)
        case 4:
            return f"S{figures[:6]}"
        case 5:
            return "".join(chance.choices("ABCDEFGHJKLMNPRSTUVWXYZ-./0123456789", k=chance.randint(3, 7)))
        case _:
            return "99" + figures[:8]


def mixed(seed: int, count: int) -> list[Label]:
    """Labels with different codes and everything that can stand on one."""
    chance, made = random.Random(seed), {}
    while len(made) < count:
        code = code_of(chance, len(made) % 7)
        origin = chance.choice((DOMESTIC, CERTIFIED, IMPORTED, UNKNOWN))
        per = chance.choice((None, PricePer(chance.randint(100, 99_000), chance.choice(tuple(Per)))))
        member = chance.choice((None, None, chance.randint(500, 900_000)))
        name = " ".join(chance.choices(_WORDS, k=chance.randint(1, 9)))
        price = chance.choice((None, chance.randint(500, 2_000_000)))
        made[code] = Label(
            name, code, price, "pcs", origin, per, member, tax_included=chance.random() < 0.3, maker=chance.choice(("", "Dapur Bu Tini"))
        )
    return list(made.values())


def measured(picture, found) -> tuple[int, int, int, int]:
    """Dots of a module (0 where modules are no whole number of dots), of the zones left and right, and modules in the symbol."""
    corners = found.position
    left, right = min(corners.top_left.x, corners.bottom_left.x), max(corners.top_right.x, corners.bottom_right.x)
    top, bottom = corners.top_left.y, corners.bottom_left.y
    worst = (99, 999, 999, 0)
    for part in (0.3, 0.5, 0.7):
        y = round(top + (bottom - top) * part)
        row = [picture.getpixel((x, y)) < _DARK for x in range(picture.width)]
        first = next(x for x in range(max(0, left - 4), right) if row[x])
        last = next(x for x in range(min(picture.width - 1, right + 4), left, -1) if row[x])
        runs, length = [], 1
        for x in range(first + 1, last + 2):
            if x <= last and row[x] == row[x - 1]:
                length += 1
            else:
                runs.append(length)
                length = 1
        module = gcd(*runs)
        before = next((first - 1 - x for x in range(first - 1, -1, -1) if row[x]), first)
        after = next((x - last - 1 for x in range(last + 1, picture.width) if row[x]), picture.width - 1 - last)
        worst = min(worst, (module, before, after, (last - first + 1) // module))
    return worst


def read_back(count: int, sheet: str) -> None:
    wanted = mixed(len(sheet) * 1000 + count, count)
    body = labels.render(wanted, sheet=sheet, language="id", shop_name="Toko", made_at=MADE)
    left = {label.code: label for label in wanted}
    for picture in (page.convert("L") for page in papers.pictures(body)):
        for found in zxingcpp.read_barcodes(picture):
            code = found.text if found.text in left else found.text.removeprefix("0")
            assert left.pop(code, None) is not None, f"{found.text} was read and is on no label"
            kind = printable_symbology(code)
            assert ("128" in str(found.format)) == (kind is Symbology.CODE128), code
            made = bars(code)
            module, before, after, modules = measured(picture, found)
            assert module >= labels.LEAST_DOTS, f"{code} on {sheet}: modules are no whole dots"
            assert modules == len(made.modules), code
            assert before >= QUIET[kind][0] * module, f"{code} on {sheet}: quiet zone on the left is {before / module} modules"
            assert after >= QUIET[kind][1] * module, f"{code} on {sheet}: quiet zone on the right is {after / module} modules"
    assert left == {}, f"on {sheet} not read: {list(left)}"


@pytest.mark.parametrize("sheet", SHEETS)
def test_labels_of_every_kind_are_read_back_with_whole_dots_and_quiet_zones(sheet):
    read_back(26, sheet)


@pytest.mark.soak
@pytest.mark.parametrize("sheet", SHEETS)
def test_a_thousand_labels_are_read_back_with_whole_dots_and_quiet_zones(sheet):
    read_back(1000 // len(SHEETS), sheet)


def test_what_is_too_long_is_refused_and_never_squeezed():
    code = "ABCDEFGHIJ-KLMN"
    assert not labels.has_bars(code, "38x25")
    assert labels.has_bars(code, "50x30") is False
    assert labels.has_bars(code, "a4-3x8")
    body = labels.render(
        [Label("Barang", code, 1000, "pcs", UNKNOWN)], sheet="38x25", language="id", shop_name="Toko", made_at=MADE
    )  # fmt: skip
    assert papers.codes(body) == []
    assert code in papers.squeezed(body)


def test_the_shops_own_brand_names_who_makes_it():
    for sheet in SHEETS:
        label = Label("Keripik Singkong Balado Extra Pedas Renyah Gurih 250 g", "S000187", 12_000, "bks", DOMESTIC, maker="Dapur Bu Tini")
        body = labels.render([label], sheet=sheet, language="id", shop_name="Toko", made_at=MADE)
        assert "DibuatolehDapurBuTini" in papers.squeezed(body)
        assert papers.overlapping(body) == []
