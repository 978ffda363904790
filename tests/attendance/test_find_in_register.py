import pytest

from tvet_desktop.attendance.find_in_register import find_in_register

LINES = [
    (1, "UWASE Aline"),
    (2, "UWERA Chantal"),
    (3, "HABIMANA Jean-Baptiste"),
    (4, "KALISA Éric"),
    (12, "MUGABO Marie"),
    (40, "N'GENDA Paul"),
]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("uw", ((0, 1), False)),
        ("uwa", ((0,), True)),
        ("UWE", ((1,), True)),
        ("ali", ((0,), True)),  # another word of the name
        ("ari", ((0,), True)),  # r and l
        ("kar", ((3,), True)),
        ("eri", ((3,), True)),  # accents
        ("bap", ((2,), True)),
        ("jean b", ((2,), True)),
        ("ase", ((0,), True)),  # nobody's name begins so
        ("ngen", ((5,), True)),
        ("zzz", ((), False)),
        ("", ((), False)),
        ("  ", ((), False)),
        ("ka", ((3,), False)),  # two letters are not enough to be sure
        ("4", ((3, 5), False)),
        ("40", ((5,), True)),
        ("1", ((0, 4), False)),
        ("3", ((2,), True)),
        ("99", ((), False)),
    ],
)
def test_letters_and_numbers_find_who_is_meant(typed: str, expected: tuple[tuple[int, ...], bool]) -> None:
    found = find_in_register(LINES, typed)

    assert (found.positions, found.is_sure) == expected
