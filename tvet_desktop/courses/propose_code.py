"""A short code for a new course, so that nobody has to think of one."""

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.courses.models import Course
from tvet_desktop.programme.models import College


def propose_code(db: Session, *, college_id: int, year: int) -> str:
    """Return the first code such as "HUY-2021-03" that no course of this PC has or had.

    Codes of removed courses are not used again: they may stand on paper. Two PCs may still propose the same
    one; a list shows both.
    """
    prefix = f"{db.get_one(College, college_id).code}-{year}-"
    taken = db.scalars(select(Course.code).where(Course.code.startswith(prefix)))
    numbers = [int(code[len(prefix) :]) for code in taken if re.fullmatch(r"\d{1,6}", code[len(prefix) :])]
    return f"{prefix}{max(numbers, default=0) + 1:02}"
