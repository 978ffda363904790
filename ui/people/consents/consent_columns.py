"""How consents are listed: for one person by purpose, for a course by person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tvet_desktop.courses.course_consents import PersonConsents
from tvet_desktop.people.consents.queries import ConsentRow, ConsentState
from tvet_desktop.people.consents.words import form_words
from tvet_desktop.people.models import ConsentPurpose
from tvet_desktop.shared.translation import _
from ui.people.consents.consent_dialog import language_word, purpose_word
from ui.widgets.column import Column

_TONES = {ConsentState.GIVEN: "good", ConsentState.WITHDRAWN: "bad", ConsentState.NOT_ASKED: ""}


@dataclass(frozen=True)
class Signer:
    """Somebody of a course who may be chosen."""

    consents: PersonConsents
    is_chosen: bool = False


def consent_columns() -> list[Column[ConsentRow]]:
    """Return what is said of each purpose."""
    return [
        Column("purpose", lambda: _("What for"), lambda row: purpose_word(row.purpose), width=34),
        Column(
            "state",
            lambda: _("State"),
            lambda row: state_word(row.state),
            width=12,
            tone=lambda row: _TONES[row.state],
        ),
        Column("given_on", lambda: _("Agreed on"), lambda row: _day(row.given_on), width=11),
        Column("withdrawn_on", lambda: _("Withdrawn on"), lambda row: _day(row.withdrawn_on), width=13),
        Column("how", lambda: _("How"), lambda row: form_words().get(row.form, row.form), width=17),
        Column("language", lambda: _("Language"), lambda row: language_word(row.language), width=12),
        Column("witness", lambda: _("Witness"), _witness, width=20),
    ]


def signer_columns(purpose: Callable[[], ConsentPurpose]) -> list[Column[Signer]]:
    """Return who is chosen and what each agreed to; ``purpose`` is asked anew for each cell."""

    def state(row: Signer) -> ConsentState:
        return row.consents.states.get(purpose(), ConsentState.NOT_ASKED)

    return [
        Column(
            "chosen",
            lambda: _("Chosen"),
            lambda row: "✓" if row.is_chosen else "",
            sort_key=lambda row: not row.is_chosen,
            width=8,
            tone=lambda _row: "good",
        ),
        Column("name", lambda: _("Name"), lambda row: row.consents.person.name, width=28),
        Column(
            "born",
            lambda: _("Born"),
            lambda row: str(row.consents.person.birth_year or ""),
            sort_key=lambda row: row.consents.person.birth_year,
            is_number=True,
            width=8,
        ),
        Column(
            "state",
            lambda: _("State"),
            lambda row: state_word(state(row)),
            width=18,
            tone=lambda row: _TONES[state(row)],
        ),
        Column(
            "missing",
            lambda: _("Purposes not asked for"),
            _missing,
            sort_key=lambda row: sum(map(row.consents.misses, ConsentPurpose)),
            width=26,
        ),
    ]


def _missing(row: Signer) -> str:
    missing = sum(map(row.consents.misses, ConsentPurpose))
    return _("{count} of {all}").format(count=missing, all=len(ConsentPurpose)) if missing else _("none")


def state_word(state: ConsentState) -> str:
    """Return what holds."""
    return {
        ConsentState.NOT_ASKED: _("Not asked"),
        ConsentState.GIVEN: _("✓ Agreed"),
        ConsentState.WITHDRAWN: _("✗ Withdrawn"),
    }[state]


def _day(day: date | None) -> str:
    return "" if day is None else f"{day:%d/%m/%Y}"


def _witness(row: ConsentRow) -> str:
    return ", ".join(name for name in (row.witness, row.given_by) if name)
