"""A word or a measure that changes needs a higher version: stored certificates and templates name it."""

import hashlib
import tomllib

from tvet_desktop.certificates.statements.statement import CertificateKind
from tvet_desktop.certificates.templates.template import packaged_templates, packaged_toml

# Of each packaged template: its version, and the beginning of the hash of what it says without it. When this test
# fails, raise the version in the file, then write both here.
SAID = {
    "completion": (2, "386683cac215"),
    "participation": (2, "735e574cd0a9"),
    "appreciation": (2, "78d6dda2a4c5"),
}


def test_packaged_templates_change_with_their_version() -> None:
    said = {}
    for name in packaged_templates():
        data = tomllib.loads(packaged_toml(name))
        version = data.pop("version")
        said[name] = (version, hashlib.sha256(repr(data).encode()).hexdigest()[:12])

    assert said == SAID


def test_packaged_templates_are_one_of_each_kind() -> None:
    assert [template.kind for template in packaged_templates().values()] == list(CertificateKind)
    assert all(name == template.name for name, template in packaged_templates().items())


def test_labels_fall_back_to_english() -> None:
    template = packaged_templates()["completion"]

    assert template.label("fr") == "Achèvement"
    assert template.label("sw") == template.label("en") == "Completion"
