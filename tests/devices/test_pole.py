"""Pole displays in both languages: two lines of twenty signs, whatever a name holds."""

import pytest

from pos_app.devices import pole as poles
from pos_app.devices.pole import Speech
from pos_app.errors import Unavailable
from tests.devices.simulators import PoleSimulator, pole_on_a_wire

HOSTILE = ('KOPI "Café" ½ ™ 中文 😀', "\x1b@\x0c\x1f$\x01\x01", "A" * 50, "", "Rp 12.000\r\n")


@pytest.mark.parametrize("speech", list(Speech))
def test_both_lines_show_and_no_name_is_a_command(speech):
    pole = PoleSimulator()
    for text in HOSTILE:
        pole.take(poles.body(text, "Total", speech))
        assert pole.lines[1] == "Total".ljust(20)
        assert len(pole.lines[0]) == 20
    pole.take(poles.body('KOPI "Café"', "Rp12.000".rjust(20), speech))
    assert pole.lines == ['KOPI "Cafe"'.ljust(20), "            Rp12.000"]


def test_a_text_goes_over_the_line_and_a_pole_that_is_gone_is_said():
    with pole_on_a_wire() as (address, pole, wire):
        poles.at(address, "cd5220").show("Selamat datang", "Toko Sari")
        pole.take(wire.take())
        assert [line.strip() for line in pole.lines] == ["Selamat datang", "Toko Sari"]
    with pytest.raises(Unavailable, match="device_silent"):
        poles.at(address, "cd5220").show("a", "b")
