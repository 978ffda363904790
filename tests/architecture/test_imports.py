"""What the import contracts in pyproject.toml cannot say."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FEATURES = [folder for folder in (ROOT / "tvet_desktop").iterdir() if (folder / "models.py").exists()]


def _imported(file: Path) -> set[str]:
    modules = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            modules.add(node.module)
        elif isinstance(node, ast.Import):
            modules.update(alias.name for alias in node.names)
    return modules


def _pages() -> list[Path]:
    """Return the files of the pages that the menu knows."""
    modules = _imported(ROOT / "ui" / "pages.py")
    return sorted(ROOT / f"{module.replace('.', '/')}.py" for module in modules if module.endswith("_page"))


@pytest.mark.parametrize("page", _pages(), ids=lambda page: page.stem)
def test_a_page_imports_no_other_page(page: Path) -> None:
    others = {f"ui.{other.parent.name}.{other.stem}" for other in _pages() if other != page}

    assert not _imported(page) & others


@pytest.mark.parametrize(
    "file", sorted((ROOT / "tvet_desktop" / "documents").rglob("*.py")), ids=lambda f: f.stem
)
def test_documents_know_no_table(file: Path) -> None:
    assert not [
        module for module in _imported(file) if module.startswith("sqlalchemy") or module.endswith(".models")
    ]


@pytest.mark.parametrize("feature", FEATURES, ids=lambda folder: folder.name)
def test_every_feature_says_what_lives_there(feature: Path) -> None:
    docstring = ast.get_docstring(ast.parse((feature / "__init__.py").read_text("utf-8")))

    assert docstring


def test_no_core_file_names_a_registry_or_a_machine() -> None:
    words = ["py" + "pi.org", "npm" + "js.org", "/wo" + "rk/main"]
    for folder in ("tvet_desktop", "ui", "installer", "resources"):
        for file in (ROOT / folder).rglob("*"):
            if file.suffix in {".py", ".toml", ".txt", ".po", ".md"}:
                text = file.read_text("utf-8", errors="replace")
                assert not [word for word in words if word in text], file
