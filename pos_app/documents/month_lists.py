"""The lists of the month's paper that tell of makers, of origins that changed, and of evidence that ends."""

from collections.abc import Sequence

from pos_app import formatting, texts
from pos_app.documents.kit.blocks import Text
from pos_app.documents.kit.page import FINE, WIDTH
from pos_app.documents.kit.tables import Column, Table
from pos_app.documents.month_words import evidence_name, maker_sizes, states
from pos_app.documents.regencies import regency_name
from pos_app.domain.local_content import Changed, ChangeRow, EndingRow, LocalContent, MakerRow
from pos_app.domain.origin import State
from pos_app.formatting import DASH, Language
from pos_app.texts import gettext as _

_LINES = 4


def makers(report: LocalContent, language: Language, *, most: int) -> Table:
    """Makers by what their domestic goods came to."""
    sizes = maker_sizes()
    here = report.regency

    def row(maker: MakerRow) -> Sequence[str]:
        place = DASH if maker.regency is None else _("here") if maker.regency == here else regency_name(maker.regency)
        value = formatting.number(maker.value_idr, language)
        return maker.maker, sizes[maker.size], place, formatting.qty(maker.pieces, language), value

    columns = (
        Column(_("Maker"), "left", share=1, most=_LINES),
        Column(_("Size"), "left"),
        Column(_("Regency"), "left"),
        Column(_("Pieces")),
        Column(_("Sales (Rp)")),
    )
    return Table(columns, [row(maker) for maker in report.top_makers[:most]]).fitted(WIDTH)


def changes_said(changed: Changed, language: Language) -> Text:
    """How many went from where to where."""
    words = states()
    parts = [
        _("{n} from {before} to {after}").format(n=formatting.number(n, language), before=words[a].lower(), after=words[b].lower())
        for (a, b), n in sorted(changed.counts.items(), key=lambda item: (-item[1], list(State).index(item[0][0])))
    ]
    n = changed.articles
    said = texts.ngettext("{n} article", "{n} articles", n).format(n=formatting.number(n, language))
    return Text(f"{said}: {', '.join(parts)}.", FINE, keeps=True)


def changes(changed: Changed, language: Language, *, most: int) -> Table:
    """The articles whose origin changed, those first that were sold most."""
    words = states()

    def row(change: ChangeRow) -> Sequence[str]:
        proof = evidence_name(change.evidence_kind) if change.evidence_kind else DASH
        day, value = formatting.day(change.day, language), formatting.number(change.value_idr, language)
        return change.name, words[change.before], words[change.after], proof, day, value

    columns = (
        Column(_("Article"), "left", share=1, most=_LINES),
        Column(_("Before"), "left"),
        Column(_("Now"), "left"),
        Column(_("Proof"), "left"),
        Column(_("Day")),
        Column(_("Sales (Rp)")),
    )
    return Table(columns, [*map(row, changed.rows[:most]), *_rest(changed.articles - most, 6, language)]).fitted(WIDTH)


def ending(report: LocalContent, language: Language, *, most: int) -> Table:
    """Evidence that ends soon, the first to end at the top."""

    def row(one: EndingRow) -> Sequence[str]:
        tkdn = formatting.share(one.tkdn_bp, language) if one.tkdn_bp is not None else DASH
        return one.name, evidence_name(one.evidence_kind), one.number or DASH, tkdn, formatting.day(one.last_day, language)

    columns = (
        Column(_("Article"), "left", share=1, most=_LINES),
        Column(_("Evidence"), "left"),
        Column(_("Number"), "left", share=1, most=_LINES),
        Column("TKDN"),
        Column(_("Last day")),
    )
    rows = [*map(row, report.ending[:most]), *_rest(len(report.ending) - most, 5, language)]
    return Table(columns, rows).fitted(WIDTH)


def _rest(left: int, columns: int, language: Language) -> list[Sequence[str]]:
    """A row that says how many have no room."""
    if left <= 0:
        return []
    words = texts.ngettext("and {n} more article", "and {n} more articles", left).format(n=formatting.number(left, language))
    return [(words, *[""] * (columns - 1))]
