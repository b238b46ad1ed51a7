"""The code of a voucher checks itself."""

from datetime import date

import pytest

from pos_app.domain.voucher import checked_code, code_of, is_code, last_day
from pos_app.errors import Refused


def test_no_wrong_digit_and_no_two_that_changed_places_make_another_voucher():
    code = code_of(4_711_081_527)
    assert (is_code(code), len(code), checked_code(f" {code[:5].lower()} {code[5:]}")) == (True, 13, code)
    for at in range(1, 13):
        for digit in "0123456789":
            assert digit == code[at] or not is_code(code[:at] + digit + code[at + 1 :])
        swapped = code[:at] + code[at + 1 : at + 2] + code[at] + code[at + 2 :]
        assert swapped == code or not is_code(swapped)
    for wrong in ("", "V", code[1:], f"{code}0", "8991002000015"):
        with pytest.raises(Refused, match="not_a_voucher_code"):
            checked_code(wrong)


def test_its_last_day_is_counted_from_the_day_it_is_given():
    assert (last_day(date(2026, 11, 24), "30"), last_day(date(2026, 11, 24), "")) == (date(2026, 12, 24), None)
