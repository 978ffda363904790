"""What a programme said in the lists of all before it was handed over counts as earlier than what the others say."""

from collections.abc import Sequence

import msgspec

from tvet_desktop.storage.change_groups import ChangeGroup
from tvet_desktop.storage.ids import Scope, scope_of

EARLIER = 1 << 62
"""Larger than every stamp: taken off, the order of these changes among themselves stays."""


def as_earlier(groups: Sequence[ChangeGroup]) -> tuple[list[ChangeGroup], list[ChangeGroup]]:
    """Return the changes of lists that are not a college's, moved before all others, and the rest as it is.

    So a college that comes over renames nothing of the national programme; what only it has comes along.
    """
    earlier, rest = [], []
    for group in groups:
        if len(group) and scope_of(group.key_a[0]) in {Scope.SHARED, Scope.NATIONAL}:
            moved = [stamp - EARLIER for stamp in group.changed_at]
            earlier.append(msgspec.structs.replace(group, changed_at=moved))
        else:
            rest.append(group)
    return earlier, rest
