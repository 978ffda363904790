"""The words that people agree to, by version; a text that somebody agreed to once never changes."""

import tomllib
from collections.abc import Mapping
from functools import cache

from tvet_desktop.people.models import ConsentPurpose
from tvet_desktop.shared.paths import RESOURCES

_FOLDER = RESOURCES / "consent"


def present_version() -> str:
    """Return the version that is read to people now: the newest."""
    return max(_versions())


def consent_text(purpose: str, version: str, language: str) -> str:
    """Return what is read aloud or signed; "" for a text of a newer release of the app."""
    return _versions().get(version, {}).get(purpose, {}).get(language, "")


@cache
def _versions() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    found: dict[str, Mapping[str, Mapping[str, str]]] = {}
    for path in sorted(_FOLDER.glob("*.toml")):
        read = tomllib.loads(path.read_text("utf-8"))
        found[read["version"]] = {
            str(purpose.value): {language: text.strip() for language, text in read[purpose.value].items()}
            for purpose in ConsentPurpose
            if purpose.value in read
        }
    return found
