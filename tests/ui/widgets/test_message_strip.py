from pytestqt.qtbot import QtBot

from ui.widgets.message_strip import MessageStrip, Undoable


def make(qtbot: QtBot) -> MessageStrip:
    strip = MessageStrip()
    qtbot.addWidget(strip)
    return strip


def steps(strip: MessageStrip, said: list[str], *names: str) -> None:
    for name in names:
        strip.show_success(
            f"Did {name}.",
            lambda name=name: said.append(f"undo {name}"),  # type: ignore[misc]  # bound now
            lambda name=name: said.append(f"redo {name}"),  # type: ignore[misc]  # bound now
        )


def test_redo_goes_the_way_back_step_by_step(qtbot: QtBot) -> None:
    strip, said = make(qtbot), list[str]()
    steps(strip, said, "a", "b", "c")

    for _time in range(3):
        strip.undo_last()
    strip.redo_last()
    strip.redo_last()

    assert said == ["undo c", "undo b", "undo a", "redo a", "redo b"]
    assert strip.text == "Done again: Did b."
    strip.undo_last()
    assert said[-1] == "undo b"
    assert (strip.can_undo, strip.can_redo) == (True, True)


def test_something_new_ends_what_could_be_redone(qtbot: QtBot) -> None:
    strip, said = make(qtbot), list[str]()
    steps(strip, said, "a")
    strip.undo_last()

    steps(strip, said, "b")
    strip.redo_last()

    assert said == ["undo a"]
    assert not strip.can_redo


def test_a_step_that_cannot_be_redone_ends_it_too(qtbot: QtBot) -> None:
    strip, said = make(qtbot), list[str]()
    strip.show_success("Did a.", lambda: said.append("undo a"))
    steps(strip, said, "b")

    strip.undo_last()
    strip.undo_last()
    strip.redo_last()

    assert said == ["undo b", "undo a"]


def test_each_place_has_its_own_steps(qtbot: QtBot) -> None:
    strip, said = make(qtbot), list[str]()
    strip.go_to_place("morning")
    steps(strip, said, "a")
    strip.go_to_place("afternoon")
    strip.undo_last()
    assert said == []

    strip.go_to_place("morning")
    strip.undo_last()

    assert said == ["undo a"]


def test_a_refused_step_is_no_step(qtbot: QtBot) -> None:
    strip = make(qtbot)
    step = Undoable("Did a.", lambda: None, lambda: None)
    strip.remember(step)

    strip.forget_step(step)
    strip.show_step(step)

    assert (strip.can_undo, strip.can_redo, strip.text) == (False, False, "")
