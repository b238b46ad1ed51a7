"""A scanner wired as a keyboard, on a display: all keys of a code in one piece, however busy the machine that tests."""

import ctypes

_SHIFT = 0xFFE1
_RETURN = 0xFF0D


class Wedge:
    """Keys are handed to the server in one write, so that it is the server's clock alone that times them."""

    def __init__(self, display: str) -> None:
        self._x, self._test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(display.encode()))
        assert self._display, f"no display {display}"

    def close(self) -> None:
        """Let the display go; once is enough, and the library dies of a second time."""
        if self._display:
            self._x.XCloseDisplay(self._display)
            self._display = ctypes.c_void_p()

    def scan(self, code: str) -> None:
        for sign in code:
            if sign.isupper():
                self._key(_SHIFT, down=True)
            self._strike(ord(sign.lower()))
            if sign.isupper():
                self._key(_SHIFT, down=False)
        self._strike(_RETURN)
        self._x.XSync(self._display, 0)

    def _strike(self, sign: int) -> None:
        self._key(sign, down=True)
        self._key(sign, down=False)

    def _key(self, sign: int, *, down: bool) -> None:
        code = self._x.XKeysymToKeycode(self._display, ctypes.c_ulong(sign))
        assert self._test.XTestFakeKeyEvent(self._display, code, int(down), ctypes.c_ulong(0)), sign
