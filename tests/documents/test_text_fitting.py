import pytest

from tvet_desktop.documents.fonts import Face, text_width
from tvet_desktop.documents.text_fitting import FittedText, fit_text, wrap_evenly

ATTEMPTS = ((1, 36.0, 26.0), (2, 30.0, 20.0))


def test_fit_text_keeps_a_short_text_large() -> None:
    assert fit_text("Mukamana", Face.SERIF, 640, ATTEMPTS) == FittedText(("Mukamana",), 36)


def test_fit_text_shrinks_before_it_wraps() -> None:
    fitted = fit_text("Nshimiyumuremyi Ndayishimiye Jean", Face.SERIF, 540, ATTEMPTS)

    assert fitted is not None
    assert len(fitted.lines) == 1
    assert 26 <= fitted.size < 36


def test_fit_text_wraps_what_shrinking_cannot_fit() -> None:
    name = "Nshimiyumuremyi Ndayishimiye Marie-Thérèse Éloïse Françoise"

    fitted = fit_text(name, Face.SERIF, 640, ATTEMPTS)

    assert fitted is not None
    assert " ".join(fitted.lines) == name
    assert len(fitted.lines) == 2


def test_fit_text_gives_up_on_a_word_without_end() -> None:
    assert fit_text("a" * 400, Face.SERIF, 640, ATTEMPTS) is None


@pytest.mark.parametrize("width", [150, 220, 300])
def test_wrap_evenly_makes_lines_of_about_equal_length(width: int) -> None:
    lines = wrap_evenly("one two three four five six seven eight nine ten eleven", Face.SANS, 14, width)

    assert lines is not None
    widths = [text_width(line, Face.SANS, 14) for line in lines]
    assert max(widths) <= width
    assert min(widths) > 0.5 * max(widths)


def test_wrap_evenly_keeps_unbreakable_spaces_together() -> None:
    lines = wrap_evenly("mu gihe cy’amasaha\u00a040 yose", Face.SANS, 12, 80)

    assert lines is not None
    assert any("amasaha\u00a040" in line for line in lines)
