import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from installer.lock import NAMES, is_ours, pinned

LOCKS = Path("installer/locks")


def locked(*names: str) -> dict[str, str]:
    """Return version by package of the locks of these names."""
    pairs = (line.split("==") for name in names for line in pinned(name).splitlines())
    return {canonicalize_name(package): version for package, version in pairs}


def elsewhere(*names: str) -> set[str]:
    """Return the packages of these locks that another system needs."""
    lines = [line for name in names for line in (LOCKS / name).read_text(encoding="utf-8").splitlines()]
    conditional = [line.removesuffix(" \\").partition(" ; ") for line in lines if " ; " in line]
    return {
        canonicalize_name(package.partition("==")[0])
        for package, _, marker in conditional
        if not Marker(marker).evaluate()
    }


def required(extra: str | None) -> list[Requirement]:
    """Return what pyproject.toml asks for."""
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [
        Requirement(text)
        for text in (project["optional-dependencies"][extra] if extra else project["dependencies"])
    ]


@pytest.mark.parametrize("name", NAMES)
def test_lock_names_no_index_and_hashes_every_package(name: str) -> None:
    text = (LOCKS / name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", text)[1:]

    assert "://" not in text
    assert not re.search(r"(?m)^\s*--(?!hash=sha256:[0-9a-f]{64}( \\)?$)", text)
    assert entries
    assert all("--hash=sha256:" in entry for entry in entries)


def test_locks_name_no_package_twice() -> None:
    assert len(locked(*NAMES)) == sum(len(locked(name)) for name in NAMES)


@pytest.mark.parametrize(
    ("extra", "names"),
    [
        (None, ["run.txt"]),
        ("dev", ["run.txt", "test.txt"]),
        ("peers", ["peers.txt"]),
        ("build", ["build.txt"]),
    ],
)
def test_locks_hold_what_pyproject_asks_for(extra: str | None, names: list[str]) -> None:
    versions = locked(*names)

    for requirement in required(extra):
        assert requirement.specifier.contains(versions[canonicalize_name(requirement.name)]), requirement


@pytest.mark.parametrize("names", [["run.txt"], ["run.txt", "test.txt"]])
def test_locks_hold_everything_their_packages_need(names: list[str]) -> None:
    versions = locked(*names)

    for package in versions.keys() - elsewhere(*names):
        for text in metadata.requires(package) or []:
            requirement = Requirement(text)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                version = versions[canonicalize_name(requirement.name)]
                assert requirement.specifier.contains(version), f"{package} needs {text}"


def test_environment_holds_the_locked_versions() -> None:
    for package, version in locked("run.txt", "test.txt").items():
        if package not in elsewhere("run.txt", "test.txt"):
            assert metadata.version(package) == version


@pytest.mark.parametrize(
    ("wheel", "expected"),
    [
        ("a-1-py3-none-any.whl", True),
        ("a-1-cp311-cp311-win_amd64.whl", True),
        ("a-1-cp310-abi3-manylinux_2_34_x86_64.whl", True),
        ("a-1-cp313-cp313-manylinux_2_17_aarch64.manylinux2014_aarch64.whl", True),
        ("a-1-cp313-cp313t-manylinux_2_17_x86_64.whl", False),
        ("a-1-cp310-cp310-win_amd64.whl", False),
        ("a-1-cp312-cp312-musllinux_1_2_x86_64.whl", False),
        ("a-1-cp312-cp312-macosx_11_0_arm64.whl", False),
        ("a-1-cp312-cp312-win32.whl", False),
    ],
)
def test_is_ours_keeps_wheels_for_our_pythons_on_linux_and_windows(wheel: str, expected: bool) -> None:  # noqa: FBT001 - a table's column
    assert is_ours(wheel) is expected
