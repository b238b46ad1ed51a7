"""The log: a file in the user's log folder, never the terminal, and no customer's data in it."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path


def to_file(folder: Path) -> None:
    """Sends the program's log to `folder`; where it cannot be written there is simply no log."""
    logging.raiseExceptions = False  # a full disk must not print a traceback over the answer
    root = logging.getLogger()
    if any(isinstance(handler, RotatingFileHandler) for handler in root.handlers):
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(folder / "pos-app.log", maxBytes=1_000_000, backupCount=5, encoding="utf-8", delay=True)
    except OSError:
        root.addHandler(logging.NullHandler())
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root.addHandler(handler)
    root.setLevel(logging.INFO)
