"""Whatever stands in a template, its reader gives a template or one sentence that names the place."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.certificates.examples import example_content, example_statement
from tvet_desktop.certificates.drawing.layout import lay_out
from tvet_desktop.certificates.drawing.sheet import TextDoesNotFit
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.templates.languages import language_choices, languages_of
from tvet_desktop.certificates.templates.template import packaged_toml, read_template
from tvet_desktop.certificates.templates.template_faults import Fault, TemplateNotValid
from tvet_desktop.certificates.templates.toml_section import LONGEST_TOML
from tvet_desktop.certificates.templates.words import packaged_words, read_words
from tvet_desktop.shared.errors import UserError

GOOD = packaged_toml("completion")
VALUES = st.recursive(
    st.sampled_from(
        [
            "true",
            "-1",
            "0",
            "nan",
            "inf",
            "1e400",
            "35",
            "9" * 5000,
            "2027-02-30",
            "2027-03-01",
            '""',
            '"{"',
            '"}"',
            '"{hours}"',
            '"{hours.__class__}"',
            '"{hours!r:>9999999}"',
            '"{hours[0]}"',
            '"{}"',
            '"{0}"',
            '"\\u0000"',
            '"\\u202e"',
            '"漢"',
            '"Ŋabo ƙ"',
            '"' + "W" * 60 + '"',
            '"' + "a " * 300 + '"',
        ]
    ),
    lambda inner: (
        st.lists(inner, max_size=6).map(lambda values: "[" + ", ".join(values) + "]")
        | inner.map(lambda value: "{ en = " + value + " }")
    ),
    max_leaves=6,
)


def _read(toml: str) -> None:
    """Read a template and lay it out in every language that it has, or get the one error with its sentence."""
    try:
        template = read_template(toml)
    except TemplateNotValid as problem:
        _is_told(problem)
        return
    content = example_content(example_statement(kind=template.kind))
    for language in language_choices():
        if set(languages_of(language)) <= set(template.languages):
            try:
                assert lay_out(content, template, language)
            except TextDoesNotFit as problem:
                _is_told(problem)


def _is_told(problem: UserError) -> None:
    sentence = problem.sentence()
    assert sentence.endswith((".", "…"))
    assert len(sentence) < 400
    assert "\n" not in sentence


@given(st.text(max_size=300))
def test_any_text_is_a_template_or_a_sentence(text: str) -> None:
    _read(text)


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_a_template_with_one_entry_changed_is_a_template_or_a_sentence(data: st.DataObject) -> None:
    lines = GOOD.splitlines()
    entries = [index for index, line in enumerate(lines) if re.match(r"\w+ = ", line)]
    index = data.draw(st.sampled_from(entries))
    key = lines[index].split(" = ")[0]
    lines[index] = f"{key} = {data.draw(VALUES)}"

    _read("\n".join(lines))


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_a_damaged_template_is_a_template_or_a_sentence(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(GOOD)))
    length = data.draw(st.integers(0, 40))
    inserted = data.draw(st.text(max_size=10) | st.sampled_from(["[", "]", '"', "{", "}", "=", "\n", "#"]))

    _read(GOOD[:start] + inserted + GOOD[start + length :])


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_damaged_words_are_words_or_a_sentence(data: st.DataObject) -> None:
    words = packaged_words()
    start = data.draw(st.integers(0, len(words)))
    damaged = words[:start] + data.draw(st.text(max_size=10)) + words[start + data.draw(st.integers(0, 40)) :]

    try:
        assert set(read_words(damaged)) == {"en", "fr", "rw"}
    except TemplateNotValid as problem:
        _is_told(problem)


@pytest.mark.parametrize(
    ("old", "new", "place", "fault"),
    [
        ('kind = "completion"', 'kind = "diploma"', "kind", Fault.NOT_A_CHOICE),
        ("version = 2", "", "version", Fault.MISSING),
        ("version = 2", "version = 2.5", "version", Fault.NOT_WHOLE),
        ("version = 2", "version = 0", "version", Fault.OUT_OF_RANGE),
        ("code_mm = 35", "code_mm = 34", "page.code_mm", Fault.OUT_OF_RANGE),
        ("margin_mm = 12", 'margin_mm = "12"', "page.margin_mm", Fault.NOT_A_NUMBER),
        ("margin_mm = 12", "margin_mm = nan", "page.margin_mm", Fault.OUT_OF_RANGE),
        ("margin_mm = 12", "margin_mm = true", "page.margin_mm", Fault.NOT_A_NUMBER),
        ("[text.en]\nreviewed = true", "[text.en]\nreviewed = 1", "text.en.reviewed", Fault.NOT_YES_OR_NO),
        ('opening = "This', 'openning = "This', "text.en.opening", Fault.MISSING),
        (
            'title = "Certificate of',
            'colour = "red"\ntitle = "Certificate of',
            "text.en.colour",
            Fault.UNKNOWN,
        ),
        ("[text.fr]", "[text.de]", "text.de", Fault.UNKNOWN),
        ('en = "Principal"', "", "signatories[1].position.en", Fault.MISSING),
        ('en = "Principal"', "en = 5", "signatories[1].position.en", Fault.NOT_A_TEXT),
        ('en = "Principal"', 'en = " "', "signatories[1].position.en", Fault.EMPTY),
        ('"This is to certify that"', f'"{"a" * 81}"', "text.en.opening", Fault.TOO_LONG),
        ('"This is to certify that"', '"漢"', "text.en.opening", Fault.STRANGE_LETTERS),
        ('"This is to certify that"', '"a\\nb"', "text.en.opening", Fault.STRANGE_LETTERS),
        ('"This is to certify that"', '"{name}"', "text.en.opening", Fault.NO_BRACES),
        (
            '"{hours} of training, {dates}',
            '"{hours} {dates} {name}',
            "text.en.detail",
            Fault.STRANGE_PLACEHOLDER,
        ),
        ('"{hours} of training, {dates}', '"{hours!r} {dates}', "text.en.detail", Fault.BROKEN_BRACES),
        ('"{hours} of training, {dates}', '"{hours:>999} {dates}', "text.en.detail", Fault.BROKEN_BRACES),
        ('"{hours} of training, {dates}', '"{hours.a} {dates}', "text.en.detail", Fault.BROKEN_BRACES),
        ('"{hours} of training, {dates}', '"{hours} of training', "text.en.detail", Fault.NO_PLACEHOLDER),
        ('  "We are grateful', '  [1],\n  "We are grateful', "text.en.wish[1]", Fault.NOT_A_TEXT),
        ('name = "completion"', 'name = "Final Paper"', "name", Fault.NOT_A_NAME),
    ],
)
def test_an_error_names_its_place(old: str, new: str, place: str, fault: Fault) -> None:
    assert old in GOOD

    with pytest.raises(TemplateNotValid) as refused:
        read_template(GOOD.replace(old, new, 1))

    assert (refused.value.place, refused.value.fault) == (place, fault)
    assert place in refused.value.sentence()


def test_an_error_of_form_names_its_line() -> None:
    with pytest.raises(TemplateNotValid) as refused:
        read_template(GOOD.replace('kind = "completion"', "kind = completion"))

    line = 1 + next(n for n, text in enumerate(GOOD.splitlines()) if text.startswith("kind"))
    assert refused.value.fault is Fault.NOT_TOML
    assert f"Line {line} " in refused.value.sentence()


def test_five_signatories_are_too_many() -> None:
    with pytest.raises(TemplateNotValid) as refused:
        read_template(
            GOOD + "".join('\n[[signatories]]\nposition = { en = "A", fr = "B", rw = "C" }' for _ in range(3))
        )

    assert (refused.value.place, refused.value.fault) == ("signatories", Fault.TOO_MANY)


@pytest.mark.parametrize(
    "toml",
    ["[" * 15_000, "a = " + "[" * 15_000, "#" * (LONGEST_TOML + 1), "a." * 7_000, "a." * 7_000 + "b = 1"],
)
def test_a_template_that_would_fill_the_memory_is_refused(toml: str) -> None:
    with pytest.raises(TemplateNotValid):
        read_template(toml)


def test_every_fault_has_a_sentence_that_says_what_to_do() -> None:
    for fault in Fault:
        sentence = TemplateNotValid("page.code_mm", fault, "35 – 42").sentence()
        assert ":" in sentence
        assert "{" not in sentence


def test_a_sentence_shows_no_unseen_signs_of_a_strangers_file() -> None:
    sentence = TemplateNotValid("a\u202eb" * 100, Fault.UNKNOWN).sentence()

    assert "\u202e" not in sentence
    assert len(sentence) < 250


def test_a_template_typed_on_windows_is_read() -> None:
    assert read_template("\ufeff" + GOOD.replace("\n", "\r\n")).name == "completion"


def test_templates_of_every_kind_read_back() -> None:
    for kind in CertificateKind:
        assert read_template(packaged_toml(kind.value)).kind is kind
