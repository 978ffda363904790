from sqlalchemy.orm import Session

from tvet_desktop.evaluation.rules import round_of


def record_forms_handed_out(db: Session, *, round_id: int, handed_out: int | None) -> None:
    """Keep how many trainees were asked, for the response rate; None if nobody counted.

    Raises:
        NotFound: the round is not here.
    """
    found = round_of(db, round_id)

    found.handed_out = handed_out
