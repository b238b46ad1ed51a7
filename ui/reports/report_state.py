"""What the reports know: the month that is looked at and its figures; it outlives a window that is built anew."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from pos_app.domain.behind import Asked
    from pos_app.domain.days import Period
    from pos_app.domain.local_content import LocalContent


class ReportState(QObject):
    asked = Signal()
    """Another place wants a month to be shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.page = 0
        self.listed = 0
        """Which of the lists of goods shows."""
        self.table = "days"
        """Which of the owner's tables shows, by its name."""
        self.span = 0
        """Of which period: the month, the year until the month ends, or the days a person chose."""
        self.own_days: Period | None = None
        self.compared_with: Period | None = None
        self.wanted: Period | None = None
        """The month a person chose; None for the latest with sales."""
        self.months: tuple[Period, ...] = ()
        self.report: LocalContent | None = None

        self.opened: tuple[Asked, str] | None = None
        """The lines of a figure that another place wants to be shown, and what of."""

    def show_month(self, month: "Period | None") -> None:
        """Want another month, wherever one is."""
        self.wanted = month
        self.asked.emit()
