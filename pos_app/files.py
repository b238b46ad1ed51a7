"""Writing a file so that it is there whole or not at all."""

import os
from pathlib import Path

from pos_app.errors import Refused, Unavailable


def ready(path: Path) -> Path:
    """The path, once its folder is known to be there.

    Raises:
        Refused: `folder_missing`, `is_a_folder`.
    """
    if not path.parent.is_dir():
        raise Refused("folder_missing", path=path.parent)
    if path.is_dir():
        raise Refused("is_a_folder", path=path)
    return path


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
