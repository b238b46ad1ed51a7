"""Fields refuse what they do not understand, repair nothing, and read back what the program filled in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app import texts
from pos_app.domain.money import MOST_IDR
from pos_app.domain.pricing import Discount
from pos_app.domain.quantity import MOST
from pos_app.errors import Refused
from pos_app.texts import LANGUAGES, Language
from ui.widgets.fields import DiscountField, MoneyField, PercentField, QuantityField, ValueField


def typed(field: ValueField, text: str, qtbot: QtBot) -> ValueField:
    qtbot.addWidget(field)
    for sign in text:
        qtbot.keyClicks(field, sign)
    return field


@pytest.mark.parametrize(
    ("language", "text", "shown"), [("id", "1250000", "1.250.000"), ("en", "1250000", "1,250,000"), ("id", "15.000", "15.000")]
)
def test_money_is_grouped_while_it_is_typed(qtbot: QtBot, language: Language, text: str, shown: str) -> None:
    texts.set_language(language)
    assert typed(MoneyField(), text, qtbot).text() == shown


@pytest.mark.parametrize("text", ["1,5", "1.2", "12.34.567", "1.0000", ",", "0,5", "99999999999999"])
def test_money_that_is_no_whole_rupiah_is_refused_and_left_as_typed(qtbot: QtBot, text: str) -> None:
    field = typed(MoneyField(), text, qtbot)
    with pytest.raises(Refused):
        field.value()
    assert field.property("wrong")


def test_letters_do_not_enter_a_field_of_money(qtbot: QtBot) -> None:
    assert typed(MoneyField(), "1q2k3-", qtbot).text() == "123"


def test_a_decimal_of_another_language_is_never_read_as_thousands(qtbot: QtBot) -> None:
    """`8.33` typed in Indonesian is refused, never 833 (OSPOS#3114)."""
    for field in (MoneyField(), QuantityField()):
        with pytest.raises(Refused):
            typed(field, "8.33", qtbot).value()


@pytest.mark.parametrize("language", LANGUAGES)
@given(money=st.integers(0, MOST_IDR), milli=st.integers(0, MOST), share=st.integers(0, 10_000))
def test_what_the_program_fills_in_reads_back_the_same(qapp: QApplication, language: Language, money: int, milli: int, share: int) -> None:
    texts.set_language(language)
    for field, value in ((MoneyField(), money), (QuantityField(), milli), (PercentField(), share)):
        field.set_value(value)
        assert field.value() == value
        assert field._parse(field.text(), language) == value


def test_a_value_filled_in_survives_a_switch_of_the_language(qtbot: QtBot) -> None:
    field = QuantityField()
    qtbot.addWidget(field)
    field.set_value(1_250)
    texts.set_language("en")
    assert field.value() == 1_250


@pytest.mark.parametrize(
    ("text", "discount"), [("500", Discount(amount_idr=500)), ("5,5%", Discount(share_bp=550)), ("", None), ("0", None)]
)
def test_a_discount_is_rupiah_or_percent(qtbot: QtBot, text: str, discount: Discount | None) -> None:
    field = DiscountField()
    assert typed(field, text, qtbot) is field
    assert field.discount() == discount


@pytest.mark.parametrize("text", ["100,01%", "5%%", "%", "5,555%", "1,5"])
def test_a_discount_that_cannot_be_is_refused(qtbot: QtBot, text: str) -> None:
    field = DiscountField()
    typed(field, text, qtbot)
    with pytest.raises(Refused):
        field.discount()


def test_digits_deleted_in_the_middle_keep_the_cursor_among_its_digits(qtbot: QtBot) -> None:
    field = MoneyField()
    typed(field, "1234567", qtbot)
    field.setCursorPosition(3)
    field.backspace()
    assert (field.text(), field.cursorPosition()) == ("134.567", 1)
