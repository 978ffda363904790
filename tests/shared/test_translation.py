import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from installer.compile_catalogues import compile_stale
from tvet_desktop.shared import translation
from tvet_desktop.shared.paths import RESOURCES
from tvet_desktop.shared.translation import _, language, ngettext, translation_for, use_language


@pytest.fixture
def compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The app's catalogues, compiled in a folder of this test."""
    shutil.copytree(RESOURCES / "locale", tmp_path / "locale", ignore=shutil.ignore_patterns("*.mo"))
    compile_stale(tmp_path / "locale")
    monkeypatch.setattr(translation, "RESOURCES", tmp_path)
    yield
    use_language("en")


@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize(
    ("code", "word"),
    [("en", "Save changes"), ("fr", "Enregistrer les modifications"), ("rw", "Bika impinduka")],
)
def test_a_word_is_said_in_the_language_of_the_app(code: str, word: str) -> None:
    use_language(code)

    assert language() == code
    assert _("Save changes") == word


@pytest.mark.usefixtures("compiled")
@pytest.mark.parametrize(
    ("code", "none", "one", "many"),
    [
        ("en", "0 people", "1 person", "2 people"),
        ("fr", "0 personne", "1 personne", "2 personnes"),
        ("rw", "Abantu 0", "Umuntu 1", "Abantu 2"),
    ],
)
def test_numbers_choose_the_form(code: str, none: str, one: str, many: str) -> None:
    use_language(code)

    said = [ngettext("{count} person", "{count} people", n).format(count=n) for n in (0, 1, 2)]
    assert said == [none, one, many]


@pytest.mark.usefixtures("compiled")
def test_a_paper_may_speak_another_language_than_the_screen() -> None:
    use_language("rw")

    assert translation_for("fr")("Courses") == "Cours"
    assert _("Courses") == "Amasomo"


@pytest.mark.usefixtures("compiled")
def test_what_is_not_in_the_catalogue_is_said_in_english() -> None:
    use_language("rw")

    assert _("A sentence that nobody wrote.") == "A sentence that nobody wrote."


def test_a_language_without_a_compiled_catalogue_speaks_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(translation, "RESOURCES", tmp_path)

    use_language("fr")

    assert _("Save changes") == "Save changes"
    use_language("en")
