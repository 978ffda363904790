from dataclasses import replace

import pytest

from tests.certificates.examples import example_content, example_logos, example_statement
from tvet_desktop.certificates.drawing.content import Signatory
from tvet_desktop.certificates.drawing.preflight import ProblemKind, preflight
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.templates.template import packaged_toml, read_template, template_for

COMPLETION = template_for(CertificateKind.COMPLETION)


def _kinds(content: object, language: str = "en", logos: object = None) -> list[ProblemKind]:
    found = preflight(content, COMPLETION, language, example_logos() if logos is None else logos)
    return [problem.kind for problem in found]


@pytest.mark.parametrize("language", ["en", "fr", "rw", "en+fr", "rw+en"])
def test_preflight_finds_nothing_in_a_good_certificate(language: str) -> None:
    assert _kinds(example_content(), language) == []


def test_preflight_needs_no_signature() -> None:
    assert _kinds(example_content(code_text="")) == []


def test_preflight_names_every_text_that_is_too_long_at_once() -> None:
    statement = example_statement(name="Uwimana" * 40, course_title="Photovoltaics" * 40)

    content = replace(example_content(), statement=statement, code_text="")

    found = preflight(content, COMPLETION, "en+fr", example_logos())

    assert [problem.kind for problem in found] == [
        ProblemKind.CODE_TOO_LONG,
        ProblemKind.TOO_LONG,
        ProblemKind.TOO_LONG,
    ]
    assert {problem.text for problem in found} >= {statement.name, statement.course_title}
    assert all(problem.is_blocking for problem in found)
    assert "shorten" in found[0].sentence()


def test_preflight_names_letters_that_no_font_has() -> None:
    found = preflight(example_content(example_statement(name="Baƙo 漢")), COMPLETION, "en", example_logos())

    assert [problem.kind for problem in found] == [ProblemKind.LETTERS]
    assert "ƙ 漢" in found[0].sentence()


def test_preflight_warns_of_what_was_perhaps_forgotten() -> None:
    toml = packaged_toml("completion")
    unsigned = toml[: toml.index("[[signatories]]")] + toml[toml.index("[text.en]") :]

    found = preflight(example_content(place=""), read_template(unsigned), "en", ())

    assert [problem.kind for problem in found] == [
        ProblemKind.NO_SIGNATORY,
        ProblemKind.NO_PLACE,
        ProblemKind.NO_LOGO,
    ]
    assert not any(problem.is_blocking for problem in found)
    assert all(":" in problem.sentence() for problem in found)


def test_preflight_names_a_language_that_the_template_lacks() -> None:
    toml = packaged_toml("completion")
    template = read_template(toml[: toml.index("[text.rw]")])

    found = preflight(example_content(), template, "en+rw", example_logos())

    assert [problem.kind for problem in found] == [ProblemKind.LANGUAGE]
    assert "Kinyarwanda" in found[0].sentence()


def test_preflight_counts_signatories() -> None:
    people = tuple(Signatory(f"Example Person {n}") for n in range(5))

    found = preflight(example_content(signatories=people), COMPLETION, "en", example_logos())

    assert [(problem.kind, problem.detail) for problem in found] == [(ProblemKind.SIGNATORIES, "5")]
    assert "four at most" in found[0].sentence()
