from datetime import UTC, datetime

import pytest

from tvet_desktop.sync.queries import SyncState
from ui.sync.words import state_words


@pytest.mark.parametrize("held_removals", [0, 1])
def test_nothing_waits_is_not_said_while_removals_do(held_removals: int) -> None:
    state = SyncState(0, 0, 0, can_invite=False, held_removals=held_removals)
    words = state_words(state, datetime(2026, 11, 24, tzinfo=UTC))
    assert ("nothing waits" in words) is (held_removals == 0)
    assert ("removals wait" in words) is (held_removals > 0)
