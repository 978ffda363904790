"""Where everything stands on a page of a sign-in sheet. Lengths are points from the lower left corner."""

from dataclasses import dataclass

from tvet_desktop.attendance.paper.pen import LEADING, LONG_SIDE, MARGIN, MM, SHORT_SIDE

LEFT, RIGHT = MARGIN, LONG_SIDE - MARGIN
TOP, FLOOR = SHORT_SIDE - MARGIN, MARGIN
CODE = 22 * MM
CODE_GAP = 4 * MM  # the quiet zone, at the left and below
HEAD_ROWS = (13.0, 12.0)
TABLE_TOP = TOP - CODE - CODE_GAP / 2
SIGNING = 22.0  # the row in which the trainer signs
_FOOT = 3 * LEADING + 2
_LOWEST, _HIGHEST = 8 * MM, 10.5 * MM
_NUMBER, _SEX, LATE = 22.0, 18.0, 17.0
_LEAST_NAME, _MOST_NAME, _LEAST_REMARKS = 150.0, 235.0, 42.0
_MOST_SESSION = 150.0


@dataclass(frozen=True, slots=True)
class SheetPlaces:
    """The left edges of the columns of one block, and the right edge of the last."""

    name: float
    sex: float
    sessions: tuple[float, ...]
    remarks: float
    row: float
    """Height of a line."""


def places_of(sessions: int, *, has_sex: bool, lines: int) -> SheetPlaces:
    """Share the width out: signatures as wide as can be, then names, then remarks."""
    fixed = _NUMBER + (_SEX if has_sex else 0)
    room = RIGHT - LEFT - fixed
    session = min((room - _LEAST_NAME - _LEAST_REMARKS) / sessions, _MOST_SESSION)
    over = room - session * sessions
    name = min(max(_LEAST_NAME, over * 0.6), _MOST_NAME)
    sex = LEFT + _NUMBER + name
    first = LEFT + fixed + name
    lefts = tuple(first + session * number for number in range(sessions))
    height = TABLE_TOP - sum(HEAD_ROWS) - FLOOR - _FOOT - SIGNING
    return SheetPlaces(
        LEFT + _NUMBER,
        sex,
        lefts,
        first + session * sessions,
        min(max(height / lines, _LOWEST - 0.2), _HIGHEST),
    )
