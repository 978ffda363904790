import csv
import io
import unicodedata
from pathlib import Path

import pytest

from installer import catalogues
from installer.catalogue_faults import MessageId, translation_faults
from installer.catalogues import LANGUAGES, check, messages_in_source, read_catalogue, review, update

NOTE = "#. the button that keeps what was typed\n"
SOURCE = """\
from tvet_desktop.shared.translation import _, ngettext

def words(count: int) -> list[str]:
    return [
        # Translators: the button that keeps what was typed
        _("Save"),
        _("{percent} % of those asked"),
        ngettext("{count} person", "{count} people", count),
    ]
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one page and no catalogues yet."""
    for folder in catalogues.SOURCES:
        (tmp_path / folder).mkdir()
    (tmp_path / "ui" / "page.py").write_text(SOURCE, encoding="utf-8")
    return tmp_path


def file_of(project: Path, code: str) -> Path:
    return LANGUAGES[code].file(project)


def translate(project: Path, code: str, changes: dict[str, str]) -> None:
    """Write words into a catalogue, as a translator with a text editor does."""
    file = file_of(project, code)
    text = file.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def test_the_catalogues_of_the_app_are_whole() -> None:
    assert check() == []


def test_no_letter_of_another_script_hides_among_ours() -> None:
    strange = {
        (code, form, letter)
        for code, language in LANGUAGES.items()
        for entry in read_catalogue(catalogues.ROOT, language)
        for form in catalogues.forms_of(entry.string)
        for letter in form
        if letter.isalpha() and not unicodedata.name(letter).startswith("LATIN ")
    }

    assert strange == set()


def test_kinyarwanda_never_calls_a_draft_a_project() -> None:
    drafts = [
        entry.string
        for entry in read_catalogue(catalogues.ROOT, LANGUAGES["rw"])
        if "draft" in catalogues.forms_of(entry.id)[0].lower()
    ]

    assert not [words for words in drafts if "umushinga" in str(words).lower()]


def test_update_adds_every_message_empty(project: Path) -> None:
    assert update(project) == {"fr": 3, "rw": 3}

    french = file_of(project, "fr").read_text(encoding="utf-8")
    assert f'{NOTE}msgid "Save"\nmsgstr ""\n' in french
    assert 'msgid_plural "{count} people"\nmsgstr[0] ""\nmsgstr[1] ""\n' in french
    assert "page.py" not in french
    assert str(project) not in french
    assert "python-format" not in french


def test_update_keeps_translations_and_drops_what_left_the_source(project: Path) -> None:
    update(project)
    translate(project, "fr", {'msgid "Save"\nmsgstr ""': 'msgid "Save"\nmsgstr "Enregistrer"'})
    page = project / "ui" / "page.py"
    page.write_text(SOURCE.replace('_("{percent} % of those asked")', '_("Save all")'), encoding="utf-8")

    update(project)

    french = file_of(project, "fr").read_text(encoding="utf-8")
    assert 'msgid "Save"\nmsgstr "Enregistrer"' in french
    assert 'msgid "Save all"\nmsgstr ""' in french
    assert "percent" not in french


def test_update_twice_changes_nothing(project: Path) -> None:
    update(project)
    before = [file_of(project, code).read_bytes() for code in LANGUAGES]

    update(project)

    assert [file_of(project, code).read_bytes() for code in LANGUAGES] == before


def test_kinyarwanda_stays_unreviewed_until_somebody_takes_the_mark_away(project: Path) -> None:
    update(project)
    translate(
        project,
        "rw",
        {f"# unreviewed\n{NOTE}": NOTE, 'msgid "Save"\nmsgstr ""': 'msgid "Save"\nmsgstr "Bika"'},
    )

    update(project)

    kinyarwanda = file_of(project, "rw").read_text(encoding="utf-8")
    assert f'\n\n{NOTE}msgid "Save"\nmsgstr "Bika"' in kinyarwanda
    assert kinyarwanda.count("# unreviewed\n") == 2
    assert "# unreviewed" not in file_of(project, "fr").read_text(encoding="utf-8")


def test_review_lists_what_no_native_speaker_has_read(project: Path) -> None:
    update(project)
    forms = {'msgstr[0] ""': 'msgstr[0] "Umuntu {count}"', 'msgstr[1] ""': 'msgstr[1] "Abantu {count}"'}
    translate(project, "rw", forms | {f"# unreviewed\n{NOTE}": NOTE})
    translate(project, "rw", {'msgid "Save"\nmsgstr ""': 'msgid "Save"\nmsgstr "Bika"'})

    rows = list(csv.reader(io.StringIO(review("rw", project))))

    assert rows == [
        ["key", "en", "rw"],
        ["ui/page.py", "{count} person", "Umuntu {count}"],
        ["ui/page.py", "{count} people", "Abantu {count}"],
        ["ui/page.py", "{percent} % of those asked", ""],
    ]


def test_check_names_what_is_missing(project: Path) -> None:
    assert "fr: not in step with the source, run `installer/catalogues.py update`" in check(project)

    update(project)

    assert check(project)[:3] == [
        "fr: not translated: “Save”",
        "fr: not translated: “{count} person”",
        "fr: not translated: “{percent} % of those asked”",
    ]


def test_check_sees_that_the_source_has_gone_on(project: Path) -> None:
    update(project)
    page = project / "ui" / "page.py"
    page.write_text(SOURCE.replace('_("Save")', '_("Keep")'), encoding="utf-8")

    assert any("not in step" in fault for fault in check(project))


def test_messages_in_two_files_are_one(project: Path) -> None:
    (project / "tvet_desktop" / "rules.py").write_text('_("Save")\n', encoding="utf-8")

    message = next(found for found in messages_in_source(project) if found.id == "Save")

    assert message.places == ["tvet_desktop/rules.py", "ui/page.py"]


@pytest.mark.parametrize(
    ("english", "words", "fault"),
    [
        ("Save", "", "not translated"),
        (("{n} day", "{n} days"), ("{n} jour", ""), "not translated"),
        ("Row {row}", "Ligne", "lacks {row}"),
        ("Row {row}", "Ligne {rang} {row}", "has {rang} of its own"),
        ("Row {row}", "Ligne {row", "a brace stands alone"),
        (("One day", "{n} days"), ("Un jour", "Des jours"), "lacks {n}"),
        ("The user", "L'utilisateur", "has a straight apostrophe, write ’"),
        ("Who is it?", "Qui est-ce ?", "needs a no-break space before : ; ? ! % » or after «"),
        ("Password: ", "Mot de passe\u00a0:", "begins or ends with another space than the English"),
        ("It is saved.", "C’est enregistré", "does not end like the English, with “.”"),
    ],
)
def test_a_fault_is_named(english: MessageId, words: MessageId, fault: str) -> None:
    assert list(translation_faults(english, words, "fr", fuzzy=False)) == [fault]


@pytest.mark.parametrize(
    ("english", "words"),
    [
        ("Who is {name}?", "Qui est {name}\u00a0?"),
        (("One day", "{n} days"), ("Un jour", "{n} jours")),
        (("One day", "{n} days"), ("{n} jour", "{n} jours")),
        ("No.", "N°"),
        ("At 08:30", "À 08:30"),
    ],
)
def test_good_words_have_no_fault(english: MessageId, words: MessageId) -> None:
    assert list(translation_faults(english, words, "fr", fuzzy=False)) == []


def test_fuzzy_words_are_a_fault() -> None:
    assert list(translation_faults("Save", "Garder", "fr", fuzzy=True)) == ["fuzzy, so it is not used"]
