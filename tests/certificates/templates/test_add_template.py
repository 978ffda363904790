import pytest

from tests.certificates.setup.test_set_certificate_setup import a_user
from tvet_desktop.accounts.models import Role
from tvet_desktop.accounts.rules import NotAllowed
from tvet_desktop.certificates.drawing.sheet import TextDoesNotFit
from tvet_desktop.certificates.models import CertificateTemplate
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.templates.add_template import add_template
from tvet_desktop.certificates.templates.put_back_template import put_back_template
from tvet_desktop.certificates.templates.queries import list_templates, template_named, templates_for
from tvet_desktop.certificates.templates.retire_template import retire_template
from tvet_desktop.certificates.templates.rules import TemplateIsOfOtherKind, TemplateNotNewer
from tvet_desktop.certificates.templates.template import packaged_templates, packaged_toml
from tvet_desktop.certificates.templates.template_faults import TemplateNotValid
from tvet_desktop.certificates.templates.undo_add_template import undo_add_template
from tvet_desktop.shared.errors import NotFound
from tvet_desktop.storage.database import Database, new_id
from tvet_desktop.storage.ids import Scope, scope_of

COMPLETION = CertificateKind.COMPLETION
PACKAGED = packaged_templates()["completion"].version


def a_template(name: str = "completion", version: int = PACKAGED + 1, **changes: str) -> str:
    """Return the packaged template of completion under another name, its English texts changed."""
    text = packaged_toml("completion").replace('name = "completion"', f'name = "{name}"')
    text = text.replace(f"\nversion = {PACKAGED}", f"\nversion = {version}")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    return text


def test_the_packaged_templates_are_there_and_each_is_of_its_kind(database: Database) -> None:
    with database.reading() as db:
        rows = list_templates(db)

    assert [(row.name, row.kind) for row in rows] == [(kind.value, kind) for kind in CertificateKind]
    assert all(row.template_id is None for row in rows)
    assert rows[0].label("fr") == "Achèvement"


def test_a_template_of_the_national_office_stands_beside_the_packaged_one(database: Database) -> None:
    with database.transaction() as db:
        added = add_template(db, toml=a_template("donors-day", 1), by=None)

    assert scope_of(added.template_id) == Scope.SHARED
    with database.reading() as db:
        assert [row.name for row in templates_for(db, COMPLETION)] == ["completion", "donors-day"]
        assert template_named(db, COMPLETION, "donors-day").template_id == added.template_id


def test_a_higher_version_takes_the_place_of_the_packaged_one_until_it_is_retired(database: Database) -> None:
    with database.transaction() as db:
        first = add_template(db, toml=a_template(version=PACKAGED + 1), by=None)
        second = add_template(db, toml=a_template(version=PACKAGED + 2), by=None)
        assert [row.template_id for row in templates_for(db, COMPLETION)] == [second.template_id]

        undo_add_template(db, template_id=second.template_id, by=None)
        assert [row.template_id for row in templates_for(db, COMPLETION)] == [first.template_id]
        retired = retire_template(db, name="completion", by=None)
        assert [row.template_id for row in templates_for(db, COMPLETION)] == [None]
        put_back_template(db, template_ids=retired.template_ids, by=None)
        assert [row.template_id for row in templates_for(db, COMPLETION)] == [first.template_id]


def test_a_retired_template_leaves_its_courses_the_packaged_one(database: Database) -> None:
    with database.transaction() as db:
        add_template(db, toml=a_template("donors-day", 1), by=None)
        retire_template(db, name="donors-day", by=None)

        assert template_named(db, COMPLETION, "donors-day").name == "completion"
        with pytest.raises(NotFound):
            retire_template(db, name="donors-day", by=None)


@pytest.mark.parametrize("version", [PACKAGED - 1, PACKAGED])
def test_a_version_that_is_not_higher_is_refused(database: Database, version: int) -> None:
    with database.transaction() as db, pytest.raises(TemplateNotNewer) as raised:
        add_template(db, toml=a_template(version=version), by=None)

    assert f"write version = {PACKAGED + 1} in the file" in raised.value.sentence()


def test_a_removed_version_is_not_given_out_again(database: Database) -> None:
    with database.transaction() as db:
        added = add_template(db, toml=a_template("donors-day", 3), by=None)
        undo_add_template(db, template_id=added.template_id, by=None)
        with pytest.raises(TemplateNotNewer):
            add_template(db, toml=a_template("donors-day", 3), by=None)


def test_a_name_stays_with_its_kind(database: Database) -> None:
    with database.transaction() as db, pytest.raises(TemplateIsOfOtherKind):
        add_template(db, toml=a_template("participation", 9), by=None)


@pytest.mark.parametrize("toml", ["", "kind = ", a_template(version=0), "x" * 50_000, "\x00", "[page]\n" * 3])
def test_a_file_that_is_no_template_is_refused_in_one_sentence(database: Database, toml: str) -> None:
    with database.transaction() as db, pytest.raises(TemplateNotValid) as raised:
        add_template(db, toml=toml, by=None)

    assert raised.value.sentence()


def test_a_template_whose_words_have_no_room_is_refused(database: Database) -> None:
    toml = a_template("long", 1, **{"Certificate of Completion": "Certificate of " + "W" * 44})
    with database.transaction() as db, pytest.raises(TextDoesNotFit):
        add_template(db, toml=toml, by=None)


def test_a_template_of_a_newer_app_is_left_out(database: Database) -> None:
    with database.transaction() as db:
        toml = a_template("later", 7).replace("[page]", "[page]\nfoil = true")
        db.add(CertificateTemplate(id=new_id(db, Scope.SHARED), name="later", version=7, toml=toml))

    with database.reading() as db:
        assert "later" not in [row.name for row in list_templates(db)]


@pytest.mark.parametrize("role", [Role.CLERK, Role.TRAINER, Role.COORDINATOR, Role.AUDITOR])
def test_only_the_national_office_changes_templates(database: Database, role: Role) -> None:
    by = a_user(database, role)
    with database.transaction() as db:
        added = add_template(db, toml=a_template("donors-day", 1), by=None)
    with database.transaction() as db:
        with pytest.raises(NotAllowed):
            add_template(db, toml=a_template("other", 1), by=by)
        with pytest.raises(NotAllowed):
            retire_template(db, name="donors-day", by=by)
        with pytest.raises(NotAllowed):
            put_back_template(db, template_ids=[added.template_id], by=by)
        with pytest.raises(NotAllowed):
            undo_add_template(db, template_id=added.template_id, by=by)
