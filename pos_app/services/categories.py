"""The tree of categories: renamed and moved with everything beneath, merged where the new name is there already."""

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
    """Every category that has articles in or beneath it, parents before what they hold."""
    with shop.uow.read() as u:
        counted = u.listing.categories()
    paths: set[str] = set()
    for path in counted:
        levels = path.split(" > ")
        paths |= {" > ".join(levels[: n + 1]) for n in range(len(levels))}
    ordered = sorted(paths, key=lambda path: [level.casefold() for level in path.split(" > ")])
    return tuple(Branch(x, counted.get(x, 0), sum(n for path, n in counted.items() if is_within(path, x))) for x in ordered)


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
