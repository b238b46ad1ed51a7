"""Sentences about lists of goods and of sales that come in; see `pos_app.sentences`."""

from typing import Final


def N_(message: str) -> str:
    """Marks a text for extraction where it stands."""
    return message


LIST_SENTENCES: Final[dict[str, str]] = {
    # lists of goods and of sales that come in
    "no_table": N_("This file holds no table; choose a csv, xlsx, xls or ods list."),
    "list_empty": N_("There is nothing in this file; choose the list again."),
    "list_too_large": N_("This file is too large for a list of goods; cut it into parts."),
    "list_locked": N_("This workbook is protected by a password; save it without one and choose it again."),
    "list_damaged": N_("This file is damaged and cannot be opened; open it in a spreadsheet, save it again and choose that."),
    "import_no_header": N_(
        "No row was found that names the columns of a list; give the list a header row (name, barcode, price) "
        "or name the columns with --map."
    ),
    "import_no_rows": N_("The list has a header but no rows below it; fill it in first."),
    "import_unknown_field": N_("“{field}” is no field of a list; use for instance code, name, price, cost, stock, category or ignore."),
    "import_unknown_column": N_("The list has no column “{column}”; use a header of the list or the letter of its column."),
    "import_not_a_mapping": N_("“{text}” names no column; write it as COLUMN=FIELD."),
    "import_no_such_store": N_("The list has no store “{store}”; it has: {stores}."),
    "import_nothing_taken": N_("No row of the list could be taken; row {row}: {problem}"),
    "unknown_list_ending": N_("{path} ends neither in .csv nor in .xlsx; choose one of the two."),
    # what a replay says about a receipt
    "no_sales_header": N_("No row was found that names the columns of a sales list; it needs receipt, date, code, quantity and price."),
    "no_sales_columns": N_("The sales list has no column for: {columns}; name it with --map."),
    "replay_nothing_taken": N_("No receipt could be taken over; {receipt}: {problem}"),
    "history_conflict": N_("The receipt {receipt} is in the books already with other contents; nothing was changed."),
    "history_unknown_article": N_("The article {code} “{name}” is not in the shop; import it first, then replay again."),
    "history_code_on_several": N_("The code {code} stands on several articles ({names}); give the article number."),
    "history_name_on_several": N_("“{name}” is the name of several articles; give a code."),
    "history_no_date": N_("“{text}” is no date; write it as 2026-10-31 or 31/10/2026."),
    "history_two_dates": N_("The receipt has two dates, {first} and {second}; receipts of different days need different numbers."),
    "history_other_measure": N_("The quantity is told in {other}, the article is sold by the {unit}; correct the quantity."),
    "history_no_quantity": N_("There is no quantity; fill it in."),
    "history_quantity_impossible": N_("The quantity {text} cannot be meant; correct it."),
    "history_no_price": N_("There is no price; fill it in."),
    "history_not_a_number": N_("“{text}” is no number; correct it."),
    "history_amount_impossible": N_("The amount {text} cannot be meant; correct it."),
    "history_discount_impossible": N_("The discount {text} is below 0 or more than the line costs; correct it."),
    "history_mixed_return": N_("The receipt holds goods sold and goods given back; split it into two."),
    "history_cancelled": N_("The receipt was cancelled there; it is not taken over."),
    "history_paid_short": N_("Paid {paid_idr} of {total_idr}; the rest stands as credit."),
    # what an import says about a row
    "import_no_name": N_("There is no name; fill it in and import again."),
    "import_row_long": N_("The row has {cells} cells, the header {most}; put a text or number with the separator in it between quotes."),
    "import_price_date": N_("The price is a date ({text}); type the price as a number."),
    "import_price_impossible": N_("The price {text} cannot be meant; correct it."),
    "import_name_conflict": N_("The code {code} is that of “{shop_name}”, but the list calls it “{name}”; correct the code or the name."),
    "import_same_gtin_in_file": N_(
        "The code {code} of “{name}” is the same as that of “{other_name}” in row {other}; correct one of them."
    ),
    "import_price_missing": N_("There is no price; the cashier types it at the till."),
    "import_price_open": N_("The price is left open ({text}); the cashier types it at the till."),
    "import_price_zero": N_("The price is 0; it is not sold until it has one."),
    "import_fraction": N_("{column}: {text} is not a whole rupiah; {taken_idr} was taken."),
    "import_scientific": N_("{text} was read as {value}."),
    "import_unreadable": N_("{column}: “{text}” is no number and was left out."),
    "import_formula": N_("{column}: the formula {formula} has no value and was left out; save the list once in a spreadsheet."),
    "import_date_for_number": N_("{column}: {text} is a date, not a number, and was left out."),
    "import_sign_mixed": N_("{column}: {text} was read as {value}; the column writes its numbers in two ways."),
    "import_fine_quantity": N_("{column}: {text} is finer than a thousandth; {taken_milli} was taken."),
    "import_no_content": N_("“{text}” is no net content; write for instance 85 g, 1,5 L or isi 12."),
    "import_quantity_price": N_("Quantity price {n} is left out: it needs from how many, above one, and the price."),
    "import_supplier_unit": N_("The price of {name} is left out: the article has no unit “{unit}”."),
    "code_archived": N_("{code} is the code of “{name}”, which is archived; bring it back in the list of goods instead."),
    "import_archived": N_(
        "This is “{name}”, which is archived; bring it back first: in the list of goods under “archived”, or by "
        "pos-app product set {code} archived=no."
    ),
    "import_stock_negative": N_("The stock is below zero ({qty_milli}); count it."),
    "import_not_for_sale": N_("The list says that it is not for sale."),
    "import_service_guessed": N_("Kept as a service, because its category is {category} and it keeps no stock."),
    "import_bundle": N_("A parcel of several goods; its parts were not taken over."),
    "import_units_elsewhere": N_("It has several units that this list does not contain; enter its packs by hand."),
    "import_variants_elsewhere": N_("It has variants that this list does not contain; import the list of variants too."),
    "import_pack_no_content": N_("How much a {unit} holds is not in the list; fill it in before it is sold."),
    "import_pack_small": N_("A {unit} of {text} is no larger unit and was left out."),
    "import_name_cut": N_("The name is longer than {most} letters and was cut."),
    "import_check_digit": N_("The check digit of {code} is wrong; it is kept as a code of the shop."),
    "import_code_restored": N_("The code {text} was restored to {code}."),
    "import_code_zero_back": N_("The code {text} had lost its zero in front; it is {code}."),
    "import_code_ruined": N_("The code {text} was ruined by a spreadsheet; it was taken without one, scan it in."),
    "import_code_imprecise": N_("The code {text} has lost its last digits in a spreadsheet; it was taken without one, scan it in."),
    "import_code_formula": N_("The code is a formula without a value ({formula}); it was taken without one."),
    "import_code_date": N_("The code is a date ({text}); it was taken without one."),
    "import_code_negative": N_("{text} is no code; it was taken without one."),
    "import_code_zeros": N_("{text} is no code; it was taken without one."),
    "import_code_dummy": N_("{text} is a made-up number and no code; it was taken without one."),
    "import_code_long": N_("{text}… is too long for a code; it was taken without one."),
    "import_code_package": N_("The code is the package's own with the registration number {number}; any batch finds it now."),
    "import_shared_code": N_("The code {code} is also that of “{name}” in row {other}; the cashier will be asked."),
    "import_shared_in_shop": N_("The code {code} is also that of “{name}” in the shop; the cashier will be asked."),
    "import_shared_number": N_("The article number {code} is also that of “{name}” in row {other}; each got one of its own."),
    "import_repeats": N_("The same as row {other}; nothing to do."),
    "import_store_taken": N_("The list has several stores ({stores}); {store} was taken, choose another with --store."),
    "import_table_above": N_(
        "{n} rows above row {row} belong to another table and were not read; put that table on a sheet of its own and take it in too."
    ),
    "import_other_sheets": N_("Only the sheet {sheet} was read; {sheets} look like lists too, choose with --sheet."),
    "history_amount_differs": N_("Row {row}: the file's own amount is {told}, quantity times price less discount comes to {amount_idr}."),
    "import_no_place": N_("There is no place here for these columns; they were left out: {columns}."),
    "import_units_joined": N_("Rows that tell a further unit of an article were joined to it: {n}."),
    "import_stock_unit": N_("The stock is told in {other}, the article's unit is {unit}; the number was taken as it stands."),
    "import_unit_stock": N_("The stock of the unit {unit} ({qty_milli}) was not added to that of the article."),
    "import_part_units": N_("Sheet {sheet}: {n} further units were joined to their articles."),
    "import_part_variants": N_("Sheet {sheet}: {n} variants were taken as articles of their own, in place of what they are variants of."),
    "import_part_prices": N_("Sheet {sheet}: {n} prices by quantity were joined to their articles."),
    "import_part_left": N_("Sheet {sheet}: these rows could not be joined to an article of the list: {rows}."),
    "import_shown_thousands": N_("{column}: the spreadsheet shows 15.000 for what it keeps as 15; what is shown was taken."),
    "import_codes_as_floats": N_("The codes were written as numbers with .0; that was taken off."),
}
