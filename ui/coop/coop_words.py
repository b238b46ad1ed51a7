"""What a comparison is called on the screen."""

from collections.abc import Iterable, Sequence

from pos_app import formatting, texts
from pos_app.domain.comparison import Comparison, Measure, Member, Row, Substitute
from pos_app.domain.days import Period, months_until
from pos_app.domain.disagreement import Disagreement
from pos_app.domain.evidence import Kind
from pos_app.domain.origin import State, Strength
from pos_app.domain.snapshot import months_of
from pos_app.errors import Refused, Unavailable
from pos_app.services.coop import Loading, Outcome
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.panels import origin_words

MOST_TOLD = 3


def percent(tenths: int | None) -> str:
    return formatting.share(None if tenths is None else tenths * 10, texts.language())


def amount_head(measure: Measure) -> str:
    return {Measure.SALES: _("Sales (Rp)"), Measure.STOCK: _("Stock value (Rp)"), Measure.KINDS: _("Kinds of goods")}[measure]


def shop_name(row: Row) -> str:
    return row.name or _("All shops")


def category_name(name: str) -> str:
    return name or _("No category")


def period_name(period: Period | None) -> str:
    """`Oktober 2026`, or `Nov 2025 – Okt 2026`; None is all that the snapshots cover."""
    speech = texts.language()
    if period is None:
        return _("All months")
    if period.month:
        return formatting.month(period.first, speech)
    ends = (f"{formatting.month_name(day.month, speech, short=True)} {day.year}" for day in (period.first, period.last))
    return f" {formatting.DASH} ".join(ends)


def periods_of(members: Iterable[Member]) -> tuple[Period | None, ...]:
    """Everything first, then each month that a snapshot covers, the latest last."""
    firsts = sorted({first for member in members for first in months_of(member.period)})
    return (None, *(months_until(Period(first, first), count=1)[0] for first in firsts))


def leading_period(periods: Sequence[Period | None], today: Period) -> Period | None:
    """The last whole month a snapshot covers; the present one where there is no other."""
    over = [period for period in periods if period is not None and period.last < today.first]
    begun = [period for period in periods if period is not None and period.first <= today.last]
    return over[-1] if over else begun[-1] if begun else None


def status(compared: Comparison) -> tuple[str, bool]:
    """How many snapshots cover the period, and whether all do; each was proven by its seal when it was loaded."""
    speech, told = texts.language(), len(compared.members)
    covering = sum(row.period is not None for row in compared.shops)
    name = period_name(compared.asked) if compared.asked else _("all months")
    said = _("{some} of {all} snapshots cover {period}, seals match").format(
        some=formatting.number(covering, speech), all=formatting.number(told, speech), period=name
    )
    return said, covering == told


def proof(compared: Comparison, told: Disagreement) -> str:
    """The best evidence among the shops that name an origin."""
    best = told.strongest
    if best.strength.rank < Strength.MEDIUM.rank:
        return _("No strong proof in any shop")
    kind = _(origin_words.KINDS[Kind(best.evidence_kind)]) if best.evidence_kind in list(Kind) else _("without evidence")
    return _("Best proof: {evidence}, {shop}").format(evidence=kind, shop=compared.row(best.shop_uid).name)


def shops_and_value(told: Substitute) -> str:
    speech = texts.language()
    shops = ngettext("{n} shop", "{n} shops", len(told.shops)).format(n=formatting.number(len(told.shops), speech))
    return f"{shops} · {formatting.rupiah(told.value_idr, speech)}"


def dearer(bp: int) -> str:
    """A difference in price as a whole percentage with its sign."""
    share = formatting.share(bp, texts.language(), decimals=0)
    return f"+{share}" if bp >= 50 else share


def mark_text(state: State, count: int) -> str:
    names = {State.DOMESTIC: _("Domestic {n}"), State.IMPORTED: _("Imported {n}"), State.UNKNOWN: _("Unknown {n}")}
    return names[state].format(n=formatting.number(count, texts.language()))


def what_became(loading: Loading) -> str:
    """Every file's fate in one text: the counts, then those that were refused with the reason."""
    speech = texts.language()
    counts = {outcome: loading.count(outcome) for outcome in Outcome}
    words = {
        Outcome.LOADED: ngettext("{n} snapshot loaded", "{n} snapshots loaded", counts[Outcome.LOADED]),
        Outcome.UNCHANGED: ngettext("{n} was loaded before", "{n} were loaded before", counts[Outcome.UNCHANGED]),
        Outcome.KEPT_NEWER: ngettext(
            "{n} is older than the one that is loaded", "{n} are older than those that are loaded", counts[Outcome.KEPT_NEWER]
        ),
        Outcome.REFUSED: ngettext("{n} refused", "{n} refused", counts[Outcome.REFUSED]),
    }
    said = [words[outcome].format(n=formatting.number(n, speech)) for outcome, n in counts.items() if n]
    text = ", ".join(said) + "."
    for file in loading.problems[:MOST_TOLD]:
        text += f"\n{file.path.name}: {reason(file.problem)}"
    if (left := len(loading.problems) - MOST_TOLD) > 0:
        text += "\n" + ngettext("and {n} more", "and {n} more", left).format(n=formatting.number(left, speech))
    return text


def reason(problem: Refused | Unavailable | None) -> str:
    return texts.sentence(problem) if problem is not None else ""


def state_word(state: State) -> str:
    return {State.DOMESTIC: _("Domestic"), State.IMPORTED: _("Imported"), State.UNKNOWN: _("Unknown")}[state]
