"""Opens a shop: settings, database, clock and uids become one `Shop`. Only the faces call it."""

import contextlib
import secrets
import shutil
import tempfile
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pos_app.services import settings
from pos_app.services.shop import Shop
from pos_app.storage import engine, schema
from pos_app.storage.books import Books
from pos_app.storage.uow import UnitOfWork

_TRAINING: Final = "pos-app-training-"
_FORGOTTEN_S: Final = 12 * 3600
Clock = Callable[[], datetime]
NewUid = Callable[[], str]


def now() -> datetime:
    """The machine's time, in UTC, to the millisecond the books keep."""
    at = datetime.now(UTC)
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def new_uid() -> str:
    """A UUIDv7: sorted by time of making, never twice (RFC 9562)."""
    stamp = time.time_ns() // 1_000_000
    value = (stamp << 80) | (0x7 << 76) | (secrets.randbits(12) << 64) | (0b10 << 62) | secrets.randbits(62)
    return str(uuid.UUID(int=value))


def init(place: str, *, name: str, clock: Clock = now, new_uid: NewUid = new_uid, **given: str) -> Shop:
    """Makes a new shop in an empty place and opens it.

    Raises:
        Refused: `shop_exists`, `not_a_shop_database`, or why a setting cannot be; nothing is left behind.
        Unavailable: the disk or the server failed.
    """
    from pos_app.services import seals  # the cryptography behind it takes a while, and only a new shop needs it

    values = settings.initial(name, **given)
    private, public = seals.new_keys()
    schema.make(
        place,
        lambda connection: Books(connection).found(uid=new_uid(), private_key=private, public_key=public, at=clock(), settings=values),
    )
    return Shop(UnitOfWork(engine.connect(place), place), clock, new_uid, place)


def open_shop(place: str, *, clock: Clock = now, new_uid: NewUid = new_uid) -> Shop:
    """Opens the shop in `place`, bringing an older database to this release after a backup.

    Raises:
        Refused: `database_missing`, `not_a_shop_database`, `database_newer`.
        Unavailable: it cannot be read.
    """
    if not engine.is_server(place):
        engine.identify(place)
    opened = engine.connect(place)

    def back_up(version: str) -> None:
        from pos_app.storage import backup

        backup.before_upgrade(opened, place, version=version, at=clock())

    try:
        schema.ensure_current(opened, place, back_up)
    except BaseException:
        opened.dispose()
        raise
    return Shop(UnitOfWork(opened, place), clock, new_uid, place)


def training_shop(shop: Shop) -> Shop:
    """A copy of the shop to learn on, in a folder of its own among the temporary files; `leave_training` removes it.

    Raises:
        Unavailable: the disk or the server failed; nothing is left behind.
    """
    from pos_app.services import training

    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=_TRAINING))
    try:
        training.copy(shop, folder / "latihan.db")
        copied = open_shop(str(folder / "latihan.db"), clock=shop.clock, new_uid=shop.new_uid)
        training.mark(copied)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return copied


def leave_training(copied: Shop) -> None:
    """Removes the copy, with the papers made in it."""
    copied.close()
    shutil.rmtree(Path(copied.place).parent, ignore_errors=True)


def _sweep() -> None:
    """Removes copies that a crash has left behind, once nobody can be learning on them any more."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_TRAINING}*"):
        with contextlib.suppress(OSError):
            if time.time() - folder.stat().st_mtime > _FORGOTTEN_S:
                shutil.rmtree(folder, ignore_errors=True)


def demo_shop(*, clock: Clock = now, new_uid: NewUid = new_uid) -> Shop:
    """A throw-away shop to try everything, in a folder of its own among the temporary files."""
    from pos_app.services import demo

    place = str(Path(tempfile.mkdtemp(prefix="pos-app-demo-")) / "toko.db")
    shop = init(place, name=demo.NAME, zone="Asia/Makassar", regency="6474", clock=clock, new_uid=new_uid)
    demo.fill(shop, months=2)
    return shop
