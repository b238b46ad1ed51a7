"""What the reports know: the month that is looked at and its figures; it outlives a window that is built anew."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from pos_app.domain.days import Period
    from pos_app.domain.local_content import LocalContent


class ReportState(QObject):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.page = 0
        self.listed = 0
        """Which of the lists of goods shows."""
        self.table = "days"
        """Which of the owner's tables shows, by its name, and whether for the year until the month ends."""
        self.whole_year = False
        self.wanted: Period | None = None
        """The month a person chose; None for the latest with sales."""
        self.months: tuple[Period, ...] = ()
        self.report: LocalContent | None = None
