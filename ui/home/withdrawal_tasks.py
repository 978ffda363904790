"""What the start page says about certificates that were wrong."""

from collections.abc import Iterator

from tvet_desktop.certificates.withdrawing.open_work import WithdrawalWork
from tvet_desktop.shared.translation import ngettext
from ui.home.task import MOST_NAMES, Task


def withdrawal_tasks(found: WithdrawalWork, *, is_national: bool) -> Iterator[Task]:
    """Name what the national office decides, what it answered lately, and who was certified twice."""
    by_course = {row.course_id: row for row in reversed(found.doubles)}
    for course_id, first in by_course.items():
        names = [row.name for row in found.doubles if row.course_id == course_id]
        words = ngettext(
            "{count} person was certified twice: choose which certificate holds",
            "{count} people were certified twice: choose which certificates hold",
            len(names),
        )
        detail = first.name if len(names) == 1 else ", ".join(names[:MOST_NAMES])
        if len(names) > MOST_NAMES:
            detail += " …"
        yield Task(
            words.format(count=len(names)),
            detail,
            "warning",
            "withdraw_certificates",
            "certificates",
            course_id,
        )
    if found.waiting and is_national:
        words = ngettext(
            "Decide about {count} revocation that a college asks for",
            "Decide about {count} revocations that colleges ask for",
            found.waiting,
        )
        yield Task(words.format(count=found.waiting), "", "certificates", "decide_revocations", "revocations")
    if found.answered and not is_national:
        words = ngettext(
            "Read the answer of the national office: {count} revocation was decided lately",
            "Read the answers of the national office: {count} revocations were decided lately",
            found.answered,
        )
        yield Task(
            words.format(count=found.answered), "", "certificates", "withdraw_certificates", "revocations"
        )
