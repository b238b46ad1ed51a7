"""Tills by name: on a server two machines must not number their receipts under one name."""

from collections.abc import Callable

from pos_app.errors import Refused
from pos_app.services.shop import Shop
from pos_app.storage.engine import is_server


def claim(shop: Shop, till: str, machine: Callable[[], str]) -> None:
    """Binds a till's name to the machine that asks for it first; `machine` tells its id, and is asked on a server only.

    Raises:
        Refused: `till_taken` by another machine.
    """
    if not is_server(shop.place):
        return
    asking = machine()
    with shop.uow.read() as u:
        bound = u.books.machine_of(till)
    if bound is None:
        with shop.uow.write() as u:
            bound = u.books.machine_of(till, lock=True)
            if bound is None:
                u.books.bind_till(till, asking)
                u.commit()
                return
    if bound != asking:
        raise Refused("till_taken", till=till)
