import hashlib
import sys
from pathlib import Path

import pytest

from installer import qr_decoder
from installer.errors import SetUpError
from installer.qr_decoder import Locked, fetch, integrity, read_lock

PACKAGES, WANTED = read_lock(qr_decoder.LOCK.read_text(encoding="utf-8"))


def _client(folder: Path, script: str) -> list[str]:
    """Return a command in place of npm; the script finds the folder for the archives in ``folder``."""
    program = folder / "client.py"
    find = (
        "folder = next(word.split('=', 1)[1] for word in sys.argv if word.startswith('--pack-destination'))"
    )
    program.write_text(f"import sys, pathlib\n{find}\n{script}\n")
    return [sys.executable, str(program)]


def test_the_script_is_the_one_that_the_lock_names() -> None:
    assert hashlib.sha256(qr_decoder.SCRIPT.read_bytes()).hexdigest() == WANTED
    assert PACKAGES["qr"].version in qr_decoder.SCRIPT.read_text(encoding="utf-8").split("\n")[1]


def test_the_lock_has_the_bundler_of_every_platform_and_names_no_registry() -> None:
    text = qr_decoder.LOCK.read_text(encoding="utf-8")

    assert PACKAGES.keys() == {
        "qr",
        *(f"@esbuild/{name}" for name in ("linux-x64", "linux-arm64", "win32-x64")),
    }
    assert all(package.integrity.startswith("sha512-") for package in PACKAGES.values())
    assert "://" not in text


def test_packages_are_taken_when_their_hashes_are_those_of_the_lock(tmp_path: Path) -> None:
    bundler = f"@esbuild/{qr_decoder.this_platform()}"
    wanted = {
        "qr": Locked("qr", "1", integrity(b"one")),
        bundler: Locked(bundler, "1", integrity(b"two")),
    }
    client = _client(
        tmp_path, "for name in ('one', 'two'): pathlib.Path(folder, name + '.tgz').write_text(name)"
    )

    assert fetch(tmp_path, wanted, client) == {"qr": b"one", bundler: b"two"}


def test_a_package_that_is_not_the_locked_one_is_refused(tmp_path: Path) -> None:
    client = _client(tmp_path, "pathlib.Path(folder, 'qr-0.7.0.tgz').write_text('another')")

    with pytest.raises(SetUpError, match="is not the package that"):
        fetch(tmp_path, PACKAGES, client)


def test_who_starts_the_app_without_a_network_is_told_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(qr_decoder, "SCRIPT", tmp_path / "qr_decoder.js")
    monkeypatch.setattr(qr_decoder, "TRIED", tmp_path / "tried")
    monkeypatch.setattr(
        qr_decoder, "npm", lambda _python, folder: _client(folder, "sys.exit('there is no network')")
    )

    qr_decoder.try_once(Path(sys.executable))
    qr_decoder.try_once(Path(sys.executable))

    assert capsys.readouterr().err.count("could not be fetched") == 1
    with pytest.raises(SetUpError, match="check the network"):
        qr_decoder.make(Path(sys.executable))
    assert not (tmp_path / "qr_decoder.js").exists()
