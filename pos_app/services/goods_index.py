"""The list of goods while somebody types: names, codes and makers in one long text in memory, the same for both engines.

Looking through one long text is what Python does fastest: a key press among 100,000 articles asks the database for the
rows that show and nothing else. Built once after the list shows and again after articles changed; until then the
database looks itself.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice

from pos_app.domain.product import ProductId
from pos_app.services.shop import Shop


@dataclass(frozen=True, slots=True)
class GoodsIndex:
    """What articles are searched by, a line each in the list's order, and where each line begins."""

    ids: tuple[ProductId, ...]
    rows: str
    begins: Sequence[int]

    def window(self, words: Sequence[str], *, first: int, most: int) -> list[ProductId]:
        """Keys of the articles that hold every word, from the `first` on."""
        return [self.ids[i] for i in islice(self._holding(words), first, first + most)]

    def _holding(self, words: Sequence[str]) -> Iterator[int]:
        rows, begins, longest = self.rows, self.begins, max(words, key=len)
        at = rows.find(longest)
        while at >= 0:
            i = bisect_right(begins, at) - 1
            end = rows.find("\n", at)
            if len(words) == 1 or all(rows.find(word, begins[i], end) >= 0 for word in words):
                yield i
            at = rows.find(longest, end)


def build(shop: Shop) -> GoodsIndex:
    """The index of every article that is not archived."""
    with shop.uow.read() as u:
        found = u.listing.searched()
    lines = [f"{search} {maker}".replace("\n", " ") + "\n" for _i, search, maker in found]
    begins = array("q", accumulate(map(len, lines[:-1]), initial=0))
    return GoodsIndex(tuple(i for i, _search, _maker in found), "".join(lines), begins)
