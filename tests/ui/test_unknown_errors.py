import logging
import sys

import pytest

from ui import unknown_errors


def test_log_names_the_place_but_never_the_text(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    unknown_errors.install(lambda: told.append("told"))

    with pytest.raises(ValueError, match="Uwera") as caught:
        int("Uwera Chantal, 1 1999 8 0000000 0 00")
    with caplog.at_level(logging.ERROR):
        sys.excepthook(ValueError, caught.value, caught.tb)

    assert told == ["told"]
    assert "builtins.ValueError at test_unknown_errors.py:" in caplog.text
    assert "Uwera" not in caplog.text
