"""Who does something, and where: stands on every document, move and audit row."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """Until people have PINs, the built-in owner; `till` is the till's name, drawn into its receipt numbers.

    `allowed_by` is the owner whose PIN allows this person one thing that only an owner may do; empty otherwise.
    """

    person: str
    till: str = "T1"
    allowed_by: str = ""
