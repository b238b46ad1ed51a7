"""Countries by the names that lists give them."""

import pytest

from pos_app.documents.countries import country_code


@pytest.mark.parametrize(
    ("name", "code"),
    [("Tiongkok", "CN"), ("china", "CN"), (" Cina ", "CN"), ("Burkina Faso", "BF"), ("USA", "US"), ("Inggris", "GB"), ("Atlantis", None)],
)
def test_a_country_is_known_by_its_indonesian_its_english_and_its_everyday_name(name, code):
    assert country_code(name) == code
