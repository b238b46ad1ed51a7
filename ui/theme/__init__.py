"""One design system: tokens, palette, style sheet, fonts and icons, all from `tokens.py`.

`apply` may be called while windows are open: what is painted asks `tokens()` each time, and Qt repaints the rest.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ui.theme import fonts, icons
from ui.theme.density import reach, set_touch, touched
from ui.theme.fonts import font
from ui.theme.palette import palette
from ui.theme.sheet import sheet
from ui.theme.tokens import DARK, LIGHT, THEMES, Radius, Row, Size, ThemeName, Tokens, Weight

_current: list[Tokens] = [LIGHT]


def tokens() -> Tokens:
    """The colours that are showing now."""
    return _current[0]


def apply(app: QApplication, name: ThemeName) -> None:
    """Show every window of the program in a theme, now."""
    chosen = THEMES[name]
    _current[0] = chosen
    fonts.load()
    if not app.styleSheet():  # a style sheet hides the name of the style below it, and setting that anew dresses everything twice
        app.setStyle("Fusion")
    app.styleHints().setColorScheme(Qt.ColorScheme.Dark if name == "dark" else Qt.ColorScheme.Light)
    app.setFont(font())
    app.setPalette(palette(chosen))
    app.setStyleSheet(sheet(chosen))


def system_theme(app: QApplication) -> ThemeName:
    """What the system shows its own windows in."""
    return "dark" if app.styleHints().colorScheme() is Qt.ColorScheme.Dark else "light"


__all__ = [
    "DARK",
    "LIGHT",
    "THEMES",
    "Radius",
    "Row",
    "Size",
    "ThemeName",
    "Tokens",
    "Weight",
    "apply",
    "font",
    "fonts",
    "icons",
    "reach",
    "set_touch",
    "system_theme",
    "tokens",
    "touched",
]
