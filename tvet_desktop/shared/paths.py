"""Where things lie: what ships with the app, and what belongs to this PC."""

from pathlib import Path

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


def default_data_dir() -> Path:
    """Return the platform's folder for this app's data (it need not exist yet)."""
    import platformdirs  # noqa: PLC0415  only the default needs it, the first paint does not

    return Path(platformdirs.user_data_dir("TVET Desktop", appauthor=False))
