"""The shop, with a screen.

PySide6 6.12 hands out `True` from every `Signal.emit` without owning a reference to it, so that some hundred emits
free it and the interpreter ends ("bool_dealloc: deallocating True or False"). Until the fault is gone upstream, `True`
is given more references than a till can use up; from Python 3.12 on it is immortal anyway.
"""

import sys

if sys.version_info < (3, 12):
    import ctypes

    ctypes.c_ssize_t.from_address(id(True)).value += 1 << 40
