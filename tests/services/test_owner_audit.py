"""The audit list says everything the books write down in words."""

import re
from pathlib import Path

from pos_app import texts
from pos_app.documents import audit_words
from pos_app.domain.days import Period
from pos_app.domain.evidence import Kind
from pos_app.domain.evidence_entry import Entry
from pos_app.domain.origin import State
from pos_app.services import article_fields, origins, owner_audit, products, settings, suppliers
from pos_app.services.shop import OWNER
from pos_app.texts import gettext as _
from tests.shelf import TEA


def test_every_event_that_is_written_down_has_its_words():
    said = "".join(path.read_text(encoding="utf-8") for path in Path(owner_audit.__file__).parent.glob("*.py"))
    written = set(re.findall(r'event="([a-z_]+)"', said))
    assert len(written) > 40
    assert written <= set(owner_audit.EVENTS)


def test_what_is_told_of_an_event_has_its_words():
    said = "".join(path.read_text(encoding="utf-8") for path in Path(owner_audit.__file__).parent.glob("*.py"))
    written = {key for call in re.findall(r"event=[^\n]*?subject=(.*?)\n", said) for key in re.findall(r", ([a-z_]+)=", call)}
    assert {"why", "total_idr"} <= written
    told = {*written, *article_fields.FIELDS, *settings.SETTINGS, *suppliers.FIELDS}
    assert told <= set(audit_words.KEYS), told - set(audit_words.KEYS)
    body = '{"total_idr": 45000, "why": "off", "pkp": "yes", "parts": {"A1": 2000}, "gone": ["CV A", "CV B"]}'
    with texts.speaking("id"):
        assert audit_words.told(body, "id") == "total: Rp45.000, alasan: off, PKP: ya, isi: 2 A1, tidak dipakai lagi: CV A · CV B"
    with texts.speaking("en"):
        assert "reason: off, PKP: yes, contents: 2 A1" in audit_words.told(body, "en")


def test_what_was_done_to_an_origin_stands_in_the_list(shop):
    products.add_on_the_spot(shop, OWNER, name="TEH", price_idr=2_000, code=TEA)
    origins.record(shop, OWNER, TEA, Entry(Kind.LABEL, state=State.IMPORTED, country="MY"))
    origins.withdraw(shop, OWNER, TEA, Kind.LABEL, why="salah baca")
    today = shop.clock().date()
    rows = owner_audit.audit(shop, Period(today, today)).rows[-3:]
    with texts.speaking("id"):
        assert [(_(event), about, audit_words.told(detail, "id")) for *_when, event, about, detail in rows[1:]] == [
            ("Asal barang dicatat", f"{TEA} TEH", "asal sebelumnya: Belum diketahui, asal: Impor, bukti: keterangan di kemasan"),
            (
                "Bukti asal ditarik", f"{TEA} TEH",
                "asal sebelumnya: Impor, asal: Belum diketahui, bukti: keterangan di kemasan, alasan: salah baca",
            ),
        ]  # fmt: skip
    assert rows[0][3] == "Article added", "each in its turn"
