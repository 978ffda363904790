import pytest

from tvet_desktop.accounts.key_slots import WrongRecoveryCode
from tvet_desktop.accounts.recovery_code import draw_recovery_code
from tvet_desktop.sync.authority import key_to_bytes, new_key
from tvet_desktop.sync.sealed_authority import open_authority, seal_authority


def test_paper_and_any_sync_file_restore_the_authority() -> None:
    key, code = new_key(), draw_recovery_code()

    sealed = seal_authority(key, code)

    assert key_to_bytes(open_authority(sealed, code.lower())) == key_to_bytes(key)
    with pytest.raises(WrongRecoveryCode):
        open_authority(sealed, draw_recovery_code())
