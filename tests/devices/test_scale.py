"""The scale on its line: what rests has a weight, everything else is said."""

import pytest

from pos_app.devices import scale as scales
from pos_app.devices.scale import Load, Reading, understood
from pos_app.errors import Refused, Unavailable
from tests.devices.simulators import ScaleSimulator


@pytest.mark.parametrize(
    ("answer", "reading"),
    [
        (b"\x02  0.735\r", Reading(Load.RESTS, 735)),
        (b"\x02 12.5N\r", Reading(Load.RESTS, 12_500)),
        (b"\x0200,250\r", Reading(Load.RESTS, 250)),
        (b"\x02  0.000\r", Reading(Load.EMPTY)),
        (b"\x02- 0.120\r", Reading(Load.BELOW_ZERO)),
        (b"\x02?\x41\r", Reading(Load.MOVES)),
        (b"\x02?\x43\r", Reading(Load.MOVES)),
        (b"\x02?\x42\r", Reading(Load.TOO_HEAVY)),
        (b"\x02?\x44\r", Reading(Load.BELOW_ZERO)),
        (b"\x02?\x48\r", Reading(Load.NOT_AT_ZERO)),
        (b"\x02?\x50\r", Reading(Load.EMPTY)),
        (b"noise\x02  1.000\r", Reading(Load.RESTS, 1000)),
        (b"\x02 0.7355\r", None),
        (b"\x02?\r", None),
        (b"0.735\r", None),
        (b"", None),
    ],
)
def test_an_answer_is_a_resting_weight_or_says_why_there_is_none(answer, reading):
    assert understood(answer) == reading


def test_a_scale_is_asked_over_its_line_and_may_be_unplugged(monkeypatch):
    monkeypatch.setattr(scales, "PATIENCE_S", 0.1)
    scale = ScaleSimulator()
    asked = scales.at(scale.address)
    scale.lay(735)
    assert asked.read() == Reading(Load.RESTS, 735)
    scale.status(1)
    assert asked.read().load is Load.MOVES
    scale.say(b"\x02 what\r")
    with pytest.raises(Unavailable, match="scale_unclear"):
        asked.read()
    scale.say(b"")
    with pytest.raises(Unavailable, match="device_silent"):
        asked.read()
    scale.unplug()
    with pytest.raises(Unavailable, match="device_silent"):
        asked.read()


@pytest.mark.parametrize("address", ["", "COM3", "serial:", "usb:1234:5678", "tcp:host", "serial:/dev/ttyS0:fast"])
def test_what_is_no_line_is_refused(address):
    with pytest.raises(Refused, match="not_a_device_line"):
        scales.at(address)
