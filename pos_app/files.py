"""Writing a file so that it is there whole or not at all."""

import os
from pathlib import Path
from typing import Final

from pos_app.errors import Refused, Unavailable

_DATABASE: Final = b"SQLite format 3\0"


def ready(path: Path) -> Path:
    """The path, once its folder is known to be there and no database would be lost.

    Raises:
        Refused: `folder_missing`, `is_a_folder`, `is_a_database`.
    """
    if not path.parent.is_dir():
        raise Refused("folder_missing", path=path.parent)
    if path.is_dir():
        raise Refused("is_a_folder", path=path)
    if _begins(path) == _DATABASE:
        raise Refused("is_a_database", path=path)
    return path


def _begins(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(len(_DATABASE))
    except OSError:
        return b""


def write(path: Path, body: bytes) -> None:
    """Replaces `path` by `body`: written beside it, synced, renamed.

    Raises:
        Refused: as `ready`.
        Unavailable: `cannot_write`; what was there before is unchanged.
    """
    ready(path)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as stream:
            stream.write(body)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except OSError as problem:
        beside.unlink(missing_ok=True)
        raise Unavailable("cannot_write", path=path) from problem


def read(path: Path) -> bytes:
    """The whole of a file.

    Raises:
        Refused: `file_missing`, `is_a_folder`.
        Unavailable: `cannot_read`.
    """
    if path.is_dir():
        raise Refused("is_a_folder", path=path)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused("file_missing", path=path) from None
    except OSError as problem:
        raise Unavailable("cannot_read", path=path) from problem


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
