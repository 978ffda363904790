"""The verdict in words: the same on the screen, in the answer of the command, and for a screen reader."""

from datetime import datetime

from tvet_desktop.attendance.rules import KIGALI, local_day
from tvet_desktop.certificates.checking.verdict import Fault, Proof, Verdict, Verified
from tvet_desktop.certificates.withdrawing.reasons import reason_word
from tvet_desktop.courses.rules import day_text
from tvet_desktop.shared.translation import _, ngettext


def verdict_word(verified: Verified) -> str:
    """Return the verdict in a few words; a valid code says nothing about what stands beside it."""
    if verified.verdict == Verdict.VALID and verified.is_practice:
        return _("Valid for practice only")
    if verified.verdict == Verdict.VALID and verified.proof != Proof.FILE:
        return _("The code is valid")
    return {
        Verdict.VALID: _("Valid"),
        Verdict.REPLACED: _("Replaced"),
        Verdict.REVOKED: _("Revoked"),
        Verdict.WITHDRAWN_KEY: _("Signer withdrawn"),
        Verdict.UNKNOWN_KEY: _("Unknown signer"),
        Verdict.ALTERED: _("Altered"),
    }[verified.verdict]


def verdict_sentence(verified: Verified) -> str:
    """Say what was found and what to do."""
    match verified.verdict:
        case Verdict.VALID:
            return _valid_sentence(verified)
        case Verdict.REPLACED | Verdict.REVOKED:
            return _withdrawn_sentence(verified)
        case Verdict.WITHDRAWN_KEY:
            return _(
                "The PC that signed this was withdrawn, and this certificate is not among those that it issued"
                " rightly: do not accept it before the national office confirms it."
            )
        case Verdict.UNKNOWN_KEY if verified.signer:
            return _(
                "The key of this PC was not certified on the day of issue, as far as is known here: do not accept it"
                " before the national office confirms it. If the PC was renewed lately, bring the newest list of keys"
                " by a sync and check again."
            )
        case Verdict.UNKNOWN_KEY:
            return _(
                "This is signed by a key that this PC does not know as one of the programme: do not accept it before"
                " the college confirms it. If the college is new, bring the newest list of keys by a sync and check"
                " again."
            )
        case Verdict.ALTERED:
            return _altered_sentence(verified)


def _valid_sentence(verified: Verified) -> str:
    if verified.proof == Proof.CODE:
        return _(
            "The code is genuine, but only the code was checked: compare every line below with the paper or picture."
        )
    if verified.proof == Proof.UNSIGNED_FILE:
        return _(
            "The code is genuine, but this file carries no signature of its own: it is a scan, a file for the printer,"
            " or a copy that somebody changed. Compare every line below with what the file shows."
        )
    if verified.signed_at is None:
        return _(
            "This file is unchanged since it was signed: a paper printed from it must say every line below."
        )
    return _(
        "This file is unchanged since {day} at {time}, when it was signed (as the signing PC’s clock said): a paper"
        " printed from it must say every line below."
    ).format(
        day=day_text(local_day(verified.signed_at)), time=f"{verified.signed_at.astimezone(KIGALI):%H:%M}"
    )


def _withdrawn_sentence(verified: Verified) -> str:
    assert verified.withdrawn is not None
    day, reason = day_text(verified.withdrawn.on_date), reason_word(verified.withdrawn.reason)
    if verified.verdict == Verdict.REPLACED:
        return _(
            "This certificate was replaced by {number} on {day} because {reason}: ask for that one."
        ).format(number=verified.withdrawn.replaced_by, day=day, reason=reason)
    return _("This certificate was revoked on {day} because {reason}: do not accept it.").format(
        day=day, reason=reason
    )


def _altered_sentence(verified: Verified) -> str:
    if verified.fault == Fault.FILE and verified.statement is not None:
        return _(
            "This file is not what was issued: something in it was changed, added or signed again. Do not accept it."
            " The code in it is genuine and says the lines below: ask for the file as the college gave it out."
        )
    return {
        Fault.FILE: _(
            "This file is not what was issued: something in it was changed, added or signed again. Do not accept it."
        ),
        Fault.NOT_OURS: _(
            "One code begins like that of a certificate, but it is damaged, or nobody of this programme made it: do not"
            " accept its paper before the college confirms it."
        ),
        Fault.TWO_SIGNERS: _(
            "This file was signed by another PC than the code in it: somebody put them together. Do not accept it."
        ),
        Fault.OTHER_WORDS: _(
            "This file says something else than its code, which says the lines below. Do not accept it, and tell the"
            " national office."
        ),
    }.get(
        verified.fault,
        _("This code was altered after it was issued: do not accept it, whatever the paper says."),
    )


def verdict_remarks(verified: Verified, now: datetime) -> list[str]:
    """Return what else there is to know: who signed, what no code can say, how old the lists are."""
    remarks = []
    if verified.is_practice:
        remarks.append(_("This was checked in a practice programme: its certificates are worth nothing."))
    if verified.signer:
        remarks.append(_("Signed by: {name}").format(name=verified.signer))
    if verified.statement is not None and verified.proof != Proof.FILE:
        remarks.append(
            _(
                "Who signed by hand, the logos, and modules and results on a second page are not in the code: only the"
                " PDF as it was issued proves them."
            )
        )
    remarks.append(_age(verified.heard_at, now))
    return remarks


def _age(heard_at: datetime | None, now: datetime) -> str:
    """Say how old the list of revocations is. An old one is no reason to refuse a certificate."""
    if heard_at is None:
        return _(
            "This PC has not heard from the national office yet, so that it does not know what was revoked or replaced:"
            " a sync brings the list."
        )
    heard = local_day(heard_at)
    days = (local_day(now) - heard).days
    if days <= 0:
        return _("What was revoked or replaced is known here as of {day}.").format(day=day_text(heard))
    return ngettext(
        "What was revoked or replaced is known here as of {day}, {count} day ago: a sync brings the newest.",
        "What was revoked or replaced is known here as of {day}, {count} days ago: a sync brings the newest.",
        days,
    ).format(day=day_text(heard), count=days)


def count_sentence(verified: Verified) -> str:
    """Say how many certificates were found and how many of them are valid; "" for one."""
    if not verified.others:
        return ""
    valid = sum(one.verdict == Verdict.VALID for one in verified.all)
    return _("{count} certificates were found, {valid} of them valid.").format(
        count=len(verified.all), valid=valid
    )
