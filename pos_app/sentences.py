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
    # origin
    "registration_missing": N_("There is no number to read; type it as it stands on the package, or scan the package's 2D code."),
    "registration_unknown": N_("“{text}” is no registration number we know; type it as on the package, for instance MD 265228006191."),
    "registration_length": N_("A {family} number has {right} digits, this one has {length}; read the package again."),
    "registration_letter": N_("“{text}” has the letter {letter} where a registration number has none such; read the package again."),
    "registration_not_in_code": N_("“{text}” is a package's code without a registration number; type the number from the package."),
    "number_missing": N_("The registration number is missing; give it as it stands on the package."),
    "number_says_domestic": N_("The number {number} stands for goods made in Indonesia; leave the origin out, or check the number."),
    "number_says_imported": N_("The number {number} stands for imported goods; leave the origin out, or check the number."),
    "number_says_nothing": N_("The number {number} says nothing about where goods are made; record what the package says as a label instead."),
    "state_missing": N_("Say whether the goods are domestic or imported, or give the registration number."),
    "state_of_nothing": N_("“Unknown” is no evidence; withdraw the piece that is wrong instead."),
    "tkdn_missing": N_("A TKDN certificate needs its percentage; give it as it stands there, for instance 52.3."),
    "tkdn_is_domestic": N_("A TKDN certificate stands for domestic goods; leave the origin out, or choose another kind of evidence."),
    "bmp_too_large": N_("BMP is at most {most_bp}; read the certificate again."),
    "only_certificates_have_tkdn": N_("TKDN and BMP come from a certificate; choose the kind tkdn and give its number."),
    "valid_until_before_from": N_("The end {valid_until} lies before the beginning {valid_from}; turn the days round."),
    "begins_later": N_("{valid_from} has not come yet; record the evidence when it is in force."),
    "country_unknown": N_("“{text}” is no country; give its two letters, for instance CN."),
    "country_of_domestic": N_("Domestic goods are made in Indonesia, not in {country}; correct the origin or the country."),
    "country_of_imported": N_("Imported goods are not made in Indonesia; correct the origin or the country."),
    "not_a_regency": N_("“{text}” is no regency; give the four digits of its code, for instance 6474."),
    "text_too_long": N_("A number, a maker's name or a note has at most {most} letters; shorten it."),
    "goods_only_have_origin": N_("“{name}” is a service or a deposit; only goods have an origin."),
    "no_such_evidence": N_("“{name}” has no such evidence; look at its history for what stands there."),
    "several_such_pieces": N_("“{name}” has several pieces of this kind; name the number of the one you mean."),
    "why_missing": N_("Say why in a few words, so that others understand it later."),
    "nothing_to_resolve": N_("Only domestic or imported can settle a contradiction; choose one of them."),
    "unknown_kind_of_evidence": N_("“{text}” is no kind of evidence; use tkdn, registration, label, statement or shop."),
    "unknown_state": N_("“{text}” is no origin; use domestic, imported or unknown."),
    "unknown_maker_size": N_("“{text}” is no size of a maker; use micro, small, medium or large."),
    "no_origin_columns": N_("The list needs the column code and one of state, number or country; name its columns so."),
}
