"""The catalogue: who is in it, what its badge stands on, and a web page that fetches nothing and fits a telephone."""

import base64
import io
import json
import re
import subprocess
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from PIL import Image
from pypdf import PdfReader

from pos_app.documents import catalogue_words, pictures
from pos_app.domain.catalogue import Wanted, whatsapp_number
from pos_app.domain.evidence import Kind
from pos_app.domain.evidence_entry import Entry
from pos_app.domain.origin import MakerSize, State
from pos_app.services import catalogues, makers, origins, products, settings
from pos_app.services.article_parts import Parts, Picture
from pos_app.services.shop import OWNER
from tests.conftest import browser
from tests.documents import papers
from tests.shelf import put

EVIL = "<script>alert(1)</script> \"KUE\" & 'CO'"


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (900, 600), "#d9b36c").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def shop_of_makers(shop):
    settings.change(shop, OWNER, {"phone": "0812-3456-7890 / 0813", "regency": "7371", "name": "Toko <i>Sari</i>"})
    goods = (
        ("KRIPIK", "KERIPIK SINGKONG 250 G", "Bu Tini", "micro", "Camilan", 9),
        ("KUE", EVIL, "CV Rasa & Co", "small", "Kue", 4),
        ("KOPI", "KOPI " + "TORAJA" * 12, "PT Sedang", "medium", "Minuman", 5),
        ("TEH", "TEH IMPOR", "Tn. Jauh", "micro", "Minuman", 5),
        ("HABIS", "DODOL", "Bu Tini", "micro", "Camilan", 0),
    )
    for code, name, maker, size, category, stock in goods:
        put(shop, code, 12_000, name=name, category=category, stock=stock, packs=[("DUS", "dus", 24, 230_000)] if code == "KRIPIK" else ())
        products.change(shop, OWNER, code, {"maker": maker, "maker_size": size, "regency": "7371" if maker == "Bu Tini" else "3171"})
    products.change(shop, OWNER, "KRIPIK", {}, parts=Parts(picture=Picture("keripik.png", picture())))
    origins.record(shop, OWNER, "KRIPIK", Entry(Kind.REGISTRATION, None, None, "P-IRT 2067371010452-27"))
    origins.record(shop, OWNER, "KUE", Entry(Kind.TKDN, State.DOMESTIC, None, "12/SJ", tkdn_bp=5230, valid_from=date(2026, 1, 1)))
    origins.record(shop, OWNER, "TEH", Entry(Kind.LABEL, State.IMPORTED, "CN"))
    makers.state_goods(shop, OWNER, "Bu Tini", document="P-1", signed_on=date(2026, 11, 1), signed_by="Tini", place="Desa Sukamaju")
    return shop


class Page(HTMLParser):
    """What a page would fetch or lead to, and the words a person reads on it."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.addresses, self.words = set(), [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.addresses += [value for name, value in attrs if name in ("href", "src", "action", "data", "poster", "srcset")]
        assert not any(name.startswith("on") for name, _value in attrs)

    def handle_data(self, data):
        self.words.append(data)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_one_catalogue_in_every_form(shop_of_makers, tmp_path):
    shop = shop_of_makers
    found = catalogues.made(shop)
    assert [item.product.code for item in found.items] == ["KUE", "KRIPIK"], "small makers', in stock, not imported; by name"
    assert [item.product.code for item in catalogues.made(shop, Wanted(here=True)).items] == ["KRIPIK"]
    everything = catalogues.made(shop, Wanted(tuple(MakerSize), in_stock=False))
    assert {item.product.code for item in everything.items} == {"KUE", "KRIPIK", "KOPI", "HABIS"}
    assert [item.product.code for item in catalogues.made(shop, Wanted(category="Kue")).items] == ["KUE"]

    catalogues.save_page(shop, found, tmp_path / "k.html", language="id")
    text = (tmp_path / "k.html").read_text(encoding="utf-8")
    page = Page(text)
    assert not page.tags & {"script", "link", "iframe", "object", "embed", "form", "base"}
    assert not re.search(r"url\(|@import|<i>", text)
    for address in page.addresses:
        assert address.startswith(("data:image/jpeg;base64,", "https://wa.me/6281234567890?text=")), address[:80]
    assert set(re.findall(r"https?://[^/\"'<\s]+", text)) == {"https://wa.me"}
    [shown] = [address for address in page.addresses if address.startswith("data:")]
    assert Image.open(io.BytesIO(base64.b64decode(shown.partition(",")[2]))).size == (480, 320)
    for said in (
        EVIL,
        "Bu Tini · Desa Sukamaju",
        "nomor izin edar P-IRT 2067371010452-27",
        "TKDN 52,3% 12/SJ",
        "dus isi 24 Rp230.000",
        "250 g",
    ):
        assert said in " ".join(page.words), said
    assert " ".join(page.words).count("pcs") == 2, "once for each article: with its price"
    assert any(EVIL in unquote(address) for address in page.addresses)

    catalogues.save_pdf(shop, found, tmp_path / "k.pdf", language="id")
    said = " ".join(PdfReader(tmp_path / "k.pdf").pages[0].extract_text().split())
    for word in ("Toko <i>Sari</i>", "KERIPIK SINGKONG 250 G", "Bu Tini · Desa Sukamaju", "Rp12.000 / pcs", "TKDN 52,3% 12/SJ"):
        assert word in said, word
    body = (tmp_path / "k.pdf").read_bytes()
    assert papers.embedded(body)
    assert papers.overlapping(body) == []

    catalogues.save_csv(found, tmp_path / "k.csv", language="id")
    rows = (tmp_path / "k.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 3
    assert "Bu Tini,Desa Sukamaju" in rows[2]
    evil = replace(found.items[0], product=replace(found.items[0].product, name="=1+1"))
    assert catalogue_words.rows(replace(found, items=(evil,)), "id")[1][1] == "'=1+1"
    message = catalogues.text(found, language="id")
    assert message.startswith("*Barang produsen kecil di Toko <i>Sari</i>*")
    assert "• KERIPIK SINGKONG 250 G – Rp12.000 / pcs\n  Bu Tini · Desa Sukamaju · Dalam negeri (nomor izin edar" in message


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0812-3456-7890", "6281234567890"), ("+62 812 3456 7890", "6281234567890"), ("0812345678 / 0813", "62812345678"),
        ("", ""), ("12", ""), ("telepon", ""), ("000812345678", ""),
    ],
)  # fmt: skip
def test_a_telephone_number_as_whatsapp_wants_it(typed, number):
    assert whatsapp_number(typed) == number


@pytest.mark.chromium
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_the_page_fits_a_telephone_in_a_real_browser(shop_of_makers, tmp_path):
    """Measured by the browser itself, with a probe that only the test adds: nothing wider than the screen, no word cut off."""
    found = catalogues.made(shop_of_makers, Wanted(tuple(MakerSize), in_stock=False))
    catalogues.save_page(shop_of_makers, found, tmp_path / "k.html", language="id")
    text = (tmp_path / "k.html").read_text(encoding="utf-8")
    framed = tmp_path / "framed.html"
    inner = base64.b64encode(re.sub(r"<meta http-equiv=.*?>", "", text).encode()).decode()
    framed.write_text(_PROBE.replace("PAGE", inner), encoding="utf-8")
    told = subprocess.run(
        [browser(), "--headless=new", "--hide-scrollbars", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}",
         "--dump-dom", framed.as_uri()],
        capture_output=True, text=True, timeout=90, check=True,
    ).stdout  # fmt: skip
    measured = json.loads(re.search(r"<pre id=\"out\">(.*?)</pre>", told, re.DOTALL)[1])
    assert measured["width"] == 360
    assert measured["scroll"] == 360, "the page is moved sideways"
    assert measured["cut"] == []
    assert measured["buttons"]
    assert min(measured["buttons"]) >= 44, "a finger needs 44 pixels"
    assert measured["pictures"] == [True]


_PROBE = """<!DOCTYPE html><meta charset="utf-8"><body style="margin:0"><pre id="out"></pre><script>
const frame = document.createElement("iframe");
frame.style.cssText = "width:360px;height:740px;border:0";
frame.srcdoc = new TextDecoder().decode(Uint8Array.from(atob("PAGE"), c => c.charCodeAt(0)));
frame.onload = () => {
  const d = frame.contentDocument, all = [...d.body.querySelectorAll("*")];
  const wide = e => e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1;
  const cut = all.filter(wide).map(e => e.tagName + " " + e.textContent.slice(0, 40));
  document.getElementById("out").textContent = JSON.stringify({
    width: d.documentElement.clientWidth, scroll: d.documentElement.scrollWidth, cut,
    buttons: [...d.querySelectorAll("a")].map(e => e.getBoundingClientRect().height),
    pictures: [...d.querySelectorAll("img")].map(e => e.complete && e.naturalWidth === 480)});
};
document.body.append(frame);
</script></body>"""


def test_a_picture_that_is_torn_or_vast_is_none():
    vast = io.BytesIO()
    Image.new("1", (14_000, 14_000)).save(vast, "PNG", compress_level=1)
    assert [pictures.small(body) for body in (vast.getvalue(), picture()[:200], b"\x89PNG\r\n\x1a\nx")] == [None] * 3
