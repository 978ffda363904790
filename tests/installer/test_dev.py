import ast
import subprocess
import sys
from pathlib import Path

import pytest

from installer import dev

BEFORE_A_FITTING_PYTHON = [
    "dev",
    "environment",
    "system_packages",
    "compile_catalogues",
    "qr_decoder",
    "errors",
    "__init__",
]


@pytest.mark.parametrize("name", BEFORE_A_FITTING_PYTHON)
def test_module_parses_on_an_older_python_that_must_find_a_newer_one(name: str) -> None:
    source = Path("installer", f"{name}.py").read_text(encoding="utf-8")

    ast.parse(source, feature_version=(3, 8))


@pytest.mark.parametrize("name", BEFORE_A_FITTING_PYTHON)
def test_module_imports_only_the_standard_library_and_the_installer(name: str) -> None:
    tree = ast.parse(Path("installer", f"{name}.py").read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}

    assert {module.partition(".")[0] for module in imported} <= sys.stdlib_module_names | {"installer"}


@pytest.mark.parametrize("words", [[], ["no-such-command"]])
def test_dev_lists_its_commands_when_it_is_given_none_that_it_knows(words: list[str]) -> None:
    answer = subprocess.run(
        [sys.executable, "installer/dev.py", *words], capture_output=True, text=True, check=False
    )

    assert answer.returncode == 2
    assert "python3 installer/dev.py COMMAND" in answer.stderr


def test_ci_runs_the_test_command_and_nothing_else() -> None:
    lines = Path(".ci/run").read_text(encoding="utf-8").splitlines()

    assert lines[0] == "#!/usr/bin/env bash"
    assert [line for line in lines if "dev.py" in line] == ["python3 installer/dev.py test"]
    assert Path(".ci/run").stat().st_mode & 0o111


def test_sample_for_the_tour_is_bundled() -> None:
    assert list(dev.SAMPLE.iterdir())
