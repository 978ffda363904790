from pathlib import Path

import pytest

from tests.sync.conftest import HUYE, JoinPc, Pc
from tvet_desktop.accounts.models import User
from tvet_desktop.shared.errors import UserError
from tvet_desktop.storage.database import new_id
from tvet_desktop.sync.preview_import import Counts, preview_import


def test_a_trial_counts_what_reading_does_and_changes_nothing(
    founder: Pc, join_pc: JoinPc, tmp_path: Path
) -> None:
    rows = [founder.add_person(f"before {n}") for n in range(6)]
    second = join_pc("second")
    second.read(founder.export(tmp_path / "before.tvet"))
    with second.app.database.transaction() as db:
        for n in range(120):
            db.add(User(id=new_id(db, HUYE), username=f"n{n}", display_name="new", role="CLERK"))
    gone = second.add_person("made and removed again")
    second.remove(gone)
    for row in rows[:3]:
        second.rename(row, display_name="changed")
    founder.rename(rows[0], display_name="changed here too")
    for row in (rows[4], rows[5]):
        second.remove(row)
    file = second.export(tmp_path / "week.tvet")
    before = founder.dump()

    preview = preview_import(founder.app.database, [file])

    new_user_of_second = 1
    assert preview.counts == (Counts("User", 120 + new_user_of_second, 3, 2),)
    assert preview.imported.new_conflicts == 1
    assert founder.dump() == before
    imported = founder.read(file)
    assert imported == preview.imported
    again = preview_import(founder.app.database, [file])
    assert (again.counts, again.imported.new_bundles) == ((), 0)
    (tmp_path / "letter.tvet").write_text("Dear colleagues")
    with pytest.raises(UserError):
        preview_import(founder.app.database, [tmp_path / "letter.tvet"])
