"""The one place where errors end up that no user can fix: logged without personal data, told kindly.

The log names the kind of error and the lines of our code, never the error's text or values, which may hold
a name. Tests leave pytest's own hook in place, so there such an error fails the test.
"""

import logging
import sys
import traceback
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

_LOG = logging.getLogger("tvet_desktop.unknown_errors")
_BYTES, _KEPT = 200_000, 3


def log_to(folder: Path) -> None:
    """Write our log into ``folder`` (made when missing), a few small files that take turns."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(folder / "app.log", maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger("tvet_desktop").addHandler(handler)


def install(tell: Callable[[], None]) -> None:
    """Catch what nobody caught from now on; ``tell`` shows that something went wrong and was noted."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _LOG.error("%s", without_personal_data(kind, trace))
        tell()

    sys.excepthook = hook


def without_personal_data(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return the kind of error and where it happened, without its text."""
    places = [
        f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)
    ]
    return f"{kind.__module__}.{kind.__name__} at " + " < ".join(reversed(places))
