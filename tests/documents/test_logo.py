"""The shop's logo on receipts as PDFs: at the head, in the middle of a roll, and nothing else moves out of the paper."""

import pypdfium2
import pytest

from pos_app.documents import receipt
from pos_app.documents.receipt import Paper
from pos_app.documents.slip import Beside
from tests.documents.papers import CARD
from tests.documents.test_escpos import SALE, logo


@pytest.mark.parametrize("paper", list(Paper))
def test_the_logo_stands_above_the_shops_name_and_the_rest_follows(paper):
    plain = pypdfium2.PdfDocument(receipt.render(SALE, CARD, paper=paper, language="id"))
    with_logo = pypdfium2.PdfDocument(receipt.render(SALE, CARD, paper=paper, language="id", beside=Beside(logo=logo(200, 120))))
    try:
        assert with_logo[0].get_textpage().get_text_bounded() == plain[0].get_textpage().get_text_bounded()
        if paper is not Paper.A5:
            grown = (with_logo[0].get_height() - plain[0].get_height()) / receipt.DOT
            assert abs(grown - 134) <= 2
        picture = with_logo[0].render(scale=1 / receipt.DOT).to_pil().convert("L")
        top = 72 if paper is Paper.A5 else 24
        left, _above, right, _below = picture.crop((0, top, picture.width, top + 120)).point(lambda dot: 255 * (dot < 128)).getbbox()
        assert abs(right - left - 192) <= 4
        if paper is not Paper.A5:
            assert abs((left + right) / 2 - picture.width / 2) <= 2
    finally:
        plain.close()
        with_logo.close()
