from itertools import permutations

import pytest

from tests.certificates.examples import example_content, example_logos, example_statement
from tvet_desktop.certificates.drawing.content import Signatory
from tvet_desktop.certificates.drawing.layout import lay_out
from tvet_desktop.certificates.drawing.parts import Line, Part, leaves
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.templates.template import template_for
from tvet_desktop.documents.pdf.structure import Role
from tvet_desktop.shared.translation import LANGUAGES

COMPLETION = template_for(CertificateKind.COMPLETION)
PAIRS = ["+".join(pair) for pair in permutations(LANGUAGES, 2)]


def _lines(language: str, **changes: object) -> list[tuple[str, str, float]]:
    (page,) = lay_out(example_content(**changes), COMPLETION, language, example_logos())
    return [
        (item.text, part.language, item.size)
        for part in leaves(page)
        for item in part.items
        if isinstance(item, Line)
    ]


@pytest.mark.parametrize("language", PAIRS)
@pytest.mark.parametrize(
    "fact",
    [
        "Uwimana Jean-Baptiste",
        "Solar photovoltaic installation and maintenance",
        "Renewable energy",
        "01/03/2027 – 12/03/2027",
        "15/03/2027",
        "RPT-HUY-2027-K7QX-0001",
        "Belgium",
    ],
)
def test_facts_are_said_once_for_both_languages(language: str, fact: str) -> None:
    assert sum(fact in text for text, _, _ in _lines(language)) == 1


def test_an_area_that_is_the_title_is_not_said_again() -> None:
    lines = _lines("en+fr", statement=example_statement(course_title="Welding", skill_area="Welding"))

    assert sum("Welding" in text for text, _, _ in lines) == 1


@pytest.mark.parametrize("language", PAIRS)
def test_every_sentence_stands_in_both_languages(language: str) -> None:
    lead, second = language.split("+")
    (page,) = lay_out(example_content(), COMPLETION, language, example_logos())
    said = {
        (" ".join(item.text for item in part.items if isinstance(item, Line)), part.language)
        for part in leaves(page)
    }

    for code, tag in ((lead, ""), (second, second)):
        text, words = COMPLETION.texts[code], COMPLETION.words[code]
        for sentence in (
            text.title,
            text.opening,
            text.achievement,
            words.line("code_purpose"),
            words.line("not_a_qualification"),
            COMPLETION.signatories(code)[0].position,
        ):
            assert (sentence, tag) in said


@pytest.mark.parametrize("language", PAIRS)
def test_the_second_language_is_never_larger(language: str) -> None:
    lead, second = language.split("+")
    sizes = {text: size for text, _, size in _lines(language)}

    for name in ("title", "achievement"):
        first, other = getattr(COMPLETION.texts[lead], name), getattr(COMPLETION.texts[second], name)
        assert sizes[other] < sizes[first]


def test_a_position_that_the_course_gave_is_said_once() -> None:
    lines = _lines("en+fr", signatories=(Signatory("Example Person", "Director"), Signatory("Another One")))

    texts = [text for text, _, _ in lines]
    assert texts.count("Director") == 1
    assert "Principal" not in texts
    assert {"Trainer", "Le Formateur / La Formatrice"} <= set(texts)


def test_the_name_is_read_between_the_sentences_about_it() -> None:
    texts = [text for text, _, _ in _lines("en+fr")]

    assert texts.index("Nous certifions que") < texts.index("Uwimana Jean-Baptiste")
    assert texts.index("Uwimana Jean-Baptiste") < texts.index(COMPLETION.texts["fr"].achievement)


def test_one_language_has_no_tagged_parts() -> None:
    (page,) = lay_out(example_content(), COMPLETION, "rw")

    assert all(isinstance(part, Part) and not part.language for part in page)
    assert sum(part.role is Role.TITLE for part in leaves(page)) == 1
