"""The chips above the list; each shows what it would leave, the others staying as they are, and the last one its order."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from pos_app import formatting, texts
from pos_app.domain.origin import State
from pos_app.services.goods_list import Counts, Filter, Sort
from pos_app.texts import N_
from pos_app.texts import gettext as _
from ui.widgets.chip import Chip
from ui.widgets.wrapped import Wrapped

SORTS = {
    Sort.NAME: N_("By name"), Sort.ORIGIN: N_("By origin"), Sort.STOCK: N_("By stock"), Sort.PRICE: N_("By price"),
    Sort.MARGIN: N_("By margin"),
}  # fmt: skip


class FilterBar(Wrapped):
    """`chosen` carries the filter a person chose; its text is the search field's."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._filter = Filter()
        self._counts: Counts | None = None
        self._states: dict[State | None, Chip] = {
            None: Chip(_("All")),
            State.DOMESTIC: Chip(_("Domestic"), flag=True),
            State.IMPORTED: Chip(_("Imported")),
            State.UNKNOWN: Chip("? " + _("Unknown"), dashed=True),
        }
        self.category, self.maker = Chip(_("Category"), icon="chevron-down"), Chip(_("Maker"), icon="chevron-down")
        self.supplier, self.sort = Chip(_("Supplier"), icon="chevron-down"), Chip(_("By name"), icon="chevrons-up-down")
        self.low, self.no_price, self.archived = Chip(_("Low stock")), Chip(_("Without a price")), Chip(_("Archived"))
        others = (self.category, self.maker, self.supplier, self.low, self.no_price, self.archived)
        super().__init__((*self._states.values(), self.sort), others, at_end=self.sort, parent=parent)
        for state, chip in self._states.items():
            chip.clicked.connect(lambda _checked, state=state: self._choose(replace(self._filter, state=state)))
        self.category.clicked.connect(lambda _checked: self._offer(self.category, "category"))
        self.maker.clicked.connect(lambda _checked: self._offer(self.maker, "maker"))
        self.supplier.clicked.connect(lambda _checked: self._offer(self.supplier, "supplier"))
        self.low.clicked.connect(lambda checked: self._choose(replace(self._filter, low=checked)))
        self.no_price.clicked.connect(lambda checked: self._choose(replace(self._filter, no_price=checked)))
        self.archived.clicked.connect(lambda checked: self._choose(replace(self._filter, archived=checked)))
        self.sort.clicked.connect(lambda _checked: self._popup(self.sort, self.sort_menu()))
        self._check()

    @property
    def filter(self) -> Filter:
        return self._filter

    def chip(self, state: State | None) -> Chip:
        return self._states[state]

    def set_text(self, text: str) -> None:
        """Follow the search field."""
        self._filter = replace(self._filter, text=text)

    def clear(self) -> None:
        """Show everything in the order it is in, without saying so."""
        self._filter = Filter(sort=self._filter.sort, descending=self._filter.descending)
        self._check()

    def show_counts(self, counts: Counts) -> None:
        self._counts = counts
        speech = texts.language()
        words = {None: _("All"), State.DOMESTIC: _("Domestic"), State.IMPORTED: _("Imported"), State.UNKNOWN: "? " + _("Unknown")}
        for state, chip in self._states.items():
            n = counts.all_states if state is None else counts.states[state]
            chip.show_words(f"{words[state]} {formatting.number(n, speech)}")
        for chip, word, n, on in (
            (self.low, _("Low stock"), counts.low, self._filter.low),
            (self.no_price, _("Without a price"), counts.no_price, self._filter.no_price),
            (self.archived, _("Archived"), counts.archived, self._filter.archived),
        ):
            chip.show_words(f"{word} {formatting.number(n, speech)}")
            chip.setVisible(n > 0 or on)
        self.maker.setVisible(any(name for name, _n in counts.makers) or self._filter.maker is not None)
        self.supplier.setVisible(any(name for name, _n in counts.suppliers) or self._filter.supplier is not None)
        self._check()

    def _choose(self, which: Filter) -> None:
        self._filter = which
        self._check()
        self.chosen.emit(which)

    def _check(self) -> None:
        for state, chip in self._states.items():
            chip.setChecked(state is self._filter.state)
        self.low.setChecked(self._filter.low)
        self.no_price.setChecked(self._filter.no_price)
        self.archived.setChecked(self._filter.archived)
        for chip, chosen, word, without in (
            (self.category, self._filter.category, _("Category"), _("Without category")),
            (self.maker, self._filter.maker, _("Maker"), _("Without a maker")),
            (self.supplier, self._filter.supplier, _("Supplier"), _("Without a supplier")),
        ):
            chip.setChecked(chosen is not None)
            said = word if chosen is None else chosen or without
            chip.setToolTip(said)
            cut = chip.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, 150)
            chip.show_words(cut, icon="chevron-down" if chosen is None else "x")
        self.sort.setChecked(False)
        arrow = "↓" if self._filter.descending else "↑"
        self.sort.show_words(f"{_(SORTS[self._filter.sort])} {arrow}")
        self.arrange()

    def _offer(self, chip: Chip, of: str) -> None:
        """Take the choice away, or make one from a menu."""
        chosen = {"category": self._filter.category, "maker": self._filter.maker, "supplier": self._filter.supplier}[of]
        if chosen is not None:
            self._choose(self._with(of, None))
            return
        chip.setChecked(False)
        self._popup(chip, self.menu(of))

    def _with(self, of: str, name: str | None) -> Filter:
        if of == "category":
            return replace(self._filter, category=name)
        return replace(self._filter, maker=name) if of == "maker" else replace(self._filter, supplier=name)

    def _popup(self, chip: Chip, menu: QMenu) -> None:
        chip.setChecked(False)
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height() + 4)))

    def menu(self, of: str = "category") -> QMenu:
        """What a chip offers, with how many articles each would leave."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        counts = self._counts
        offered = {"category": counts.categories, "maker": counts.makers, "supplier": counts.suppliers}[of] if counts else ()
        without = {"category": _("Without category"), "maker": _("Without a maker"), "supplier": _("Without a supplier")}[of]
        for name, n in offered:
            action = menu.addAction(f"{(name or without).replace('&', '&&')}   {formatting.number(n, texts.language())}")
            action.triggered.connect(lambda _checked=False, name=name: self._choose(self._with(of, name)))
        return menu

    def sort_menu(self) -> QMenu:
        """The orders of the list; the one it is in turns round."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for sort, word in SORTS.items():
            menu.addAction(_(word)).triggered.connect(lambda _checked=False, sort=sort: self.sort_by(sort))
        return menu

    def sort_by(self, sort: Sort) -> None:
        """Put the list in an order, or turn it round where it is in it already."""
        turned = sort is self._filter.sort and not self._filter.descending
        self._choose(replace(self._filter, sort=sort, descending=turned))
