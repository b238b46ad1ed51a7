"""What stands beside the till: the scale, the pole display and the serial scanner of this machine."""

from typing import TYPE_CHECKING, Final

from pos_app import texts
from pos_app.errors import Refused
from pos_app.services import pole_lines
from pos_app.texts import gettext as _

if TYPE_CHECKING:
    from pos_app.devices.pole import Pole
    from pos_app.devices.scale import Scale
    from pos_app.devices.scanner import SerialScanner
    from pos_app.domain.quantity import Milli
    from pos_app.domain.shop import ShopCard

LINES: Final = ("scale", "pole", "scanner")
"""Settings of the machine that hold the address of a line."""


def check_line(name: str, address: str) -> None:
    """Refuses an address that is none; an empty one means that there is no such device.

    Raises:
        Refused: `not_a_device_line`.
    """
    if name in LINES and address:
        from pos_app.devices import line

        line.check(address)


def scale(address: str) -> "Scale":
    """The scale this machine is set to.

    Raises:
        Refused: `not_a_device_line`; `no_scale_set`, where the address is empty.
    """
    from pos_app.devices import scale as scales

    if not address:
        raise Refused("no_scale_set")
    return scales.at(address)


def weigh(on: "Scale") -> "Milli":
    """The weight of what rests on the scale, in thousandths of a kilogram.

    Raises:
        Refused: `load_moves`, `load_too_heavy`, `load_below_zero`, `scale_not_at_zero`, `scale_empty`.
        Unavailable: `device_silent`, `scale_unclear`.
    """
    from pos_app.devices.scale import Load

    reading = on.read()
    if reading.weight_milli is None:
        refusals = {
            Load.MOVES: "load_moves",
            Load.TOO_HEAVY: "load_too_heavy",
            Load.BELOW_ZERO: "load_below_zero",
            Load.NOT_AT_ZERO: "scale_not_at_zero",
        }
        raise Refused(refusals.get(reading.load, "scale_empty"))
    return reading.weight_milli


def pole(address: str, speech: str) -> "Pole":
    """The pole display this machine is set to.

    Raises:
        Refused: `not_a_device_line`; `no_pole_set`, where the address is empty.
    """
    from pos_app.devices import pole as poles

    if not address:
        raise Refused("no_pole_set")
    return poles.at(address, speech)


def greet(on: "Pole", card: "ShopCard") -> None:
    """Shows what a pole display shows while nobody buys.

    Raises:
        Unavailable: `device_silent`.
    """
    with texts.speaking(card.language):
        on.show(*pole_lines.greeting(card.name, _("Welcome")))


def scanner(address: str) -> "SerialScanner":
    """The serial scanner this machine is set to.

    Raises:
        Refused: `not_a_device_line`.
    """
    from pos_app.devices import scanner as scanners

    return scanners.at(address)
