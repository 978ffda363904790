from datetime import date

import pytest

from tests.certificates.examples import example_statement
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.templates.template import template_for, unreviewed_languages
from tvet_desktop.certificates.templates.words import words_in
from tvet_desktop.shared.paths import RESOURCES
from tvet_desktop.shared.translation import LANGUAGES


@pytest.mark.parametrize("kind", CertificateKind)
def test_template_for_has_every_sentence_in_every_language(kind: CertificateKind) -> None:
    template = template_for(kind)

    assert template.kind is kind
    for language in LANGUAGES:
        text, words = template.texts[language], words_in(language)
        statement = example_statement(kind=kind)
        printed = [text.title, text.opening, text.achievement, *text.wish(statement)]
        printed += [text.detail(statement, words), text.detail(example_statement(skill_area=""), words)]
        assert all(printed)
        assert not any("{" in line for line in printed)
        assert len(template.signatories(language)) == 2


def test_words_in_have_the_same_entries_in_every_language() -> None:
    english = words_in("en")
    for language in LANGUAGES:
        assert set(words_in(language)._entries) == set(english._entries)
        assert len(words_in(language)._months) == 12


def test_certificates_never_look_like_a_qualification() -> None:
    for file in (RESOURCES / "certificates").glob("*.toml"):
        text = file.read_text(encoding="utf-8").casefold()
        assert "impamyabumenyi" not in text
        assert "level" not in text
        assert "diploma" not in text


@pytest.mark.parametrize(
    ("language", "starts_on", "ends_on", "period"),
    [
        ("en", date(2027, 3, 1), date(2027, 3, 1), "on 1 March 2027"),
        ("en", date(2027, 3, 1), date(2027, 3, 12), "from 1 to 12 March 2027"),
        ("en", date(2027, 3, 29), date(2027, 4, 2), "from 29 March 2027 to 2 April 2027"),
        ("fr", date(2027, 3, 1), date(2027, 3, 1), "le 1er mars 2027"),
        ("fr", date(2027, 3, 1), date(2027, 3, 12), "du 1er au 12 mars 2027"),
        ("fr", date(2026, 12, 28), date(2027, 1, 8), "du 28 décembre 2026 au 8 janvier 2027"),
        ("rw", date(2027, 3, 1), date(2027, 3, 12), "kuva ku wa 1 kugeza ku wa 12 Werurwe 2027"),
    ],
)
def test_period_reads_as_people_write_it(language: str, starts_on: date, ends_on: date, period: str) -> None:
    assert words_in(language).period(starts_on, ends_on).replace("\u00a0", " ") == period


@pytest.mark.parametrize(
    ("language", "minutes", "hours"),
    [
        ("en", 60, "one hour"),
        ("en", 2400, "40 hours"),
        ("en", 2430, "40 hours and 30 minutes"),
        ("fr", 2400, "40 heures"),
        ("rw", 2400, "amasaha 40"),
    ],
)
def test_hours_are_exact(language: str, minutes: int, hours: str) -> None:
    assert words_in(language).hours(minutes).replace("\u00a0", " ") == hours


def test_unreviewed_languages_names_kinyarwanda() -> None:
    assert unreviewed_languages(template_for(CertificateKind.COMPLETION)) == ["rw"]


def test_an_area_that_is_the_title_is_not_said_again() -> None:
    text = template_for(CertificateKind.COMPLETION).texts["en"]

    detail = text.detail(example_statement(course_title="Welding", skill_area="Welding"), words_in("en"))

    assert "Welding" not in detail
