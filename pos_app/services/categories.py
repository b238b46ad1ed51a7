"""The tree of categories: made, renamed and moved with everything beneath, merged, taken away while empty."""

from dataclasses import dataclass

from pos_app.domain.actor import Actor
from pos_app.domain.category import category_path, is_within, moved
from pos_app.errors import Refused
from pos_app.services.shop import Changes, Shop


@dataclass(frozen=True, slots=True)
class Branch:
    """A category with how many articles stand in it, and how many in it and beneath."""

    path: str
    own: int
    articles: int


def tree(shop: Shop) -> tuple[Branch, ...]:
    """Every category with those above it, parents before what they hold."""
    with shop.uow.read() as u:
        counted, named = u.listing.categories(), u.products.category_names()
    paths: set[str] = {""} if counted.get("") else set()
    for path in named:
        levels = path.split(" > ")
        paths |= {" > ".join(levels[: n + 1]) for n in range(len(levels))}
    ordered = sorted(paths, key=lambda path: [level.casefold() for level in path.split(" > ")])
    return tuple(Branch(x, counted.get(x, 0), sum(n for path, n in counted.items() if is_within(path, x))) for x in ordered)


def add(shop: Shop, actor: Actor, name: str) -> Changes:
    """A new category, which may stand in another: `Sembako > Beras`.

    Raises:
        Refused: `category_missing`, `category_known`.
    """
    path = category_path(name)
    if not path:
        raise Refused("category_missing")
    with shop.uow.write() as u:
        if path in u.products.category_names():
            raise Refused("category_known", name=path)
        u.products.category_id(path)
        u.books.audit(at=shop.clock(), actor=actor, event="category_added", subject=path)
        u.commit()
    return Changes(products=True)


def drop(shop: Shop, actor: Actor, name: str) -> Changes:
    """Takes away a category, and those beneath it, that nothing stands in.

    Raises:
        Refused: `unknown_category`, `category_in_use`.
    """
    path = category_path(name)
    with shop.uow.write() as u:
        mine = [x for x in u.products.category_names() if is_within(x, path)]
        if not path or not mine:
            raise Refused("unknown_category", name=name)
        for one in mine:
            if not u.products.drop_category(one):
                raise Refused("category_in_use", name=one)
        u.books.audit(at=shop.clock(), actor=actor, event="category_dropped", subject=path)
        u.commit()
    return Changes(products=True)


def rename(shop: Shop, actor: Actor, name: str, to: str) -> tuple[int, Changes]:
    """Gives a category another name or another parent (`Sembako > Beras`); how many categories moved with it.

    Lines that were sold keep the category they were sold in.

    Raises:
        Refused: `unknown_category`, `category_missing`, `category_within_itself`.
    """
    old, new = category_path(name), category_path(to)
    if not old or not new:
        raise Refused("category_missing")
    if new != old and is_within(new, old):
        raise Refused("category_within_itself", name=old)
    with shop.uow.write() as u:
        paths = [path for path in u.products.category_names() if is_within(path, old)]
        if not paths:
            raise Refused("unknown_category", name=old)
        if new != old:
            for path in paths:
                u.products.rename_category(path, moved(path, old, new))
            u.books.audit(at=shop.clock(), actor=actor, event="category_renamed", subject=old, to=new)
        u.commit()
    return len(paths), Changes(products=True)
