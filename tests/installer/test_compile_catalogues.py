import gettext
import io
import os
import subprocess
from pathlib import Path

import pytest

from installer.compile_catalogues import compile_stale, read_catalogue, to_mo
from installer.errors import SetUpError

TRICKY = r"""# The header may be marked fuzzy and still counts.
#, fuzzy
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"

#. for translators
#: ui/page.py:12
msgid "Save"
msgstr "Enregistrer"

msgctxt "a game"
msgid "Save"
msgstr "Arrêt"
msgid "No blank line before this \"one\"\n"
msgstr "Pas de ligne vide avant «celle-ci»\tet \\ une barre\n"

#, python-brace-format
msgid "{n} person"
msgid_plural "{n} people"
msgstr[0] "{n} personne"
msgstr[1] "{n} personnes"

msgid ""
"A sentence over "
"two lines."
msgstr "Une phrase "
"sur deux lignes."

#, python-brace-format, fuzzy
#| msgid "Old"
msgid "Doubtful"
msgstr "Douteux"

msgid "Not yet translated"
msgstr ""

#~ msgid "Gone"
#~ msgstr "Parti"

msgid "Umunyeshuri ƙ ŋ č"
msgstr "Élève ƙ ŋ č"
"""


def msgfmt(source: str) -> bytes:
    return subprocess.run(
        ["msgfmt", "--no-hash", "--output-file=-", "-"],
        input=source.encode(),
        capture_output=True,
        check=True,
    ).stdout


def test_to_mo_gives_what_msgfmt_gives() -> None:
    ours = gettext.GNUTranslations(io.BytesIO(to_mo(read_catalogue(TRICKY))))
    theirs = gettext.GNUTranslations(io.BytesIO(msgfmt(TRICKY)))

    assert ours._catalog == theirs._catalog
    assert ours.info() == theirs.info()
    assert ours.gettext("Save") == "Enregistrer"
    assert ours.pgettext("a game", "Save") == "Arrêt"
    assert ours.ngettext("{n} person", "{n} people", 2) == "{n} personnes"
    assert ours.gettext("Doubtful") == "Doubtful"


def test_to_mo_is_read_by_msgunfmt() -> None:
    compiled = to_mo(read_catalogue(TRICKY))

    ours, theirs = (
        subprocess.run(["msgunfmt", "-"], input=mo, capture_output=True, check=True).stdout
        for mo in (compiled, msgfmt(TRICKY))
    )

    assert ours == theirs


def test_to_mo_gives_what_msgfmt_gives_for_the_programs_own_words() -> None:
    for source in Path("resources/locale").glob("*/LC_MESSAGES/*.po"):
        text = source.read_text(encoding="utf-8")

        ours = gettext.GNUTranslations(io.BytesIO(to_mo(read_catalogue(text))))

        assert ours._catalog == gettext.GNUTranslations(io.BytesIO(msgfmt(text)))._catalog, source


def test_read_catalogue_leaves_out_a_message_of_which_one_plural_form_is_missing() -> None:
    assert read_catalogue('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] ""\n') == {}


@pytest.mark.parametrize(
    "text",
    [
        'msgid "a"\nmsgstr "b\n',
        '"a"\n',
        'msgid "a"\nmsgid "b"\nmsgstr "c"\n',
        'msgid "a"\nmsgstr "b"\nmsgid "a"\nmsgstr "c"\n',
        'msgid "\\q"\nmsgstr "b"\n',
        "<<<<<<< ours\n",
    ],
)
def test_read_catalogue_refuses_what_breaks_the_format(text: str) -> None:
    with pytest.raises(ValueError, match=r"line \d+|twice"):
        read_catalogue(text)


def write_catalogue(folder: Path, text: str) -> Path:
    source = folder / "rw" / "LC_MESSAGES" / "tvet.po"
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_text(text, encoding="utf-8")
    return source


def test_compile_stale_writes_only_what_is_missing_or_older(tmp_path: Path) -> None:
    source = write_catalogue(tmp_path, TRICKY)

    assert compile_stale(tmp_path) == [source.with_suffix(".mo")]
    assert compile_stale(tmp_path) == []

    later = source.with_suffix(".mo").stat().st_mtime + 2
    os.utime(source, (later, later))
    assert compile_stale(tmp_path) == [source.with_suffix(".mo")]
    assert sorted(path.name for path in source.parent.iterdir()) == ["tvet.mo", "tvet.po"]


def test_compile_stale_names_the_catalogue_that_cannot_be_used(tmp_path: Path) -> None:
    source = write_catalogue(tmp_path, 'msgid "a"\nmsgstr "b\n')

    with pytest.raises(SetUpError, match="line 2") as caught:
        compile_stale(tmp_path)

    assert str(source) in str(caught.value)
    assert not source.with_suffix(".mo").exists()
