import string
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tvet_desktop.attendance.paper.paper_code import (
    BadgeCode,
    CodeDamaged,
    CodeOfOtherProgramme,
    NotOurCode,
    SheetCode,
    programme_tag,
    read_code,
    write_code,
)
from tvet_desktop.documents.qr import make_qr
from tvet_desktop.shared.keyboard_layouts import LAYOUTS, Layout
from tvet_desktop.storage.database import Database

TAG = "KPQD"
NOT_CODES = (
    "5449000000996",  # a soft drink
    "https://example.org/menu",
    "HC1:6BF+70790T9WJWG.FKY*4GO0.O1CV2*5E1E0BBVF3",
    "WIFI:T:WPA;S:Guests;P:example;;",
    "RPT-HUY-2026-K7QX-0001-Y",
    "Uwase",
    "P",
)
LETTERS = string.ascii_uppercase
COLLEGE = st.integers(11, 18)


def row_id(scope: int) -> st.SearchStrategy[int]:
    return st.integers(scope << 53, (scope + 1 << 53) - 1)


BADGES = COLLEGE.flatmap(lambda scope: st.builds(BadgeCode, row_id(scope), row_id(scope)))
SHEETS = COLLEGE.flatmap(
    lambda scope: st.builds(
        SheetCode,
        row_id(scope),
        st.integers(1, 30),
        st.lists(row_id(scope), min_size=1, max_size=14).map(tuple),
    )
)
CODES = BADGES | SHEETS
"""Any badge, and any sheet whose sessions were made at different times."""


def a_week(count: int = 10) -> SheetCode:
    """Sessions that the timetable wizard made in one go, on a sheet that was printed another day."""
    first = 12 << 53 | 0x123456789 << 16 | 700
    return SheetCode(12 << 53 | 0x0ABCDEF12 << 16 | 3, 2, tuple(range(first, first + count)))


def typed_by(scanner: Layout, pc: Layout, held: Callable[[int], bool]) -> dict[str, str]:
    """What a PC types for each letter of a scanner; ``held`` tells whether a key comes with Shift or Caps Lock."""
    pairs = zip(scanner.shifted, pc.plain, pc.shifted, strict=True)
    return {
        meant: shifted if held(number) else plain
        for number, (meant, plain, shifted) in enumerate(pairs)
        if meant in LETTERS
    }


@given(CODES)
def test_every_code_is_read_back(code: BadgeCode | SheetCode) -> None:
    text = write_code(code, TAG)

    assert set(text) <= set(LETTERS)
    assert text.startswith("TVAZ")
    for typed in (text, text.lower(), f"  {text}\n"):
        assert read_code(typed, TAG) == code


@settings(max_examples=40)
@given(CODES, st.text(LETTERS, min_size=4, max_size=4))
def test_every_code_comes_back_through_every_pair_of_keyboards(code: BadgeCode | SheetCode, tag: str) -> None:
    text = write_code(code, tag)
    held: list[Callable[[int], bool]] = [lambda _key: True, lambda _key: False, lambda key: key % 3 > 0]
    for scanner in LAYOUTS.values():
        for pc in LAYOUTS.values():
            for rule in held:
                typed = typed_by(scanner, pc, rule)
                assert read_code("".join(typed[letter] for letter in text), tag) == code


def test_the_keyboards_of_the_manuals_are_told_by_their_beginning() -> None:
    text = write_code(a_week(), TAG)
    seen = {
        (scanner, pc): "".join(typed_by(LAYOUTS[scanner], LAYOUTS[pc], lambda _key: True)[c] for c in text)[
            :5
        ]
        for scanner in ("us", "fr", "de")
        for pc in ("us", "fr", "de")
    }
    assert seen == {
        ("us", "us"): "TVAZM",
        ("us", "fr"): "TVQW?",
        ("us", "de"): "TVAYM",
        ("fr", "us"): "TVQW:",
        ("fr", "fr"): "TVAZM",
        ("fr", "de"): "TVQWÖ",
        ("de", "us"): "TVAYM",
        ("de", "fr"): "TVQY?",
        ("de", "de"): "TVAZM",
    }


@settings(max_examples=60)
@given(CODES, st.data())
def test_one_wrong_letter_and_two_exchanged_are_noticed(
    code: BadgeCode | SheetCode, data: st.DataObject
) -> None:
    text = write_code(code, TAG)
    at = data.draw(st.integers(4, len(text) - 1))
    for letter in LETTERS:
        wrong = text[:at] + letter + text[at + 1 :]
        if wrong != text:
            with pytest.raises(CodeDamaged):
                read_code(wrong, TAG)
    exchanged = text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :]
    if exchanged != text:
        with suppress(CodeDamaged, NotOurCode):
            # Z and Y exchanged may be what a German keyboard makes of the same code
            assert read_code(exchanged, TAG) == code
            assert (at, text[at]) == (4, "Y")


@settings(max_examples=60)
@given(CODES)
def test_a_code_that_is_cut_off_or_doubled_is_damaged(code: BadgeCode | SheetCode) -> None:
    text = write_code(code, TAG)
    for length in range(4, len(text)):
        with pytest.raises(CodeDamaged):
            read_code(text[:length], TAG)
    for more in (text + text, text + "A", text + text[-9:]):
        with pytest.raises(CodeDamaged):
            read_code(more, TAG)
    for lost in (1, 2):  # by a scanner that slept
        with pytest.raises(CodeDamaged):
            read_code(text[lost:].lower(), TAG)


@given(st.text(max_size=60))
@example("TVA")
@example("tvq")
@example("")
def test_what_a_person_types_is_no_code(text: str) -> None:
    with pytest.raises((NotOurCode, CodeDamaged)):
        read_code(text, TAG)


@pytest.mark.parametrize("text", NOT_CODES)
def test_other_things_with_a_code_are_not_ours(text: str) -> None:
    with pytest.raises(NotOurCode) as caught:
        read_code(text, TAG)
    assert caught.value.sentence().startswith("This is not a badge or sign-in sheet of TVET Desktop")


def test_a_code_of_another_programme_says_so() -> None:
    text = write_code(BadgeCode(11 << 53 | 5, 11 << 53 | 6), "ZZZZ")
    with pytest.raises(CodeOfOtherProgramme) as caught:
        read_code(text, TAG)
    assert "another programme" in caught.value.sentence()


def test_codes_are_small_enough_for_paper() -> None:
    badge = write_code(BadgeCode((18 << 53) - 1, 17 << 53), TAG)
    assert len(badge) == 38
    assert make_qr(badge).modules == 25  # at 22 mm with its quiet zone: 0.67 mm each
    assert make_qr(write_code(a_week(), TAG)).modules == 29
    mixed = SheetCode(11 << 53, 30, tuple(11 << 53 | writer << 16 for writer in range(1, 1 << 37, 1 << 34)))
    assert make_qr(write_code(mixed, TAG)).modules <= 45


def test_a_programme_has_a_tag_of_four_letters(database: Database) -> None:
    with database.reading() as db:
        tag = programme_tag(db)
        assert programme_tag(db) == tag
    assert len(tag) == 4
    assert set(tag) <= set(LETTERS)
