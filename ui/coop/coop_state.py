"""What the co-op's place knows: shops side by side in a period, and how they are looked at."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pos_app.domain.comparison import Measure

if TYPE_CHECKING:
    from pos_app.domain.comparison import Comparison, Member
    from pos_app.domain.days import Period


class CoopState(QObject):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.page = 0
        self.measure = Measure.SALES
        self.ranked = True
        self.chose = False
        """Whether a person chose the period; otherwise the last whole month is looked at."""
        self.wanted: Period | None = None
        self.periods: tuple[Period | None, ...] = ()
        self.members: tuple[Member, ...] | None = None
        self.compared: Comparison | None = None
