"""The one place that knows colours, fonts and spacing; light or dark follows the system.

It runs before the first paint, where touching the `Qt` namespace alone would cost 28 ms (107 enums) and
`QStyle` another 8: it touches neither.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

STEP = 4  # every distance is a multiple of this many pixels
INSIDE = 2 * STEP
BETWEEN = 4 * STEP
AROUND = 6 * STEP
ROW_HEIGHT = 28
BASE_POINTS = 10
TITLE_POINTS = 16
FAMILY = "Source Sans Pro"

_FONT_PACKAGE = "font_source_sans_pro"
_LINEAR_BELOW = 0.04045  # of the sRGB curve
_DARK_BELOW = 128  # lightness of a window colour, 0 to 255


class Colours(NamedTuple):
    """Named colours as #rrggbb; what each is for is in its name, which pairs may meet is in `TEXT_PAIRS`."""

    window: str
    surface: str
    zebra: str
    hover: str
    text: str
    muted: str
    border: str
    strong_border: str
    accent: str
    on_accent: str
    accent_hover: str
    accent_soft: str
    on_accent_soft: str
    good: str
    good_soft: str
    attention: str
    attention_soft: str
    bad: str
    bad_soft: str
    practice: str
    on_practice: str


LIGHT = Colours(
    window="#f4f5f7",
    surface="#ffffff",
    zebra="#f7f8fa",
    hover="#e9ecf1",
    text="#1b2430",
    muted="#55606e",
    border="#d3d8df",
    strong_border="#848e9b",
    accent="#1d4e89",
    on_accent="#ffffff",
    accent_hover="#173f70",
    accent_soft="#dfe9f5",
    on_accent_soft="#163b68",
    good="#1e6b3a",
    good_soft="#e3f2e7",
    attention="#7d5200",
    attention_soft="#fdf1d8",
    bad="#a8241c",
    bad_soft="#fbe8e6",
    practice="#f0a92b",
    on_practice="#1b2430",
)

DARK = Colours(
    window="#161a20",
    surface="#1e242c",
    zebra="#222932",
    hover="#2a323d",
    text="#e6eaf0",
    muted="#a6b0bd",
    border="#363f4b",
    strong_border="#7b8694",
    accent="#8ab4f0",
    on_accent="#0f1c2e",
    accent_hover="#a6c6f5",
    accent_soft="#243a56",
    on_accent_soft="#dce9fb",
    good="#80d29b",
    good_soft="#1b3325",
    attention="#f0c46c",
    attention_soft="#3a2e14",
    bad="#f4a59e",
    bad_soft="#43211e",
    practice="#c98a1b",
    on_practice="#12161b",
)

TEXT_PAIRS = (
    *(("text", back) for back in ("window", "surface", "zebra", "hover", "accent_soft")),
    *(("muted", back) for back in ("window", "surface", "zebra", "hover")),
    *(("accent", back) for back in ("window", "surface", "zebra", "hover")),
    *(("on_accent", back) for back in ("accent", "accent_hover")),
    ("on_accent_soft", "accent_soft"),
    *((tone, back) for tone in ("good", "attention", "bad") for back in (f"{tone}_soft", "surface", "zebra")),
    *((tone, "window") for tone in ("good", "attention", "bad")),
    *(("text", back) for back in ("good_soft", "attention_soft", "bad_soft")),
    ("on_practice", "practice"),
)
"""Every text colour with every background that it may stand on (4.5:1 or more, checked by a test)."""

BORDER_PAIRS = (
    ("strong_border", "window"),
    ("strong_border", "surface"),
    ("accent", "surface"),
    ("accent", "window"),
)
"""Borders that carry meaning (field outlines, focus), with their background (3:1 or more)."""


def system_colours(app: QApplication) -> Colours:
    """Dark colours when the palette that the system gives is dark, otherwise light ones."""
    return DARK if app.palette().window().color().lightness() < _DARK_BELOW else LIGHT


def colours_of(widget: QWidget) -> Colours:
    """The colours that fit the palette which this widget is painted with."""
    return DARK if widget.palette().window().color().lightness() < _DARK_BELOW else LIGHT


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two #rrggbb colours as WCAG 2 defines it, from 1 to 21."""
    brighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= _LINEAR_BELOW else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def use_palette_and_font(app: QApplication, colours: Colours) -> None:
    """Give the whole application its colours and letters: all that the first paint needs."""
    app.setPalette(palette_from(colours))
    load_font("Regular")
    app.setFont(QFont(FAMILY, BASE_POINTS))


def palette_from(colours: Colours) -> QPalette:
    """Turn our names into Qt's roles, greyed-out state included."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.window,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Base: colours.surface,
        QPalette.ColorRole.AlternateBase: colours.zebra,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.Button: colours.surface,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.ToolTipBase: colours.surface,
        QPalette.ColorRole.ToolTipText: colours.text,
        QPalette.ColorRole.PlaceholderText: colours.muted,
        QPalette.ColorRole.Highlight: colours.accent_soft,
        QPalette.ColorRole.HighlightedText: colours.on_accent_soft,
        QPalette.ColorRole.Accent: colours.accent,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.LinkVisited: colours.accent,
        QPalette.ColorRole.BrightText: colours.bad,
        QPalette.ColorRole.Light: colours.surface,
        QPalette.ColorRole.Midlight: colours.hover,
        QPalette.ColorRole.Mid: colours.border,
        QPalette.ColorRole.Dark: colours.strong_border,
        QPalette.ColorRole.Shadow: colours.strong_border,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.strong_border))
    return palette


def load_font(weight: str) -> None:
    """Load one weight ("Regular", "Semibold") of the packaged family; without the package Qt falls back."""
    found = find_spec(_FONT_PACKAGE)
    if found is None or found.origin is None:
        return
    QFontDatabase.addApplicationFont(
        str(Path(found.origin).parent / "files" / f"SourceSansPro-{weight}.ttf"),
    )


def tabular(font: QFont) -> QFont:
    """The same letters with figures of equal width, so that columns of numbers line up."""
    even = QFont(font)
    even.setFeature(QFont.Tag("tnum"), 1)
    return even
