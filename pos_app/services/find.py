"""Finding articles by name or part of a code: one index in memory, the same for both engines.

Word order does not matter and typing mistakes are forgiven: exact beginnings first, then words anywhere, then what
sounds alike. The index is built once after the window shows and again after articles changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pos_app.domain.product import Found, ProductId
from pos_app.services import lookup
from pos_app.services.settings import today
from pos_app.services.shop import Shop


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Folded names with their codes, in step with `ids`."""

    ids: tuple[ProductId, ...]
    names: tuple[str, ...]
    codes: tuple[str, ...]

    def search(self, text: str, *, most: int) -> list[ProductId]:
        """Keys of the articles that fit best, the best first; none for a text without letters or digits."""
        words = fold(text).split()
        if not words:
            return []
        exact = [i for i, name in enumerate(self.names) if all(word in name or word in self.codes[i] for word in words)]
        ranked = sorted(exact, key=lambda i: _rank(self.names[i], words))[:most]
        if len(ranked) < most and len("".join(words)) > 2:
            known = set(ranked)
            ranked += [i for i in self._alike(" ".join(words), most) if i not in known][: most - len(ranked)]
        return [self.ids[i] for i in ranked]

    def _alike(self, text: str, most: int) -> Sequence[int]:
        from rapidfuzz import fuzz, process

        found = process.extract(text, self.names, scorer=fuzz.token_set_ratio, limit=most, score_cutoff=60)
        if len(found) < most:
            found += process.extract(text, self.names, scorer=fuzz.WRatio, limit=most, score_cutoff=72)
        return list(dict.fromkeys(i for _name, _score, i in found))


def fold(text: str) -> str:
    """A text as names are compared: case folded, everything but letters and digits a space."""
    return " ".join("".join(x if x.isalnum() else " " for x in text.casefold()).split())


def _rank(name: str, words: Sequence[str]) -> tuple[bool, int, int, str]:
    """Names that begin so come first, then those with most words beginning so, then the shorter."""
    parts = name.split()
    begun = sum(any(part.startswith(word) for part in parts) for word in words)
    return (not name.startswith(words[0]), -begun, len(name), name)


def build(shop: Shop) -> NameIndex:
    """The index of everything that can be sold now."""
    with shop.uow.read() as u:
        rows = u.products.names()
    return NameIndex(
        tuple(i for i, _name, _codes in rows),
        tuple(fold(name) for _i, name, _codes in rows),
        tuple(codes.casefold() for _i, _name, codes in rows),
    )


def by_name(shop: Shop, index: NameIndex, text: str, *, most: int = 8) -> tuple[Found, ...]:
    """The articles that fit a typed text best, as the books have them now."""
    ids = index.search(text, most=most)
    with shop.uow.read() as u:
        known = u.products.by_ids(ids, day=today(shop, u))
    return tuple(Found(known[i], known[i].code) for i in ids if i in known)


def by_code(shop: Shop, text: str) -> tuple[Found, ...]:
    """The articles a scan can mean, each with the pack its code stands for; none, one, or several on one code."""
    with shop.uow.read() as u:
        return tuple(lookup.find(u, text, day=today(shop, u)))
