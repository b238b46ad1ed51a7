"""How far a new shop has come: what the empty till still asks for."""

from dataclasses import dataclass

from pos_app.domain.origin import State
from pos_app.services import settings
from pos_app.services.settings import today
from pos_app.services.shop import Shop
from pos_app.storage.listing import Filter


@dataclass(frozen=True, slots=True)
class Progress:
    """Whether a receipt's head has more than a name, goods are there, one has an origin, and a target is set."""

    head: bool
    goods: bool
    origins: bool
    target: bool

    @property
    def steps(self) -> tuple[bool, bool, bool, bool]:
        return self.head, self.goods, self.origins, self.target


def progress(shop: Shop) -> Progress:
    """What has been set up so far."""
    with shop.uow.read() as u:
        kept, day = settings.stored(u), today(shop, u)
        tagged = any(u.listing.count(Filter(state=state), day=day) for state in (State.DOMESTIC, State.IMPORTED))
        return Progress(
            head=bool(kept["address"] or kept["phone"]),
            goods=u.listing.count(Filter(), day=day) > 0,
            origins=tagged,
            target=bool(kept["target"]),
        )
