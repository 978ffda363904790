"""What the app is made of: the packages that are installed with it, their versions and licences."""

import re
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from tvet_desktop.shared.paths import RESOURCES

DEPENDENCIES = (
    "PySide6-Essentials",
    "SQLAlchemy",
    "alembic",
    "sqlcipher3",
    "reportlab",
    "zxing-cpp",
    "pypdfium2",
    "Pillow",
    "cryptography",
    "pyrage",
    "argon2-cffi",
    "cbor2",
    "zstandard",
    "msgspec",
    "python-calamine",
    "openpyxl",
    "opendal",
    "paramiko",
    "psycopg",
    "XlsxWriter",
    "phonenumberslite",
    "rapidfuzz",
    "font-source-sans-pro",
    "font-source-serif-pro",
)
"""The direct ones; a test compares them with pyproject.toml."""

_NAME = re.compile(r"[A-Za-z0-9._-]+")
_LONGEST_LICENCE = 60
_IN_PAGE = re.compile(r"the package (\S+) (\S+) \((.+)\)")


@dataclass(frozen=True)
class Package:
    """One installed package; the licence is as its authors name it, empty where they do not."""

    name: str
    version: str
    licence: str


def third_party() -> list[Package]:
    """Return the packages that are installed and needed, by name."""
    found: dict[str, Package] = {}
    waiting = list(DEPENDENCIES)
    while waiting:
        name = waiting.pop()
        key = name.lower().replace("_", "-")
        if key in found:
            continue
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue  # needed on another system or by an extra only
        found[key] = Package(package.metadata["Name"], package.version, _licence(package))
        waiting += [_name(line) for line in package.requires or () if "extra ==" not in line]
    return sorted([*found.values(), *_in_check_page()], key=lambda package: package.name.lower())


def _in_check_page() -> list[Package]:
    """Return what the check page has from others, where set-up could fetch it."""
    try:
        start = (RESOURCES / "verify_page" / "qr_decoder.js").read_text(encoding="utf-8")[:200]
    except FileNotFoundError:
        return []
    named = _IN_PAGE.search(start)
    return [Package(named[1], named[2], named[3])] if named else []


def _name(requirement: str) -> str:
    matched = _NAME.match(requirement)
    assert matched is not None
    return matched.group()


def _licence(package: Distribution) -> str:
    metadata = package.metadata
    stated = [*(metadata.get_all("License-Expression") or ())]
    classifiers = [
        line.rsplit("::", 1)[-1].strip()
        for line in metadata.get_all("Classifier") or ()
        if line.startswith("License ::")
    ]
    classified = [word for word in classifiers if word != "OSI Approved"]
    told = [text.strip().split("\n", 1)[0] for text in metadata.get_all("License") or ()]
    short = [text for text in told if len(text) <= _LONGEST_LICENCE]
    return ", ".join(stated or classified or short)
