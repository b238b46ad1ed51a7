"""What the pages of the origins share: which page shows, and the article another page sends to the desk."""

from PySide6.QtCore import QObject, Signal

from ui.widgets.place import Desk


class OriginState(QObject):
    """Kept over a language switch; `article_wanted` carries the key of an article for the desk."""

    article_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.page = 0
