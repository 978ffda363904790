from pathlib import Path

from ui.first_look import FirstLook, read_first_look, write_first_look
from ui.remembered import FILE_NAME, Remembered

USER = 2**62 + 5


def test_each_user_has_their_own_memory(tmp_path: Path) -> None:
    first = Remembered(tmp_path)
    first.use_user(USER)
    first.language = "rw"
    first.last_page = "people"
    first.set_column_widths("people", {"name": 240})
    first.set_last_id("course", 2**62 + 9)
    first.save()

    again = Remembered(tmp_path)
    again.use_user(USER)
    other = Remembered(tmp_path)
    other.use_user(USER + 1)

    assert (again.language, again.last_page) == ("rw", "people")
    assert again.column_widths("people") == {"name": 240}
    assert again.last_id("course") == 2**62 + 9
    assert (other.language, other.last_page, other.column_widths("people")) == (None, None, {})


def test_damaged_file_is_a_fresh_start(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text('{"users": [1, 2')

    assert Remembered(tmp_path).last_page is None


def test_first_look_survives_and_damage_does_not_matter(tmp_path: Path) -> None:
    write_first_look(tmp_path, FirstLook("fr", 900, 600))
    assert read_first_look(tmp_path) == FirstLook("fr", 900, 600)

    (tmp_path / "window.txt").write_text("fr wide")
    assert read_first_look(tmp_path) == FirstLook()
