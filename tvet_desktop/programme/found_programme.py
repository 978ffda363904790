"""Make the shared lists of a new programme."""

import tomllib
from functools import cache
from typing import Any

from sqlalchemy.orm import Session

from tvet_desktop.programme.models import College, Programme, SkillArea
from tvet_desktop.shared.paths import RESOURCES
from tvet_desktop.storage.ids import Scope, packaged_id

_PROGRAMME, _COLLEGES, _SKILL_AREAS = 1, 1_000, 4_000
"""Where the numbers of the packaged rows begin. New skill areas go to the end of the file, and none is taken out."""
DEFAULT_NAME = "Rwandan Diaspora Engagement in TVET"


@cache
def packaged_colleges() -> dict[str, dict[str, Any]]:
    """Return what ships about each college, by code: scope, names, place."""
    colleges = tomllib.loads((RESOURCES / "colleges.toml").read_text("utf-8"))["college"]
    return {college["code"]: college for college in colleges}


def found_programme(db: Session, *, name: str = DEFAULT_NAME, practice: bool = False) -> int:
    """Add the programme, its colleges and skill areas; return the programme's id.

    What ships with the app has the same ids in every programme, so that the rows of a college that began on its own
    still point to the right ones when it comes over to the national programme.
    """
    programme = Programme(id=packaged_id(Scope.SHARED, _PROGRAMME), name=name, practice=practice)
    db.add(programme)

    for college in packaged_colleges().values():
        row = dict(college, former_names="\n".join(college["former_names"]))
        db.add(College(id=packaged_id(Scope.SHARED, _COLLEGES + int(college["scope"])), **row))

    areas = tomllib.loads((RESOURCES / "skill_areas.toml").read_text("utf-8"))["skill_area"]
    for number, area in enumerate(areas):
        row_id = packaged_id(Scope.SHARED, _SKILL_AREAS + number)
        db.add(SkillArea(id=row_id, name_en=area["en"], name_fr=area["fr"], name_rw=area["rw"]))
    return programme.id
