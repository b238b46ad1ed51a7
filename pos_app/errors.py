"""Two kinds of no: the person can mend a `Refused`; the world failed in an `Unavailable`.

Everything else that is raised is a defect of the program. Codes are stable; `pos_app.texts.sentence`
turns a code and its fields into the one sentence that the window, the command line and the log share.
"""


class _Said(Exception):
    """An error with a stable code and the fields its sentence needs."""

    def __init__(self, code: str, /, **fields: object) -> None:
        super().__init__(code, fields)
        self.code = code
        self.fields = fields

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self.fields.items())
        return f"{self.code}({told})"


class Refused(_Said):
    """The shop says no and nothing has been written: `Refused("tender_short", missing_idr=2_000)`."""


class Unavailable(_Said):
    """The world failed (disk full, printer off, server gone): `Unavailable("disk_full")`."""
