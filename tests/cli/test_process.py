"""The commands as a shell starts them: arguments, passwords, pipes and signals."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WORDS = "four invented words"


def started(*words: str | bytes, **variables: str) -> subprocess.Popen[bytes]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TVET_")}
    return subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment | variables,
        start_new_session=True,  # no terminal to ask at
        preexec_fn=_hear_ctrl_c if os.name == "posix" else None,  # noqa: PLW1509  no threads here
    )


def _hear_ctrl_c() -> None:
    """What a shell starts in the background, these tests too, hears no Ctrl+C unless it is told to."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def ran(*words: str | bytes, **variables: str) -> tuple[int, str, str]:
    process = started(*words, **variables)
    out, error = process.communicate(timeout=60)
    return process.returncode, out.decode(), error.decode()


@pytest.fixture(scope="module")
def pc(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = str(tmp_path_factory.mktemp("process") / "pc")
    assert ran("init", "--data", folder, "--college", "HUY", TVET_PASSWORD=WORDS)[0] == 0
    return folder


def test_the_data_folder_may_stand_before_the_command(pc: str) -> None:
    code, out, _error = ran("--data", pc, "check", TVET_PASSWORD=WORDS)
    assert (code, "in order" in out) == (0, True)
    code, out, _error = ran(f"--data={pc}", "--json", "check", TVET_PASSWORD=WORDS)
    assert (code, out[0]) == (0, "{")
    assert ran("--data")[0] == 2
    assert ran("--data", pc, "nonsense")[0] == 2


@pytest.mark.parametrize("variables", [{}, {"TVET_PASSWORD": ""}])
def test_without_password_and_terminal_one_sentence_is_said(pc: str, variables: dict[str, str]) -> None:
    code, out, error = ran("check", "--data", pc, **variables)

    assert (code, out, error.count("\n")) == (1, "", 1)
    assert "TVET_PASSWORD" in error


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere arguments are always text")
def test_what_is_not_utf8_is_said_in_one_sentence(pc: str) -> None:
    for words, password in (
        ((b"check", b"--data", pc.encode(), b"--user", b"caf\xe9"), WORDS),
        ((b"check", b"--data", pc.encode()), os.fsdecode(b"caf\xe9 and more words")),
    ):
        code, _out, error = ran(*words, TVET_PASSWORD=password)
        assert (code, error.count("\n"), "UTF-8" in error) == (1, 1, True)


def test_a_reader_that_stops_early_sees_no_traceback(pc: str) -> None:
    process = started("dump", "--data", pc, TVET_PASSWORD=WORDS)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None

    error = process.stderr.read()
    process.wait(timeout=60)
    process.stderr.close()

    assert (process.returncode, error) == (0, b"")


@pytest.mark.skipif(os.name != "posix", reason="Windows sends no such signal to a process")
def test_ctrl_c_ends_quietly(tmp_path: Path) -> None:
    process = started("practice", "--data", str(tmp_path / "pc"), "--colleges", "8", "--weeks", "52")
    end = time.monotonic() + 30
    while not (tmp_path / "pc" / "tvet.db").exists() and time.monotonic() < end:
        time.sleep(0.05)
    time.sleep(0.5)

    process.send_signal(signal.SIGINT)
    try:
        out, error = process.communicate(timeout=60)
    finally:
        process.kill()

    assert (process.returncode, out, error) == (130, b"", b"")
    assert not (tmp_path / "pc" / "tvet.db").exists()
    assert not (tmp_path / "pc" / "keys.json").exists()
