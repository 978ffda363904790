"""Why a certificate does not hold any more, in a few codes: the public list says the reason and names nobody."""

from enum import StrEnum

from tvet_desktop.shared.translation import _


class WithdrawalReason(StrEnum):
    """The codes travel and are published: never change one."""

    WRONG_NAME = "WRONG_NAME"
    WRONG_FACTS = "WRONG_FACTS"
    """Hours, dates, title, college or kind."""
    ISSUED_TWICE = "ISSUED_TWICE"
    NOT_EARNED = "NOT_EARNED"
    FORGED = "FORGED"
    """Issued by somebody who must not, or with a key that was lost."""
    OTHER = "OTHER"


def reason_word(code: str) -> str:
    """Return the reason as the end of a sentence: "revoked on 3 May because …"."""
    words = {
        WithdrawalReason.WRONG_NAME: _("the name was wrong"),
        WithdrawalReason.WRONG_FACTS: _("something else on it was wrong"),
        WithdrawalReason.ISSUED_TWICE: _("it was issued twice"),
        WithdrawalReason.NOT_EARNED: _("it was not earned"),
        WithdrawalReason.FORGED: _("it was not issued rightly"),
    }
    return words.get(
        WithdrawalReason(code) if code in set(WithdrawalReason) else WithdrawalReason.OTHER,
        _("of another reason"),
    )
