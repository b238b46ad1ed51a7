"""Finding articles by name or part of a code: one index in memory, the same for both engines.

Word order does not matter and typing mistakes are forgiven: names that hold every word come first, of these the ones
that sell most often; then those that hold them with the spaces put otherwise ("tehbotol"), and names with words that are
nearly those typed ("indmie grg"). The index is built once after the window shows and again after articles changed.
"""

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest, nsmallest
from itertools import accumulate
from typing import Final

from pos_app.domain.product import Found, ProductId
from pos_app.services import lookup
from pos_app.services.settings import today
from pos_app.services.shop import Shop

_NEAR: Final = 66.0
"""How alike a word must be, of 100: `grg` and `goreng` have 66.7."""
_SHORTEST: Final = 2
_LONGEST: Final = 24
"""Signs of a word that may have lost a space, and of what stands on either side of it."""
_NAMING: Final = 3
"""How much more a word that names says than a size."""
_MOST_WORDS: Final = 24
"""Words of names that are looked at for one that was typed."""
_MOST_RANKED: Final = 1000
"""Of more articles that fit, as of one letter, only those that sell most are looked at further."""
MONTHS_LOOKED_AT: Final = 3


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Folded names and pieces sold lately, in step with `ids`; `words` says in which names a word stands.

    `rows` holds name and codes of every article, a line each, and `begins` where each line begins: looking through one
    long text is what Python does fastest. `state` is that of the books' articles when it was built.
    """

    ids: tuple[ProductId, ...]
    names: tuple[str, ...]
    sold: tuple[int, ...]
    words: Mapping[str, Sequence[int]]
    rows: str
    begins: Sequence[int]
    state: tuple[object, ...] = ()

    def search(self, text: str, *, most: int) -> list[ProductId]:
        """Keys of the articles that fit best, the best first; none for a text without letters or digits."""
        words = fold(text).split()
        if not words:
            return []
        exact = self._holding(words, begun=True)
        if len(exact) < most:
            exact = self._holding(words, begun=False)
        if len(exact) > _MOST_RANKED:
            exact = nlargest(_MOST_RANKED, exact, key=self.sold.__getitem__)
        ranked = nsmallest(most, exact, key=lambda i: self._rank(i, words))
        if len(ranked) < most and len("".join(words)) > 2:
            known = set(exact)
            if (spaced := self._respaced(words)) != words:
                also = [i for i in self._holding(spaced, begun=True) if i not in known]
                ranked += nsmallest(most - len(ranked), also, key=lambda i: self._rank(i, spaced))
                known.update(also)
            ranked += [i for i in self._alike(words, most + len(known)) if i not in known][: most - len(ranked)]
        return [self.ids[i] for i in ranked]

    def _respaced(self, words: Sequence[str]) -> list[str]:
        """The words with a space more or less where the names have it so: `tehbotol` is teh botol, `nutri sari` nutrisari."""
        found: list[str] = []
        for word in words:
            if found and found[-1] + word in self.words and not (found[-1] in self.words and word in self.words):
                found[-1] += word
            else:
                found += [word] if word in self.words else self._parted(word) or [word]
        return found

    def _parted(self, word: str) -> list[str]:
        """A word as a row of words of names, the longest first; none where it is no such row."""
        if len(word) > _LONGEST:
            return []
        for end in range(len(word) - _SHORTEST, _SHORTEST - 1, -1):
            begin, rest = word[:end], word[end:]
            if begin in self.words and (behind := [rest] if rest in self.words else self._parted(rest)):
                return [begin, *behind]
        return []

    def _holding(self, words: Sequence[str], *, begun: bool) -> list[int]:
        """Articles whose name or codes hold every word, in order; with `begun` the longest must be the beginning of a word."""
        rows, begins, longest = self.rows, self.begins, max(words, key=len)
        wanted = f" {longest}" if begun else longest
        found, at = [], rows.find(wanted)
        while at >= 0:
            i = bisect_right(begins, at) - 1
            end = rows.find("\n", at)
            if len(words) == 1 or all(rows.find(word, begins[i], end) >= 0 for word in words):
                found.append(i)
            at = rows.find(wanted, end)
        return found

    def _rank(self, i: int, words: Sequence[str]) -> tuple[int, int, bool, int, str]:
        """Names with most words beginning so come first, then what sells most often, then the shorter."""
        name = self.names[i]
        spaced = f" {name}"
        return (-sum(f" {word}" in spaced for word in words), -self.sold[i], not name.startswith(words[0]), len(name), name)

    def _alike(self, words: Sequence[str], most: int) -> list[int]:
        """Names with a word near every word typed, then those with one near all but one or near half of what was typed."""
        points: dict[int, float] = defaultdict(float)
        covered: dict[int, int] = defaultdict(int)
        weight: dict[int, int] = defaultdict(int)
        whole = sum(map(_weight, words))
        for word in words:
            best: dict[int, float] = {}
            for near, score in self._near(word):
                for i in self.words[near]:
                    if score > best.get(i, 0):
                        best[i] = score
            for i, score in best.items():
                points[i] += score * _weight(word)
                covered[i] += 1
                weight[i] += _weight(word)
        least = max(1, len(words) - 1)
        fit = [i for i, count in covered.items() if count >= least or 2 * weight[i] >= whole]

        def rank(i: int) -> tuple[bool, int, int, int, str]:
            return (covered[i] < len(words), -round(points[i] / whole / 8), -self.sold[i], len(self.names[i]), self.names[i])

        return nsmallest(most, fit, key=rank)

    def _near(self, word: str) -> list[tuple[str, float]]:
        """Words of names that may be meant by one that was typed. Numbers are not mistyped: 85 is not 80."""
        from rapidfuzz import fuzz, process

        if word.isdigit():
            return [(known, 100.0) for known in self.words if known.startswith(word)]
        found = process.extract(word, self.words.keys(), scorer=fuzz.ratio, limit=_MOST_WORDS, score_cutoff=50)
        begun = [(known, 100.0) for known in self.words if known.startswith(word)] if len(word) > 1 else []
        return begun + [(known, told) for known, score, _at in found if (told := _told(word, known, score)) >= _NEAR]


def _weight(word: str) -> int:
    """How much a word says of what is meant: a size or two letters say little, as many things have the same."""
    return _NAMING if word.isalpha() and len(word) > _SHORTEST else 1


def _told(word: str, known: str, score: float) -> float:
    """A word left short keeps its first letter and the order of the rest: `grg` is goreng before it is gang.

    Nobody types twice as many letters as there are: `coklat` is not col.
    """
    if len(word) >= 2 * len(known):
        return 0
    if known[0] != word[0]:
        return score - 10
    rest = iter(known)
    return score + 15 if all(sign in rest for sign in word) else score


def fold(text: str) -> str:
    """A text as names are compared: case folded, everything but letters and digits a space."""
    return " ".join("".join(x if x.isalnum() else " " for x in text.casefold()).split())


def build(shop: Shop) -> NameIndex:
    """The index of everything that can be sold now."""
    with shop.uow.read() as u:
        state, rows = u.lists.state(), u.products.names()
        sold = u.sums.pieces_by_article(today(shop, u), months=MONTHS_LOOKED_AT)
    names = tuple(fold(name) for _i, name, _codes in rows)
    words: dict[str, list[int]] = defaultdict(list)
    for at, name in enumerate(names):
        for word in dict.fromkeys(name.split()):
            words[word].append(at)
    ids = tuple(i for i, _name, _codes in rows)
    lines = [f" {name} {_one_line(codes)}\n" for name, (_i, _name, codes) in zip(names, rows, strict=True)]
    begins = array("q", accumulate(map(len, lines[:-1]), initial=0))
    return NameIndex(ids, names, tuple(sold.get(i, 0) for i in ids), dict(words), "".join(lines), begins, state)


def is_behind(shop: Shop, index: NameIndex) -> bool:
    """Whether articles have changed since it was built: another till or the office may have added some."""
    with shop.uow.read() as u:
        return u.lists.state() != index.state


def _one_line(codes: str) -> str:
    return codes.casefold().replace("\n", " ")


def by_name(shop: Shop, index: NameIndex, text: str, *, most: int = 8) -> tuple[Found, ...]:
    """The articles that fit a typed text best, as the books have them now; those it is a code of stand first."""
    ids = index.search(text, most=most)
    with shop.uow.read() as u:
        day = today(shop, u)
        coded = [found for found in lookup.find(u, text, day=day) if found.product.sellable]
        first = {found.product.id for found in coded}
        known = u.products.by_ids(ids, day=day)
    return tuple([*coded, *(Found(known[i], known[i].code) for i in ids if i in known and i not in first)][:most])


def by_code(shop: Shop, text: str) -> tuple[Found, ...]:
    """The articles a scan can mean, each with the pack its code stands for; none, one, or several on one code."""
    with shop.uow.read() as u:
        return tuple(lookup.find(u, text, day=today(shop, u)))
