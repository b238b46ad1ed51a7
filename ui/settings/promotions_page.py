"""The owner's promotions: what counts now and what is to come, a new one made, one ended; points and limits below."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from pos_app import texts
from pos_app.domain.actor import Actor
from pos_app.domain.promotion import Promotion
from pos_app.errors import Refused, Unavailable
from pos_app.services import categories, promotion_words, promotions
from pos_app.services.promotions import Listed, Wish
from pos_app.services.shop import Changes
from pos_app.texts import gettext as _
from ui.commands import CommandId, shown_key
from ui.operations import Lane
from ui.panels.owner_pin import as_owner
from ui.settings.price_card import PriceCard
from ui.settings.promotion_form import PromotionForm
from ui.theme import Size, Weight
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyPlace
from ui.widgets.figures_table import Column, FiguresTable, Line, Said
from ui.widgets.notice import Notice, Tone
from ui.widgets.place import Desk, Place
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Text
from ui.widgets.tick import Tick

_LIST, _EMPTY = range(2)


class PromotionsPage(Place):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.found: tuple[Listed, ...] = ()
        self.notice = Notice()
        self.past = Tick(_("also those that are over"))
        self.past.clicked.connect(self.read)
        self.new_button = Button(_("New promotion"), icon="plus", key=shown_key(CommandId.NEW_PART))
        self.new_button.clicked.connect(self.begin)
        self.end_button = Button(_("End it now"), key=shown_key(CommandId.LIST_REMOVE))
        self.end_button.clicked.connect(self.end)
        self.table = FiguresTable(
            [Column(_("Promotion")), Column(_("Gives"), 230), Column(_("When"), 310, spare=1), Column("", 184, spare=2)]
        )
        self.table.picked.connect(self._picked)
        self.prices = PriceCard(desk)
        self.prices.saved.connect(self._kept)
        self.prices.refused.connect(self._refused)
        self.form = PromotionForm(desk, self)
        self.form.left.connect(self._back)
        self.form.wanted.connect(self._make)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._listing())
        self._pages.addWidget(self.form)
        self.setLayout(column(self._pages, margins=(18, 14, 18, 16)))
        self.bind({CommandId.NEW_PART: self.begin, CommandId.LIST_REMOVE: self._remove, CommandId.FINISH_STEP: self.form.make})
        self._picked(-1)

    def _listing(self) -> QWidget:
        card = Surface("card")
        inside = column(gap=0, margins=(1, 1, 1, 1))
        inside.addWidget(self.table, 1)
        card.setLayout(inside)
        empty = EmptyPlace(
            "badge-percent",
            _("No promotion yet"),
            _("Buy 2 get 1, a price for several together, happy hour, domestic goods first."),
            action=_("New promotion"),
            key=shown_key(CommandId.NEW_PART),
        )
        empty.wanted.connect(self.begin)
        self._either = QStackedWidget()
        self._either.addWidget(card)
        self._either.addWidget(empty)
        title = Text(_("Promotions"), px=Size.TITLE, weight=Weight.BOLD)
        whole = column(row(title, None, self.past, self.end_button, self.new_button, gap=10), self.notice, gap=12)
        whole.addWidget(self._either, 1)
        whole.addWidget(self.prices)
        listing = QWidget()
        listing.setLayout(whole)
        return listing

    # ------------------------------------------------------------ the place

    @property
    def making(self) -> bool:
        """Whether a promotion is being made."""
        return self._pages.currentWidget() is self.form

    def entered(self) -> None:
        if not self.making:
            self.table.setFocus()
            self.read()
            self.prices.read()

    def scanned(self, text: str) -> bool:
        if not self.making:
            self.begin()
        self.form.scanned(text)
        return True

    def tell(self, text: str, tone: Tone) -> bool:
        (self.form.wrong if self.making else self.notice).show_text(text, tone)
        return True

    def read(self) -> None:
        """Read the promotions."""
        shop, past = self.desk.shop, self.past.isChecked()
        self.desk.operations.later(Lane.HEAVY, lambda: promotions.listed(shop, past=past), self._show, owner=self)

    def _show(self, found: tuple[Listed, ...]) -> None:
        self.found = found
        self.table.show_lines([_line(one) for one in found])
        self._either.setCurrentIndex(_LIST if found else _EMPTY)
        if found and self.table.current_row() < 0:
            self.table.pick(0)
        self._picked(self.table.current_row())

    def _picked(self, at: int) -> None:
        self.end_button.setEnabled(0 <= at < len(self.found) and self.found[at].promotion.ended is None)

    # ------------------------------------------------------------ making one

    def begin(self) -> None:
        """Describe a new promotion."""
        if self.making:
            return
        shop = self.desk.shop
        self.form.begin_new()
        self._pages.setCurrentWidget(self.form)
        self.form.name.setFocus()
        self.desk.operations.later(
            Lane.HEAVY, lambda: tuple(branch.path for branch in categories.tree(shop)), self.form.offer_categories, owner=self
        )

    def _make(self, wish: Wish) -> None:
        as_owner(self.desk, self, _("Make the promotion {name}").format(name=wish.name), lambda actor: self._write(actor, wish))

    def _write(self, actor: Actor, wish: Wish) -> None:
        shop = self.desk.shop
        self.desk.operations.later(Lane.HEAVY, lambda: promotions.add(shop, actor, wish), self._made, owner=self, failed=self.form.say)

    def _made(self, made: tuple[Promotion, Changes]) -> None:
        promotion, changes = made
        self._back()
        self.notice.show_text(_("{name} is made.").format(name=promotion.name), "told")
        self.desk.announce(changes, self)

    def _back(self) -> None:
        self.form.finder.close_popups()
        self._pages.setCurrentIndex(0)
        self.entered()

    # ------------------------------------------------------------ ending one

    def _remove(self) -> None:
        if self.making:
            self.form.remove()
        else:
            self.end()

    def end(self) -> None:
        """End the picked one now; sales it was given in stay as they are."""
        at = self.table.current_row()
        if self.end_button.isEnabled() and 0 <= at < len(self.found):
            promotion = self.found[at].promotion
            what = _("End the promotion {name}").format(name=promotion.name)
            as_owner(self.desk, self, what, lambda actor: self._end(actor, promotion))

    def _end(self, actor: Actor, promotion: Promotion) -> None:
        shop = self.desk.shop
        self.desk.operations.later(
            Lane.HEAVY, lambda: promotions.end(shop, actor, promotion.id), self._ended, owner=self, failed=self._refused
        )

    def _ended(self, ended: tuple[Promotion, Changes]) -> None:
        promotion, changes = ended
        self.notice.show_text(_("{name} has ended.").format(name=promotion.name), "told")
        self.read()
        self.desk.announce(changes, self)

    def _kept(self, changes: Changes) -> None:
        self.notice.show_text(_("Saved."), "told")
        self.desk.announce(changes, self)

    def _refused(self, error: Refused | Unavailable) -> None:
        self.notice.show_text(texts.sentence(error), "warning")


def _line(one: Listed) -> Line:
    promotion = one.promotion
    return Line(
        (
            Said(promotion.name, below=promotion_words.goods(one), weight=Weight.SEMIBOLD, ink="ink" if one.stands else "ink_2"),
            Said(promotion_words.gives(promotion)),
            Said(promotion_words.when(promotion), ink="ink_2"),
            Said(promotion_words.standing(one), ink="ok" if one.stands else "ink_2"),
        ),
        key=promotion.id,
    )
