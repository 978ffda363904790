"""What was done to a session, kept in such a form that it can be taken back and done again, several steps deep.

A step runs on the worker thread, one after the other; what it keeps is what was committed last, so that two quick
presses of Ctrl+Z cannot meet.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from tvet_desktop.attendance.mark_attendance import AttendanceMarked
from tvet_desktop.attendance.mark_rest import RestMarked
from tvet_desktop.attendance.restore_marks import restore_marks
from tvet_desktop.attendance.walk_ins.add_walk_in import WalkInAdded, add_walk_in
from tvet_desktop.attendance.walk_ins.put_back_walk_in import put_back_walk_in
from tvet_desktop.attendance.walk_ins.take_back_walk_in import take_back_walk_in

Marks = tuple[AttendanceMarked, ...]


class MarksStep:
    """One mark, one correction, or many marks at once.

    Args:
        session_id: of the training session.
        people: whose marks are on their way; the rows of all others stay as they are meanwhile.
        use_case: what is done first.
        now: the clock of this PC.
        is_correction: the session may be closed.
    """

    def __init__(
        self,
        session_id: int,
        people: frozenset[int],
        use_case: Callable[[Any], AttendanceMarked | RestMarked],
        now: Callable[[], datetime],
        *,
        is_correction: bool = False,
    ) -> None:
        self.session_id = session_id
        self.people = people
        self._use_case = use_case
        self._now = now
        self._is_correction = is_correction
        self._marks: Marks = ()

    def do(self, db: Any) -> object:  # noqa: ANN401  the core's session
        """Do it for the first time."""
        return self._use_case(db)

    def undo(self, db: Any) -> object:  # noqa: ANN401  the core's session
        """Put back what was there before; the result undoes that."""
        return restore_marks(db, done=self._marks, now=self._now(), also_closed=self._is_correction)

    redo = undo

    def keep(self, result: object) -> None:
        """Remember what was committed."""
        if isinstance(result, AttendanceMarked):
            self._marks = (result,)
        elif isinstance(result, RestMarked):
            self._marks = result.marked
        elif isinstance(result, tuple):
            self._marks = result


class WalkInStep:
    """Somebody who stood on no list."""

    def __init__(
        self, session_id: int, now: Callable[[], datetime], *, name: str, person_id: int | None
    ) -> None:
        self.session_id = session_id
        self.people: frozenset[int] = frozenset()
        self._now = now
        self._name, self._person_id = name, person_id
        self._added: WalkInAdded | None = None

    def do(self, db: Any) -> object:  # noqa: ANN401  the core's session
        """Add and mark."""
        return add_walk_in(
            db,
            training_session_id=self.session_id,
            name=self._name,
            person_id=self._person_id,
            now=self._now(),
        )

    def undo(self, db: Any) -> object:  # noqa: ANN401  the core's session
        """Take back all of it."""
        assert self._added is not None
        take_back_walk_in(db, added=self._added, now=self._now())
        return self._added

    def redo(self, db: Any) -> object:  # noqa: ANN401  the core's session
        """Bring the same person again."""
        assert self._added is not None
        return put_back_walk_in(db, added=self._added, now=self._now())

    def keep(self, result: object) -> None:
        """Remember what was committed."""
        if isinstance(result, WalkInAdded):
            self._added = result


Step = MarksStep | WalkInStep
