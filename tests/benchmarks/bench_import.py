"""How long a shop waits for its list: reading it, and the lock it holds while it is written."""

import time

import pytest

from pos_app.domain.barcode import check_digit
from pos_app.services import import_products
from pos_app.services.shop import OWNER, Shop


def listed(articles: int) -> bytes:
    """A list of that many invented articles, as a till in an Indonesian shop exports it."""
    rows = ["kd_barang,barcode,nm_barang,kategori,merek,satuan_beli,beli_isi,satuan_jual,harga_beli,harga_jual,stok,stok_minimal"]
    for n in range(articles):
        body = f"899{n:09d}"
        pack = 12 if n % 3 == 0 else 0
        rows.append(
            f"B{n:06d},{body}{check_digit(body)},BARANG {n},KATEGORI {n % 60},MEREK,Dus,{pack},Pcs,{1000 + n % 900},"
            f"{1500 + n % 1000},{n % 50},5"
        )
    return "\n".join(rows).encode()


def seconds(call: object, *given: object, **more: object) -> float:
    begun = time.process_time()
    call(*given, **more)
    return time.process_time() - begun


@pytest.mark.bench
def test_three_thousand_rows_are_read_in_half_a_second() -> None:
    import_products.parse(listed(10))
    data = listed(3_000)
    took = min(seconds(import_products.parse, data) for _ in range(3))
    print(f"3 000 rows read in {took:.2f} s")
    assert took < 0.5


@pytest.mark.bench
def test_a_hundred_thousand_articles_go_in_within_a_minute(shop: Shop) -> None:
    data = listed(100_000)
    new = seconds(import_products.take, shop, OWNER, data, name="list.csv")
    again = seconds(import_products.take, shop, OWNER, data, name="list.csv")
    print(f"100 000 articles: new {new:.0f} s, unchanged {again:.0f} s")
    assert new < 60
    assert again < 60
