"""What the statement of a customer's account says: what was taken, given back and paid, and what is open and since when."""

from datetime import date

from pos_app import formatting, texts
from pos_app.documents.slip import Plain, Row, Tone, means_name
from pos_app.domain.credit import Account, EntryKind, ageing
from pos_app.domain.shop import ShopCard
from pos_app.formatting import Language
from pos_app.texts import gettext as _


def slip(account: Account, card: ShopCard, *, today: date, language: Language) -> Plain:
    """The words of a statement in `language`, with everything that is not paid yet."""
    with texts.speaking(language):
        customer = account.customer
        facts = [customer.name, *([customer.number] if customer.number != customer.name else []), formatting.day(today, language)]
        return Plain(
            shop=card.name,
            title=_("Statement of account"),
            facts=tuple(facts),
            parts=(_entries(account, language), _open(account, language), _ages(account, today, language)),
        )


def _entries(account: Account, language: Language) -> tuple[Row, ...]:
    words = {
        EntryKind.SALE: _("Taken"),
        EntryKind.RETURN: _("Given back"),
        EntryKind.PAYMENT: _("Paid"),
        EntryKind.UNDONE: _("Payment undone"),
    }
    rows = []
    for entry in account.entries:
        said = words[entry.kind] if entry.means is None else f"{words[entry.kind]}, {means_name(entry.means)}"
        rows.append(Row(f"{formatting.day(entry.day, language)} {said}", formatting.number(entry.amount_idr, language)))
        reference = _("ref. {reference}").format(reference=entry.reference) if entry.reference else None
        rows.append(Row(" \N{MIDDLE DOT} ".join(filter(None, (entry.number, reference, entry.note))), tone=Tone.NOTE))
    rows.append(Row(_("Owed"), formatting.rupiah(account.balance_idr, language), Tone.TOTAL))
    return tuple(rows)


def _open(account: Account, language: Language) -> tuple[Row, ...]:
    due = _("{number}, due {day}")
    return tuple(
        Row(due.format(number=x.number, day=formatting.day(x.due, language)), formatting.number(x.left_idr, language))
        for x in account.open_items
    )


def _ages(account: Account, today: date, language: Language) -> tuple[Row, ...]:
    words = (_("Not due yet"), _("Overdue to 30 days"), _("Overdue to 60 days"), _("Overdue to 90 days"), _("Overdue longer"))
    sums = ageing(account.open_items, today)
    return tuple(Row(word, formatting.number(amount, language)) for word, amount in zip(words, sums, strict=True) if amount)
