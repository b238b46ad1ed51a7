"""A GS1 prefix tells where a company is registered; it is a hint in words and never evidence."""

import pytest

from pos_app.domain.gs1_prefix import joined_in


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("8991234500027", ("899", "ID")),
        ("4901234500013", ("490", "JP")),
        ("0077700000128", ("007", "US")),
        ("077700000128", ("007", "US")),
        ("8991234500028", None),  # a wrong check digit is a shop's own code
        ("2100000000005", None),  # numbered by the shop itself
        ("S000041", None),
        ("", None),
    ],
)
def test_only_a_right_gtin_with_a_listed_prefix_names_a_country(code, said):
    assert joined_in(code) == said
