"""Writing a file so that it is there whole or not at all; a printer's device is written to as it is."""

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

from pos_app.errors import Refused, Unavailable

_DATABASE: Final = b"SQLite format 3\0"


def ready(path: Path) -> Path:
    """The path, once its folder is known to be there and no database would be lost.

    Raises:
        Refused: `folder_missing`, `is_a_folder`, `is_no_file`, `is_a_database`.
    """
    if not os.path.isdir(path.parent):  # unlike Path's, it never raises, whatever the name and the rights
        raise Refused("folder_missing", path=path.parent)
    kind = _kind(path)
    if stat.S_ISDIR(kind):
        raise Refused("is_a_folder", path=path)
    if kind and not stat.S_ISREG(kind) and not stat.S_ISCHR(kind):
        raise Refused("is_no_file", path=path)
    if stat.S_ISREG(kind) and _is_database(path):
        raise Refused("is_a_database", path=path)
    return path


def is_device(path: Path) -> bool:
    """Whether a slip printer or the like stands behind the path: such is written to, never replaced by a file."""
    return stat.S_ISCHR(_kind(path))


def _kind(path: Path) -> int:
    """What stands behind a path, as `stat` knows it; 0 for nothing, or nothing that can be seen."""
    try:
        return path.stat().st_mode
    except OSError:
        return 0


def _is_database(path: Path) -> bool:
    """Whether a file is a SQLite database; one that is stays open.

    It may be this program's own shop, and closing any handle to a file drops all the locks a process has on it:
    another program would then take itself for the last one, and clear away the log of sales just made.
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except OSError:
        return False
    if os.read(handle, len(_DATABASE)) == _DATABASE:
        return True
    os.close(handle)
    return False


def write(path: Path, body: bytes) -> None:
    """Replaces `path` by `body`: written beside it, synced, renamed. A device is given the bytes as they are.

    Raises:
        Refused: as `ready`.
        Unavailable: `cannot_write`; what was there before is unchanged.
    """
    ready(path)
    if is_device(path):
        try:
            path.write_bytes(body)
        except OSError as problem:
            raise Unavailable("cannot_write", path=path) from problem
        return
    path = Path(os.path.realpath(path))  # a link goes on pointing where it did
    beside = path.with_name(f".{path.name[:40]}.{os.getpid()}.part")
    try:
        with beside.open("wb") as stream:
            stream.write(body)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
        sync_folder(path.parent)
    except OSError as problem:
        with suppress(OSError):
            beside.unlink()
        raise Unavailable("cannot_write", path=path) from problem


def publish(beside: Path, path: Path) -> None:
    """Gives a finished and synced file its name, unless that is taken.

    Raises:
        FileExistsError: there is something of that name; `beside` is where it was.
        OSError: the disk failed.
    """
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:  # a disk without second names for a file, as a stick has
        if path.exists():
            raise FileExistsError(path) from None
        beside.rename(path)
    else:
        beside.unlink()
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Makes new names in a folder survive a power cut, where the system can."""
    if os.name == "nt":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def read(path: Path) -> bytes:
    """The whole of a file.

    Raises:
        Refused: `file_missing`, `is_a_folder`, `is_no_file` for a device, which may never end.
        Unavailable: `cannot_read`.
    """
    if stat.S_ISDIR(_kind(path)):
        raise Refused("is_a_folder", path=path)
    if is_device(path):
        raise Refused("is_no_file", path=path)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused("file_missing", path=path) from None
    except OSError as problem:
        raise Unavailable("cannot_read", path=path) from problem


def make_folders(folder: Path) -> list[Path]:
    """Makes a folder with all above it; those that were not there, the innermost first.

    Raises:
        Unavailable: `cannot_write`; none is left behind.
    """
    new = [path for path in (folder, *folder.parents) if not os.path.exists(path)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        unmake_folders(new)
        raise Unavailable("cannot_write", path=folder) from problem
    return new


def unmake_folders(folders: list[Path]) -> None:
    """Removes folders that `make_folders` made, as far as they are empty."""
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def new_folder(path: Path) -> None:
    """Makes a folder that is not there yet, or is empty.

    Raises:
        Refused: `folder_taken`.
        Unavailable: `cannot_write`.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        taken = any(path.iterdir())
    except OSError as problem:
        raise Unavailable("cannot_write", path=path) from problem
    if taken:
        raise Refused("folder_taken", path=path)
