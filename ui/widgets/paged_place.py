"""A place of several pages, chosen in the bar above; each page is a `Place` of its own, made when it is first shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QStackedWidget, QWidget

from pos_app.texts import gettext as _
from ui.commands import CommandId, bind
from ui.widgets.notice import Tone
from ui.widgets.place import Desk, Place
from ui.widgets.surface import column, row
from ui.widgets.tabs import Tabs


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page of the place, by its word in the bar above."""

    id: str
    title: str
    factory: Callable[[Desk], Place]


class PageState(Protocol):
    """Which page shows, kept over a language switch."""

    page: int


class PagedPlace(Place):
    """Hands everything on to the page that shows: keys, scans, notices, what changed."""

    def __init__(self, desk: Desk, pages: Sequence[PageEntry], state: PageState, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.state = state
        self._entries = tuple(pages)
        self._pages: dict[str, Place] = {}
        self._shown: Place | None = None
        self.tabs = Tabs([_(entry.title) for entry in pages], self, in_bar=True)
        self.tabs.chosen.connect(self._chosen)
        self._tops = QStackedWidget()
        self._top = QWidget(self)
        bar = row(self.tabs, gap=12)
        bar.addWidget(self._tops, 1)
        self._top.setLayout(bar)
        self._stack = QStackedWidget()
        self.setLayout(column(self._stack))
        self._own = bind(self, {CommandId.NEXT_PAGE: lambda: self._step(1), CommandId.PAGE_BEFORE: lambda: self._step(-1)})
        self.bound = dict(self._own)
        self.tabs.choose(self.state.page)

    def page(self, which: str) -> Place:
        """A page by its id, made when it is first asked for."""
        if which not in self._pages:
            made = next(entry for entry in self._entries if entry.id == which).factory(self.desk)
            self._pages[which] = made
            self._stack.addWidget(made)
            self._tops.addWidget(made.top() or QWidget())
        return self._pages[which]

    def show_page(self, which: str) -> None:
        """Go to a page by its id."""
        at = next(at for at, entry in enumerate(self._entries) if entry.id == which)
        if self.tabs.at != at:
            self.tabs.choose(at)
        elif self._shown is None:
            self._chosen(at)

    def _step(self, by: int) -> None:
        self.tabs.choose((self.tabs.at + by) % len(self._entries))

    def _chosen(self, at: int) -> None:
        self.state.page = at
        self._bring()
        if self.isVisible() and self._shown is not None:
            self._shown.enter()

    def _bring(self) -> None:
        page = self.page(self._entries[self.state.page].id)
        self._shown = page
        self._stack.setCurrentWidget(page)
        self._tops.setCurrentIndex(self._stack.currentIndex())
        self.bound = self._own | page.bound
        self.also_in_help = page.also_in_help

    # ------------------------------------------------------------ the place

    def top(self) -> QWidget:
        return self._top

    def entered(self) -> None:
        self._bring()
        if self._shown is not None:
            self._shown.enter()

    def scanned(self, text: str) -> bool:
        return self._shown is not None and self._shown.scanned(text)

    def tell(self, text: str, tone: Tone) -> bool:
        return self._shown is not None and self._shown.tell(text, tone)
