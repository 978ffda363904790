"""What is said when the certificate of a PC, or the authority's, ends soon."""

from datetime import date

from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.sync.keys.ending import Endings

_MOST_NAMES = 3


def own_ending(ends: Endings, today: date) -> str:
    """Say until when this PC can sign certificates; "" as long as there is time. Worse is said first."""
    if ends.is_withdrawn:
        return _("This PC was withdrawn: nothing that is recorded on it from now on reaches the others")
    if ends.own is None:
        return ""
    day = ends.own.strftime("%d/%m/%Y")
    if ends.own < today:
        return _("This PC could sign certificates until {date}").format(date=day)
    return _("This PC can sign certificates until {date} only").format(date=day)


def what_to_do(ends: Endings) -> str:
    """Say how it can go on."""
    if ends.is_withdrawn:
        return _("Ask the national office for an invitation, and join anew")
    if ends.pcs:
        return _("Renew it on the page “PCs of the programme”")
    return _("Ask the national office to renew it, and read its sync file")


def pcs_ending(ends: Endings) -> str:
    """Name the PCs that this one should renew; "" if there are none."""
    if not ends.pcs:
        return ""
    return ngettext(
        "Renew the certificate of {names}, which ends within 90 days",
        "Renew the certificates of {names}, which end within 90 days",
        len(ends.pcs),
    ).format(names=", ".join(ends.pcs[:_MOST_NAMES]) + (" …" if len(ends.pcs) > _MOST_NAMES else ""))


def authority_ending(ends: Endings) -> str:
    """Say until when the authority's certificate is valid; "" as long as there is time."""
    if ends.authority is None:
        return ""
    return _("Renew the authority’s certificate, which ends on {date}").format(
        date=ends.authority.strftime("%d/%m/%Y")
    )


def lost_holder_words(ends: Endings) -> str:
    """Ask to withdraw the PC from which the authority was taken over; "" where there is none."""
    if not ends.lost_holder:
        return ""
    return _("Withdraw “{name}”, once everything is read that it may have sent").format(name=ends.lost_holder)
