"""Who does something, and where: stands on every document, move and audit row."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """Until people have PINs, the built-in owner; `till` is the till's name, drawn into its receipt numbers."""

    person: str
    till: str = "T1"
