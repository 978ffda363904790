"""Whatever people type, texts of a certificate stay inside its frame and apart, or are refused in a sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.certificates.drawing.test_layout import _check_room
from tests.certificates.examples import example_content, example_logos, example_statement
from tvet_desktop.certificates.drawing.content import CertificateContent, Signatory
from tvet_desktop.certificates.drawing.layout import lay_out
from tvet_desktop.certificates.drawing.parts import leaves
from tvet_desktop.certificates.drawing.preflight import ProblemKind, preflight
from tvet_desktop.certificates.drawing.second_page import Module, PointsReached, SecondPage
from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.templates.languages import language_choices
from tvet_desktop.certificates.templates.template import packaged_templates
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.text import nfc

LETTERS = st.sampled_from("abiklmnuyWMÉïŊğ’'-.,/&() 123") | st.characters(
    max_codepoint=0x17F, categories=("L", "P")
)
KINDS = st.sampled_from(list(CertificateKind))


def _text(longest: int, shortest: int = 0) -> st.SearchStrategy[str]:
    words = st.text(LETTERS, min_size=1, max_size=22)
    return (
        st.lists(words, min_size=1, max_size=12)
        .map(lambda listed: nfc(" ".join(listed))[:longest].strip())
        .filter(lambda text: len(text) >= max(shortest, 0))
    )


@st.composite
def contents(draw: st.DrawFn) -> tuple[CertificateContent, CertificateKind]:
    kind = draw(KINDS)
    statement = example_statement(kind=kind)
    content = example_content(
        statement,
        place=draw(st.just("") | _text(60)),
        financed_by=draw(st.just("") | _text(120)),
        signatories=tuple(
            Signatory(draw(st.just("") | _text(40)), draw(st.just("") | _text(70)))
            for _ in range(draw(st.integers(0, 4)))
        ),
        replaces=draw(st.sampled_from(["", "RPT-HUY-2026-K7QX-0001-Y"])),
        is_practice=draw(st.booleans()),
        second_page=draw(st.none() | _second_pages()),
    )
    return _with_facts(content, draw(_text(80, 1)), draw(_text(140, 1)), draw(st.just("") | _text(60))), kind


def _with_facts(content: CertificateContent, name: str, title: str, area: str) -> CertificateContent:
    """Return the content with other facts; the code stays, as every code takes the same room."""
    facts = {"kind": content.statement.kind, "name": name, "course_title": title, "skill_area": area}
    return CertificateContent(
        **{
            field: getattr(content, field)
            for field in (
                "code_text",
                "issued_at",
                "place",
                "signatories",
                "financed_by",
                "replaces",
                "is_practice",
            )
        },
        statement=example_statement(**facts),
        second_page=content.second_page,
    )


def _second_pages() -> st.SearchStrategy[SecondPage]:
    minutes = st.integers(0, 6000)
    modules = st.lists(st.builds(Module, _text(120, 1), minutes, minutes), max_size=25).map(tuple)
    points = st.builds(PointsReached, st.just("post"), st.integers(0, 100_000), st.integers(1, 100_000))
    return st.builds(
        SecondPage, modules, st.none() | st.integers(0, 100), st.lists(points, max_size=1).map(tuple)
    )


@settings(deadline=None, max_examples=80)
@given(contents(), st.sampled_from(language_choices()), st.integers(0, 2))
def test_any_content_has_room_or_is_refused(
    made: tuple[CertificateContent, CertificateKind], language: str, logos: int
) -> None:
    content, kind = made
    template = packaged_templates()[kind.value]
    logos_there = example_logos()[:logos]
    blocking = [one for one in preflight(content, template, language, logos_there) if one.is_blocking]
    unprintable = [one for one in blocking if one.kind is not ProblemKind.CODE_TOO_LONG]

    if unprintable:
        with pytest.raises(UserError) as refused:
            lay_out(content, template, language, logos_there)
        assert refused.value.sentence() in {one.sentence() for one in unprintable}
    else:
        for page in lay_out(content, template, language, logos_there):
            _check_room(tuple(leaves(page)))
