"""What is said about that which a copied course leaves behind."""

from collections.abc import Sequence

from tvet_desktop.shared.translation import _


def left_behind(trainers: Sequence[str], *, has_rooms: bool) -> str:
    """Name what cannot be copied: always people and marks, elsewhere also rooms and trainers."""
    words = [_("People and marks are not copied.")]
    if trainers:
        words.append(
            _("These trainers belong to another college and stay there: {names}.").format(
                names=", ".join(trainers)
            )
        )
    if has_rooms:
        words.append(_("Rooms are not copied to another college."))
    return " ".join(words)
