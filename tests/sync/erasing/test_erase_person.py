"""A person is erased: here, on every PC that learns of it, in any order, and in what is put back."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from tests.conftest import ACCOUNT
from tests.sync.conftest import TUMBA, JoinPc, Pc
from tests.sync.erasing.conftest import Known, erase, make_known
from tests.sync.erasing.traces import Traces
from tests.sync.keys.papers import verdict
from tvet_desktop.attendance.models import AttendanceMark
from tvet_desktop.certificates.checking.verdict import Verdict
from tvet_desktop.certificates.models import Certificate
from tvet_desktop.people.edit_person import edit_person
from tvet_desktop.people.models import Person
from tvet_desktop.people.queries import person_file
from tvet_desktop.storage.base import synced_tables, table_of
from tvet_desktop.sync.check import check
from tvet_desktop.sync.erasing.erase_person import OtherCollegesPerson
from tvet_desktop.sync.erasing.personal_data import PERSONAL_DATA
from tvet_desktop.sync.keys.withdraw_pc import PcReason, withdraw_pc
from tvet_desktop.sync.rebuild import rebuild
from tvet_desktop.sync.this_pc import load_this_pc, save_this_pc

Meet = Callable[..., None]
in_long_runs = pytest.mark.skipif(
    not os.environ.get("TVET_LONG"), reason="only with --long: it costs seconds"
)


def test_nothing_but_sealed_sync_files_names_an_erased_person(
    founder: Pc, known: Known, traces: Traces
) -> None:
    founder.export(founder.app.data_dir.parent / "stick")
    traces.learn(founder)
    assert {where.split()[0] for where in traces.in_rows(founder)} >= {"person", "history", "bundle"}
    assert any(name.startswith("tvet.db") for name in traces.in_folder(founder.app.data_dir))

    erase(founder, known.id)

    assert {where.split()[0] for where in traces.in_rows(founder)} == {"bundle"}
    assert traces.in_folder(founder.app.data_dir) == []


def test_the_paper_stays_good_and_its_file_and_text_are_gone(founder: Pc, known: Known) -> None:
    assert verdict(founder, known.code) is Verdict.VALID
    with founder.app.database.reading() as db:
        before = db.get_one(Certificate, known.certificate_id)
    assert (founder.app.files.folder / before.file_hash).exists()

    erase(founder, known.id)

    with founder.app.database.reading() as db:
        after = db.get_one(Certificate, known.certificate_id)
    assert (after.number, after.statement_hash) == (before.number, before.statement_hash)
    assert (after.code_text, after.file_key) == ("", "")
    assert not (founder.app.files.folder / before.file_hash).exists()
    assert verdict(founder, known.code) is Verdict.VALID


@in_long_runs
def test_figures_stay_as_they_were(founder: Pc, known: Known) -> None:
    def figures() -> list[tuple[object, ...]]:
        with founder.app.database.reading() as db:
            marks = db.query(AttendanceMark).order_by(
                AttendanceMark.training_session_id, AttendanceMark.person_id
            )
            return [(mark.person_id, mark.status, mark.minutes_late) for mark in marks] + [
                (person.id, person.sex, person.position) for person in db.query(Person).order_by(Person.id)
            ]

    before = figures()
    erase(founder, known.id)
    assert figures() == before


@in_long_runs
def test_every_pc_that_learns_of_it_forgets_and_all_end_equal(
    founder: Pc, known: Known, join_pc: JoinPc, meet: Meet, traces: Traces
) -> None:
    """One had the person before; one typed more about them meanwhile; one hears of all in another order."""
    second, third = join_pc("second"), join_pc("third")
    meet(founder, second, third)
    with second.app.database.transaction() as db:
        before = person_file(db, known.id).details
        edit_person(db, person_id=known.id, details=replace(before, family_name="Zirimwabagabo-Uwase"))
    with third.app.database.transaction() as db:
        edit_person(db, person_id=known.id, details=replace(before, notes="zirimwabagabo came late"))

    erase(founder, known.id)
    meet(third, founder, second)
    meet(founder, third)

    assert founder.dump() == second.dump() == third.dump()
    for pc in (founder, second, third):
        pc.app.settle_received()
        traces.learn(pc)
        assert {where.split()[0] for where in traces.in_rows(pc)} == {"bundle"}
        assert traces.in_folder(pc.app.data_dir) == []
        with pc.app.database.reading() as db:
            assert check(db).problems == []


def test_what_is_typed_about_an_erased_person_leaves_no_pc(
    founder: Pc, known: Known, traces: Traces, tmp_path: Path
) -> None:
    erase(founder, known.id)
    with founder.app.database.transaction() as db:
        db.get_one(Person, known.id).notes = "Wivinequet"
    founder.export(tmp_path / "later.tvet")
    traces.learn(founder)
    assert not any(where.startswith(("person", "history", "change")) for where in traces.in_rows(founder))


@in_long_runs
def test_making_the_rows_anew_brings_nobody_back(
    founder: Pc, known: Known, traces: Traces, tmp_path: Path
) -> None:
    founder.export(tmp_path / "before.tvet")
    erase(founder, known.id)
    founder.export(tmp_path / "after.tvet")
    dumped = founder.dump()
    with founder.app.database.transaction() as db:
        rebuild(db)
    assert founder.dump() == dumped
    assert {where.split()[0] for where in traces.in_rows(founder)} <= {"bundle"}
    with founder.app.database.reading() as db:
        assert check(db).problems == []


def test_a_backup_from_before_is_blanked_when_it_is_put_back(
    founder: Pc, known: Known, traces: Traces, tmp_path: Path
) -> None:
    (tmp_path / "place").mkdir()
    backup = founder.app.backups.make(tmp_path / "place")
    erase(founder, known.id)
    founder.app.restore(backup, username="admin", secret=ACCOUNT.password)
    founder.app.sign_in("admin", ACCOUNT.password)
    assert traces.in_rows(founder) == []
    with founder.app.database.transaction() as db:
        rebuild(db)
    assert {where.split()[0] for where in traces.in_rows(founder)} <= {"bundle"}


def test_a_college_cannot_erase_another_colleges_person(
    founder: Pc, join_pc: JoinPc, known: Known, meet: Meet
) -> None:
    tumba = join_pc("tumba", scopes=[TUMBA], national=True)
    meet(founder, tumba)
    with tumba.app.database.transaction() as db:
        this_pc = load_this_pc(db)
        this_pc.device = msgspec.structs.replace(this_pc.device, national=False)
        save_this_pc(db, this_pc)
    with pytest.raises(OtherCollegesPerson):
        erase(tumba, known.id)


def test_every_table_about_people_says_what_is_blanked() -> None:
    """A new table that points to a person stands in PERSONAL_DATA, or here, because it holds no word about anybody."""
    nothing_personal = {
        "certificate_approval",
        "course_trainer",
        "erasure",
        "person_elsewhere",
        "post_test_result",
        "pre_test_result",
        "sheet_line",
    }
    about = {
        name
        for name, model in synced_tables().items()
        if any(key.column.table.name == "person" for key in table_of(model).foreign_keys)
    }
    assert about - PERSONAL_DATA.keys() == nothing_personal


@in_long_runs
def test_a_paper_of_an_erased_person_stays_good_after_its_pc_was_withdrawn(
    founder: Pc, join_pc: JoinPc, meet: Meet
) -> None:
    second = join_pc("second")
    meet(founder, second)
    known = make_known(second, second.app.now())
    meet(founder, second)
    erase(founder, known.id)
    with second.app.database.reading() as db:
        device_id = load_this_pc(db).device.id
    with founder.app.database.transaction(user_id=founder.app.user.id) as db:
        withdraw_pc(db, device_id=device_id, reason=PcReason.BROKEN, now=founder.app.now())
    founder.app.write_trust_list()
    assert verdict(founder, known.code) is Verdict.VALID
