"""The time as far as a lab PC's clock can be believed."""

from datetime import UTC, datetime

from tvet_desktop.storage.stamps import BUILD_DATE, LAST_PLAUSIBLE
from tvet_desktop.sync.membership import Document


def is_believable(moment: datetime) -> bool:
    """Tell whether a clock may be right: a dead battery says 2009, a mistyped year 2099."""
    return BUILD_DATE <= moment <= LAST_PLAUSIBLE


def believable_now(now: datetime, document: Document | None = None) -> datetime:
    """Return ``now``, or where that cannot be, when the newest membership ``document`` was written."""
    if is_believable(now):
        return now
    written = datetime.fromtimestamp(document.written_at if document else 0, tz=UTC)
    return written if is_believable(written) else BUILD_DATE
