"""A co-op of six made-up shops, for the tests of its paper and its window."""

from datetime import UTC, date, datetime

from pos_app.domain import comparison as measures
from pos_app.domain.comparison import Comparison, Member, SalesSum, ShelfGoods, StockSum, Substitute
from pos_app.domain.days import Period
from pos_app.domain.disagreement import Told, disagreements
from pos_app.domain.money import BasisPoints, Rupiah
from pos_app.domain.origin import Origin, State, Strength
from pos_app.domain.quantity import Milli

SHOPS = (
    ("Koperasi Desa Sukamaju", 212_450_000, (98, 93, 82, 74, 61, 60, 44)),
    ("Toko Melati", 73_905_500, (97, 90, 75, 70, 52, 58, 47)),
    ("Toko Sumber Rejeki", 136_789_000, (96, 91, 78, 66, 58, 55, 38)),
    ("Warung Bu Sri", 48_216_500, (94, 88, 70, 62, 40, 52, 35)),
    ("Toko Maju Bersama", 98_740_000, (91, 84, 66, 49, 38, 47, 30)),
    ("Mini Mart Harapan", 164_380_000, (88, 79, 58, 41, 33, 39, 26)),
)
CATEGORIES = (
    ("Beras, pokok", 30),
    ("Mie, bumbu", 14),
    ("Minuman", 16),
    ("Makanan ringan", 16),
    ("Susu & bayi", 9),
    ("Sabun", 9),
    ("Alat tulis", 6),
)
OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))
MADE = datetime(2026, 11, 3, 0, 15, tzinfo=UTC)


def uid(number: int) -> str:
    return f"01935b00-0000-7000-8000-{number:012x}"


def _sales(shops) -> list[SalesSum]:
    found = []
    for number, (_name, total, shares) in enumerate(shops):
        for (category, weight), share in zip(CATEGORIES, shares, strict=True):
            value = total * weight // 100
            domestic = value * share // 100
            imported = (value - domestic) * 7 // 10
            parts = {State.DOMESTIC: domestic, State.IMPORTED: imported, State.UNKNOWN: value - domestic - imported}
            for state, part in parts.items():
                covered = part * 2 // 3 if state is State.DOMESTIC else 0
                own = part if state is State.DOMESTIC else 0
                found.append(
                    SalesSum(
                        uid(number),
                        category,
                        state,
                        part,
                        part // 10,
                        covered,
                        covered * 6280,
                        own // 4,
                        own // 2,
                        own // 4,
                        own - own // 2 - own // 4,
                    )
                )
    return found


def _told() -> list[Told]:
    names = (
        ("08991234500010", "Permen Jahe 125 g", "ddduui"),
        ("08991234500027", "Susu Kental Manis 370 g", "ddddii"),
        ("08991234500034", "Baterai AA isi 4", "iiidu"),
    )
    letters = {"d": State.DOMESTIC, "i": State.IMPORTED, "u": State.UNKNOWN}
    return [
        Told(
            gtin,
            gtin[1:],
            uid(n),
            name,
            letters[letter],
            Strength.STRONG if gtin.endswith("10") and letter == "d" else Strength.WEAK,
            "registration" if letter == "d" else None,
            1_000_000 - i * 1000,
        )
        for i, (gtin, name, said) in enumerate(names)
        for n, letter in enumerate(said)
    ]


def _substitute(name: str, alternative: str, *, shops: int, value: int, dearer: int) -> Substitute:
    return Substitute(
        code="8850000000013",
        name=name,
        category="Makanan ringan",
        price_idr=Rupiah(12_000),
        value_idr=Rupiah(value),
        shops=tuple(uid(n) for n in range(shops)),
        alternative_code="8990000000017",
        alternative_name=alternative,
        alternative_price_idr=Rupiah(9_500),
        alternative_tkdn_bp=BasisPoints(5230),
        stocked_by=(uid(5),),
        dearer_bp=dearer,
    )


SUBSTITUTES = (
    _substitute("Biskuit Cokelat 140 g", "Biskuit Kelapa Nusantara 150 g", shops=5, value=9_412_000, dearer=-2200),
    _substitute("Sampo Anti Ketombe 170 ml", "Sampo Lidah Buaya 180 ml", shops=4, value=6_180_500, dearer=-800),
    _substitute("Cokelat Batang 65 g", "Cokelat Mete 68 g", shops=4, value=5_027_000, dearer=300),
)


def comparison(*, sold: bool = True, copies: int = 1, prefix: str = "", suffix: str = "") -> Comparison:
    """Six shops (or `copies` times as many) in October 2026; without `sold` only what stands on their shelves."""
    shops = [(prefix + name + suffix, *rest) for name, *rest in SHOPS * copies]
    members = [Member(uid(n), name, OCTOBER, MADE, MADE, "ab12cd34ef56" + "0" * 52, 1200 + n) for n, (name, *_rest) in enumerate(shops)]
    sales = _sales(shops)
    stock = [StockSum(s.shop_uid, s.category, s.state, s.value_idr // 3, 10 + s.value_idr // 4_000_000, s.pieces) for s in sales]
    documents = {uid(n): (985 + n, 4567 + n) for n in range(len(shops))}
    rows, together = measures.side_by_side(members, sales if sold else [], stock, documents if sold else {}, asked=OCTOBER)
    before = measures.before(members, rows, [s for s in sales if s.state is not State.IMPORTED], OCTOBER) if sold else None
    return Comparison(
        coop_name="KSU Mekar Bersama",
        zone="Asia/Makassar",
        asked=OCTOBER,
        covered=OCTOBER,
        members=tuple(members),
        shops=rows,
        together=together,
        before=before,
        disagreements=disagreements(_told()),
        substitutes=SUBSTITUTES,
    )


def shelf(shop_uid: str) -> tuple[ShelfGoods, ...]:
    """What stands behind one figure of the heat."""
    goods = (
        ("8991002000079", "Teh Melati Celup isi 25", Origin(State.DOMESTIC, tkdn_bp=6450), 2_844_000, 61),
        ("8991002000086", "Kopi Bubuk Toraja 200 g", Origin(State.DOMESTIC, tkdn_bp=7700), 2_604_000, 18),
        ("8888002000037", "Minuman Isotonik 500 ml", Origin(State.IMPORTED, country="SG"), 1_460_500, 42),
        ("8991002000253", "Sirup Markisa 460 ml", Origin(State.DOMESTIC), 1_184_000, 24),
        ("4901002000013", "Teh Hijau Celup 25", Origin(State.UNKNOWN), 522_000, 12),
    )
    return tuple(ShelfGoods(shop_uid, code, name, "pcs", o, Rupiah(v), Milli(n * 1000)) for code, name, o, v, n in goods)
