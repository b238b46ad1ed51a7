"""What small windows still say in whole words: signs, tiles, controls beside each other."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from pos_app import texts
from pos_app.domain.origin import State
from ui import theme
from ui.panels.state_tiles import StateTiles
from ui.widgets.badge import Mark, bare_width
from ui.widgets.buttons import Button
from ui.widgets.choice import Choice
from ui.widgets.share_bar import ShareLegend
from ui.widgets.wrapped import Wrapped

_SMALL_TILL = 287
_SMALL_PANEL = 305
"""The room beside the lists of a window of 911 by 512."""


@pytest.fixture(params=["id", "en"])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    theme.fonts.load()
    with texts.speaking(request.param):
        yield request.param


@pytest.mark.usefixtures("language")
def test_origins_are_said_whole_in_a_small_window() -> None:
    tiles, legend = StateTiles(), ShareLegend()
    assert tiles.minimumSizeHint().width() <= _SMALL_PANEL
    tiles.resize(tiles.minimumSizeHint())
    tiles.show()
    for tile in tiles._tiles.values():
        assert tile.width() >= bare_width(Mark(tile.state, tile.text())) + 8
    legend.show_values({State.DOMESTIC: 824, State.IMPORTED: 129, State.UNKNOWN: 47})
    legend.resize(_SMALL_TILL, 17)
    legend.show()
    image = legend.grab().toImage()
    ground = image.pixelColor(0, 0)
    assert any(image.pixelColor(x, y) != ground for x in range(200, image.width()) for y in range(image.height())), (
        "the third part is named"
    )


def test_controls_of_unlike_height_stand_on_one_line(qapp: QApplication) -> None:
    button, choice = Button("Kosongkan", height=40), Choice(low=True)
    box = Wrapped((button, choice), gap=8)
    box.resize(600, 60)
    box.arrange()
    assert button.height() != choice.height()
    assert abs(button.geometry().center().y() - choice.geometry().center().y()) <= 1
