"""The catalogue of small makers' goods: chosen by filter, looked at, and saved as paper, web page or csv, or copied as a message."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QWidget

from pos_app import formatting, texts
from pos_app.domain.catalogue import SMALL, Catalogue, Wanted
from pos_app.domain.origin import MakerSize
from pos_app.errors import Refused, Unavailable
from pos_app.services import catalogues
from pos_app.services.catalogues import Shown
from pos_app.texts import gettext as _
from pos_app.texts import ngettext
from ui.commands import CommandId, bind, shown_key
from ui.operations import Lane
from ui.theme import Size, Weight
from ui.widgets.buttons import Button, Kind
from ui.widgets.choice import Choice
from ui.widgets.figure_cards import TitledCard
from ui.widgets.figures_table import Column, FiguresTable, Line, Said
from ui.widgets.framed_field import FramedField
from ui.widgets.notice import Notice
from ui.widgets.place import Desk
from ui.widgets.saving import CSV, PDF, WEB, Saver
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Text
from ui.widgets.tick import Tick

_SIDE: Final = 296
_NARROW_SIDE: Final = 254
_WIDE: Final = 1000
"""How wide the page is at least where the side is not the narrow one."""
_SIZES: Final = (SMALL, (*SMALL, MakerSize.MEDIUM), tuple(MakerSize))
_WAIT_MS: Final = 200


class CataloguePage(QWidget):
    """Reads on the heavy lane while a person chooses; the newest question is the one answered."""

    def __init__(self, desk: Desk, notice: Notice, saver: Saver, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._notice, self._saver = desk, notice, saver
        self.catalogue: Catalogue | None = None
        self._asked = 0
        self.words = FramedField(_("Words in the name"), icon="search", height=44)
        self.sizes, self.category = Choice(low=True), Choice(low=True)
        for word in (_("Micro and small makers"), _("Medium makers too"), _("Makers of every size")):
            self.sizes.addItem(word)
        self.category.addItem(_("All categories"), None)
        self.here, self.stocked = Tick(_("Only makers of our regency")), Tick(_("Only what is in stock"))
        self.stocked.setChecked(True)
        self.table = FiguresTable(_columns(narrow=False))
        self._nothing = Text(_("No goods fit this choice."), ink="ink_2")
        self._nothing.setContentsMargins(16, 14, 16, 14)
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._soon.timeout.connect(self.read)
        bind(self, {CommandId.SAVE_PAGE: self.save_page, CommandId.COPY_TEXT: self.copy_text})
        self.words.typed.connect(lambda _text: self._soon.start())
        self.sizes.currentIndexChanged.connect(lambda _at: self.read())
        self.category.currentIndexChanged.connect(lambda _at: self.read())
        for tick in (self.here, self.stocked):
            tick.toggled.connect(lambda _on: self.read())

    def _lay_out(self) -> None:
        chosen = TitledCard(_("Which goods"))
        for widget in (self.words, self.sizes, self.category, self.here, self.stocked):
            chosen.add(widget)
        saved = TitledCard(_("Hand it on"))
        self._count = Text(px=Size.LABEL, weight=Weight.SEMIBOLD, wrap=True)
        self._phone = Text(px=Size.LABEL, ink="ink_2", wrap=True)
        self.web = Button(_("Web page"), key=shown_key(CommandId.SAVE_PAGE), icon="globe", height=44)
        self.paper = Button(_("PDF"), kind=Kind.MAIN, key=shown_key(CommandId.SAVE_PDF), icon="file-text", height=48)
        self.copy = Button(_("Copy as a message"), key=shown_key(CommandId.COPY_TEXT), icon="copy", height=44)
        self.sheet = Button(_("csv"), key=shown_key(CommandId.SAVE_SHEETS), icon="file-spreadsheet", height=44)
        for button, act in (
            (self.paper, self.save_pdf),
            (self.web, self.save_page),
            (self.copy, self.copy_text),
            (self.sheet, self.save_csv),
        ):
            button.clicked.connect(act)
        for part in (self._count, self._phone, self.paper, self.web, self.copy, self.sheet):
            saved.add(part)
        self._side = QWidget()
        self._side.setLayout(column(chosen, saved, None, gap=14))
        card = Surface("card")
        rows = column(gap=0, margins=(1, 1, 1, 1))
        rows.addWidget(self.table, 1)
        rows.addWidget(self._nothing)
        self._rest = QWidget()
        rows.addWidget(self._rest, 1)
        card.setLayout(rows)
        whole = row(gap=14)
        whole.addWidget(card, 1)
        whole.addWidget(self._side)
        self.setLayout(whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = event.size().width() < _WIDE
        self._side.setFixedWidth(_NARROW_SIDE if narrow else _SIDE)
        self.table.show_lines(self.table.figures.lines, _columns(narrow=narrow))

    # ------------------------------------------------------------ reading

    @property
    def wanted(self) -> Wanted:
        """What is chosen."""
        sizes = _SIZES[max(0, self.sizes.currentIndex())]
        text, category = self.words.line.text().strip(), self.category.currentData()
        return Wanted(sizes, category, text=text, here=self.here.isChecked(), in_stock=self.stocked.isChecked())

    def read(self) -> None:
        """Read the goods that are chosen, and the categories there are to choose from."""
        shop, wanted, speech = self._desk.shop, self.wanted, texts.language()
        self._asked += 1
        number = self._asked

        def found() -> tuple[Catalogue, tuple[Shown, ...], tuple[str, ...]]:
            catalogue = catalogues.made(shop, wanted)
            every = catalogue if wanted.category is None else catalogues.made(shop, Wanted(wanted.sizes, in_stock=wanted.in_stock))
            return catalogue, catalogues.shown(catalogue, language=speech), tuple(name for name, _items in every.categories if name)

        def done(read: tuple[Catalogue, tuple[Shown, ...], tuple[str, ...]]) -> None:
            if number == self._asked:
                self._show(*read)

        def failed(error: Refused | Unavailable) -> None:
            self._notice.show_text(texts.sentence(error), "warning")

        self._desk.operations.later(Lane.HEAVY, found, done, owner=self, failed=failed)

    def _show(self, catalogue: Catalogue, goods: tuple[Shown, ...], categories: tuple[str, ...]) -> None:
        self.catalogue = catalogue
        self.table.show_lines([_line(one) for one in goods])
        self.table.setVisible(bool(goods))
        self._nothing.setVisible(not goods)
        self._rest.setVisible(not goods)
        self.here.setEnabled(catalogue.card.regency is not None)
        here = _("Set the shop's regency in the settings to choose by it.")
        self.here.setToolTip("" if catalogue.card.regency is not None else here)
        number = formatting.number(len(goods), texts.language())
        self._count.setText(ngettext("{n} article", "{n} articles", len(goods)).format(n=number))
        ordered = _("Orders go to {phone} by WhatsApp.").format(phone=catalogue.card.phone)
        self._phone.setText(
            ordered if catalogue.phone else _("Set the shop's telephone number, and every article can be ordered by WhatsApp.")
        )
        for button in (self.paper, self.web, self.copy, self.sheet):
            button.setEnabled(bool(goods))
        self._show_categories(categories)

    def _show_categories(self, categories: tuple[str, ...]) -> None:
        """The one that is chosen stays, also where nothing is left in it."""
        chosen = self.category.currentData()
        if tuple(self.category.itemData(at) for at in range(1, self.category.count())) == categories:
            return
        with QSignalBlocker(self.category):
            self.category.clear()
            self.category.addItem(_("All categories"), None)
            for name in dict.fromkeys([*categories, *([chosen] if chosen else [])]):
                self.category.addItem(name, name)
            self.category.setCurrentIndex(max(0, self.category.findData(chosen)))

    # ------------------------------------------------------------ handing it on

    def save_pdf(self) -> None:
        """Ask where the paper goes, then write it there."""
        catalogue, shop, speech = self.catalogue, self._desk.shop, texts.language()
        if catalogue is not None and catalogue.items:
            self._ask("pdf", PDF, lambda path: catalogues.save_pdf(shop, catalogue, path, language=speech))

    def save_page(self) -> None:
        """Ask where the web page goes, then write it there."""
        catalogue, shop, speech = self.catalogue, self._desk.shop, texts.language()
        if catalogue is not None and catalogue.items:
            self._ask("html", WEB, lambda path: catalogues.save_page(shop, catalogue, path, language=speech))

    def save_csv(self) -> None:
        """Ask where the csv goes, then write it there."""
        catalogue, speech = self.catalogue, texts.language()
        if catalogue is not None and catalogue.items:
            self._ask("csv", CSV, lambda path: catalogues.save_csv(catalogue, path, language=speech))

    def _ask(self, ending: str, kind: str, write: Callable[[Path], None]) -> None:
        name = _("catalogue-{day}").format(day=f"{self.catalogue.day:%Y-%m-%d}" if self.catalogue else "")
        self._saver.ask(_("Save the catalogue"), f"{name}.{ending}", kind, write)

    def copy_text(self) -> None:
        """Put the message where it can be pasted from."""
        if self.catalogue is not None and self.catalogue.items:
            QGuiApplication.clipboard().setText(catalogues.text(self.catalogue, language=texts.language()))
            self._notice.show_text(_("The message is copied; paste it into WhatsApp."), "told")


def _columns(*, narrow: bool) -> tuple[Column, ...]:
    """Where there is little room the pack goes and the proof is cut, never the name."""
    return (
        Column(_("Article")),
        Column(_("Pack"), 110, spare=1),
        Column(_("Price"), 130 if narrow else 160, right=True),
        Column(_("Origin, and what proves it"), 190 if narrow else 290),
    )


def _line(one: Shown) -> Line:
    proof = Said(one.badge or _("Origin not known"), below=one.proof, flag=bool(one.badge), px=Size.LABEL)
    price = Said(one.price, weight=Weight.SEMIBOLD, px=Size.LABEL)
    return Line((Said(one.name, below=one.maker, weight=Weight.SEMIBOLD), Said(one.pack, px=Size.LABEL), price, proof), key=one.code)
