"""What a scan means at the origin desk: an article that comes to it, or evidence for the one that lies there."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pos_app.domain.gs1 import spaced
from pos_app.domain.product import ProductId
from pos_app.services import tagging
from pos_app.services.tagging import Meant, Open
from pos_app.texts import gettext as _
from ui.operations import Lane

if TYPE_CHECKING:
    from ui.origin.desk_page import DeskPage


class DeskScans(QObject):
    def __init__(self, page: "DeskPage") -> None:
        super().__init__(page)
        self._page = page

    def take(self, text: str) -> None:
        """A scan, in its turn: the one behind it is meant for the article this one brings."""
        self._page.turns.take(lambda: self._take(text))

    def _take(self, text: str) -> None:
        page, shop = self._page, self._page.desk.shop
        page.turns.hold()

        def done(meant: Meant) -> None:
            self._meant(text, meant)
            page.turns.release()

        page.desk.operations.later(Lane.COUNTER, lambda: tagging.meant(shop, text), done, owner=self, failed=page.left_out)

    def _meant(self, scan: str, meant: Meant) -> None:
        panel, notice = self._page.panel, self._page.notice
        shown = panel.shown
        if meant.registration is not None and not meant.products:
            if shown is None:
                notice.show_text(_("Scan the article first, then the 2D code on its package."), "ask")
                return
            panel.editor.take_scan(scan)
            return
        if not meant.products:
            notice.show_text(_("No article has the code {code}.").format(code=spaced(scan)), "ask")
            return
        if len(meant.products) > 1:
            names = ", ".join(product.name for product in meant.products[:3])
            said = _("{code} stands on several articles: {names}. Choose one in the list.")
            notice.show_text(said.format(code=scan, names=names), "ask")
            return
        wanted = meant.products[0].id
        package = scan if meant.registration is not None else ""
        if shown is not None and shown.product.id != wanted and panel.editor.is_sure:
            self._page.record(lambda: self.bring(wanted, package))
        else:
            if shown is not None and shown.product.id != wanted and panel.editor.number.text().strip():
                said = _("{name}: what was scanned is not recorded; it proves nothing, or disagrees with what stands.")
                notice.show_text(said.format(name=shown.product.name), "warning")
            self.bring(wanted, package)

    def bring(self, product_id: ProductId, package: str = "") -> None:
        """Open an article by its key; a package's code that is its own code too is entered at once."""
        page, shop = self._page, self._page.desk.shop
        page.turns.hold()

        def shown(opened: Open) -> None:
            page.show_at_desk(opened)
            if package:
                page.turns.take(lambda: page.panel.editor.take_scan(package), first=True)
            page.turns.release()

        page.desk.operations.later(Lane.COUNTER, lambda: tagging.look(shop, product_id), shown, owner=self, failed=page.left_out)
