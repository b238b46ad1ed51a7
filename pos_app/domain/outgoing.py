"""Goods that leave other than by selling, while the paper is still being entered."""

from dataclasses import dataclass, replace

from pos_app.domain.money import Rupiah, cost_of
from pos_app.domain.product import Found, base_qty
from pos_app.domain.quantity import Milli
from pos_app.domain.stock_document import DocumentKind


@dataclass(frozen=True, slots=True)
class Leaving:
    """Goods on the paper: `qty` of what was scanned, of a batch where its 2D code said so."""

    found: Found
    qty: Milli
    batch: str | None = None

    @property
    def worth_idr(self) -> Rupiah | None:
        product = self.found.product
        return None if product.average_cost is None else cost_of(product.average_cost, base_qty(self.found, self.qty))


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A paper nobody has posted yet; its uid makes posting it twice one paper. `whom` is the supplier or the other shop."""

    uid: str
    kind: DocumentKind = DocumentKind.BREAKAGE
    goods: tuple[Leaving, ...] = ()
    why: str = ""
    whom: str = ""

    @property
    def is_untouched(self) -> bool:
        return not self.goods and not self.why.strip() and not self.whom.strip()

    def with_goods(self, found: Found, qty: Milli, batch: str | None) -> tuple["Outgoing", int]:
        """With goods that were scanned, and the place of their line: that of the same goods where there is one."""
        goods = list(self.goods)
        same = (found.product.id, found.unit, batch)
        for at, line in enumerate(goods):
            if (line.found.product.id, line.found.unit, line.batch) == same:
                goods[at] = replace(line, qty=Milli(line.qty + qty))
                return replace(self, goods=tuple(goods)), at
        return replace(self, goods=(*self.goods, Leaving(found, qty, batch))), len(goods)

    def with_qty(self, at: int, qty: Milli) -> "Outgoing":
        return replace(self, goods=(*self.goods[:at], replace(self.goods[at], qty=qty), *self.goods[at + 1 :]))

    def without(self, at: int) -> "Outgoing":
        return replace(self, goods=(*self.goods[:at], *self.goods[at + 1 :]))
