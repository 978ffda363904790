"""Who may be meant when a name is written below a register."""

from sqlalchemy.orm import Session

from tvet_desktop.courses.loading import load_training_session
from tvet_desktop.people.queries import PeopleIndex, people_index
from tvet_desktop.storage.ids import scope_of


def walk_in_candidates(db: Session, training_session_id: int) -> PeopleIndex:
    """Return the people of the college of a session, to be searched at each key press.

    Raises:
        NotFound: there is no such session.
    """
    course_id = load_training_session(db, training_session_id).course_id
    return people_index(db, college_scope=scope_of(course_id))
