"""The month's pages: figures as text, dashes where there is nothing, whole and readable with any names and amounts."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pypdf
import pytest

from pos_app.documents import month
from pos_app.documents.kit import fonts, page
from pos_app.documents.kit.blocks import Stack, Text
from pos_app.documents.kit.page import BODY, WIDTH, Heading
from pos_app.documents.kit.tables import Column, Table
from pos_app.domain import days
from pos_app.domain.local_content import (
    ArticleRow,
    CategoryRow,
    Changed,
    ChangeRow,
    Consigned,
    DayRow,
    EndingRow,
    Group,
    ImportedRow,
    LocalContent,
    MakerRow,
    Offered,
    Push,
    SizeRow,
    Split,
    Year,
    by_category,
    by_day,
    measure,
)
from pos_app.domain.origin import MakerSize, State, Strength
from pos_app.domain.product import Kind
from tests.documents import papers

MADE = datetime(2026, 10, 31, 23, 2, tzinfo=UTC)
OCTOBER = days.month("2026-10")
KINDS = {State.DOMESTIC: "tkdn", State.IMPORTED: "label", State.UNKNOWN: None}


def group(value, state, *, day=1, category="Sembako", kind=Kind.GOODS):
    domestic = state is State.DOMESTIC
    return Group(
        day=date(2026, 10, day),
        category=category,
        kind=kind,
        state=state,
        strength=Strength.STRONG if domestic else Strength.NONE,
        evidence_kind=KINDS[state],
        tkdn_bp=6560 if domestic else None,
        maker_size=MakerSize.MICRO if domestic else MakerSize.UNKNOWN,
        regency="6474" if domestic else None,
        value_idr=value,
        pieces=1000 if value > 0 else -1000,
    )


def split(domestic=0, imported=0, unknown=0):
    values = {State.DOMESTIC: domestic, State.IMPORTED: imported, State.UNKNOWN: unknown}
    return Split(values, {s: int(v != 0) for s, v in values.items()}, dict.fromkeys(State, 1000))


def article(name, value, state=State.DOMESTIC, **more):
    return ArticleRow("1", name, "Sembako", state, value, 1000, **more)


def report(*groups, **more):
    values = {
        "shop_name": "Toko Sumber Rejeki",
        "zone": "Asia/Makassar",
        "regency": "6474",
        "period": OCTOBER,
        "receipts": len(groups),
        "sale_lines": len(groups),
        "now": measure(groups, {g.state: 1 for g in groups if g.kind is Kind.GOODS}, regency="6474"),
        "before": None,
        "stock": split(),
        "stock_below_zero": 0,
        "categories": by_category(groups),
        "days": by_day(groups),
        "months": tuple((p.first, split()) for p in days.months_until(OCTOBER, count=12)),
        "targets": (more.get("target_bp"),) * 12,
        "top_domestic": (),
        "top_imported": (),
        "unknown": (),
        "makers": 1,
    }
    return LocalContent(**(values | more))


EXAMPLE = report(
    group(98_214_500, State.DOMESTIC, day=3),
    group(25_716_500, State.IMPORTED, day=4, category="Biskuit"),
    group(12_858_000, State.UNKNOWN, day=5),
    group(1_250_000, State.UNKNOWN, kind=Kind.SERVICE),
    before=measure([group(692, State.DOMESTIC), group(308, State.IMPORTED)], {}, regency=None),
    target_bp=7500,
    top_domestic=(article("Minyak Goreng 2 L", 98_214_500, tkdn_bp=6560, maker="PT Sawit"),),
    top_imported=(
        ImportedRow(
            article("Biskuit Cokelat 140 g", 25_716_500, State.IMPORTED, country="MY"),
            Offered("2", "Biskuit Kelapa 150 g", 24_000, 7100, "tkdn", -2200, "100g"),
        ),
    ),
    unknown=(article("Permen Jahe 125 g", 12_858_000, State.UNKNOWN),),
)


def rendered(values=EXAMPLE, language="id"):
    return month.render(values, language=language, number="KL-2026-10-0001", made_at=MADE, version="0.1.0", seal="9f2c41aa07d3")


def test_a_figure_and_its_unit_stay_on_one_line() -> None:
    kind = fonts.Type(10)
    room = fonts.width("Minyak Goreng Lumbung Kita 1", kind) + 1
    assert fonts.wrapped("Minyak Goreng Lumbung Kita 1 L", kind, room) == ["Minyak Goreng Lumbung Kita", "1 L"]
    assert fonts.wrapped("1 L", kind, fonts.width("1", kind) + 1) == ["1", "L"], "unless there is no room for both"
    assert fonts.wrapped("Ember Plastik Golden Leaf 15 L · 2", kind, room) == ["Ember Plastik Golden Leaf", "15 L · 2"]


def test_the_pages_say_the_figures_of_the_month():
    said = papers.squeezed(rendered())
    for part in (
        "LaporanKandunganLokal",
        "TokoSumberRejeki·Oktober2026·4struk,4baris",
        "71,8%",
        "Rp98.214.500dariRp136.789.000",
        "naik2,6poindariSeptember·sasaran75%",
        "bersertifikat71,8%",
        "rata-rata65,6%",
        "BiskuitCokelat140g·Malaysia",
        "BiskuitKelapa150g(TKDN71%)",
        "−22%per100g",
        "PermenJahe125g",
        "PTSawit",
        "Jasa,diluarhitungan1.250.000",
        "Dibuatdisini",
        "No.KL-2026-10-0001·dibuat01.11.202607.02WITA·segel9f2c41aa07d3",
        "Halaman1dari",
    ):
        assert part in said, part
    assert 2 <= len(papers.pages(rendered())) <= 4


def test_makers_changes_endings_and_offers_are_told_and_what_has_no_room_is_counted():
    values = replace(
        EXAMPLE,
        sizes=(SizeRow(MakerSize.MICRO, split(300).value_idr), SizeRow(MakerSize.UNKNOWN, split(500, 200).value_idr)),
        top_makers=(MakerRow("CV Maju", MakerSize.MICRO, "6474", 300, 2_000), MakerRow("PT Jauh", MakerSize.LARGE, "3171", 100, 1_000)),
        changed=Changed(
            {(State.UNKNOWN, State.DOMESTIC): 300},
            tuple(ChangeRow(1, "1", f"Barang {n}", State.UNKNOWN, State.DOMESTIC, MADE.date(), "Ratna", 9, "label") for n in range(20)),
        ),
        ending=(EndingRow("1", "Minyak Goreng 2 L", "tkdn", "123/SJ", 6560, date(2026, 12, 20)),),
        push=Push(318, 74, 1_127_500),
        year=Year(split(664, 336).value_idr, 7000),
        consigned=Consigned(12, 30_000, 450_000),
    )
    body = rendered(values)
    said = papers.squeezed(body)
    for part in (
        "tahun2026sampaibulanini66,4%·sasarantahun70%",
        "ditawarkan318kali,diambil74kali(23,3%);Rp1.127.500berpindah",
        "MikroRp300·30,0%",
        "CVMajuMikrodisini2300",
        "PTJauhBesarKotaJakartaSelatan1100",
        "dikabupaten/kotatoko(KotaBontang)",
        "300barang:300daribelumdiketahuikedalamnegeri.",
        "dan285baranglain",
        "123/SJ65,6%20.12.2026",
        "12barangtitipanadadisampingitu,bukanmiliktoko:Rp450.000",
        "Inibukanketentuanhukum",
    ):
        assert part in said, part
    assert papers.overlapping(body) == []
    *_others, last = papers.pages(body)
    words = last.extract_text()
    assert words.index("Cara menghitung") < words.index("Dibuat oleh"), "the last page is its own, signatures at its foot"
    row = next(row for row in papers.rows(body) if row.startswith("Terjual, Rp"))
    assert row.endswith("−3,2"), "points against the target"


def test_the_three_printed_shares_sum_to_a_hundred():
    thirds = report(group(1000, State.DOMESTIC), group(1000, State.IMPORTED), group(1000, State.UNKNOWN))
    row = next(row for row in papers.rows(rendered(thirds)) if row.startswith("Terjual, Rp"))
    shares = [float(word[:-1].replace(",", ".")) for word in row.split() if word.endswith("%")]
    assert shares == [33.3, 33.3, 33.4]


def test_what_swapping_would_bring_is_said_and_right():
    assert "bagiandalamnegerimenjadi90,6%,naik18,8poin" in papers.squeezed(rendered())


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_month_without_sales_prints_dashes_and_no_percentages_of_nothing(language):
    body = rendered(report(regency=None), language)
    cards = papers.rows(body)[:14]
    assert sum(row.split().count("–") for row in cards) >= 4, "one in each card"
    assert "0,0%" not in "".join(cards)
    assert papers.overlapping(body) == []


def test_a_month_of_one_return_is_negative_and_has_no_share():
    back = report(group(-12_000, State.DOMESTIC), top_domestic=(article("Teh", -12_000),))
    body = rendered(back)
    assert "−Rp12.000dari−Rp12.000" in papers.squeezed(body)
    row = next(row for row in papers.rows(body) if row.startswith("Terjual, Rp"))
    assert row.count("–") == 3
    assert "%" not in row
    assert papers.overlapping(body) == []


def huge(names, categories):
    most = 999_999_999_999
    groups = [group(10**9 * (n % 3 + 1), list(State)[n % 3], category=f"{names} {n:03d}") for n in range(categories)]
    values = report(*groups, shop_name=names, stock=split(most, most, most), before=measure(groups, {}, regency=None))
    offer = Offered("2", names, 999_999_999, 7100, "tkdn", 123_456, "100ml")
    return replace(
        values,
        days=(DayRow(date(2026, 10, 1), split(most, -most, 5).value_idr),),
        top_domestic=tuple(article(names, most, tkdn_bp=6560, maker=names) for _ in range(20)),
        top_imported=tuple(ImportedRow(article(names, most, State.IMPORTED, country="GB"), offer) for _ in range(20)),
        unknown=tuple(article(names, most, State.UNKNOWN) for _ in range(20)),
        stock_below_zero=1234,
        stock_unknown_cost=4321,
    )


@pytest.mark.parametrize(("names", "categories"), [(papers.LONG_NAME, 200), ("Barang dengan nama biasa", 200), ("X" * 80, 13)])
def test_two_hundred_categories_long_names_and_twelve_digits_stay_whole_on_six_pages(names, categories):
    body = rendered(huge(names, categories))
    assert len(papers.pages(body)) <= 6
    assert papers.outside(body, 40, below=25) == []
    assert papers.overlapping(body) == []
    said = papers.squeezed(body)
    assert "999.999.999.999" in said
    assert "".join(f"{names} 002".split()) in said, "a category's name is whole in its row"
    assert f"{len(papers.pages(body))}dari{len(papers.pages(body))}" in said


def test_what_the_lists_leave_out_is_summed_up_so_that_columns_add_up():
    values = report(*(group(10**9, State.DOMESTIC, category=f"K{n}") for n in range(200)))
    rows = papers.rows(rendered(values))
    begin = rows.index("Semua kategori")
    end = next(n for n in range(begin + 1, len(rows)) if rows[n].startswith("Semua kategori"))
    listed = [int(row.split()[-2].replace(".", "")) for row in rows[begin + 2 : end] if row.endswith("%")]
    assert sum(listed) == 200 * 10**9 == int(rows[end].split()[-2].replace(".", ""))


def test_a_categorys_name_is_whole_beside_its_bar_and_counts_stay_on_one_line():
    name = "Perlengkapan Mandi, Cuci & Kebersihan Rumah Tangga"
    body = rendered(report(group(9, State.DOMESTIC, category=name), shop_name=papers.LONG_NAME + " AA"))
    assert "".join(name.split()) in papers.squeezed(body)
    assert next(row for row in papers.rows(body)[1:] if "struk" in row).endswith("1 struk, 1 baris")


def test_a_years_days_are_summed_by_month():
    year = days.Period(date(2026, 1, 1), date(2026, 10, 31))
    sold = tuple(DayRow(date(2026, m, d), split(1000).value_idr) for m in (1, 2) for d in (1, 2))
    values = replace(EXAMPLE, period=year, before=None, days=sold)
    said = papers.text(rendered(values))
    assert "01.01.2026 – 31.10.2026" in said
    assert "Jan 2026" in said


@pytest.mark.parametrize("name", papers.NASTY_NAMES)
def test_markup_in_names_is_printed_letter_by_letter(name):
    values = replace(EXAMPLE, shop_name=name, unknown=(article(name, 1, State.UNKNOWN),))
    values = replace(values, categories=(CategoryRow(name, split(1).value_idr),))
    assert papers.squeezed(rendered(values)).count("".join(name.split())[:14]) >= 3


def test_the_same_month_gives_the_same_bytes_with_title_language_outline_and_embedded_fonts():
    body = rendered()
    assert body == rendered()
    assert body != rendered(language="en")
    reader = pypdf.PdfReader(io.BytesIO(body))
    assert reader.metadata.title == "Laporan Kandungan Lokal · Oktober 2026"
    assert reader.metadata.author == "Toko Sumber Rejeki"
    assert reader.metadata.creation_date == MADE
    assert reader.trailer["/Root"]["/Lang"] == "id"
    assert [entry.title for entry in reader.outline][:2] == ["Dua belas bulan", "Menurut kategori"]
    assert papers.embedded(body)


# ---------------------------------------------------------------- the pages any report is laid out on


def headings_alone(pages):
    return [placed[-1].block.text for placed in pages if isinstance(placed[-1].block, Heading)]


@pytest.mark.parametrize("before", range(10, 70, 3))
def test_a_heading_is_never_left_alone_and_a_table_repeats_its_head(before):
    table = Table((Column("Barang", "left", share=1), Column("Nilai")), [(f"Barang {n}", "1.000") for n in range(60)])
    pages = page.layout([*(Text("x", BODY) for _ in range(before)), Heading("Barang"), table])
    assert headings_alone(pages) == []
    parts = [p.block for placed in pages for p in placed if isinstance(p.block, Table)]
    assert sum(len(part.rows) for part in parts) == 60
    assert all(len(part.rows) >= 2 for part in parts)
    assert {part.columns[0].head for part in parts} == {"Barang"}


def test_blocks_that_belong_together_are_not_parted():
    stack = Stack([Text("x", BODY) for _ in range(40)])
    pages = page.layout([*(Text("x", BODY) for _ in range(40)), stack])
    assert [len(placed) for placed in pages] == [40, 1]


def test_a_table_set_smaller_is_no_wider_than_its_room() -> None:
    """Heads keep their size: one wider than its cells must not push the last column over the edge."""
    heads = ("Bulan", *(["Pembulatan"] * 5), *(["Rp"] * 5))
    rows = [["2026-09", *(["0"] * 5), *(["200.005.650.382"] * 5)]]
    table = Table([Column(head, left=8) for head in heads], rows).fitted(WIDTH)
    assert table.cell.size < Table([], []).cell.size
    assert table.fixed_width() + 8 * (len(heads) - 1) <= WIDTH


@pytest.mark.parametrize("amount", ["Rp1.234.567.890.123", "Rp\N{NO-BREAK SPACE}1,234,567,890,123"])
def test_an_amount_in_a_small_card_stays_on_one_line(amount) -> None:
    room = (WIDTH - 3 * 14) / 4.65
    assert page.Card("Dari usaha mikro", "18,3%", [amount]).height(room) == page.Card("Dari usaha mikro", "18,3%", ["Rp1"]).height(room)


def test_a_table_of_figures_fills_its_room_and_its_heads_take_two_lines() -> None:
    heads = ("Bulan", "Omzet", "Terjual tanpa harga pokok")
    table = Table([Column(head, left=8) for head in heads], [["2026-09", "200.005", "0"]], tight=True)
    three = Table([Column(f"{head}\n.\n.", left=8) for head in heads[:1]], [["2026-09"]])
    assert table.height(WIDTH) < three.height(WIDTH)
    assert [round(sum(c.width or 0 for c in part.columns) + 16) for part in table.split(WIDTH, 500) or ()] == [round(WIDTH)] * 2
