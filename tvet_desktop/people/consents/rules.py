"""What a consent needs to be one (law 058/2021, articles 6 to 9)."""

from datetime import date

from tvet_desktop.people.models import ConsentForm
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _

AGE_OF_CONSENT = 16


class WitnessMissing(UserError):
    """What was only said must be shown by somebody who heard it."""

    def sentence(self) -> str:
        """Ask for the name."""
        return _("A consent given by word of mouth needs a witness: write who heard it.")


class GuardianMissing(UserError):
    """A child's parent or guardian agrees."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def sentence(self) -> str:
        """Ask for the name."""
        return _("{name} is under 16: write the name of the parent or guardian who agreed.").format(
            name=self.name
        )


class WithdrawnBeforeGiven(UserError):
    """The days are the wrong way round."""

    def __init__(self, given_on: date) -> None:
        super().__init__(given_on)
        self.given_on = given_on

    def sentence(self) -> str:
        """Name the day."""
        return _("The consent was given on {day}: the day of withdrawing cannot be before it.").format(
            day=f"{self.given_on:%d/%m/%Y}"
        )


class NothingToWithdraw(UserError):
    """No consent is in force."""

    def sentence(self) -> str:
        """Say that nothing is left to do."""
        return _("There is no consent to withdraw any more: look at the page again.")


def is_child(birth_year: int | None, birth_date: date | None, on: date) -> bool:
    """Tell whether somebody is known to be too young on a day to agree alone; of a year only, by the year."""
    if birth_date is not None:
        years = on.year - birth_date.year - ((on.month, on.day) < (birth_date.month, birth_date.day))
        return years < AGE_OF_CONSENT
    return birth_year is not None and on.year - birth_year < AGE_OF_CONSENT


def require_witness(form: ConsentForm, witness: str) -> None:
    """Raise ``WitnessMissing`` where a spoken consent has no witness."""
    if form is ConsentForm.ORAL and not witness:
        raise WitnessMissing
