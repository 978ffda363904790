from datetime import date

import pytest

from tvet_desktop.certificates.templates.languages import language_choices, languages_of
from tvet_desktop.certificates.templates.template import packaged_toml, read_template
from tvet_desktop.certificates.templates.words import (
    packaged_words,
    plain_date,
    plain_period,
    read_words,
    words_in,
)


@pytest.mark.parametrize(
    ("language", "label"),
    [("en", "Certificate number"), ("fr", "Certificat n°"), ("rw", "Nomero iranga seritifika")],
)
def test_label_is_a_line_without_its_value(language: str, label: str) -> None:
    assert words_in(language).label("number", "number") == label


def test_figures_are_the_same_in_all_languages() -> None:
    assert plain_date(date(2027, 3, 1)) == "01/03/2027"
    assert plain_period(date(2027, 3, 1), date(2027, 3, 1)) == "01/03/2027"
    assert plain_period(date(2027, 3, 1), date(2027, 3, 12)) == "01/03/2027 – 12/03/2027"


def test_a_template_keeps_the_words_that_it_was_read_with() -> None:
    older = packaged_words().replace(
        "This certificate is not an RTQF qualification.", "No RTQF qualification."
    )

    template = read_template(packaged_toml("completion"), older)

    assert template.words["en"].line("not_a_qualification") == "No RTQF qualification."
    assert words_in("en").line("not_a_qualification") != "No RTQF qualification."
    assert read_template(packaged_toml("completion"), older) is template
    assert set(read_words(older)) == {"en", "fr", "rw"}


def test_words_kept_by_another_version_of_the_app_are_read() -> None:
    earlier = packaged_words().replace('total = "Total"\n', "")
    later = packaged_words().replace("[fr]\n", '[fr]\nsigned_by = "Signé par {name}"\n')

    assert read_words(earlier)["fr"].line("total") == "Total"
    assert read_words(later)["fr"].line("total") == "Total"


def test_languages_are_one_or_two() -> None:
    assert language_choices() == (
        "en",
        "fr",
        "rw",
        "en+fr",
        "en+rw",
        "fr+en",
        "fr+rw",
        "rw+en",
        "rw+fr",
    )
    assert languages_of("en") == ("en",)
    assert languages_of("fr+rw") == ("fr", "rw")


@pytest.mark.parametrize("language", ["", "sw", "en+en", "en+", "en,fr", "en+fr+rw"])
def test_other_languages_are_refused(language: str) -> None:
    with pytest.raises(ValueError, match="no language"):
        languages_of(language)
