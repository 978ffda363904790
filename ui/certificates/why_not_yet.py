"""Why somebody's next step towards a certificate cannot be done now: sentences for grey buttons; "" where it can."""

from collections.abc import Sequence

from tvet_desktop.certificates.candidate_row import CandidateRow
from tvet_desktop.certificates.withdrawing.doubles import DoubleRow
from tvet_desktop.certificates.withdrawing.states import CertificateState
from tvet_desktop.shared.translation import _
from ui.widgets.why_not import not_one_chosen, role_lacks


def no_course(course_id: int) -> str:
    """Ask for a course with people where there is none."""
    return "" if course_id else _("There is no course with people yet: add them on the page Courses.")


def nobody_waits(rows: Sequence[CandidateRow]) -> str:
    """Say that no certificate is due, and where one reads why."""
    if any(row.is_waiting for row in rows):
        return ""
    if any(row.held for row in rows):
        return _("Everybody who qualifies has a certificate already.")
    return _("Nobody qualifies for a certificate yet: the column “Result” says what is missing.")


def not_to_confirm(role: str, rows: Sequence[CandidateRow]) -> str:
    """Say why there is no name to confirm."""
    return role_lacks(role, "approve_certificates") or nobody_waits(rows)


def not_to_approve(role: str, rows: Sequence[CandidateRow], to_approve: Sequence[CandidateRow]) -> str:
    """Say what comes before an approval, or that it is done; ``to_approve`` are those who are ready."""
    if to_approve:
        return role_lacks(role, "approve_certificates")
    first = not_to_confirm(role, rows)
    if first:
        return first
    if any(row.is_waiting and row.is_name_confirmed and not row.is_approved for row in rows):
        return _("None of the selected people can be approved: select one line for all, or others.")
    if any(row.is_waiting and not row.is_approved for row in rows):
        return _("Confirm the names first.")
    return _("All are approved: issue the certificates.")


def not_to_issue(role: str, rows: Sequence[CandidateRow], count: int) -> str:
    """Say what comes before certificates are issued; ``count`` are approved and wait."""
    why_not = role_lacks(role, "print_certificates") or nobody_waits(rows)
    return why_not or ("" if count else _("A coordinator approves the certificates first."))


def not_to_waive(selected: Sequence[CandidateRow]) -> str:
    """Ask for one person who is trained."""
    why_not = not_one_chosen(selected)
    if why_not or selected[0].trains_as is None:
        return why_not
    return _("Points are waived for people who are trained: choose one of them.")


def not_to_withdraw(role: str, selected: Sequence[CandidateRow], held: CertificateState | None) -> str:
    """Say why a certificate can be neither replaced nor revoked; ``held`` is the selected person's."""
    why_not = role_lacks(role, "withdraw_certificates") or not_one_chosen(selected)
    if why_not:
        return why_not
    if held is None:
        return _("This person has no certificate for this course: choose somebody who has one.")
    if held.asked is None:
        return ""
    return _("A revocation of {number} is asked for: take the request back under Revocations first.").format(
        number=held.number
    )


def not_to_choose(role: str, doubles: Sequence[DoubleRow]) -> str:
    """Say that nobody was certified twice."""
    why_not = role_lacks(role, "withdraw_certificates")
    return why_not or ("" if doubles else _("Nobody has two certificates of one kind for this course."))
