import pytest
from hypothesis import given
from hypothesis import strategies as st

from tvet_desktop.people.names import (
    certificate_name_of,
    display_name,
    sorting_key,
    split_name,
    usable_name,
    without_fillers,
)
from tvet_desktop.shared.text import name_key, nfc


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("HABANABASHAKA Jean Damascene", ("HABANABASHAKA", "Jean Damascene")),
        ("  NDAYISABA   Jean   Damascène ", ("NDAYISABA", "Jean Damascène")),
        ("Jean de Dieu RUTAGANDA", ("RUTAGANDA", "Jean de Dieu")),
        ("GASANA Jeanne d'Arc", ("GASANA", "Jeanne d'Arc")),
        ("UWERA J.P.", ("UWERA", "J.P.")),
        ("J. UWERA", ("UWERA", "J.")),
        ("MUKA MANA Aline", ("MUKA MANA", "Aline")),
        ("UWIMANA GERARD", ("UWIMANA", "GERARD")),
        ("Uwimana", ("Uwimana", "")),
        ("UWIMANA", ("UWIMANA", "")),
        ("Keza Aline", ("", "Keza Aline")),
        ("ÉTIENNE Keza", ("ÉTIENNE", "Keza")),
    ],
)
def test_capitals_tell_the_family_name(text: str, parts: tuple[str, str]) -> None:
    assert split_name(text) == parts


@given(st.text(max_size=40))
def test_no_letter_is_lost_or_changed(text: str) -> None:
    family, given_names = split_name(text)

    assert sorted(f"{family}{given_names}".replace(" ", "")) == sorted(nfc(text).replace(" ", ""))
    assert name_key(f"{given_names} {family}") == name_key(text)


@pytest.mark.parametrize("text", ["", " ", "-", "N/A", "n.a.", "none", "Néant", "123", "X", "…"])
def test_cells_that_name_nobody(text: str) -> None:
    assert not usable_name(text)


@pytest.mark.parametrize("text", ["Li", "Uwimana", "N. Alice"])
def test_cells_that_name_somebody(text: str) -> None:
    assert usable_name(text)
    assert without_fillers(text) == text


def test_lists_show_the_family_name_first_in_capitals() -> None:
    assert display_name("Uwimana", "") == "UWIMANA"
    assert display_name("", "Keza Aline") == "Keza Aline"
    assert display_name("NDAYISABA", "Jean") == "NDAYISABA Jean"


def test_confirmed_name_is_printed_letter_by_letter() -> None:
    assert certificate_name_of("Jean D. Ndayisaba", "NDAYISABA", "Jean") == "Jean D. Ndayisaba"
    assert certificate_name_of(None, "NDAYISABA", "Jean") == "NDAYISABA Jean"


def test_people_without_a_family_name_are_sorted_by_the_given_one() -> None:
    names = [("Uwase", ""), ("", "Keza Aline"), ("ÉTIENNE", "A"), ("Lwigema", "B"), ("Rwigema", "A")]

    assert sorted(names, key=lambda name: sorting_key(*name)) == [
        ("ÉTIENNE", "A"),
        ("", "Keza Aline"),
        ("Rwigema", "A"),
        ("Lwigema", "B"),
        ("Uwase", ""),
    ]
