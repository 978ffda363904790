import secrets

from sqlalchemy.orm import Session

from tvet_desktop.evaluation.rules import round_of
from tvet_desktop.evaluation.waiting_answers import read_waiting, write_waiting

_SIGNS = "ACDEFGHJKMNPQRTUVWXY34679"
"""Without signs that look alike on a slip."""
_LENGTH = 6


def hand_out_codes(db: Session, *, round_id: int, number: int) -> list[str]:
    """Return new one-time codes for slips that trainees draw; from now on an answer on this PC needs one.

    Codes are not kept by person: hand the slips out shuffled. Whoever runs this calls
    ``database.leave_no_trace()`` after the commit.

    Raises:
        NotFound: the round is not here.
    """
    found = round_of(db, round_id)
    waiting = read_waiting(db, round_id)

    codes: set[str] = set()
    while len(codes) < number:
        code = "".join(secrets.choice(_SIGNS) for _place in range(_LENGTH))
        if code not in (waiting.unused_codes or ()):
            codes.add(code)
    waiting.unused_codes = [*(waiting.unused_codes or ()), *codes]
    write_waiting(db, round_id, waiting)
    found.handed_out = (found.handed_out or 0) + number
    return sorted(codes)
