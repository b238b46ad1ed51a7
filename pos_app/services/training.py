"""Training on a copy of the shop: everything works as in the shop, nothing comes into its books, every paper says so.

The copy says itself that it is one, so that it stays marked however it is opened.
"""

from pathlib import Path
from typing import Final

from pos_app.domain import qris
from pos_app.domain.shop import TRAINING_NAME
from pos_app.errors import Refused
from pos_app.services import seals
from pos_app.services.settings import TRAINING, is_training
from pos_app.services.shop import Shop
from pos_app.storage.uow import Transaction

_CODE: Final = "00020101021126290014ID.LATIHAN.WWW0107LATIHAN5204541153033605802ID5907LATIHAN6007LATIHAN6304"
"""A QRIS that belongs to no bank: a customer who pays it by mistake pays nobody."""


def copy(shop: Shop, place: Path) -> None:
    """Writes the shop's books as they stand into a new file.

    Raises:
        Unavailable: the disk or the server failed.
    """
    shop.uow.copy(place)


def mark(copied: Shop) -> None:
    """Makes a copy a shop for training: another identity, its name says so, and nothing of the real day is left hanging in it."""
    private, public = seals.new_keys()
    with copied.uow.write() as u:
        kept = u.books.settings()
        u.books.set_identity(uid=copied.new_uid(), private_key=private, public_key=public)
        code = qris.read(_CODE + qris.checksum(_CODE)).payload if kept.get("qris") else ""
        u.books.set_settings({TRAINING: "yes", "name": TRAINING_NAME + kept["name"], "qris": code})
        u.books.forget_baskets()
        u.print_jobs.give_up_all(at=copied.clock())
        u.commit()


def refuse(u: Transaction) -> None:
    """Refuses what leaves the shop and is taken for its word elsewhere.

    Raises:
        Refused: `not_in_training`.
    """
    if is_training(u):
        raise Refused("not_in_training")
