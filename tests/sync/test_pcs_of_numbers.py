"""What another PC knows of numbers and prints: who gave them out, when it was last heard of, what is missing."""

from datetime import datetime
from pathlib import Path

from tests.certificates.factories import TODAY, Course
from tests.certificates.printing.test_prints import issue, log
from tests.sync.conftest import JoinPc, Pc
from tvet_desktop.certificates.models import Certificate
from tvet_desktop.certificates.printing.log_prints import log_prints
from tvet_desktop.certificates.printing.printer_offset import Offset, list_offsets, set_offset
from tvet_desktop.certificates.printing.prints import prints_of
from tvet_desktop.certificates.printing.to_print import certificates_to_print
from tvet_desktop.certificates.register.number_report import number_report
from tvet_desktop.certificates.register.register_words import known_words
from tvet_desktop.sync.pcs_of_numbers import pcs_of_numbers


def test_the_pc_behind_a_number_is_named_with_its_newest_word(
    founder: Pc, join_pc: JoinPc, now: datetime, tmp_path: Path
) -> None:
    course = Course(founder.app, now)
    ids = issue(course, *course.people[:3])
    second = join_pc("second")
    second.app.import_sync([founder.export(tmp_path / "all.tvet")])
    with second.app.database.transaction() as db:
        db.get_one(Certificate, ids[1]).deleted = True

    with second.app.database.reading() as db:
        pcs = pcs_of_numbers(db)
        (line,) = number_report(db).logs

    pc = pcs[line.log_code]
    assert (pc.is_here, pc.heard_on) == (False, TODAY)
    assert line.missing_count == 1
    assert known_words(line, pc) == f"not arrived yet: the newest word from {pc.name} is of 08/03/2027"


def test_two_pcs_know_each_others_prints_and_keep_their_own_offsets(
    founder: Pc, join_pc: JoinPc, now: datetime, tmp_path: Path
) -> None:
    course = Course(founder.app, now)
    one, other = issue(course, *course.people[:2])
    log(course, one)
    with founder.app.database.transaction() as db:
        set_offset(db, printer="Office", offset=Offset(15, 0), by=None)
    second = join_pc("second")
    second.app.import_sync([founder.export(tmp_path / "there.tvet")])
    with second.app.database.transaction(user_id=second.app.user.id) as db:
        log_prints(
            db, certificate_ids=[one, other], printed_on=TODAY, by=second.app.user.id, duplicates=[one]
        )
        assert list_offsets(db) == {}
    founder.app.import_sync([second.export(tmp_path / "back.tvet")])

    with founder.app.database.reading() as db:
        prints = prints_of(db, [one, other])
        assert [row.is_duplicate for row in prints[one]] == [False, True]
        assert all(row.was_printed for row in certificates_to_print(db, course.id))
    assert founder.dump() == second.dump()
