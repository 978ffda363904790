"""Templates of the national office, setups of a college and looks that were kept, over several PCs."""

import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.certificates.factories import TODAY, Course
from tests.certificates.templates.test_add_template import a_template
from tests.sync.conftest import HUYE, JoinPc, Pc
from tvet_desktop.certificates.drawing.draw_certificate import draw_certificate
from tvet_desktop.certificates.issue_certificates import issue_certificates
from tvet_desktop.certificates.models import Certificate, CertificateTemplate
from tvet_desktop.certificates.printing.frozen_page import frozen_page
from tvet_desktop.certificates.setup.details import SetupDetails
from tvet_desktop.certificates.setup.queries import setup_of
from tvet_desktop.certificates.setup.set_certificate_setup import set_certificate_setup
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.templates.add_template import add_template
from tvet_desktop.certificates.templates.queries import list_templates, template_named
from tvet_desktop.certificates.templates.retire_template import retire_template
from tvet_desktop.storage.change_groups import RowChange
from tvet_desktop.storage.database import new_id
from tvet_desktop.storage.ids import Scope
from tvet_desktop.sync.bundle import Header, seal
from tvet_desktop.sync.certificate_keys import issuer_of_this_pc
from tvet_desktop.sync.errors import OutOfScope
from tvet_desktop.sync.membership import NO_HASH
from tvet_desktop.sync.parcel import Parcel, pack
from tvet_desktop.sync.this_pc import load_this_pc

SAID = SetupDetails("fr+en", completion_template="donors-day", place="Huye", has_second_page=True)
Meet = Callable[..., None]


def names_of(pc: Pc) -> list[str]:
    with pc.app.database.reading() as db:
        return [row.name for row in list_templates(db)]


def page_of(pc: Pc) -> bytes:
    with pc.app.database.reading() as db:
        page = frozen_page(db, db.scalars(select(Certificate)).one())
    return draw_certificate(page.content, page.template, page.language, None, page.logos)


def test_a_template_travels_to_the_college_and_its_look_comes_back(
    founder: Pc, join_pc: JoinPc, meet: Meet, now: datetime
) -> None:
    course = Course(founder.app, now)
    first = course.people[0]
    course.confirm(first)
    course.approve(first)
    with founder.app.database.transaction() as db:
        add_template(db, toml=a_template("donors-day", 1), by=None)
    huye = join_pc("huye")
    meet(founder, huye)
    assert "donors-day" in names_of(huye)

    with huye.app.database.transaction() as db:
        set_certificate_setup(db, course_id=course.id, details=SAID, by=None)
        issue_certificates(
            db,
            course_id=course.id,
            issuer=issuer_of_this_pc(db),
            files=huye.app.files,
            issued_on=TODAY,
            now=now,
            by=None,
        )
    page = page_of(huye)
    with founder.app.database.transaction() as db:
        retire_template(db, name="donors-day", by=None)
    meet(founder, huye)

    assert page_of(founder) == page_of(huye) == page
    assert founder.dump() == huye.dump()
    for pc in (founder, huye):
        assert "donors-day" not in names_of(pc)
        with pc.app.database.reading() as db:
            assert setup_of(db, course.id).details == SAID
            assert template_named(db, CertificateKind.COMPLETION, "donors-day").name == "completion"


def test_two_setups_at_once_end_alike(founder: Pc, join_pc: JoinPc, meet: Meet, now: datetime) -> None:
    course = Course(founder.app, now)
    huye = join_pc("huye")
    meet(founder, huye)
    for pc, language in ((founder, "fr"), (huye, "rw")):
        with pc.app.database.transaction() as db:
            set_certificate_setup(db, course_id=course.id, details=SetupDetails(language), by=None)
    meet(founder, huye)

    said = []
    for pc in (founder, huye):
        with pc.app.database.reading() as db:
            said.append(setup_of(db, course.id).details.language)
    assert said[0] == said[1]


@pytest.mark.parametrize("scope", [Scope.SHARED, HUYE])
def test_a_college_cannot_add_a_template_for_anybody(
    founder: Pc, join_pc: JoinPc, tmp_path: Path, scope: int
) -> None:
    huye, second = join_pc("huye"), join_pc("second")
    with huye.app.database.transaction() as db:
        row_id = new_id(db, scope)
    after = {"name": "completion", "version": 99, "toml": a_template(version=99)}
    row = RowChange("certificate_template", row_id, 0, 1 << 40, 5, None, None, True, after)
    file = _forged(huye, tmp_path, {scope: [row]})

    for pc in (founder, second):
        with pytest.raises(OutOfScope):
            pc.read(file)
        with pc.app.database.reading() as db:
            assert db.scalars(select(CertificateTemplate)).all() == []


def test_a_template_in_the_scope_of_a_college_counts_for_nothing_on_its_own_pc(founder: Pc) -> None:
    with founder.app.database.transaction() as db:
        row = CertificateTemplate(id=new_id(db, HUYE), name="mine", version=1, toml=a_template("mine", 1))
        db.add(row)

    assert "mine" not in names_of(founder)


def _forged(pc: Pc, folder: Path, changes: dict[int, list[RowChange]]) -> Path:
    """Write a bundle as this PC might, whatever stands in it."""
    with pc.app.database.reading() as db:
        this_pc = load_this_pc(db)
    header = Header(1, this_pc.programme, this_pc.device.id, secrets.token_bytes(16), 1, NO_HASH, [], [])
    content = seal(header, changes, this_pc.epoch_keys, this_pc.keys.signing_key)
    file = folder / f"{secrets.token_hex(4)}.tvet"
    file.write_bytes(pack(Parcel([], [this_pc.device_record], [content])))
    return file
