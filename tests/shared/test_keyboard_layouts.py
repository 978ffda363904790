import pytest

from tvet_desktop.shared.keyboard_layouts import LAYOUTS, Layout, readings

BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
WHOLE = ("us", "uk", "fr", "be")
"""Between these, no character of a certificate's code falls on a dead key."""


def typed(text: str, scanner: Layout, pc: Layout) -> str:
    keys = dict(zip(scanner.shifted, pc.shifted, strict=True)) | dict(
        zip(scanner.plain, pc.plain, strict=True)
    )
    return "".join(keys.get(character, character) for character in text)


@pytest.mark.parametrize("scanner", WHOLE)
@pytest.mark.parametrize("pc", WHOLE)
def test_every_character_comes_back_through_every_pair(scanner: str, pc: str) -> None:
    assert BASE45 in readings(typed(BASE45, LAYOUTS[scanner], LAYOUTS[pc]), BASE45)


def test_a_french_pc_types_this_for_an_american_scanner() -> None:
    assert typed("RPT1:AQZWM09$%*+-./", LAYOUTS["us"], LAYOUTS["fr"]) == "RPT&MQAWZ?àç458+):!"


def test_the_reading_for_one_and_the_same_keyboard_comes_first() -> None:
    assert next(iter(readings("rpt1:Ab", BASE45))) == "RPT1:AB"


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_the_tables_are_whole(layout: Layout) -> None:
    assert len(layout.plain) == len(layout.shifted) == 48
    letters = [key for key in layout.plain if "a" <= key <= "z"]
    assert sorted(letters) == list("abcdefghijklmnopqrstuvwxyz")
    assert all(
        shifted == plain.upper()
        for plain, shifted in zip(layout.plain, layout.shifted, strict=True)
        if "a" <= plain <= "z"
    )
