"""The forms that ship with the app: each file of ``resources/questionnaires`` is one version of one form."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.paths import RESOURCES
from tvet_desktop.shared.translation import LANGUAGES, _

DEFAULT_FORM = "default"

Wording = dict[str, str]
"""The same text by language code."""


class FormUnknown(UserError):
    """A round uses a form that this version of the app does not have."""

    def __init__(self, form_id: str, version: int) -> None:
        super().__init__(form_id, version)
        self.form_id = form_id
        self.version = version

    def sentence(self) -> str:
        """Say that a newer app is needed."""
        return _(
            "This evaluation uses the form “{form}”, version {version}, which came with a newer version of the"
            " app: install the newest version on this PC."
        ).format(form=self.form_id, version=self.version)


@dataclass(frozen=True)
class Item:
    """A statement that is rated from 1 to 5."""

    key: str
    group: Wording
    wording: Wording


@dataclass(frozen=True)
class OpenQuestion:
    """A question that is answered in one's own words."""

    key: str
    wording: Wording


@dataclass(frozen=True)
class Form:
    """One version of a form. The order of ``items`` is the order of the signs in a response."""

    id: str
    version: int
    title: Wording
    introduction: Wording
    scale: tuple[Wording, ...]
    not_applicable: Wording
    items: tuple[Item, ...]
    open_questions: tuple[OpenQuestion, ...]
    unreviewed: frozenset[str]
    """Languages that no native speaker has read yet."""


def form_of(form_id: str, version: int) -> Form:
    """Return a form.

    Raises:
        FormUnknown: it did not ship with this version of the app.
    """
    try:
        return _packaged_forms()[form_id, version]
    except KeyError as error:
        raise FormUnknown(form_id, version) from error


def newest_form(form_id: str = DEFAULT_FORM) -> Form:
    """Return the newest version of a form that ships."""
    newest = max(version for name, version in _packaged_forms() if name == form_id)
    return _packaged_forms()[form_id, newest]


@cache
def _packaged_forms() -> dict[tuple[str, int], Form]:
    files = sorted((RESOURCES / "questionnaires").glob("*.toml"))
    forms = [_form(tomllib.loads(file.read_text("utf-8"))) for file in files]
    return {(form.id, form.version): form for form in forms}


def _form(raw: dict[str, Any]) -> Form:
    return Form(
        id=raw["id"],
        version=raw["version"],
        title=_wording(raw["title"]),
        introduction=_wording(raw["introduction"]),
        scale=tuple(_wording(step) for step in raw["scale"]),
        not_applicable=_wording(raw["not_applicable"]),
        items=tuple(
            Item(item["key"], _wording(group), _wording(item))
            for group in raw["group"]
            for item in group["item"]
        ),
        open_questions=tuple(OpenQuestion(question["key"], _wording(question)) for question in raw["open"]),
        unreviewed=frozenset(raw["unreviewed"]),
    )


def _wording(raw: dict[str, Any]) -> Wording:
    return {language: raw[language] for language in LANGUAGES}
