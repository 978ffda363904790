"""Write for each college which of its people are on the list of another one, as the decisions stand now."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tvet_desktop.people.matching.matched import decisions, groups_of
from tvet_desktop.people.matching.models import MatchAct, PersonElsewhere
from tvet_desktop.people.merging.merge_details import differs
from tvet_desktop.people.models import Person
from tvet_desktop.programme.queries import list_colleges
from tvet_desktop.storage.ids import scope_of

TOLD_FIELDS = ("name", "certificate_name", "sex", "birth", "id_number")
"""Fields (of ``MERGE_FIELDS``) that should be the same everywhere: a college hears that one differs, never how."""

_Key = tuple[int, int]
_Line = tuple[date, str]


def tell_colleges(db: Session) -> int:
    """Add, change and remove what the colleges hear, where it differs from the decisions; return how many lines.

    Every national PC does this after reading bundles, and all write the same. Only for PCs of the national office.
    """
    wanted = _wanted(db)
    rows = {(row.person_id, row.college_id): row for row in db.scalars(select(PersonElsewhere))}
    changed = 0
    for key, row in rows.items():
        if key not in wanted and not row.deleted:
            row.deleted = True
            changed += 1
    for key, (since, differing) in wanted.items():
        found = rows.get(key)
        if found is None:
            person_id, college_id = key
            db.add(
                PersonElsewhere(person_id=person_id, college_id=college_id, since=since, differing=differing)
            )
        elif (found.deleted, found.since, found.differing) == (False, since, differing):
            continue
        else:
            found.deleted, found.since, found.differing = False, since, differing
        changed += 1
    db.flush()
    return changed


def _wanted(db: Session) -> dict[_Key, _Line]:
    said = {pair: row for pair, row in decisions(db).items() if row.act == MatchAct.SAME}
    if not said:
        return {}
    colleges = {college.scope: college.id for college in list_colleges(db)}
    lines: dict[_Key, _Line] = {}
    for group in groups_of(said):
        since = min(row.on_date for pair, row in said.items() if pair[0] in group)
        people = [db.get_one(Person, one) for one in group]
        for person in people:
            others = [one for one in people if scope_of(one.id) != scope_of(person.id)]
            for scope in {scope_of(one.id) for one in others} & colleges.keys():
                there = [one for one in others if scope_of(one.id) == scope]
                names = [name for name in TOLD_FIELDS if any(differs(name, person, one) for one in there)]
                lines[person.id, colleges[scope]] = (since, " ".join(names))
    return lines
