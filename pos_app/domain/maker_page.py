"""What a shop can tell one maker: what sold, at what price, what is left, and how much its categories are imported."""

from dataclasses import dataclass

from pos_app.domain.days import Period
from pos_app.domain.local_content import CategoryRow
from pos_app.domain.money import WHOLE_BP, Rupiah, half_away
from pos_app.domain.origin import MakerSize, State
from pos_app.domain.product import Product
from pos_app.domain.quantity import Milli


@dataclass(frozen=True, slots=True)
class MakerArticle:
    """`each_idr` is what one base unit brought in on average; None where nothing was sold in the period."""

    product: Product
    sold: Milli
    net_idr: Rupiah

    @property
    def each_idr(self) -> Rupiah | None:
        return Rupiah(half_away(self.net_idr * 1000, self.sold)) if self.sold > 0 else None


@dataclass(frozen=True, slots=True)
class MakerCategory:
    """What the maker sold in a category, beside all that was sold in it."""

    net_idr: Rupiah
    whole: CategoryRow

    @property
    def imported_bp(self) -> int | None:
        return self._share(self.whole.value_idr[State.IMPORTED])

    @property
    def own_bp(self) -> int | None:
        return self._share(self.net_idr)

    def _share(self, part: int) -> int | None:
        total = self.whole.total_idr
        return half_away(part * WHOLE_BP, total) if total > 0 else None


@dataclass(frozen=True, slots=True)
class MakerPage:
    """One maker over a period; `place` is where its goods are made, as its statement or the shop's agreement with it says."""

    name: str
    size: MakerSize
    regency: str | None
    place: str
    period: Period
    articles: tuple[MakerArticle, ...]
    categories: tuple[MakerCategory, ...]

    @property
    def net_idr(self) -> Rupiah:
        return Rupiah(sum(x.net_idr for x in self.articles))
