from datetime import date

import pytest

from tvet_desktop.people.add_person import add_person
from tvet_desktop.people.consents.queries import ConsentState, consent_states, consents_of
from tvet_desktop.people.consents.record_consent import ConsentRecorded, record_consent
from tvet_desktop.people.consents.rules import (
    GuardianMissing,
    NothingToWithdraw,
    WithdrawnBeforeGiven,
    WitnessMissing,
    is_child,
)
from tvet_desktop.people.consents.take_back_consent import take_back_consent
from tvet_desktop.people.consents.texts import consent_text, present_version
from tvet_desktop.people.consents.withdraw_consent import undo_withdraw_consent, withdraw_consent
from tvet_desktop.people.merging.join_people import join_people
from tvet_desktop.people.models import Consent, ConsentForm, ConsentPurpose
from tvet_desktop.people.register import Details
from tvet_desktop.shared.translation import LANGUAGES
from tvet_desktop.storage.database import Database, new_id

HUYE, DAY = 12, date(2027, 3, 8)


def _add(database: Database, name: str, year: int | None = 1990) -> int:
    with database.transaction() as db:
        details = Details(name, "Aline", "F", year)
        return add_person(db, college_scope=HUYE, details=details).person_id


def _record(database: Database, *person_ids: int, **other: object) -> ConsentRecorded:
    asked = {
        "purpose": ConsentPurpose.PHOTO,
        "text_version": present_version(),
        "language": "rw",
        "form": ConsentForm.PAPER,
        "given_on": DAY,
        "by": None,
    }
    with database.transaction() as db:
        return record_consent(db, person_ids=person_ids, **{**asked, **other})  # type: ignore[arg-type]  # same


def _state(
    database: Database, person_id: int, purpose: ConsentPurpose = ConsentPurpose.PHOTO
) -> ConsentState:
    with database.reading() as db:
        return next(row.state for row in consents_of(db, person_id) if row.purpose is purpose)


@pytest.mark.parametrize("purpose", list(ConsentPurpose))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_purpose_has_its_text_in_three_languages(purpose: ConsentPurpose, language: str) -> None:
    assert len(consent_text(purpose, present_version(), language)) > 100


def test_text_of_a_newer_release_is_not_known_here() -> None:
    assert consent_text(ConsentPurpose.PHOTO, "2031-1", "en") == ""


def test_record_consent_is_for_one_purpose_and_can_be_taken_back(
    database: Database, administrator_id: int
) -> None:
    keza = _add(database, "KEZA")
    made = _record(database, keza, by=administrator_id)

    with database.reading() as db:
        rows = {row.purpose: row for row in consents_of(db, keza)}
    given = rows[ConsentPurpose.PHOTO]
    assert (given.state, given.given_on, given.language) == (ConsentState.GIVEN, DAY, "rw")
    assert (given.form, given.by, given.text_version) == ("PAPER", "Invented Admin", present_version())
    assert rows[ConsentPurpose.TRAINING].state is ConsentState.NOT_ASKED

    with database.transaction() as db:
        take_back_consent(db, consent_ids=made.consent_ids)
    assert _state(database, keza) is ConsentState.NOT_ASKED


def test_record_consent_of_many_passes_over_who_agreed_and_leaves_out_children(database: Database) -> None:
    keza, mugabo, child = _add(database, "KEZA"), _add(database, "MUGABO"), _add(database, "TETA", 2012)
    _record(database, keza)

    made = _record(database, keza, mugabo, child)

    assert (len(made.consent_ids), made.agreed_before, made.children) == (1, (keza,), (child,))
    assert _state(database, mugabo) is ConsentState.GIVEN
    assert _state(database, child) is ConsentState.NOT_ASKED


def test_record_consent_needs_a_witness_and_for_a_child_a_guardian(database: Database) -> None:
    child = _add(database, "TETA", 2012)
    with pytest.raises(WitnessMissing):
        _record(database, child, form=ConsentForm.ORAL)
    with pytest.raises(GuardianMissing, match="TETA Aline is under 16"):
        _record(database, child)

    _record(database, child, form=ConsentForm.ORAL, witness=" Ms Uwera ", given_by="MUGABO Jean")

    with database.reading() as db:
        given = next(row for row in consents_of(db, child) if row.purpose is ConsentPurpose.PHOTO)
    assert (given.witness, given.given_by) == ("Ms Uwera", "MUGABO Jean")


def test_withdraw_consent_keeps_the_proof_and_can_be_undone(database: Database) -> None:
    keza = _add(database, "KEZA")
    _record(database, keza)
    with database.transaction() as db, pytest.raises(WithdrawnBeforeGiven, match="08/03/2027"):
        withdraw_consent(
            db,
            person_id=keza,
            purpose=ConsentPurpose.PHOTO,
            withdrawn_on=date(2027, 3, 7),
            how=ConsentForm.ORAL,
        )
    with database.transaction() as db:
        done = withdraw_consent(
            db, person_id=keza, purpose=ConsentPurpose.PHOTO, withdrawn_on=DAY, how=ConsentForm.ORAL
        )

    with database.reading() as db:
        row = next(row for row in consents_of(db, keza) if row.purpose is ConsentPurpose.PHOTO)
        assert consent_states(db, [keza]) == {keza: {ConsentPurpose.PHOTO: ConsentState.WITHDRAWN}}
    assert (row.state, row.given_on, row.withdrawn_on) == (ConsentState.WITHDRAWN, DAY, DAY)
    assert row.withdrawn_how == "ORAL"
    with database.transaction() as db, pytest.raises(NothingToWithdraw):
        withdraw_consent(
            db, person_id=keza, purpose=ConsentPurpose.PHOTO, withdrawn_on=DAY, how=ConsentForm.ORAL
        )
    with database.transaction() as db:
        undo_withdraw_consent(db, consent_ids=done.consent_ids)
    assert _state(database, keza) is ConsentState.GIVEN


def test_who_agrees_again_after_withdrawing_has_agreed(database: Database) -> None:
    keza = _add(database, "KEZA")
    _record(database, keza)
    with database.transaction() as db:
        withdraw_consent(
            db, person_id=keza, purpose=ConsentPurpose.PHOTO, withdrawn_on=DAY, how=ConsentForm.PAPER
        )

    assert _record(database, keza, given_on=date(2027, 3, 9)).agreed_before == ()

    assert _state(database, keza) is ConsentState.GIVEN


def test_consents_of_a_merged_person_are_those_of_the_one_that_counts(database: Database) -> None:
    kept, other = _add(database, "KEZA"), _add(database, "KEZA")
    _record(database, other)
    with database.transaction() as db:
        join_people(db, kept_id=kept, merged_id=other, take=(), reason="", by=None, on_date=DAY)

    assert _state(database, kept) is ConsentState.GIVEN
    with database.reading() as db:
        assert consent_states(db, [kept]) == {kept: {ConsentPurpose.PHOTO: ConsentState.GIVEN}}


def test_a_withdrawal_ends_what_another_pc_recorded_of_an_earlier_day(database: Database) -> None:
    keza = _add(database, "KEZA")
    _record(database, keza)
    with database.transaction() as db:
        withdraw_consent(
            db, person_id=keza, purpose=ConsentPurpose.PHOTO, withdrawn_on=DAY, how=ConsentForm.PAPER
        )
        db.add(  # what comes by sync from a PC that did not know of the withdrawal
            Consent(
                id=new_id(db, HUYE),
                person_id=keza,
                purpose=ConsentPurpose.PHOTO,
                text_version=present_version(),
                language="fr",
                form=ConsentForm.PAPER,
                given_on=date(2027, 3, 1),
                given_by="",
                witness="",
                withdrawn_how="",
            )
        )

    assert _state(database, keza) is ConsentState.WITHDRAWN
    with database.reading() as db:
        assert consent_states(db, [keza]) == {keza: {ConsentPurpose.PHOTO: ConsentState.WITHDRAWN}}
    _record(database, keza, given_on=DAY)
    assert _state(database, keza) is ConsentState.GIVEN


@pytest.mark.parametrize(
    ("year", "day"), [(None, None), (2011, None), (2011, date(2011, 3, 8)), (1990, date(1990, 1, 1))]
)
def test_who_may_be_sixteen_is_no_child(year: int | None, day: date | None) -> None:
    assert not is_child(year, day, DAY)


@pytest.mark.parametrize(("year", "day"), [(2012, None), (2011, date(2011, 3, 9))])
def test_who_is_under_sixteen_is_a_child(year: int, day: date | None) -> None:
    assert is_child(year, day, DAY)
