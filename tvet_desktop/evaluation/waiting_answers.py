"""The answers that wait on this PC, as one shuffled blob of a size that tells nothing."""

import json
import secrets
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from tvet_desktop.evaluation.models import WaitingAnswers

_BLOCK = 65_536
"""The blob is filled up to a multiple of this, so that its growth does not tell how much somebody wrote."""

shuffle = secrets.SystemRandom().shuffle


@dataclass(frozen=True)
class WaitingResponse:
    """One answer: language of the form, a sign for each item, words by open question."""

    language: str
    ratings: str
    comments: dict[str, str]


@dataclass
class Waiting:
    """Everything that this PC holds of a round before it is given out."""

    responses: list[WaitingResponse] = field(default_factory=list)
    unused_codes: list[str] | None = None
    """None: answering needs no code. A used code is forgotten, not kept."""


def read_waiting(db: Session, round_id: int) -> Waiting:
    """Return what waits here for a round; nothing if nobody has answered on this PC."""
    row = db.get(WaitingAnswers, round_id)
    if row is None:
        return Waiting()
    raw = json.loads(row.content)
    return Waiting([WaitingResponse(*response) for response in raw["responses"]], raw["unused_codes"])


def write_waiting(db: Session, round_id: int, waiting: Waiting) -> None:
    """Put down what waits for a round, in a new random order; nothing waiting leaves no row.

    The caller of the use case runs ``database.leave_no_trace()`` after the commit: the write-ahead log
    still holds the blob as it was before.
    """
    row = db.get(WaitingAnswers, round_id)
    if not waiting.responses and waiting.unused_codes is None:
        if row is not None:
            db.delete(row)
        return

    responses = [[one.language, one.ratings, one.comments] for one in waiting.responses]
    codes = None if waiting.unused_codes is None else list(waiting.unused_codes)
    shuffle(responses)
    if codes:
        shuffle(codes)
    content = json.dumps({"responses": responses, "unused_codes": codes}, ensure_ascii=False).encode()
    content = content.ljust(-(-len(content) // _BLOCK) * _BLOCK)
    if row is None:
        db.add(WaitingAnswers(round_id=round_id, content=content))
    else:
        row.content = content
