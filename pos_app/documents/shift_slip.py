"""What the paper of a shift says, before any paper gives it a shape: an X report while it is open, a Z report after."""

from collections.abc import Iterator

from pos_app import formatting, texts
from pos_app.documents.slip import Plain, Row, Tone, means_name
from pos_app.domain.local_content import shares
from pos_app.domain.origin import State
from pos_app.domain.sale import share_bp
from pos_app.domain.shift import MoveKind, ShiftReport
from pos_app.domain.shop import ShopCard
from pos_app.formatting import DASH, Language
from pos_app.texts import gettext as _


def slip(report: ShiftReport, card: ShopCard, *, language: Language) -> Plain:
    """The words of a shift's paper in `language`."""
    with texts.speaking(language):
        title = _("Shift {number}") if report.closed_at else _("Shift so far {number}")
        return Plain(
            shop=card.name,
            title=title.format(number=report.number),
            facts=tuple(_facts(report, card, language)),
            parts=(
                tuple(_sales(report, language)),
                tuple(_received(report, language)),
                tuple(_drawer(report, language)),
                tuple(_counted(report, language)),
                tuple(_content(report, language)),
                tuple(_trace(report)),
            ),
        )


def _facts(report: ShiftReport, card: ShopCard, language: Language) -> Iterator[str]:
    yield _("Till {till}").format(till=report.till)
    opened = formatting.instant(report.opened_at, card.zone, language)
    yield _("Opened {when}, {person}").format(when=opened, person=report.opened_by)
    if report.closed_at:
        closed = formatting.instant(report.closed_at, card.zone, language)
        yield _("Closed {when}, {person}").format(when=closed, person=report.closed_by)


def _sales(report: ShiftReport, language: Language) -> Iterator[Row]:
    def amount(value: int) -> str:
        return formatting.number(value, language)

    told = report.summary
    yield Row(_("Gross sales"), amount(told.gross_idr))
    yield Row(_("Discounts"), amount(-told.discount_idr))
    yield Row(texts.ngettext("{n} return", "{n} returns", told.returns).format(n=told.returns), amount(told.returns_idr))
    if told.without_receipt:
        yield Row(_("of which without a receipt"), str(told.without_receipt), Tone.NOTE)
    yield Row(_("Net sales"), formatting.rupiah(told.net_idr, language), Tone.STRONG)
    yield Row(_("Cash rounding"), amount(told.rounding_idr))
    if told.tax_idr:
        yield Row(_("PPN, included"), amount(told.tax_idr), Tone.NOTE)


def _received(report: ShiftReport, language: Language) -> Iterator[Row]:
    for means in report.summary.received:
        yield Row(f"{means_name(means.means)} {means.documents} \N{MULTIPLICATION SIGN}", formatting.number(means.amount_idr, language))
    total = sum(means.amount_idr for means in report.summary.received)
    yield Row(_("Received"), formatting.rupiah(total, language), Tone.STRONG)
    for paid in report.summary.account_paid:
        said = _("Account paid, {means}").format(means=means_name(paid.means))
        yield Row(f"{said} {paid.documents} \N{MULTIPLICATION SIGN}", formatting.number(paid.amount_idr, language))


def _drawer(report: ShiftReport, language: Language) -> Iterator[Row]:
    def amount(value: int) -> str:
        return formatting.number(value, language)

    words = {MoveKind.IN: _("Cash in"), MoveKind.OUT: _("Cash out"), MoveKind.DROP: _("To the safe")}
    if report.float_difference_idr:
        yield Row(_("Left by the shift before"), amount(report.carried_idr or 0), Tone.NOTE)
    yield Row(_("Opening float"), amount(report.float_idr))
    cash = report.expected_idr - report.float_idr - report.in_idr + report.out_idr
    yield Row(_("Cash sales, after change and returns"), amount(cash))
    for move in report.moves:
        sign = 1 if move.kind is MoveKind.IN else -1
        yield Row(" \N{MIDDLE DOT} ".join(filter(None, (words[move.kind], move.why))), amount(sign * move.amount_idr))
    yield Row(_("Should be in the drawer"), formatting.rupiah(report.expected_idr, language), Tone.STRONG)


def _counted(report: ShiftReport, language: Language) -> Iterator[Row]:
    if report.counted_idr is None or report.difference_idr is None:
        return
    for face, count in sorted((report.counted_notes or {}).items(), reverse=True):
        if count:
            times = f"{formatting.number(face, language)} \N{MULTIPLICATION SIGN} {count}"
            yield Row(times, formatting.number(face * count, language), Tone.NOTE)
    yield Row(_("Counted"), formatting.rupiah(report.counted_idr, language), Tone.STRONG)
    off = report.difference_idr
    word = _("No difference") if not off else _("Cash short") if off < 0 else _("Cash over")
    yield Row(word, formatting.rupiah(off, language), Tone.TOTAL)
    if report.why:
        yield Row(_("Reason: {why}").format(why=report.why))
    left = report.left_idr or 0
    yield Row(_("Left for the next shift"), formatting.number(left, language))
    if report.counted_idr != left:
        yield Row(_("To the safe now"), formatting.number(report.counted_idr - left, language))


def _content(report: ShiftReport, language: Language) -> Iterator[Row]:
    share = report.summary.share
    values = {State.DOMESTIC: share.domestic_idr, State.IMPORTED: share.imported_idr, State.UNKNOWN: share.unknown_idr}
    words = {State.DOMESTIC: _("Domestic"), State.IMPORTED: _("Imported"), State.UNKNOWN: _("Not yet known")}
    for state, tenths in shares(values, 1000).items():
        tone = Tone.STRONG if state is State.DOMESTIC else Tone.PLAIN
        yield Row(words[state], formatting.share(None if tenths is None else tenths * 10, language), tone)
    told = report.summary
    if told.offered:
        yield Row(_("Domestic goods offered instead"), formatting.number(told.offered, language))
        part = formatting.share(share_bp(told.taken, told.offered), language)
        yield Row(_("Taken by customers"), f"{formatting.number(told.taken, language)} ({part})")


def _trace(report: ShiftReport) -> Iterator[Row]:
    told = report.summary
    if told.first and told.last:
        yield Row(f"{told.first} \N{EN DASH} {told.last}", tone=Tone.NOTE)
    yield Row(_("Voided"), str(told.voids), Tone.NOTE)
    if told.corrections:
        yield Row(_("Payments put right"), str(told.corrections), Tone.NOTE)
    yield Row(_("Drawer opened without a sale"), str(told.drawer_openings), Tone.NOTE)
    chain = " ".join(report.chain[at : at + 4] for at in (0, 4, 8)) if report.chain else DASH
    yield Row(_("Chain of shifts"), chain, Tone.NOTE)
