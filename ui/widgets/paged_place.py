"""A place of several pages, chosen in the bar above; each page is a `Place` of its own, made when it is first shown.

Where there are more pages than a bar is read for at a glance, they stand in groups: the bar has the groups, the line below
it the pages of the one that shows.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from pos_app.texts import gettext as _
from ui.commands import CommandId, bind
from ui.widgets.notice import Tone
from ui.widgets.place import Desk, Place
from ui.widgets.roomy import Roomy
from ui.widgets.surface import Surface, column, row
from ui.widgets.tabs import Tabs


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page of the place, by its word in the bar above."""

    id: str
    title: str
    factory: Callable[[Desk], Place]


@dataclass(frozen=True, slots=True)
class PageGroup:
    """Pages that belong together; `command` goes to the first of them, and then to the next."""

    title: str
    command: CommandId
    pages: tuple[PageEntry, ...]


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
        self._tops = QStackedWidget()
        self._top = QWidget(self)
        self._stack = QStackedWidget()
        self._own = bind(self, {CommandId.NEXT_PAGE: lambda: self._step(1), CommandId.PAGE_BEFORE: lambda: self._step(-1)})
        self._lay_out()
        self.bound = dict(self._own)
        self._show_words()

    def _lay_out(self) -> None:
        self.tabs = self._in_the_bar([entry.title for entry in self._entries])
        self.tabs.chosen.connect(self.show_at)
        self.setLayout(column(self._stack))

    def _in_the_bar(self, titles: Sequence[str]) -> Tabs:
        made = Tabs([_(title) for title in titles], self, in_bar=True)
        bar = row(made, gap=12)
        bar.addWidget(self._tops, 1)
        self._top.setLayout(bar)
        return made

    def _show_words(self) -> None:
        """Mark the page that shows."""
        self.tabs.choose(self.state.page)

    def page(self, which: str) -> Place:
        """A page by its id, made when it is first asked for."""
        if which not in self._pages:
            made = next(entry for entry in self._entries if entry.id == which).factory(self.desk)
            self._pages[which] = made
            self._stack.addWidget(Roomy(made))
            self._tops.addWidget(made.top() or QWidget())
        return self._pages[which]

    def show_page(self, which: str) -> None:
        """Go to a page by its id."""
        self.show_at(next(at for at, entry in enumerate(self._entries) if entry.id == which))

    def show_at(self, at: int) -> None:
        """Go to a page by its position."""
        if at == self.state.page and self._shown is not None:
            return
        self.state.page = at
        self._bring()
        self._show_words()
        if self.isVisible() and self._shown is not None:
            self._shown.enter()

    def _step(self, by: int) -> None:
        self.show_at((self.state.page + by) % len(self._entries))

    def _bring(self) -> None:
        which = self._entries[self.state.page].id
        with self.desk.unheard():
            self._shown = page = self.page(which)
            for stack in (self._stack, self._tops):
                stack.setCurrentIndex(list(self._pages).index(which))
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


class GroupedPlace(PagedPlace):
    """A place whose pages stand in groups."""

    def __init__(self, desk: Desk, groups: Sequence[PageGroup], state: PageState, parent: QWidget | None = None) -> None:
        self._groups = tuple(groups)
        self._firsts = [sum(len(before.pages) for before in groups[:at]) for at in range(len(groups))]
        super().__init__(desk, [entry for group in groups for entry in group.pages], state, parent)

    def _lay_out(self) -> None:
        self.tabs = self._in_the_bar([group.title for group in self._groups])
        self.tabs.chosen.connect(self._group_chosen)
        self.lines = [Tabs([_(entry.title) for entry in group.pages]) for group in self._groups]
        self._below = QStackedWidget()
        self._below.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for line, first in zip(self.lines, self._firsts, strict=True):
            line.chosen.connect(lambda at, first=first: self.show_at(first + at))
            self._below.addWidget(line)
        ground = Surface("panel")
        ground.setLayout(row(self._below))
        self._line = ground
        whole = column(ground, gap=0)
        whole.addWidget(self._stack, 1)
        self.setLayout(whole)
        self._own |= bind(self, {group.command: partial(self._go, at) for at, group in enumerate(self._groups)})

    def _group(self) -> int:
        return bisect_right(self._firsts, self.state.page) - 1

    def _show_words(self) -> None:
        at = self._group()
        self.lines[at].choose(self.state.page - self._firsts[at])
        self._below.setCurrentIndex(at)
        self._line.setVisible(len(self._groups[at].pages) > 1)
        self.tabs.choose(at)

    def _group_chosen(self, at: int) -> None:
        if at != self._group():
            self.show_at(self._firsts[at])

    def _go(self, at: int) -> None:
        """The first page of a group; from there on the next of it."""
        if at != self._group():
            self.show_at(self._firsts[at])
        else:
            self.show_at(self._firsts[at] + (self.state.page - self._firsts[at] + 1) % len(self._groups[at].pages))
