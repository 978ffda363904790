import re
import tomllib
from pathlib import Path

from tvet_desktop.shared.third_party import DEPENDENCIES, third_party


def test_the_list_is_that_of_the_project() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    names = [re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0] for line in project["project"]["dependencies"]]

    assert sorted(DEPENDENCIES, key=str.lower) == sorted(names, key=str.lower)


def test_packages_that_others_need_are_named_and_those_of_the_tests_are_not() -> None:
    found = {package.name.lower(): package for package in third_party()}

    assert {"sqlalchemy", "cffi", "shiboken6"} <= found.keys()
    assert not {"pytest", "ruff", "mypy"} & found.keys()
    assert found["sqlalchemy"].licence == "MIT"
    assert all(package.version for package in found.values())
    assert (found["qr"].version, found["qr"].licence) == ("0.7.0", "MIT")
