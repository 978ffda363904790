from datetime import UTC, datetime

import pytest

from tvet_desktop.accounts.key_slots import WrongRecoveryCode
from tvet_desktop.accounts.recovery_code import draw_recovery_code
from tvet_desktop.sync.authority import key_to_bytes, make_root, new_key
from tvet_desktop.sync.sealed_authority import open_authority, seal_authority


def test_paper_and_any_sync_file_restore_the_authority() -> None:
    key, code = new_key(), draw_recovery_code()
    root = make_root("Invented programme", key, datetime(2027, 3, 8, tzinfo=UTC))

    sealed = seal_authority(key, root, "AGE-SECRET-KEY-INVENTED", code)

    opened = open_authority(sealed, code.lower())
    assert key_to_bytes(opened.key) == key_to_bytes(key)
    assert (opened.root, opened.identity) == (root, "AGE-SECRET-KEY-INVENTED")
    with pytest.raises(WrongRecoveryCode):
        open_authority(sealed, draw_recovery_code())
    for damaged in (b"", sealed[:-1], b"\x94\xc4\x10" + sealed[3:-1] + b"?"):
        with pytest.raises(WrongRecoveryCode):
            open_authority(damaged, code)
