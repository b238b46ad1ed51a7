"""The shop's QRIS: taken from a picture or pasted as text, shown as buyers see it, and forgotten."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from pos_app import texts
from pos_app.domain.actor import Actor
from pos_app.domain.qris import Qris
from pos_app.errors import Refused, Unavailable
from pos_app.services import qris_codes
from pos_app.services.qris_codes import Modules
from pos_app.services.shop import Changes
from pos_app.texts import gettext as _
from ui.commands import CommandId, shown_key
from ui.operations import Lane
from ui.panels.owner_pin import as_owner
from ui.theme import Size, Weight
from ui.widgets import asker
from ui.widgets.buttons import Button, Kind
from ui.widgets.place import Desk, TellingPlace
from ui.widgets.qr_card import QrCard
from ui.widgets.surface import Surface, column, row
from ui.widgets.text import Text

_SIDE: Final = 260
_WIDE: Final = 620


class QrisPage(TellingPlace):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.kept: Qris | None = None
        self.picture = QrCard()
        self.picture.setFixedWidth(_SIDE)
        self.picture.set_height(_SIDE + 60)
        self.name = Text(px=Size.PANEL_TITLE, weight=Weight.BOLD, wrap=True)
        self.city = Text(ink="ink_2", wrap=True)
        self.forget_button = Button(_("Forget it"), icon="trash-2")
        self.load_button = Button(_("Load a picture"), icon="image", key=shown_key(CommandId.ATTACH_FILE), height=44)
        self.code = QLineEdit()
        self.code.setPlaceholderText("000201…")
        self.code.setAccessibleName(_("The text of the code"))
        self.keep_button = Button(_("Keep it"), kind=Kind.MAIN, key="Enter", height=44, px=Size.TEXT)
        self.load_button.clicked.connect(self.load)
        self.keep_button.clicked.connect(self.keep)
        self.code.returnPressed.connect(self.keep)
        self.forget_button.clicked.connect(self.ask_forget)
        title = Text(_("The shop's QRIS"), px=Size.TITLE, weight=Weight.BOLD)
        says = _("Kept once; at each payment the program puts the amount in. The money goes to the shop's own account.")
        whole = column(title, Text(says, ink="ink_2", wrap=True), self.notice, gap=12, margins=(18, 14, 18, 16))
        whole.addWidget(self._kept_card(), 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(self._taking_card(), 0, Qt.AlignmentFlag.AlignLeft)
        whole.addStretch(1)
        self.setLayout(whole)
        self.bind({CommandId.ATTACH_FILE: self.load})
        self._card.hide()

    def _kept_card(self) -> QWidget:
        self._card = Surface("card")
        self._card.setFixedWidth(_WIDE)
        beside = column(None, self.name, self.city, row(self.forget_button, None), None, gap=8)
        inside = row(self.picture, gap=18, margins=(18, 16, 18, 16))
        inside.addLayout(beside, 1)
        self._card.setLayout(inside)
        return self._card

    def _taking_card(self) -> QWidget:
        card = Surface("card")
        card.setFixedWidth(_WIDE)
        typed = row(gap=10)
        typed.addWidget(self.code, 1)
        typed.addWidget(self.keep_button)
        said = Text(_("From a photo or a scan of the printed code, or as text:"), px=Size.LABEL, weight=Weight.SEMIBOLD)
        card.setLayout(column(said, row(self.load_button, None), typed, gap=12, margins=(18, 16, 18, 18)))
        return card

    # ------------------------------------------------------------ the place

    def entered(self) -> None:
        self.code.setFocus()
        self.read()

    def read(self) -> None:
        """Read the code that is kept, and draw it."""
        shop = self.desk.shop

        def found() -> tuple[Qris | None, Modules]:
            kept = qris_codes.kept(shop)
            return kept, qris_codes.modules(kept.payload) if kept is not None else ()

        self.desk.operations.later(Lane.HEAVY, found, lambda answer: self._show(*answer), owner=self)

    def _show(self, kept: Qris | None, modules: Modules) -> None:
        self.kept = kept
        self._card.setVisible(kept is not None)
        if kept is None:
            return
        self.picture.show_code(modules, "", kept.name, paid=False)
        self.name.setText(kept.name)
        self.city.setText(kept.city)

    # ------------------------------------------------------------ what a person does

    def load(self) -> None:
        """Ask for a picture of the code, then keep what it says."""
        path, _kind = QFileDialog.getOpenFileName(self, _("Choose a picture"), "", _("Pictures (*.png *.jpg *.jpeg)"))
        if path:
            shop = self.desk.shop
            self._keep(lambda actor: qris_codes.keep_picture(shop, actor, Path(path)))

    def keep(self) -> None:
        """Keep the text that was pasted."""
        shop, text = self.desk.shop, self.code.text()
        self._keep(lambda actor: qris_codes.keep(shop, actor, text))

    def _keep(self, call: Callable[[Actor], Qris]) -> None:
        def done(kept: Qris) -> None:
            self.code.clear()
            self.notice.show_text(_("Kept: the QRIS of {name}.").format(name=kept.name), "told")
            self._changed(Changes(settings=True))

        def keep(actor: Actor) -> None:
            self.desk.operations.later(Lane.HEAVY, lambda: call(actor), done, owner=self, failed=self._refused)

        as_owner(self.desk, self, _("Keep another QRIS"), keep)

    def _refused(self, error: Refused | Unavailable) -> None:
        self.notice.show_text(texts.sentence(error), "warning")

    def _changed(self, changes: Changes) -> None:
        self.read()
        self.desk.announce(changes, self)

    def ask_forget(self) -> None:
        """Ask first: without a code nobody can pay by QRIS with the amount in it."""
        if self.kept is not None:
            asker.ask(
                self,
                title=_("Forget the QRIS of {name}?").format(name=self.kept.name),
                text=_("Payments by QRIS then show no code until another is kept."),
                yes=_("Forget it"),
                on_yes=self._forget,
            )

    def _forget(self) -> None:
        shop = self.desk.shop

        def drop(actor: Actor) -> None:
            self.desk.operations.later(Lane.HEAVY, lambda: qris_codes.drop(shop, actor), self._changed, owner=self, failed=self._refused)

        as_owner(self.desk, self, _("Forget the QRIS"), drop)
