"""Where two texts can stand together: notes and descriptions, and nothing that is one of several choices."""

from collections.abc import Mapping

from tvet_desktop.sync.conflicts.open_conflicts import OpenConflict

FREE_TEXT = frozenset(
    {
        "notes",
        "note",
        "summary",
        "need",
        "solution",
        "innovation",
        "activities",
        "risks",
        "environment",
        "sustainability",
        "topic",
    }
)
_ONE_LINE = frozenset({"topic"})


def can_keep_both(conflict: OpenConflict) -> bool:
    """Tell whether everything that differs is text which can stand together, and all of them wrote some."""
    said = [conflict.holds, *conflict.others]
    return all(name in FREE_TEXT and all(one.values[name] for one in said) for name in conflict.fields)


def both_values(conflict: OpenConflict) -> Mapping[str, object]:
    """Return the texts of all, what holds first, each once."""
    return {
        name: _joined(name, [str(one.values[name]) for one in (conflict.holds, *conflict.others)])
        for name in conflict.fields
    }


def _joined(name: str, texts: list[str]) -> str:
    parts: list[str] = []
    for text in texts:
        if any(text in part for part in parts):
            continue
        parts = [part for part in parts if part not in text] + [text]
    return (" / " if name in _ONE_LINE else "\n").join(parts)
