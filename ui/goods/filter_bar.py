"""The chips above the list: origin, category, low stock; each shows what it would leave, the others staying as they are."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from pos_app import formatting, texts
from pos_app.domain.origin import State
from pos_app.services.goods_list import Counts, Filter
from pos_app.texts import gettext as _
from ui.widgets.chip import Chip
from ui.widgets.surface import column, row


class FilterBar(QWidget):
    """`chosen` carries the filter a person chose; its text is the search field's."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter = Filter()
        self._counts: Counts | None = None
        self._states: dict[State | None, Chip] = {
            None: Chip(_("All")),
            State.DOMESTIC: Chip(_("Domestic"), flag=True),
            State.IMPORTED: Chip(_("Imported")),
            State.UNKNOWN: Chip("? " + _("Not known"), dashed=True),
        }
        self.category = Chip(_("Category"), icon="chevron-down")
        self.low = Chip(_("Low stock"))
        self._first, self._second = row(*self._states.values(), self.category, self.low, None, gap=7), row(None, gap=7)
        self.setLayout(column(self._first, self._second, gap=0))
        for state, chip in self._states.items():
            chip.clicked.connect(lambda _checked, state=state: self._choose(replace(self._filter, state=state)))
        self.category.clicked.connect(lambda _checked: self._category())
        self.low.clicked.connect(lambda checked: self._choose(replace(self._filter, low=checked)))
        self._check()

    @property
    def filter(self) -> Filter:
        return self._filter

    def chip(self, state: State | None) -> Chip:
        return self._states[state]

    def set_text(self, text: str) -> None:
        """Follow the search field."""
        self._filter = replace(self._filter, text=text)

    def set_compact(self, compact: bool) -> None:
        """On a small screen the chips that are not about origin stand in a row of their own."""
        into, at = (self._second, 0) if compact else (self._first, len(self._states))
        for place, chip in enumerate((self.category, self.low)):
            into.insertWidget(at + place, chip)
        layout = self.layout()
        if layout is not None:
            layout.setSpacing(7 if compact else 0)

    def clear(self) -> None:
        """Show everything, without saying so."""
        self._filter = Filter()
        self._check()

    def show_counts(self, counts: Counts) -> None:
        self._counts = counts
        speech = texts.language()
        words = {None: _("All"), State.DOMESTIC: _("Domestic"), State.IMPORTED: _("Imported"), State.UNKNOWN: "? " + _("Not known")}
        for state, chip in self._states.items():
            n = counts.all_states if state is None else counts.states[state]
            chip.show_words(f"{words[state]} {formatting.number(n, speech)}")
        self.low.show_words(f"{_('Low stock')} {formatting.number(counts.low, speech)}")
        self.low.setVisible(counts.low > 0 or self._filter.low)
        self._check()

    def _choose(self, which: Filter) -> None:
        self._filter = which
        self._check()
        self.chosen.emit(which)

    def _check(self) -> None:
        for state, chip in self._states.items():
            chip.setChecked(state is self._filter.state)
        self.low.setChecked(self._filter.low)
        category = self._filter.category
        self.category.setChecked(category is not None)
        word = _("Category") if category is None else category or _("Without category")
        measure = self.category.fontMetrics()
        self.category.setToolTip(word)
        self.category.show_words(
            measure.elidedText(word, Qt.TextElideMode.ElideRight, 190), icon="chevron-down" if category is None else "x"
        )

    def _category(self) -> None:
        """Take the category away, or choose one from a menu."""
        if self._filter.category is not None:
            self._choose(replace(self._filter, category=None))
            return
        self.category.setChecked(False)
        menu = self.menu()
        menu.popup(self.category.mapToGlobal(QPoint(0, self.category.height() + 4)))

    def menu(self) -> QMenu:
        """The categories with how many articles each would leave."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for name, n in self._counts.categories if self._counts else ():
            action = menu.addAction(f"{(name or _('Without category')).replace('&', '&&')}   {formatting.number(n, texts.language())}")
            action.triggered.connect(lambda _checked=False, name=name: self._choose(replace(self._filter, category=name)))
        return menu
