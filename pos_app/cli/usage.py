"""What argparse says of its own accord, in the language of everything else.

It looks its sentences up by a `_` and an `ngettext` of its own module, which ask for the language of the system.
"""

import argparse
from typing import Final

from pos_app import texts
from pos_app.sentences import N_

ITS_OWN: Final = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("not allowed with argument %s"),
    N_("one of the arguments %s is required"),
    N_("ignored explicit argument %r"),
)
_LAST_KEY: Final = 2**63 - 1


def key(text: str) -> int:
    """The number of a row in a list; more signs than a database counts with are no number of anything.

    Raises:
        ValueError: as argparse wants it.
    """
    number = int(text)
    if abs(number) > _LAST_KEY:
        raise ValueError(text)
    return number


def speak() -> None:
    """From here on argparse speaks the program's language."""
    vars(argparse).update(_=texts.gettext, ngettext=texts.ngettext)
