"""Every refusal and failure by its code: one sentence that says what is wrong and what to do.

A field whose name ends in `_idr`, `_milli` or `_bp` is shown as money, quantity or percentage.
"""

from typing import Final


def N_(message: str) -> str:
    """Marks a text for extraction where it stands."""
    return message


SENTENCES: Final[dict[str, str]] = {
    # amounts, quantities, days
    "amount_too_large": N_("An amount above {most_idr} cannot be meant; type it again."),
    "not_whole_rupiah": N_("“{text}” is not an amount in whole rupiah; type digits only."),
    "not_a_quantity": N_("“{text}” is not a quantity; type for instance 2 or 0,5."),
    "finer_than_a_thousandth": N_("“{text}” is finer than a thousandth of a unit; use at most three decimals."),
    "quantity_too_large": N_("A quantity of {text} cannot be meant; type it again."),
    "not_a_cost": N_("“{text}” is not a cost; type rupiah with at most four decimals."),
    "not_a_percentage": N_("“{text}” is not a percentage from 0 to 100 with at most two decimals."),
    "not_a_month": N_("“{text}” is not a month; write it as 2026-10."),
    "not_a_day": N_("“{text}” is not a day of the calendar; write it as 2026-10-31."),
    "not_an_instant": N_("“{text}” is not a time; write it as 2026-10-31T09:15."),
    "period_ends_before_it_begins": N_("The period ends on {last}, before it begins on {first}; turn the days round."),
}
