import sys
from pathlib import Path

import pytest

from installer import system_packages
from installer.errors import SetUpError
from installer.system_packages import Need, ensure, known_packages, library_check, tool_check

linux_only = pytest.mark.skipif(sys.platform == "win32", reason="these needs exist on Linux only")
MISSING = Need("libnowhere.so.7", ("libnowhere7t64", "libnowhere7"), lambda: False)


@linux_only
def test_everything_the_tests_need_is_there() -> None:
    needs = system_packages.for_qt(screen=True) + system_packages.for_tests() + system_packages.for_venv()

    assert [need.name for need in needs if not need.is_there()] == []


def test_checks_see_what_is_missing() -> None:
    assert not library_check("libnowhere.so.7")()
    assert not tool_check("no-such-program")()


@linux_only
def test_ensure_asks_nothing_of_the_package_system_when_all_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    ensure([Need("python", ("python3",), lambda: True)])


@linux_only
def test_ensure_says_what_to_run_when_it_may_not_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    answers_nothing = tmp_path / "apt-cache"
    answers_nothing.write_text("#!/bin/sh\nexit 100\n")
    (tmp_path / "apt-get").write_text("#!/bin/sh\nexit 100\n")
    for program in tmp_path.iterdir():
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}")
    monkeypatch.setattr("os.geteuid", lambda: 1000)

    with pytest.raises(SetUpError, match='apt-get install --no-install-recommends libnowhere7"') as caught:
        ensure([MISSING])

    assert str(caught.value).count(". ") == 0


@linux_only
def test_ensure_names_the_library_where_there_is_no_apt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(SetUpError, match=r"install libnowhere\.so\.7 with the package tool"):
        ensure([MISSING])


@linux_only
@pytest.mark.parametrize(
    ("shown", "expected"), [("libnowhere7t64", "libnowhere7t64"), ("matches-as-a-pattern", "libnowhere7")]
)
def test_known_packages_prefers_the_newer_name_where_the_system_has_exactly_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, shown: str, expected: str
) -> None:
    apt_cache = tmp_path / "apt-cache"
    apt_cache.write_text(f'#!/bin/sh\n[ "$2" = libnowhere7t64 ] && echo "Package: {shown}"\n')
    apt_cache.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    assert known_packages([MISSING]) == [expected]


@linux_only
def test_ensure_installs_nothing_that_the_system_does_not_know(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for name, script in {
        "apt-cache": "exit 100",
        "apt-get": 'echo "apt-get $*"',
        "env": 'shift; exec "$@"',
    }.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("os.geteuid", lambda: 0)

    with pytest.raises(SetUpError, match="does not offer libnowhere7: check the network"):
        ensure([MISSING])

    called = [line.split()[-1] for line in capfd.readouterr().out.splitlines() if line.startswith("apt-get")]
    assert called == ["update"]


@pytest.mark.parametrize(
    ("variables", "expected"), [({}, False), ({"DISPLAY": ":0"}, True), ({"WAYLAND_DISPLAY": "w"}, True)]
)
@linux_only
def test_has_screen_when_a_display_is_named(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], *, expected: bool
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert system_packages.has_screen() is expected
