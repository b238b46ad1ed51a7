"""One day of a shop through the command line gives the same bytes on SQLite and PostgreSQL."""

import itertools

import pytest

from pos_app.cli.main import World, main
from tests.conftest import Clock, Places

OIL, TEA, SOAP, SUGAR = "8997770000045", "8997770000014", "8997770000021", "8997770000038"
LIST = f"""barcode,nama,harga_jual,harga_beli,kategori,stok,satuan
{TEA},TEH CONTOH 50G,2015,1500,Minuman,100,pcs
{SOAP},SABUN CONTOH 80G,8250,6000,Sabun,100,pcs
{SUGAR},GULA CURAH,14000,12000,Sembako,50,kg
{OIL},MINYAK CONTOH 1L,13830,12000,Sembako,20,pcs
"""
SPLIT = ("--pay", "qris=20000", "--cash", "50000")
DAY = (
    ("origin", "set", OIL, "--kind", "registration", "--number", "MD 265228006191"),
    ("origin", "set", TEA, "--kind", "tkdn", "--number", "T-1", "--tkdn", "52.35", "--valid-until", "2026-12-31"),
    ("origin", "set", SOAP, "--state", "imported", "--kind", "label", "--country", "CN"),
    ("shift", "open", "--float", "100000"),
    ("sell", f"{TEA}*7", "--cash", "20000"),
    ("sell", f"{OIL}*2", SOAP, f"{SUGAR}*0.25", "--line-discount", f"{SUGAR}=500", "--discount", "5%", *SPLIT),
    ("sell", SOAP, "--cash", "100"),
    ("refund", "T1-20261124-0001", f"{TEA}*3", "--why", "rusak"),
    ("refund", "T1-20261124-0001", "--why", "sisanya"),
    ("void", "T1-20261124-0002", "--why", "salah"),
    ("sell", f"{OIL}*25", "--cash", "999999"),
    ("stock", "receive", OIL, "12", "--cost", "12500.5"),
    ("shift", "close", "--counted", "445700", "--why", "hitung"),
    ("product", "show", OIL),
    ("origin", "history", TEA),
    ("report", "local-content", "--month", "2026-11"),
    ("report", "sales", "--month", "2026-11"),
    ("report", "cash", "--month", "2026-11"),
    ("report", "stock"),
    ("stock", "show", OIL),
    ("settings", "show"),
    ("check",),
)


def _play(place: str, listing, capsys) -> list[tuple[int, str, str]]:
    clock, drawn = Clock(), itertools.count(1)
    world = World(clock, lambda: f"01935b00-0000-7000-8000-{next(drawn):012x}")
    said = []
    for command in (("import", "products", str(listing)), *DAY):
        clock.forward(minutes=1)
        capsys.readouterr()
        status = main([*command, "--db", place, "--json", "--lang", "en"], world)
        out, err = capsys.readouterr()
        said.append((status, out, err))
    return said


@pytest.mark.postgresql
def test_a_day_on_either_engine_says_the_same_to_the_byte(tmp_path, postgres_port, capsys):
    listing = tmp_path / "list.csv"
    listing.write_text(LIST, encoding="utf-8")
    shops = [Places(engine, tmp_path, lambda: postgres_port) for engine in ("sqlite", "postgresql")]
    try:
        on_file, on_server = (_play(shop.with_shop(), listing, capsys) for shop in shops)
    finally:
        for shop in shops:
            shop.clear()
    for command, here, there in zip((("import",), *DAY), on_file, on_server, strict=True):
        assert here == there, command
    statuses = {command[0] + str(n): status for n, (command, (status, _, _)) in enumerate(zip((("import",), *DAY), on_file, strict=True))}
    assert [name for name, status in statuses.items() if status] == ["sell7"]
