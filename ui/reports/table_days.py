"""Which days the owner's tables are of, and which days they stand beside."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject, Signal

from pos_app.domain.days import Period
from pos_app.errors import Refused
from pos_app.texts import gettext as _
from ui.panels.origin_fields import DayField
from ui.reports.report_state import ReportState
from ui.widgets.buttons import Button
from ui.widgets.entry_bar import Entry, EntryBar
from ui.widgets.segments import Segments

MONTH, YEAR, OWN = range(3)


class TableDays(QObject):
    """`span` and `compare` are laid out by the page; `changed` says that other days are wanted."""

    changed = Signal()

    def __init__(self, state: ReportState, bar: EntryBar, parent: QObject) -> None:
        super().__init__(parent)
        self._state, self._bar = state, bar
        self.month: Period | None = None
        self.span = Segments([(_("The month"), ""), (_("The year so far"), ""), (_("Other days"), "calendar-days")], height=36)
        self.span.choose(state.span)
        self.compare = Button(_("Compare"), icon="arrow-left-right", height=36)
        self.span.chosen.connect(self._spanned)
        self.compare.clicked.connect(self._ask_comparison)

    @property
    def period(self) -> Period | None:
        """The days that are wanted; None before a month is known."""
        return self._of(self._state.span)

    def _of(self, span: int) -> Period | None:
        if span == OWN and self._state.own_days is not None:
            return self._state.own_days
        if self.month is None or span == MONTH:
            return self.month
        return Period(self.month.first.replace(month=1), self.month.last)

    def _spanned(self, at: int) -> None:
        if at == OWN:
            self._ask_days()
        else:
            self._state.span = at
            self.changed.emit()

    def _ask_days(self) -> None:
        """Ask from which day until which; the span is only another once that is known."""
        self.span.choose(self._state.span)
        self._ask(_("Which days?"), self._state.own_days or self._of(MONTH), _("Show them"), self._take_days)

    def _take_days(self, period: Period) -> None:
        self._state.span, self._state.own_days = OWN, period
        self.span.choose(OWN)
        self.changed.emit()

    def _ask_comparison(self) -> None:
        """Ask which days to compare with; where a comparison shows, leave it."""
        if self._state.compared_with is not None:
            self._state.compared_with = None
            self.changed.emit()
            return
        now = self.period
        if now is None:
            return
        last = now.first - timedelta(days=1)
        before = Period(last.replace(day=1), last) if now.month else Period(last - timedelta(days=now.days - 1), last)
        self._ask(_("Compare with which days?"), before, _("Compare"), self._take_comparison)

    def _take_comparison(self, period: Period) -> None:
        self._state.compared_with = period
        self.changed.emit()

    def _ask(self, title: str, period: Period | None, yes: str, take: Callable[[Period], None]) -> None:
        first, last = DayField(_("From")), DayField(_("Until"))
        for field, day in ((first, period and period.first), (last, period and period.last)):
            field.setText(f"{day:%d.%m.%Y}" if day else "")

        def taken() -> bool:
            begins, ends = first.day(), last.day()
            if begins is None or ends is None:
                raise Refused("not_a_day", text=first.text() if begins is None else last.text())
            take(Period(begins, ends))
            return True

        self._bar.ask(title, [Entry(_("From"), first), Entry(_("Until"), last)], yes=yes, take=taken)
