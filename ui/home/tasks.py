"""Asks every feature what is left to do, and says it in lines."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from tvet_desktop.attendance.open_work import OpenWork, SessionToMark, open_work
from tvet_desktop.attendance.out_of_reach import OutOfReach, out_of_reach
from tvet_desktop.attendance.walk_ins.queries import count_walk_ins
from tvet_desktop.certificates.open_work import CertificateWork, certificate_work
from tvet_desktop.certificates.withdrawing.open_work import WithdrawalWork, withdrawal_work
from tvet_desktop.courses.queries import list_courses
from tvet_desktop.courses.rules import day_text, slot_name
from tvet_desktop.evaluation.models import RoundState
from tvet_desktop.evaluation.queries import RoundRow, list_rounds
from tvet_desktop.people.queries import list_people, list_waiting_rows
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.sync.keys.ending import Endings, endings
from tvet_desktop.sync.keys.ending_words import (
    authority_ending,
    lost_holder_words,
    own_ending,
    pcs_ending,
    what_to_do,
)
from tvet_desktop.sync.queries import SyncState, sync_state
from tvet_desktop.sync.writes_for_all import writes_for_all
from ui.home.task import MOST_NAMES, Task
from ui.home.withdrawal_tasks import withdrawal_tasks

MOST_SESSIONS = 5


@dataclass(frozen=True)
class Work:
    """What the features answered."""

    today: date
    people: int
    courses: int
    attendance: OpenWork
    out_of_reach: list[OutOfReach]
    certificates: list[CertificateWork]
    withdrawing: WithdrawalWork
    is_national: bool
    rounds: list[RoundRow]
    waiting_rows: int
    walk_ins: int
    sync: SyncState
    endings: Endings
    days_without_backup: int | None

    @property
    def is_new(self) -> bool:
        """Whether nothing was recorded on this PC yet."""
        return not self.people and not self.courses


def ask_for_work(db: Any, today: date, days_without_backup: int | None) -> Work:  # noqa: ANN401  the database session
    """Ask every feature; ``today`` is the day in Rwanda."""
    return Work(
        today,
        list_people(db, limit=1).total,
        len(list_courses(db)),
        open_work(db, today),
        out_of_reach(db),
        certificate_work(db),
        withdrawal_work(db, today),
        writes_for_all(db),
        list_rounds(db),
        len(list_waiting_rows(db)),
        count_walk_ins(db),
        sync_state(db),
        endings(db, today),
        days_without_backup,
    )


def tasks_of(work: Work) -> list[Task]:
    """Return the lines: what cannot wait first, then in the order of the work."""
    return [
        *_held(work.sync),
        *_conflicts(work.sync),
        *_sessions(work),
        *_waiting(work),
        *_out_of_reach(work),
        *_courses(work.attendance),
        *_rounds(work.rounds),
        *(line for found in work.certificates for line in _certificates(found)),
        *withdrawal_tasks(work.withdrawing, is_national=work.is_national),
        *_keys(work.endings, work.today),
        *_to_back_up(work.days_without_backup),
        *_to_send(work.sync),
    ]


def first_steps() -> list[Task]:
    """Return the ways to begin on a new PC."""
    return [
        Task(
            _("Import a register"),
            _("The list of trainees as the college sends it: .xlsx, .ods or .csv"),
            "import",
            "edit_people",
            "register",
        ),
        Task(
            _("Make a course"),
            _("Its days, its trainers and its people"),
            "courses",
            "edit_courses",
            "course_form",
            "new",
        ),
        Task(
            _("Read sync files"),
            _("What another PC of the programme has already recorded"),
            "sync",
            "sync",
            "sync",
        ),
    ]


def _conflicts(state: SyncState) -> Iterator[Task]:
    if state.open_conflicts:
        words = ngettext(
            "{count} value was changed on two PCs: decide which one holds",
            "{count} values were changed on two PCs: decide which ones hold",
            state.open_conflicts,
        )
        yield Task(
            words.format(count=state.open_conflicts), "", "warning", "sync", "sync_conflicts", is_urgent=True
        )


def _held(state: SyncState) -> Iterator[Task]:
    if state.held_removals:
        words = _("Another PC removed more than 5 % of a list: a coordinator must agree")
        yield Task(
            words,
            _("Until then nothing of it is removed here"),
            "warning",
            "sync",
            "held_removals",
            is_urgent=True,
        )


def _sessions(work: Work) -> Iterator[Task]:
    sessions = work.attendance.sessions
    todays = [row for row in sessions if row.held_on == work.today]
    earlier = [row for row in sessions if row.held_on != work.today]
    shown = [*todays, *earlier[: max(0, MOST_SESSIONS - len(todays))]]
    for row in shown:
        yield _session(row, is_today=row.held_on == work.today)
    hidden = len(sessions) - len(shown)
    if hidden:
        words = ngettext(
            "{count} more session is not marked to the last person",
            "{count} more sessions are not marked to the last person",
            hidden,
        )
        yield Task(words.format(count=hidden), "", "attendance", "mark", "attendance")


def _session(row: SessionToMark, *, is_today: bool) -> Task:
    slot = slot_name(row.slot)
    words = (
        _("Mark today’s session: {slot}").format(slot=slot)
        if is_today
        else _("Mark the session of {day}, {slot}").format(day=day_text(row.held_on), slot=slot)
    )
    detail = _("{course} · {marked} of {count} marked").format(
        course=row.course_title, marked=row.marked, count=row.expected
    )
    return Task(
        words, detail, "attendance", "mark", "attendance", row.training_session_id, is_urgent=is_today
    )


def _waiting(work: Work) -> Iterator[Task]:
    if work.waiting_rows:
        words = ngettext(
            "{count} row of a register waits for a name or a sex",
            "{count} rows of registers wait for a name or a sex",
            work.waiting_rows,
        )
        yield Task(words.format(count=work.waiting_rows), "", "people", "edit_people", "waiting_rows")
    if work.walk_ins:
        words = ngettext(
            "{count} walk-in waits: say who of the register it is",
            "{count} walk-ins wait: say who of the register they are",
            work.walk_ins,
        )
        yield Task(words.format(count=work.walk_ins), "", "people", "edit_people", "walk_ins")
    for row in work.attendance.waiting:
        words = ngettext(
            "{count} mark of a sheet waits: say whose it is",
            "{count} marks of sheets wait: say whose they are",
            row.marks,
        )
        yield Task(
            words.format(count=row.marks), row.title, "attendance", "mark", "waiting_marks", row.course_id
        )


def _out_of_reach(work: Work) -> Iterator[Task]:
    """Name who cannot complete a course that still goes on: at its end the certificates tell."""
    ended = {row.course_id for row in work.attendance.courses_to_close}
    for row in work.out_of_reach:
        if row.course_id in ended:
            continue
        words = ngettext(
            "{count} person cannot complete the course any more: talk with them",
            "{count} people cannot complete the course any more: talk with them",
            len(row.names),
        )
        names = ", ".join(row.names[:MOST_NAMES]) + (" …" if len(row.names) > MOST_NAMES else "")
        detail = _("{course} · {names}").format(course=row.title, names=names)
        yield Task(words.format(count=len(row.names)), detail, "warning", "mark", "course", row.course_id)


def _courses(work: OpenWork) -> Iterator[Task]:
    for row in work.courses_to_close:
        words = ngettext(
            "Close the course: its {count} session is marked",
            "Close the course: its {count} sessions are marked",
            row.sessions,
        )
        yield Task(
            words.format(count=row.sessions), row.title, "courses", "close_courses", "course", row.course_id
        )


def _rounds(rounds: list[RoundRow]) -> Iterator[Task]:
    for row in rounds:
        if row.state is RoundState.OPEN and row.waiting and not row.missing:
            words = ngettext(
                "Close the evaluation: {count} answer waits",
                "Close the evaluation: {count} answers wait",
                row.waiting,
            )
            yield Task(
                words.format(count=row.waiting),
                row.course_title,
                "evaluations",
                "evaluations",
                "evaluations",
                row.id,
            )


def _certificates(work: CertificateWork) -> Iterator[Task]:
    counts = (
        (
            work.to_confirm,
            ngettext("Confirm {count} name", "Confirm {count} names", work.to_confirm),
            "approve_certificates",
        ),
        (
            work.to_approve,
            ngettext("Approve {count} certificate", "Approve {count} certificates", work.to_approve),
            "approve_certificates",
        ),
        (
            work.to_issue,
            ngettext("Issue {count} certificate", "Issue {count} certificates", work.to_issue),
            "print_certificates",
        ),
    )
    for count, words, action in counts:
        if count:
            yield Task(
                words.format(count=count), work.title, "certificates", action, "certificates", work.course_id
            )


def _keys(ends: Endings, today: date) -> Iterator[Task]:
    """Say in good time which certificates of PCs end."""
    if (words := own_ending(ends, today)) and not ends.pcs:
        is_urgent = ends.is_withdrawn or (ends.own is not None and ends.own < today)
        action = "mark" if ends.is_withdrawn else "print_certificates"
        yield Task(words, what_to_do(ends), "warning", action, "sync_pcs", is_urgent=is_urgent)
    for words in (pcs_ending(ends), authority_ending(ends)):
        if words:
            yield Task(words, _("On the page “PCs of the programme”"), "warning", "users", "sync_pcs")
    if words := lost_holder_words(ends):
        yield Task(
            words, _("This PC holds the authority now"), "warning", "users", "sync_pcs", is_urgent=True
        )


def _to_back_up(days: int | None) -> Iterator[Task]:
    if days is not None:
        words = ngettext(
            "Back up to a stick or a second place: nothing was backed up elsewhere for {count} day",
            "Back up to a stick or a second place: nothing was backed up elsewhere for {count} days",
            days,
        )
        yield Task(words.format(count=days), "", "warning", "backups", "backups")


def _to_send(state: SyncState) -> Iterator[Task]:
    if state.waiting_bundles:
        words = _("Ask the other PCs to send again: parts wait for others that have not arrived")
        yield Task(words, "", "sync", "sync", "sync")
    if state.unsent_changes:
        words = ngettext("Send {count} change", "Send {count} changes", state.unsent_changes)
        yield Task(
            words.format(count=f"{state.unsent_changes:,}".replace(",", " ")), "", "sync", "sync", "sync"
        )
