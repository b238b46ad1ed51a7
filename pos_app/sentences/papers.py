"""What is said about papers: receipts, notes of consigned goods, labels."""

from typing import Final

from pos_app.sentences.marking import N_

SENTENCES: Final[dict[str, str]] = {
    "no_such_paper": N_("“{text}” is no paper for receipts; choose one of: {known}."),
    "is_consigned": N_("“{name}” belongs to {owner}; take it in, give it back or write it off as consigned goods."),
    "consignor_nameless": N_("Whoever brings the goods needs a name; type it."),
    "no_such_consignor": N_("Nobody called “{name}” brings goods here; look at: pos-app consignment list."),
    "terms_out_of_range": N_("The consignment price or commission cannot be so; give rupiah, or a percentage from 0 to 100."),
    "paper_empty": N_("There is nothing on the note; name goods and how many."),
    "own_stock_there": N_("The shop has stock of its own of “{name}”; sell it first, or take these in under another article."),
    "consigned_by_other": N_("Goods of somebody else lie here as “{name}”; give those back first, or use another article."),
    "not_so_many_here": N_("Only {here_milli} of “{name}” lie here; check the quantity."),
    "nothing_owed": N_("Nothing is owed to {name}."),
    "owed_less": N_("Only {owed_idr} is owed to {name}; pay at most that."),
    "consigned_lies_here": N_("Consigned goods still lie here as “{name}”; give them back or settle them first."),
    "not_a_settlement": N_("{number} is no settlement; only a payment can be taken back."),
    "no_such_consignment_note": N_("There is no note {number}; check its number."),
    "nothing_came_in": N_("Nothing came in by {number}; check the number of the paper."),
    "no_such_sheet": N_("“{text}” is no sheet of labels; choose one of: {known}."),
    "no_such_place": N_("There is no place {start} on this sheet; choose one from 1 to {most}."),
    "no_labels": N_("No label was asked for; name at least one code."),
    "too_many_labels": N_("At most {most} labels fit into one file; ask for fewer copies."),
    "copies_not_whole": N_("“{text}” asks for part of a label; give a whole number of copies."),
}
