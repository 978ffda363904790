import pytest

from tvet_desktop.evaluation.questionnaires import FormUnknown, form_of, newest_form
from tvet_desktop.shared.translation import LANGUAGES


def test_default_form_has_sixteen_items_in_five_groups_and_three_open_questions() -> None:
    form = newest_form()

    assert len(form.items) == 16
    assert list(dict.fromkeys(item.group["en"] for item in form.items)) == [
        "Content",
        "Trainer",
        "Practice and materials",
        "Organisation",
        "What you take with you",
    ]
    assert [question.key for question in form.open_questions] == ["best", "improve", "next_step"]
    assert len(form.scale) == 5


def test_every_text_of_the_default_form_is_there_in_three_languages_and_differs() -> None:
    form = newest_form()
    texts = [form.title, form.introduction, form.not_applicable, *form.scale]
    texts += [item.wording for item in form.items] + [question.wording for question in form.open_questions]

    for text in texts:
        assert tuple(text) == LANGUAGES
        assert len(set(text.values())) == 3
        assert all(text.values())


def test_keys_of_the_default_form_are_all_different() -> None:
    form = newest_form()
    keys = [item.key for item in form.items] + [question.key for question in form.open_questions]

    assert len(set(keys)) == 19


def test_kinyarwanda_is_marked_as_not_reviewed() -> None:
    assert newest_form().unreviewed == {"rw"}


def test_a_form_of_a_newer_app_asks_for_the_newer_app() -> None:
    with pytest.raises(FormUnknown, match="version 99, which came with a newer version"):
        form_of("default", 99)
