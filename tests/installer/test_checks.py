import pytest

from installer import checks

SAY_SETTINGS = (
    "import os; print(os.environ['QT_QPA_PLATFORM'], os.environ.get('TVET_LONG')); raise SystemExit({code})"
)


@pytest.mark.parametrize(("code", "word"), [(0, "passed"), (3, "FAILED")])
@pytest.mark.parametrize(("long", "said"), [(True, "1"), (False, "None")])
def test_run_one_says_whether_it_passed_and_how_long_it_took(
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    *,
    code: int,
    word: str,
    long: bool,
    said: str,
) -> None:
    monkeypatch.delenv("TVET_LONG", raising=False)

    passed, line = checks.run_one("a check", ["python", "-c", SAY_SETTINGS.format(code=code)], long=long)

    assert passed is (code == 0)
    assert line.startswith(f"{word}  a check  ")
    assert line.endswith(" s")
    assert f"offscreen {said}\n" in capfd.readouterr().out


def test_run_all_runs_what_follows_a_failure_and_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []

    def answer(name: str, command: list[str], *, long: bool) -> tuple[bool, str]:
        started.append(f"{name}: {' '.join(command)}")
        return name != "mypy", f"{name} {long}"

    monkeypatch.setattr(checks, "run_one", answer)

    assert checks.run_all(["tests/people"], long=False) == 1
    assert [line.partition(":")[0] for line in started] == [
        "ruff check",
        "ruff format",
        "mypy",
        "import contracts",
        "pytest",
    ]
    assert started[-1] == "pytest: pytest -n 2 -m not long --ignore=tests/benchmarks tests/people"
