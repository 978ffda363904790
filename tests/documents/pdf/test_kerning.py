import pytest

from tvet_desktop.documents.fonts import Face, font, text_width
from tvet_desktop.documents.pdf.kerning import Kerning


@pytest.mark.parametrize(
    ("face", "pair", "closer"),
    [
        (Face.SERIF, "Tu", 22),
        (Face.SERIF, "AV", 129),
        (Face.SERIF_SEMIBOLD, "To", 74),
        (Face.SERIF_ITALIC, "P.", 100),
        (Face.SANS, "Tu", 46),
        (Face.SANS_SEMIBOLD, "Lt", 24),
        (Face.SERIF, "nn", 0),
    ],
)
def test_closer_agrees_with_harfbuzz(face: Face, pair: str, closer: int) -> None:
    assert font(face).closer(pair[0], pair[1]) == closer


def test_text_width_counts_the_kerning() -> None:
    alone = sum(text_width(letter, Face.SERIF, 10) for letter in "AVA")

    assert text_width("AVA", Face.SERIF, 10) == pytest.approx(alone - 1.29 - 1.2)


def test_font_without_kerning_leaves_letters_where_they_are() -> None:
    assert Kerning(b"").advance(1, 2) == 0
