"""The reasons to choose from, as everybody will read them."""

from collections.abc import Sequence

from tvet_desktop.certificates.withdrawing.reasons import WithdrawalReason, reason_word
from tvet_desktop.shared.translation import _
from ui.widgets.fields import ChoiceField


def reason_field(reasons: Sequence[WithdrawalReason]) -> ChoiceField[str]:
    """Return a field in which nothing is chosen yet."""
    return ChoiceField(
        _("Why (everybody can read it)"),
        [(reason.value, reason_word(reason)) for reason in reasons],
        placeholder=_("Choose a reason"),
        required=True,
    )
