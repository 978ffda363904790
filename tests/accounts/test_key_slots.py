import json
import os
import unicodedata
from pathlib import Path

import pytest

from tvet_desktop.accounts.key_slots import KeySlots, KeysUnreadable, WrongPassword, WrongRecoveryCode
from tvet_desktop.accounts.recovery_code import draw_recovery_code, group_matches

KEY = bytes(range(32))


@pytest.fixture
def slots(tmp_path: Path) -> KeySlots:
    slots = KeySlots.create(tmp_path / "keys.json")
    slots.put_password("A. Gasana", "four invented words", user_id=11, database_key=KEY)
    return slots


@pytest.mark.usefixtures("slots")
def test_a_password_opens_the_database_key(tmp_path: Path) -> None:
    unlocked = KeySlots.load(tmp_path / "keys.json").unlock("a. gasana", "four invented words")

    assert (unlocked.database_key, unlocked.user_id) == (KEY, 11)


@pytest.mark.parametrize(
    ("username", "password"), [("A. Gasana", "five invented words"), ("nobody", "x" * 12)]
)
def test_a_wrong_password_or_name_says_the_same(slots: KeySlots, username: str, password: str) -> None:
    with pytest.raises(WrongPassword):
        slots.unlock(username, password)


def test_the_recovery_code_opens_it_however_it_is_typed(slots: KeySlots) -> None:
    code = draw_recovery_code()
    slots.put_recovery_code(code, database_key=KEY)

    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")

    assert slots.unlock_with_recovery_code(typed).database_key == KEY
    with pytest.raises(WrongRecoveryCode):
        slots.unlock_with_recovery_code(draw_recovery_code())
    assert group_matches(code, 2, code.split("-")[1].lower())


def test_a_new_password_replaces_the_old_one(slots: KeySlots) -> None:
    slots.put_password("A. Gasana", "another four words", user_id=11, database_key=KEY)

    assert slots.unlock("A. Gasana", "another four words").user_id == 11
    with pytest.raises(WrongPassword):
        slots.unlock("A. Gasana", "four invented words")


def test_a_removed_user_does_not_know_the_new_key(slots: KeySlots) -> None:
    slots.put_password("b", "ten letters", user_id=12, database_key=KEY)

    slots.prepare_key(KEY, bytes(32), without_user_id=11)
    both = slots.unlock("b", "ten letters")
    slots.settle_key(bytes(32))

    assert (both.database_key, both.next_key) == (KEY, bytes(32))
    assert slots.unlock("b", "ten letters").database_key == bytes(32)
    assert slots.unlock("b", "ten letters").next_key == b""
    assert slots.user_ids() == {12}
    with pytest.raises(WrongPassword):
        slots.unlock("A. Gasana", "four invented words")


def test_the_key_file_names_nobody(slots: KeySlots, tmp_path: Path) -> None:
    assert slots.has_user(11)
    content = (tmp_path / "keys.json").read_bytes().lower()
    assert b"gasana" not in content


@pytest.mark.parametrize("content", [None, b"", b"{}", b"[1]", b"\xff\xfe"])
def test_a_damaged_key_file_says_so(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "keys.json"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(KeysUnreadable):
        KeySlots.load(file)


def test_a_key_file_with_parts_cut_off_says_so(slots: KeySlots, tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    slots.put_recovery_code(draw_recovery_code(), database_key=KEY)
    content = json.loads(file.read_bytes())
    broken: list[dict[str, object]] = [content | {"salt": "AAAA"}, content | {"sealed_key": ""}]
    changes: list[dict[str, object]] = [
        {"salt": "AAAA"},
        {"sealed_identity": ""},
        {"memory_kib": 2**40},
        {"passes": 0},
    ]
    broken += [content | {"slots": [slot | change for slot in content["slots"]]} for change in changes]
    broken.append(content | {"sealed_key": content["slots"][0]["sealed_identity"]})

    for one in broken:
        file.write_text(json.dumps(one))
        with pytest.raises(KeysUnreadable):
            KeySlots.load(file).unlock("A. Gasana", "four invented words")


def test_one_password_in_both_forms_of_an_accent(slots: KeySlots) -> None:
    slots.put_password("b", unicodedata.normalize("NFD", "café à Huye"), user_id=12, database_key=KEY)

    assert slots.unlock("b", unicodedata.normalize("NFC", "café à Huye")).user_id == 12


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights another way")
def test_the_key_file_is_for_its_owner_alone(slots: KeySlots, tmp_path: Path) -> None:
    assert slots.user_ids() == {11}
    assert (tmp_path / "keys.json").stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [tmp_path / "keys.json"]
