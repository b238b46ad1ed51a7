"""Every role of Qt's palette from the tokens, so that nothing is ever left to the system's own theme."""

from PySide6.QtGui import QColor, QPalette

from ui.theme.tokens import Tokens

_Role = QPalette.ColorRole
_Group = QPalette.ColorGroup


def palette(t: Tokens) -> QPalette:
    """The palette of one theme; disabled text keeps 4.5:1 on the surfaces it stands on."""
    made = QPalette()
    roles = {
        _Role.Window: t.background,
        _Role.WindowText: t.ink,
        _Role.Base: t.panel,
        _Role.AlternateBase: t.raised,
        _Role.Text: t.ink,
        _Role.Button: t.raised,
        _Role.ButtonText: t.ink,
        _Role.BrightText: t.on_brand,
        _Role.ToolTipBase: t.panel,
        _Role.ToolTipText: t.ink,
        _Role.PlaceholderText: t.ink_2,
        _Role.Highlight: t.selection,
        _Role.HighlightedText: t.ink,
        _Role.Accent: t.brand,
        _Role.Link: t.brand,
        _Role.LinkVisited: t.brand,
        _Role.Light: t.panel,
        _Role.Midlight: t.raised,
        _Role.Mid: t.line_2,
        _Role.Dark: t.line_2,
        _Role.Shadow: t.line_2,
    }
    for role, colour in roles.items():
        made.setColor(_Group.All, role, QColor(colour))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.HighlightedText, _Role.PlaceholderText):
        made.setColor(_Group.Disabled, role, QColor(t.ink_2))
    return made
