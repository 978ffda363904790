"""Our style sheet and the second weight of the font: everything that can wait until after the first paint."""

from string import Template

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tvet_desktop.shared.paths import RESOURCES
from ui import theme

_SHEET = Template("""
QWidget { outline: none; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: 16pt; font-weight: 600; }
QLabel[role="heading"] { font-size: 12pt; font-weight: 600; }
QLabel[role="label"] { font-weight: 600; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="error"] { color: $bad; }
QLabel[role="code"] { font-size: 15pt; font-weight: 600; background: $surface; border: 1px solid $strong_border;
  border-radius: 4px; padding: 12px 16px; }

QPushButton { background: $surface; color: $text; border: 1px solid $strong_border; border-radius: 4px;
  padding: 5px 14px; min-height: 18px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $accent_soft; }
QPushButton:focus { border: 2px solid $accent; padding: 4px 13px; }
QPushButton:disabled { color: $strong_border; border-color: $border; background: $window; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[role="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="primary"]:focus { border: 2px solid $text; }
QPushButton[role="primary"]:disabled { background: $border; border-color: $border; color: $muted; }
QPushButton[role="quiet"] { background: transparent; border-color: transparent; color: $accent; padding: 5px 3px; }
QPushButton[role="quiet"]:hover { background: $hover; }
QPushButton[role="quiet"]:checked { background: $accent_soft; color: $on_accent_soft; font-weight: 600; }
QPushButton[role="quiet"]:focus { border: 2px solid $accent; padding: 4px 2px; }
QPushButton[role="quiet"]:disabled { color: $strong_border; }
QPushButton[role="choice"]:checked { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[role="choice"]:checked:focus { border: 2px solid $text; }
QPushButton[role="link"] { background: transparent; border: 1px solid transparent; color: $accent; padding: 0 4px;
  min-height: 20px; }
QPushButton[role="link"]:hover { background: $hover; text-decoration: underline; }
QPushButton[role="link"]:focus { border: 1px solid $accent; padding: 0 4px; }
QPushButton[role="status"] { background: transparent; border: 1px solid transparent; color: $muted; padding: 2px 8px;
  min-height: 16px; }
QPushButton#savedWord { text-align: left; }
QPushButton[role="status"]:hover { background: $hover; color: $text; }
QPushButton[role="status"]:focus { border: 1px solid $accent; color: $text; }
QPushButton[role="task"] { border: 1px solid $border; border-radius: 6px; padding: 0; text-align: left; }
QPushButton[role="task"]:hover { background: $hover; }
QPushButton[role="task"]:focus { border: 2px solid $accent; padding: 0; }
QPushButton::menu-indicator { width: 0; }

QLineEdit, QPlainTextEdit, QComboBox { background: $surface; color: $text; border: 1px solid $strong_border;
  border-radius: 4px; padding: 4px 8px; selection-background-color: $accent_soft;
  selection-color: $on_accent_soft; }
QLineEdit, QComboBox { min-height: 20px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus { border: 2px solid $accent; padding: 3px 7px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { background: $window; color: $muted;
  border-color: $border; }
QLineEdit[role="wrong"], QPlainTextEdit[role="wrong"], QComboBox[role="wrong"] { border: 2px solid $bad;
  padding: 3px 7px; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url($arrow); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $strong_border; padding: 2px;
  selection-background-color: $accent_soft; selection-color: $on_accent_soft; }
QCheckBox, QRadioButton { spacing: 8px; padding: 3px; border: 1px solid transparent; border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border: 1px solid $accent; }
QCheckBox::indicator, QRadioButton::indicator { width: 14px; height: 14px; background: $surface;
  border: 1px solid $strong_border; }
QCheckBox::indicator { border-radius: 3px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url($tick); }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $accent; border-radius: 8px; }

QTableView { background: $surface; alternate-background-color: $zebra; border: 1px solid $border;
  border-radius: 4px; selection-background-color: $accent_soft; selection-color: $on_accent_soft; }
QTableView:focus { border: 1px solid $accent; }
QTableView::item { padding: 0 8px; border: none; }
QTableView::item:selected { background: $accent_soft; color: $on_accent_soft; }
QTableView QLineEdit, QTableView QLineEdit:focus { border: 2px solid $accent; border-radius: 0; padding: 0 6px;
  min-height: 0; }
QTableView QLineEdit[role="wrong"] { border: 2px solid $bad; padding: 0 6px; min-height: 0; }
QCalendarWidget QTableView { border: none; border-radius: 0; }
QCalendarWidget QTableView::item { padding: 0; }
QCalendarWidget QToolButton { background: transparent; color: $text; border: 2px solid transparent;
  border-radius: 4px; padding: 4px 8px; font-weight: 600; }
QCalendarWidget QToolButton:hover { background: $hover; }
QCalendarWidget QToolButton:focus { border-color: $accent; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $surface; }
QHeaderView { background: $surface; }
QHeaderView::section { background: $surface; color: $muted; border: none; border-bottom: 1px solid $strong_border;
  padding: 6px 11px; font-weight: 600; }
QHeaderView::section:hover { color: $text; }
QHeaderView::up-arrow, QHeaderView::down-arrow { width: 8px; height: 8px; }

QFrame#navigation { background: $surface; border: none; border-right: 1px solid $border; }
QToolButton[role="entry"] { background: transparent; border: 2px solid transparent; border-radius: 4px;
  padding: 6px 8px; color: $text; text-align: left; }
QToolButton[role="entry"]:hover { background: $hover; }
QToolButton[role="entry"]:checked { background: $accent_soft; color: $on_accent_soft; font-weight: 600; }
QToolButton[role="entry"]:focus { border-color: $accent; }
QFrame#statusLine { background: $surface; border: none; border-top: 1px solid $border; }
QFrame#practiceFrame { border: 4px solid $practice; }
QLabel#practiceWord { background: $practice; color: $on_practice; font-weight: 600; padding: 2px 24px; }

QFrame#messageStrip[tone="good"] { background: $good_soft; border: none; border-left: 4px solid $good; }
QFrame#messageStrip[tone="attention"] { background: $attention_soft; border: none;
  border-left: 4px solid $attention; }
QFrame#messageStrip[tone="bad"] { background: $bad_soft; border: none; border-left: 4px solid $bad; }
QFrame#scanBanner { background: $surface; border: 3px solid $text; border-radius: 8px; }
QFrame#scanBanner[tone="good"] { background: $good_soft; border-color: $good; }
QFrame#scanBanner[tone="attention"] { background: $attention_soft; border-color: $attention; }
QFrame#scanBanner[tone="bad"] { background: $bad_soft; border-color: $bad; }
QDialog#checkIn { background: $window; }
QFrame#doorCard { background: $surface; border: 3px solid $strong_border; border-radius: 8px; }
QFrame#doorCard[tone="good"] { background: $good_soft; border-color: $good; }
QFrame#doorCard[tone="attention"] { background: $attention_soft; border-color: $attention; }
QFrame#doorCard[tone="bad"] { background: $bad_soft; border-color: $bad; }
QLabel#scanSign[tone="good"] { background: $good; }
QLabel#scanSign[tone="attention"] { background: $attention; }
QLabel#scanSign[tone="bad"] { background: $bad; }
QLabel[role="scanName"] { font-size: 30pt; font-weight: 600; color: $text; }
QLabel[role="scanRefusal"] { font-size: 19pt; font-weight: 600; color: $text; }
QLabel[role="scanWords"] { font-size: 15pt; color: $text; }
QLabel[role="doorName"] { font-size: 46pt; font-weight: 600; color: $text; }
QLabel[role="doorWords"] { font-size: 20pt; color: $text; }
QLabel[role="doorRefusal"] { font-size: 30pt; font-weight: 600; color: $text; }
QLabel[role="doorLine"] { font-size: 12pt; color: $text; }
QLabel[role="doorCount"] { font-size: 26pt; font-weight: 600; color: $text; }
QFrame#card { background: $surface; border: 1px solid $border; border-radius: 6px; }
QFrame#progressStrip { background: $surface; border: none; border-top: 1px solid $border; }
QProgressBar { background: $hover; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QDialog#finder, QDialog#question { background: $surface; }
QListView, QListWidget { background: $surface; border: 1px solid $border; border-radius: 4px; }
QListWidget::item { padding: 6px 8px; color: $text; }
QListWidget::item:hover { background: $hover; }
QListWidget::item:selected { background: $accent_soft; color: $on_accent_soft; }
QMenu { background: $surface; border: 1px solid $strong_border; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $on_accent_soft; }
QMenu::item:disabled { color: $strong_border; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QToolTip { background: $surface; color: $text; border: 1px solid $strong_border; padding: 4px; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $border; border-radius: 4px; margin: 2px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: $strong_border; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def style_sheet(colours: theme.Colours) -> str:
    """Write our rules with these colours."""
    icons = RESOURCES / "icons"
    tick = "tick-dark" if colours is theme.DARK else "tick-light"
    return _SHEET.substitute(
        colours._asdict(), arrow=(icons / "chevron.svg").as_posix(), tick=(icons / f"{tick}.svg").as_posix()
    )


def use_full_style(app: QApplication) -> None:
    """Complete what the first paint left out, and follow the system when it turns dark or light."""
    theme.load_font("Semibold")
    _apply(app)
    app.styleHints().colorSchemeChanged.connect(lambda _scheme: _apply(app))


def use_colours(app: QApplication, colours: theme.Colours) -> None:
    """Show these colours everywhere, at once."""
    app.setPalette(theme.palette_from(colours))
    app.setStyleSheet(style_sheet(colours))


def _apply(app: QApplication) -> None:
    scheme = app.styleHints().colorScheme()
    use_colours(app, theme.DARK if scheme == Qt.ColorScheme.Dark else theme.LIGHT)
