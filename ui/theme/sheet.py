"""The style sheet for what Qt draws itself; our own widgets paint from the tokens."""

from dataclasses import asdict
from string import Template

from ui.theme.tokens import Radius, Tokens

_SHEET = Template(
    """
QWidget { color: $ink; }
QMainWindow, QDialog { background: $background; }
QToolTip { background: $panel; color: $ink; border: 1px solid $line_2; padding: 6px 8px; }
QLabel { background: transparent; }
QLabel[ink="ink"] { color: $ink; }
QLabel[ink="ink_2"] { color: $ink_2; }
QLabel[ink="brand"] { color: $brand; }
QLabel[ink="on_brand"] { color: $on_brand; }
QLabel[ink="domestic"] { color: $domestic; }
QLabel[ink="unknown"] { color: $unknown; }
QLabel[ink="warning"] { color: $warning; }
QLabel[ink="ok"] { color: $ok; }
QLabel:disabled { color: $ink_2; }

QFrame[surface="panel"] { background: $panel; border: none; }
QFrame[surface="background"] { background: $background; border: none; }
QFrame[surface="raised"] { background: $raised; border: none; }
QFrame[surface="card"] { background: $panel; border: 1px solid $line; border-radius: ${card}px; }
QFrame[surface="card-raised"] { background: $raised; border: 1px solid $line; border-radius: ${card}px; }
QFrame[surface="popup"] { background: $panel; border: 1px solid $line_2; border-radius: ${card}px; }
QFrame[surface="brand"] { background: $brand_soft; border: none; border-radius: ${card}px; }
QFrame[surface="domestic"] { background: $domestic_soft; border: 1px solid $domestic; border-radius: ${card}px; }
QFrame[surface="outlined"] { background: $panel; border: 1px solid $domestic; border-radius: ${card}px; }
QFrame[surface="unknown"] { background: $unknown_soft; border: 1px solid $unknown; border-radius: ${card}px; }
QFrame[surface="warning"] { background: $warning_soft; border: 1px solid $warning; border-radius: ${card}px; }
QFrame[surface="dashed"] { background: transparent; border: 1px dashed $line_2; border-radius: ${card}px; }
QFrame[surface="rail"] { background: $panel; border: none; border-right: 1px solid $line; }
QFrame[surface="top"] { background: $panel; border: none; border-bottom: 1px solid $line; }
QFrame[surface="line"] { background: transparent; border: none; border-bottom: 1px solid $line; }
QFrame[surface="foot"] { background: $panel; border: none; border-top: 1px solid $line; }
QFrame[surface="side"] { background: $panel; border: none; border-left: 1px solid $line; }
QFrame[surface="rule"] { background: $line; border: none; }

QLineEdit, QPlainTextEdit, QTextEdit, QDateEdit, QComboBox, QSpinBox {
    background: $panel; color: $ink; border: 1px solid $line_2; border-radius: ${button}px; padding: 0 12px; min-height: 42px;
    selection-background-color: $focus; selection-color: $panel; placeholder-text-color: $ink_2;
}
QComboBox:!editable { padding: 0 4px 0 14px; }
QComboBox:!editable:focus { padding: 0 3px 0 13px; }
QPlainTextEdit, QTextEdit { padding: 8px 12px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QDateEdit:focus, QComboBox:focus, QSpinBox:focus {
    border: 2px solid $focus; padding: 0 11px; min-height: 40px;
}
QPlainTextEdit:focus, QTextEdit:focus { padding: 7px 11px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QDateEdit:disabled, QComboBox:disabled, QSpinBox:disabled {
    background: $raised; color: $ink_2; border-color: $line;
}
QLineEdit[wrong="true"] { border: 2px solid $warning; padding: 0 11px; min-height: 40px; }
QLineEdit[bare="true"] { border: none; background: transparent; padding: 0; min-height: 0; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView {
    background: $panel; color: $ink; border: 1px solid $line_2; selection-background-color: $selection; selection-color: $ink;
    outline: none; padding: 4px;
}

QAbstractItemView {
    background: $panel; alternate-background-color: $raised; color: $ink; border: none; outline: none;
    selection-background-color: $selection; selection-color: $ink; gridline-color: $line;
}
QHeaderView { background: $panel; border: none; }
QHeaderView::section {
    background: $panel; color: $ink_2; border: none; border-bottom: 1px solid $line; padding: 0 5px; font-weight: 600;
}
QTableCornerButton::section { background: $panel; border: none; }

QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[transparent="true"] { background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: $line_2; border-radius: 4px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: $ink_3; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
    background: none; border: none; width: 0; height: 0;
}

QMenu { background: $panel; color: $ink; border: 1px solid $line_2; padding: 6px; }
QMenu::item { padding: 8px 20px; border-radius: ${key}px; }
QMenu::item:selected { background: $selection; color: $ink; }
QMenu::item:disabled { color: $ink_2; }
QMenu::separator { height: 1px; background: $line; margin: 6px; }

QPushButton, QToolButton {
    background: $raised; color: $ink; border: 1px solid $line; border-radius: ${button}px; padding: 0 14px; min-height: 38px;
    font-weight: 600;
}
QPushButton:hover, QToolButton:hover { border-color: $line_2; }
QPushButton:focus, QToolButton:focus { border: 2px solid $focus; padding: 0 13px; min-height: 36px; }
QPushButton:disabled, QToolButton:disabled { color: $ink_2; background: transparent; }

QProgressBar { background: $line; border: none; border-radius: 4px; height: 8px; text-align: center; color: $ink; }
QProgressBar::chunk { background: $brand; border-radius: 4px; }
"""
)


def sheet(t: Tokens) -> str:
    """The style sheet of one theme."""
    named = {k: v for k, v in asdict(t).items() if isinstance(v, str)}
    return _SHEET.substitute(named, card=Radius.CARD, button=Radius.BUTTON, key=Radius.KEY)
