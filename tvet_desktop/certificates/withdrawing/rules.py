"""What keeps somebody from replacing or revoking a certificate."""

from datetime import date

from tvet_desktop.certificates.withdrawing.reasons import WithdrawalReason
from tvet_desktop.certificates.withdrawing.states import CertificateState, Standing
from tvet_desktop.certificates.withdrawing.words import state_word
from tvet_desktop.courses.rules import day_text
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.text import nfc
from tvet_desktop.shared.translation import _

LONGEST_NOTE = 2_000
REASONS_TO_REPLACE = (WithdrawalReason.WRONG_NAME, WithdrawalReason.WRONG_FACTS, WithdrawalReason.OTHER)
REASONS_TO_REVOKE = (
    WithdrawalReason.NOT_EARNED,
    WithdrawalReason.ISSUED_TWICE,
    WithdrawalReason.FORGED,
    WithdrawalReason.WRONG_NAME,
    WithdrawalReason.WRONG_FACTS,
    WithdrawalReason.OTHER,
)


class HoldsNoMore(UserError):
    """The certificate was replaced or revoked before."""

    def __init__(self, state: CertificateState) -> None:
        super().__init__(state.number)
        self.state = state

    def sentence(self) -> str:
        """Say what became of it and which one to take instead."""
        if self.state.standing == Standing.REPLACED:
            return _("{number} was {state}: take that one.").format(
                number=self.state.number, state=state_word(self.state)
            )
        return _("{number} was {state}: nothing more can be done to it.").format(
            number=self.state.number, state=state_word(self.state)
        )


class RevocationWaits(UserError):
    """Somebody asked for its revocation, and nobody has answered yet."""

    def __init__(self, number: str, asked_on: date) -> None:
        super().__init__(number)
        self.number = number
        self.asked_on = asked_on

    def sentence(self) -> str:
        """Say what to do first."""
        return _(
            "The revocation of {number} was asked for on {day}: wait for the answer of the national office, or take"
            " the request back first."
        ).format(number=self.number, day=day_text(self.asked_on))


class NotQualifiedAnyMore(UserError):
    """Today the person would get no certificate, so there is nothing to replace it with."""

    def __init__(self, number: str, name: str) -> None:
        super().__init__(number)
        self.number = number
        self.name = name

    def sentence(self) -> str:
        """Say what to do instead."""
        return _(
            "{name} qualifies for no certificate of this course today: correct the marks first, or ask for the"
            " revocation of {number}."
        ).format(name=self.name, number=self.number)


class HoldsAnother(UserError):
    """The person has another certificate of the kind that the new one would be."""

    def __init__(self, number: str, other: str) -> None:
        super().__init__(number, other)
        self.number = number
        self.other = other

    def sentence(self) -> str:
        """Say what to do instead."""
        return _(
            "{other} says already what the new certificate would say: ask for the revocation of {number}, or replace"
            " {other}."
        ).format(number=self.number, other=self.other)


class ReasonUnknown(UserError):
    """None of the reasons was chosen."""

    def sentence(self) -> str:
        """Say what to do."""
        return _("Choose one of the reasons of the list.")


class DayBeforeIssue(UserError):
    """A day on which the certificate did not exist yet: mistyped, or the PC's clock is wrong."""

    def __init__(self, number: str, day: date, issued_on: date) -> None:
        super().__init__(number)
        self.number = number
        self.day = day
        self.issued_on = issued_on

    def sentence(self) -> str:
        """Name both days."""
        return _("{number} was issued on {issued}, after {day}: type the right day.").format(
            number=self.number, issued=day_text(self.issued_on), day=day_text(self.day)
        )


class NoteTooLong(UserError):
    """Somebody pasted a file into the note."""

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self.length = length

    def sentence(self) -> str:
        """Say how long it may be."""
        return _("The note has {length} letters: shorten it to {most}.").format(
            length=self.length, most=LONGEST_NOTE
        )


class NotDouble(UserError):
    """The two certificates are not for the same person, course and kind, or one does not hold any more."""

    def sentence(self) -> str:
        """Say what to do."""
        return _("These certificates are no double any more: look at the list once more.")


class RequestSettled(UserError):
    """The request was answered or taken back meanwhile."""

    def sentence(self) -> str:
        """Say what to do."""
        return _("This request was answered or taken back meanwhile: look at the list once more.")


class NeedsAnotherPerson(UserError):
    """Whoever asks does not decide."""

    def sentence(self) -> str:
        """Say who can."""
        return _("You asked for this revocation yourself: another person of the national office decides.")


class NationalOfficeDecides(UserError):
    """This PC may not write for all colleges."""

    def sentence(self) -> str:
        """Say where it is done."""
        return _("Revocations are decided on a PC of the national office: send it your changes by sync.")


class ForeignStatement(UserError):
    """The row carries a statement that is not its college's: to withdraw it would hit somebody else's certificate."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number

    def sentence(self) -> str:
        """Say what to do."""
        return _(
            "What is recorded about {number} does not fit its code: it cannot be withdrawn. Ask the college how it"
            " was issued."
        ).format(number=self.number)


def require_reason_code(code: str, allowed: tuple[WithdrawalReason, ...]) -> WithdrawalReason:
    """Return the reason that a code stands for.

    Raises:
        ReasonUnknown: it is none of ``allowed``.
    """
    if code not in allowed:
        raise ReasonUnknown
    return WithdrawalReason(code)


def short_note(note: str) -> str:
    """Return the tidy note, which may be empty.

    Raises:
        NoteTooLong: a sync file could not carry it.
    """
    note = nfc(note)
    if len(note) > LONGEST_NOTE:
        raise NoteTooLong(len(note))
    return note
