import pytest

from ui import theme


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", theme.TEXT_PAIRS, ids="-on-".join)
def test_text_can_be_read_on_every_background(colours: theme.Colours, pair: tuple[str, str]) -> None:
    front, back = (getattr(colours, name) for name in pair)

    assert theme.contrast(front, back) >= 4.5


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", theme.BORDER_PAIRS, ids="-on-".join)
def test_meaningful_borders_can_be_seen(colours: theme.Colours, pair: tuple[str, str]) -> None:
    front, back = (getattr(colours, name) for name in pair)

    assert theme.contrast(front, back) >= 3


def test_contrast_of_black_on_white_is_the_largest() -> None:
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
