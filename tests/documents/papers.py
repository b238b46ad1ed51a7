"""What the tests of papers stand on: sales as the books have them, and readers that know nothing of how papers are made."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pypdf
import pypdfium2
import zxingcpp

from pos_app.domain.cash_rounding import CashRounding
from pos_app.domain.money import Rupiah, allocate, times_qty
from pos_app.domain.origin import Origin, State, Strength
from pos_app.domain.product import Kind, ProductId, TaxClass
from pos_app.domain.quantity import Milli
from pos_app.domain.sale import Sale, SaleKind, SaleLine
from pos_app.domain.shop import ShopCard
from pos_app.domain.tender import Means, Payment, settle

DOMESTIC = Origin(State.DOMESTIC, "ID", Strength.STRONG)
IMPORTED = Origin(State.IMPORTED, "MY", Strength.MEDIUM)
UNKNOWN = Origin(State.UNKNOWN)

CARD = ShopCard(
    uid="u",
    name="Toko Sumber Rejeki",
    zone="Asia/Makassar",
    address="Jl. Melati No. 12, Sukamaju",
    phone="0812-0000-0000",
    receipt_footer="Terima kasih sudah berbelanja di toko tetangga.",
)
LONG_NAME = "Keripik Singkong Balado Pedas Manis Kemasan Besar Oleh-oleh Khas Padang Panjang A"
NASTY_NAMES = ("TEH <b>A & B", "S&P;", "0.1 <A <0.9", "JOHNSON&acute;S", '<img src="http://127.0.0.1:9/x.png"/>', "<para>x</para>")


def line(name="Minyak Goreng 2 L", *, qty=1000, price=23_000, origin=DOMESTIC, off=0, promotion=0, kind=Kind.GOODS, unit="pcs", code="1"):
    gross = times_qty(Rupiah(price), Milli(qty))
    return SaleLine(
        line_no=1,
        product_id=ProductId(1),
        code=code,
        name=name,
        category="Sembako",
        kind=kind,
        unit=unit,
        qty=Milli(qty),
        base_qty=Milli(qty),
        unit_price_idr=Rupiah(price),
        gross_idr=gross,
        line_discount_idr=Rupiah(off),
        basket_discount_idr=Rupiah(0),
        amount_idr=Rupiah(gross - off - promotion),
        cost=None,
        origin=origin if kind is Kind.GOODS else UNKNOWN,
        maker=None,
        tax_class=TaxClass.TAXED,
        weighed=False,
        promotion_discount_idr=Rupiah(promotion),
        promotion="Beli 3, hemat" if promotion else None,
    )


def sale(*lines, basket_off=0, pay=None, rounding=CashRounding.DOWN_100, **more):
    """A committed sale of the lines, the basket discount spread over them, paid in cash unless said."""
    shares = allocate(basket_off, [x.amount_idr for x in lines]) if basket_off else [0] * len(lines)
    lines = tuple(
        replace(x, line_no=n, product_id=ProductId(n), basket_discount_idr=Rupiah(off), amount_idr=Rupiah(x.amount_idr - off))
        for n, (x, off) in enumerate(zip(lines, shares, strict=True), start=1)
    )
    total = Rupiah(sum(x.amount_idr for x in lines))
    settled = settle(total, pay or [Payment(Means.CASH, Rupiah(total + 2_200))], rounding)
    values = {
        "uid": "u",
        "number": "T1-20261124-0007",
        "kind": SaleKind.SALE,
        "till": "T1",
        "at": datetime(2026, 11, 23, 23, 19, tzinfo=UTC),
        "business_day": date(2026, 11, 24),
        "person": "Sari",
        "lines": lines,
        "payments": settled.payments,
        "total_idr": total,
        "rounding_idr": settled.rounding_idr,
        "paid_idr": settled.paid_idr,
        "change_idr": settled.change_idr,
        "tax_idr": Rupiah(0),
        "cash_rounding": rounding,
        "customer": "Ibu Wati",
    }
    return Sale(**(values | more))


def as_refund(of, returned, *, number="T1-20261124-0009", kind=SaleKind.REFUND, why="Kemasan rusak"):
    """The document a refund worked out by the domain becomes."""
    settled = returned.settlement
    return replace(
        of,
        number=number,
        kind=kind,
        lines=returned.lines,
        payments=settled.payments,
        total_idr=returned.total_idr,
        rounding_idr=settled.rounding_idr,
        paid_idr=settled.paid_idr,
        change_idr=settled.change_idr,
        tax_idr=returned.tax_idr,
        refunds=of.number,
        why=why,
    )


# ---------------------------------------------------------------- readers


def pages(body):
    return pypdf.PdfReader(io.BytesIO(body)).pages


def text(body):
    return "\n".join(page.extract_text() for page in pages(body))


def rows(body):
    """The printed rows from top to bottom, what stands on one line joined from left to right."""
    found = []
    for page in pages(body):
        placed = {}

        def see(text, cm, tm, _font, _size, placed=placed):
            if text.strip():
                placed.setdefault(-round(tm[5] + cm[5], 1), []).append((tm[4] + cm[4], text.strip()))

        page.extract_text(visitor_text=see)
        found += [" ".join(text for _, text in sorted(row)) for _, row in sorted(placed.items())]
    return found


def squeezed(body):
    """All text without spaces, no-break ones included."""
    return "".join(text(body).split())


def pictures(body, dpi=203):
    return [page.render(scale=dpi / 72).to_pil() for page in pypdfium2.PdfDocument(body)]


def codes(body, dpi=203):
    """Text and format of every bar code on the pages as a printer would print them."""
    return [(found.text, str(found.format)) for picture in pictures(body, dpi) for found in zxingcpp.read_barcodes(picture)]


def embedded(body):
    """Whether every font of the file is embedded."""
    found = [font.get_object() for page in pages(body) for font in page["/Resources"]["/Font"].values()]
    return bool(found) and all("/FontFile2" in font["/FontDescriptor"].get_object() for font in found)


def boxes(page):
    """Left, bottom, right and top of every visible sign of a pypdfium2 page, in points."""
    reader = page.get_textpage()
    return [
        reader.get_charbox(n) for n in range(reader.count_chars()) if reader.get_text_range(n, 1).strip() and any(reader.get_charbox(n))
    ]


def outside(body, margin, *, below=None):
    """Signs nearer to an edge of their page than `margin` points (to the upper and lower edge: than `below`)."""
    below = margin if below is None else below
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(body)):
        wide, tall = page.get_size()
        for left, bottom, right, top in boxes(page):
            if left < margin or bottom < below or right > wide - margin or top > tall - below:
                found.append((number, left, bottom, right, top))
    return found


def overlapping(body):
    """Pairs of lines of text whose signs lie on each other."""
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(body)):
        placed = sorted(boxes(page), key=lambda box: box[0])
        for n, one in enumerate(placed):
            for other in placed[n + 1 :]:
                if other[0] >= one[2] - 0.6:
                    break
                if min(one[3], other[3]) - max(one[1], other[1]) > 0.6 and one != other:
                    found.append((number, one, other))
    return found
