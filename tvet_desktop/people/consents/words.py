"""Purposes and forms of a consent as screens and papers call them, and what follows when one is withdrawn."""

from tvet_desktop.people.models import ConsentForm, ConsentPurpose
from tvet_desktop.shared.translation import _


def purpose_words() -> dict[str, str]:
    """Return the words for each purpose."""
    return {
        ConsentPurpose.TRAINING: _("Attendance, results and certificates"),
        ConsentPurpose.FOLLOW_UP: _("Questions after the training"),
        ConsentPurpose.PHOTO: _("Pictures and films"),
        ConsentPurpose.PUBLISH_IDEA: _("Publishing a project idea"),
        ConsentPurpose.ABROAD: _("Name and certificates to partners abroad"),
    }


def form_words() -> dict[str, str]:
    """Return the words for each form."""
    return {
        ConsentForm.ORAL: _("By word of mouth"),
        ConsentForm.PAPER: _("On paper"),
        ConsentForm.ELECTRONIC: _("On a screen"),
    }


def withdrawal_follows(purpose: ConsentPurpose) -> str:
    """Say what the college does from now on, once a consent was withdrawn."""
    return {
        ConsentPurpose.TRAINING: _(
            "Nothing more may be recorded about this person’s training: say on the page of the course that the"
            " person has left. What was recorded before stays lawful; certificates that were issued stay valid."
        ),
        ConsentPurpose.FOLLOW_UP: _(
            "Do not call or write to this person any more to ask about the training."
        ),
        ConsentPurpose.PHOTO: _(
            "Take pictures that show this person off the web and off the walls, and use them in no new report."
        ),
        ConsentPurpose.PUBLISH_IDEA: _(
            "Take this person’s idea off the lists that are given out from now on."
        ),
        ConsentPurpose.ABROAD: _("From now on partners abroad are given numbers without this person’s name."),
    }[purpose]
