"""The code that opens this PC's data, and can restore the authority, when every password is forgotten.

It is copied by hand: six groups of five characters, without letters that look like digits.
"""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS = 6
GROUP_LENGTH = 5
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


def draw_recovery_code() -> str:
    """Return a new code of 150 random bits, such as ``7K2QD-…``."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)


def tidy_recovery_code(typed: str) -> str:
    """Return what was typed as the code is written: capitals, groups, lookalikes put right."""
    letters = "".join(c for c in typed.upper().translate(_LOOKALIKES) if c in ALPHABET)
    return "-".join(letters[i : i + GROUP_LENGTH] for i in range(0, len(letters), GROUP_LENGTH))


def group_matches(code: str, group: int, typed: str) -> bool:
    """Tell whether ``typed`` is the group with this number, counted from 1."""
    return tidy_recovery_code(typed) == code.split("-")[group - 1]
