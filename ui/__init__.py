"""The shop, with a screen.

PySide6 6.12 gives `True` out of every `Signal.emit`, and `None` out of some calls, without owning a reference to them:
after some hundred emits they are freed and the interpreter ends ("bool_dealloc: deallocating True or False"). Until
the fault is gone upstream these three are given more references than a till can use up; from Python 3.12 on they are
immortal anyway.
"""

import sys

if sys.version_info < (3, 12):
    import ctypes

    for _lasting in (True, False, None):
        ctypes.c_ssize_t.from_address(id(_lasting)).value += 1 << 40
