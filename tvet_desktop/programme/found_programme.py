"""Make the shared lists of a new programme."""

import tomllib
from functools import cache
from typing import Any

from sqlalchemy.orm import Session

from tvet_desktop.programme.models import College, Programme, SkillArea
from tvet_desktop.shared.paths import RESOURCES
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import Scope

DEFAULT_NAME = "Rwandan Diaspora Engagement in TVET"


@cache
def packaged_colleges() -> dict[str, dict[str, Any]]:
    """Return what ships about each college, by code: scope, names, place."""
    colleges = tomllib.loads((RESOURCES / "colleges.toml").read_text("utf-8"))["college"]
    return {college["code"]: college for college in colleges}


def found_programme(db: Session, *, name: str = DEFAULT_NAME, practice: bool = False) -> int:
    """Add the programme, its colleges and skill areas; return the programme's id."""
    programme = Programme(id=new_id(db, Scope.SHARED), name=name, practice=practice)
    db.add(programme)

    for college in packaged_colleges().values():
        row = dict(college, former_names="\n".join(college["former_names"]))
        db.add(College(id=new_id(db, Scope.SHARED), **row))

    for area in tomllib.loads((RESOURCES / "skill_areas.toml").read_text("utf-8"))["skill_area"]:
        db.add(
            SkillArea(id=new_id(db, Scope.SHARED), name_en=area["en"], name_fr=area["fr"], name_rw=area["rw"])
        )
    return programme.id
