"""A field for a cost: rupiah with at most four decimals."""

from PySide6.QtWidgets import QWidget

from pos_app import formatting
from pos_app.domain.money import Cost
from ui.theme import Size
from ui.widgets.fields import ValueField


class CostField(ValueField):
    """Ten-thousandths of a rupiah, typed as `8.300` or `2.587,5`."""

    def __init__(self, parent: QWidget | None = None, *, px: int = Size.NAME, optional: bool = False) -> None:
        super().__init__(formatting.parse_cost, formatting.cost, parent, allowed="0123456789.,", px=px, optional=optional)

    def cost(self) -> Cost:
        return Cost(self.value())

    def cost_or_none(self) -> Cost | None:
        return self.cost() if self.text().strip() else None
