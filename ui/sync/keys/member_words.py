"""What is said of a PC of the programme, and of what can be done with it."""

from collections.abc import Mapping
from datetime import datetime

from tvet_desktop.attendance.rules import local_day
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.sync.keys.foresee_withdrawal import ForeseenWithdrawal
from tvet_desktop.sync.keys.members import MemberRow, Members, MemberState
from tvet_desktop.sync.keys.withdraw_pc import PcReason


def name_words(row: MemberRow) -> str:
    """Name a PC."""
    return _("{name} (this one)").format(name=row.name) if row.is_this_pc else row.name


def rights_words(row: MemberRow, colleges: Mapping[int, str]) -> str:
    """Say what a PC may write, and whether it holds the authority."""
    if row.has_authority:
        return _("All colleges (national), holds the authority")
    if row.is_national:
        return _("All colleges (national)")
    return ", ".join(colleges.get(scope, str(scope)) for scope in row.scopes)


def state_word(row: MemberRow) -> str:
    """Say in a word or two how far it belongs."""
    words = {
        MemberState.CONFIRMED: _("✓ confirmed"),
        MemberState.BY_INVITATION: _("by its invitation"),
        MemberState.INVITED: _("invited"),
        MemberState.REFUSED: _("✗ not let in"),
        MemberState.WITHDRAWN: _("✗ withdrawn"),
    }
    return words[row.state]


def state_tone(row: MemberRow) -> str:
    """Colour the same."""
    tones = {MemberState.CONFIRMED: "good", MemberState.REFUSED: "bad", MemberState.WITHDRAWN: "bad"}
    return tones.get(row.state, "muted")


def heard_words(row: MemberRow) -> str:
    """Say when it was last heard of."""
    if row.is_this_pc:
        return "–"
    return day_words(row.heard_at) if row.heard_at else _("never")


def signs_words(row: MemberRow) -> str:
    """Say until when it signs certificates, and whether somebody has to do something."""
    if row.signs_until is None or row.state in {MemberState.WITHDRAWN, MemberState.REFUSED}:
        return "–"
    day = row.signs_until.strftime("%d/%m/%Y")
    if row.asks_for_key:
        return _("{date}: asks for a new key").format(date=day)
    return _("{date}: renew soon").format(date=day) if row.ends_soon else day


def day_words(moment: datetime) -> str:
    """Write a day as people here do."""
    return local_day(moment).strftime("%d/%m/%Y")


def counts_words(members: Members) -> str:
    """Say how many PCs belong, how many are invited, and where the authority is."""
    belonging = (MemberState.CONFIRMED, MemberState.BY_INVITATION)
    pcs = sum(row.state in belonging for row in members.rows)
    invited = sum(row.state is MemberState.INVITED for row in members.rows)
    parts = [ngettext("{count} PC belongs", "{count} PCs belong", pcs).format(count=pcs)]
    if invited:
        words = ngettext("{count} is invited", "{count} are invited", invited)
        parts.append(words.format(count=invited))
    holder = next((row.name for row in members.rows if row.has_authority), "")
    if members.has_authority:
        parts.append(_("this PC holds the authority"))
    elif holder:
        parts.append(_("“{name}” holds the authority").format(name=holder))
    return " · ".join(parts)


def about(row: MemberRow, colleges: Mapping[int, str]) -> str:
    """Say what the state of a PC means, and what to do if that is wrong."""
    sentences = {
        MemberState.CONFIRMED: _confirmed,
        MemberState.BY_INVITATION: _by_invitation,
        MemberState.INVITED: _invited,
        MemberState.REFUSED: _refused,
        MemberState.WITHDRAWN: _withdrawn,
    }[row.state](row)
    if row.asks_for_key:
        sentences += " " + _("It made a new key and waits for its certificate: renew it.")
    elif row.ends_soon:
        sentences += " " + _("Its certificate ends soon: renew it.")
    where = rights_words(row, colleges)
    return _("{name}, {rights}: {sentences}").format(name=row.name, rights=where, sentences=sentences)


def _confirmed(row: MemberRow) -> str:
    if row.has_authority:
        return _("it invites and withdraws the others, and belongs behind a locked door.")
    return _("it belongs, and what it writes counts everywhere.")


def _by_invitation(_row: MemberRow) -> str:
    return _(
        "it joined with its invitation and is believed; it belongs for good once the PC with the authority has read"
        " its sync file."
    )


def _invited(row: MemberRow) -> str:
    if row.since is None:
        return _("its invitation file lets one PC in; if the file was lost, cancel the invitation.")
    return _("it was invited on {date}; if the file was lost, cancel the invitation.").format(
        date=day_words(row.since)
    )


def _refused(_row: MemberRow) -> str:
    return _(
        "another PC has its invitation, or it was cancelled, so nothing that it sends counts: if it is one of yours,"
        " invite it anew, and if it is a stranger's, make new keys for the data."
    )


def _withdrawn(row: MemberRow) -> str:
    since = day_words(row.since) if row.since else "–"
    if not row.last_counts:
        return _("it was withdrawn on {date} ({reason}), and none of its sync files counts.").format(
            date=since, reason=reason_word(row.reason)
        )
    return _(
        "it was withdrawn on {date} ({reason}); its sync files count up to number {number}, and nothing that it writes"
        " or signs since."
    ).format(date=since, reason=reason_word(row.reason), number=row.last_counts)


def reason_word(reason: PcReason | None) -> str:
    """Name a reason."""
    words = {
        PcReason.STOLEN: _("stolen"),
        PcReason.LOST: _("lost"),
        PcReason.BROKEN: _("broken"),
        PcReason.RETIRED: _("retired"),
    }
    return words[reason] if reason else "–"


def foreseen_words(foreseen: ForeseenWithdrawal) -> list[str]:
    """Say which last sync file counts, how many certificates hold, and what is lost."""
    if not foreseen.last_counts:
        lines = [_("None of its sync files is known here: nothing that it wrote would count.")]
    elif foreseen.heard_at is None:
        lines = [_("Its sync files count up to number {number}.").format(number=foreseen.last_counts)]
    else:
        lines = [
            _("Its sync files count up to number {number}, with what was written until {date}.").format(
                number=foreseen.last_counts, date=day_words(foreseen.heard_at)
            )
        ]
    words = ngettext(
        "{count} certificate that it issued goes on being valid.",
        "{count} certificates that it issued go on being valid.",
        foreseen.certificates,
    )
    lines.append(
        words.format(count=foreseen.certificates)
        if foreseen.certificates
        else _("No certificate that it issued is known here.")
    )
    if foreseen.waiting:
        words = ngettext(
            "{count} sync file of it waits for others and would be left out.",
            "{count} sync files of it wait for others and would be left out.",
            foreseen.waiting,
        )
        lines.append(words.format(count=foreseen.waiting))
    return lines
