"""What a look at a certificate before it is issued finds: what cannot be printed, and what was perhaps forgotten."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from tvet_desktop.certificates.drawing.content import CertificateContent, Logo
from tvet_desktop.certificates.drawing.layout import lay_out, texts_of
from tvet_desktop.certificates.drawing.sheet import (
    CharacterNotPrintable,
    LanguageNotInTemplate,
    TextDoesNotFit,
    TooManySignatories,
)
from tvet_desktop.certificates.statements.signed_statement import StatementTooLong, check_length
from tvet_desktop.certificates.templates.languages import languages_of
from tvet_desktop.certificates.templates.template import Template
from tvet_desktop.documents.fonts import missing_characters
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _

_ANY_CODE = "RPT1:" + "0" * 400  # stands in for a text that is not signed yet: every code takes the same room
_SHORT = "A"


class ProblemKind(Enum):
    """What can be wrong. The last ones may be meant so."""

    LETTERS = auto()
    TOO_LONG = auto()
    CODE_TOO_LONG = auto()
    LANGUAGE = auto()
    SIGNATORIES = auto()
    NO_SIGNATORY = auto()
    NO_PLACE = auto()
    NO_LOGO = auto()


_WARNINGS = {ProblemKind.NO_SIGNATORY, ProblemKind.NO_PLACE, ProblemKind.NO_LOGO}


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding about one certificate. ``text`` is the name or title that it is about, ``detail`` what in it.

    For ``CODE_TOO_LONG`` they are the field and how many letters are too many, for ``LANGUAGE`` template and
    language, for ``SIGNATORIES`` how many there are.
    """

    kind: ProblemKind
    text: str = ""
    detail: str = ""

    @property
    def is_blocking(self) -> bool:
        """Tell whether the certificate cannot be printed so; otherwise it may be meant so."""
        return self.kind not in _WARNINGS

    def sentence(self) -> str:
        """Return one sentence that says what is wrong and what to do."""
        error = self._error()
        return error.sentence() if error else _warning_sentences()[self.kind]

    def _error(self) -> UserError | None:
        match self.kind:
            case ProblemKind.LETTERS:
                return CharacterNotPrintable(self.text, self.detail.split())
            case ProblemKind.TOO_LONG:
                return TextDoesNotFit(self.text)
            case ProblemKind.CODE_TOO_LONG:
                return StatementTooLong(self.text, int(self.detail))
            case ProblemKind.LANGUAGE:
                return LanguageNotInTemplate(self.text, self.detail)
            case ProblemKind.SIGNATORIES:
                return TooManySignatories(int(self.detail))
            case _:
                return None


def _warning_sentences() -> dict[ProblemKind, str]:
    return {
        ProblemKind.NO_SIGNATORY: _(
            "Nobody signs this certificate: name at least one signatory, or leave it so on purpose."
        ),
        ProblemKind.NO_PLACE: _("The place of issue is missing: write where the certificate is signed."),
        ProblemKind.NO_LOGO: _(
            "There is no logo at the head of the certificate: add the logos in the settings."
        ),
    }


def preflight(
    content: CertificateContent, template: Template, language: str, logos: Sequence[Logo] = ()
) -> tuple[Problem, ...]:
    """Return everything that should be put right before this certificate is issued, what blocks it first.

    The content need not be signed yet: its ``code_text`` is not looked at.
    """
    return tuple(
        dict.fromkeys((*_blocking(content, template, language, logos), *_warnings(content, template, logos)))
    )


def _blocking(
    content: CertificateContent, template: Template, language: str, logos: Sequence[Logo]
) -> Iterator[Problem]:
    lacking = [code for code in languages_of(language) if code not in template.texts]
    yield from (Problem(ProblemKind.LANGUAGE, template.label("en"), code) for code in lacking)
    unprintable = [(text, unknown) for text in texts_of(content) if (unknown := missing_characters(text))]
    for text, unknown in unprintable:
        yield Problem(ProblemKind.LETTERS, text, " ".join(unknown))
    try:
        check_length(content.statement)
    except StatementTooLong as problem:
        yield Problem(ProblemKind.CODE_TOO_LONG, problem.field, str(problem.excess))
    if not lacking and not unprintable:
        yield from _too_long(replace(content, code_text=_ANY_CODE), template, language, logos)


def _too_long(
    content: CertificateContent, template: Template, language: str, logos: Sequence[Logo]
) -> Iterator[Problem]:
    """Lay the certificate out; where something does not fit, also with a short name, a short title, and both."""
    statement = content.statement
    short_name, short_title = replace(statement, name=_SHORT), replace(statement, course_title=_SHORT)
    for tried in (statement, short_name, short_title, replace(short_name, course_title=_SHORT)):
        try:
            lay_out(replace(content, statement=tried), template, language, logos)
        except TextDoesNotFit as problem:
            yield Problem(ProblemKind.TOO_LONG, problem.text)
        except TooManySignatories as problem:
            yield Problem(ProblemKind.SIGNATORIES, detail=str(problem.count))
        else:
            if tried is statement:
                return


def _warnings(content: CertificateContent, template: Template, logos: Sequence[Logo]) -> Iterator[Problem]:
    if not content.signatories and not any(template.signatories(code) for code in template.languages):
        yield Problem(ProblemKind.NO_SIGNATORY)
    if not content.place:
        yield Problem(ProblemKind.NO_PLACE)
    if template.logos != "none" and not template.shown(tuple(logos)):
        yield Problem(ProblemKind.NO_LOGO)
