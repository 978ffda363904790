"""What has become of a certificate, in words asked at run time."""

from tvet_desktop.certificates.withdrawing.reasons import reason_word
from tvet_desktop.certificates.withdrawing.states import CertificateState, Standing
from tvet_desktop.courses.rules import day_text
from tvet_desktop.shared.translation import _


def state_word(state: CertificateState) -> str:
    """Say it after the number, as in "revoked on 08/03/2027 because …"; empty where there is nothing to say."""
    withdrawn = state.withdrawn
    if withdrawn is not None and state.standing == Standing.REPLACED:
        return _("replaced by {number} on {day}").format(
            number=withdrawn.replaced_by, day=day_text(withdrawn.on_date)
        )
    if withdrawn is not None:
        return _("revoked on {day} because {reason}").format(
            day=day_text(withdrawn.on_date), reason=reason_word(withdrawn.reason)
        )
    if state.asked is not None:
        return _("revocation asked on {day}").format(day=day_text(state.asked[1]))
    if state.replaces_revoked:
        return _("replaces {number}, which was revoked").format(number=state.replaces_revoked)
    if state.declined_on is not None:
        return _("revocation declined on {day}").format(day=day_text(state.declined_on))
    return ""
