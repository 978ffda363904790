"""What the register says in words, on screen and in files; asked at run time."""

from tvet_desktop.certificates.register.known_pc import KnownPc
from tvet_desktop.certificates.register.number_report import LogNumbers
from tvet_desktop.certificates.register.register_rows import RegisterRow
from tvet_desktop.certificates.withdrawing.reasons import reason_word
from tvet_desktop.certificates.withdrawing.states import Standing
from tvet_desktop.courses.rules import day_text
from tvet_desktop.people.personal_details import Sex
from tvet_desktop.shared.translation import _


def standing_word(standing: Standing) -> str:
    """Name what became of a certificate."""
    return {
        Standing.HOLDS: _("holds"),
        Standing.REPLACED: _("replaced"),
        Standing.REVOKED: _("revoked"),
    }[standing]


def standing_words(row: RegisterRow) -> str:
    """Say what became of a certificate: "replaced by …", "revoked on … because …"."""
    if row.withdrawn is None:
        return _("corrects {number}").format(number=row.replaces) if row.replaces else _("holds")
    if row.withdrawn.replaced_by:
        return _("replaced by {number}").format(number=row.withdrawn.replaced_by)
    day, reason = day_text(row.withdrawn.on_date), reason_word(row.withdrawn.reason)
    return _("revoked on {day}: {reason}").format(day=day, reason=reason)


def sex_word(sex: str) -> str:
    """Name a sex; nothing where it is not known."""
    return {Sex.FEMALE.value: _("Female"), Sex.MALE.value: _("Male"), Sex.NOT_SAID.value: _("not said")}.get(
        sex, ""
    )


def missing_words(log: LogNumbers) -> str:
    """Return the counters that are missing: "0003, 0007–0011"."""
    return ", ".join(
        f"{first:04}" if first == last else f"{first:04}–{last:04}" for first, last in log.missing
    )


def twice_words(log: LogNumbers) -> str:
    """Return the counters that stand twice."""
    return ", ".join(number.split("-")[-2] for number in log.twice)


def known_words(log: LogNumbers, pc: KnownPc | None) -> str:
    """Say what is known of the missing numbers of a log, and what to do."""
    if log.is_whole:
        return _("whole up to {highest:04}").format(highest=log.highest)
    parts = []
    if log.missing:
        parts.append(_missing_known(pc))
    if log.twice:
        parts.append(_("one number, two certificates: let one of them be replaced"))
    return " · ".join(parts)


def _missing_known(pc: KnownPc | None) -> str:
    if pc is None:
        return _("the PC is not known here: ask the college for its sync files")
    if pc.is_here:
        return _("they were issued here and are lost: look for the data of an earlier time in the backups")
    if pc.heard_on is None:
        return _("nothing has come from {pc}: fetch its sync files").format(pc=pc.name)
    return _("not arrived yet: the newest word from {pc} is of {day}").format(
        pc=pc.name, day=day_text(pc.heard_on)
    )
