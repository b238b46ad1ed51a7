"""A number is dialled from anywhere, however it was written down."""

import pytest

from pos_app.domain.telephone import international
from pos_app.errors import Refused


@pytest.mark.parametrize(
    "text", ["0812-3456-7890", "+62 812 3456 7890", "62812 34567890", "812.3456.7890", "+62 (0)812 3456 7890", "0062 812 3456 7890"]
)
def test_an_indonesian_number_is_dialled_with_the_countrys(text):
    assert international(text) == "6281234567890"


def test_another_country_stays_and_what_is_no_number_is_refused():
    assert international("+65 8123 4567") == "6581234567"
    for wrong in ("", "08", "bu sari", "0812 3456 7890 12345 678"):
        with pytest.raises(Refused, match="not_a_telephone"):
            international(wrong)
