"""What the app remembers for each user from one day to the next: column widths, last page, language.

A small JSON file in the data folder. It holds no personal data beyond the numeric id of a user.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FILE_NAME = "remembered.json"


class Remembered:
    """Reads its file once and writes it whole at each `save`; a missing or damaged file is a fresh start."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE_NAME
        self._all = _read(self._file)
        self._user = "0"

    def use_user(self, user_id: int | None) -> None:
        """Remember for this user from now on; None is the time before anybody has signed in."""
        self._user = str(user_id or 0)

    @property
    def language(self) -> str | None:
        """The language that this user chose; None before they did."""
        chosen = self._mine().get("language")
        return chosen if isinstance(chosen, str) else None

    @language.setter
    def language(self, code: str) -> None:
        self._mine()["language"] = code

    @property
    def last_page(self) -> str | None:
        """Name of the page on which this user stopped."""
        page = self._mine().get("page")
        return page if isinstance(page, str) else None

    @last_page.setter
    def last_page(self, name: str) -> None:
        self._mine()["page"] = name

    @property
    def last_folder(self) -> str:
        """Folder from which this user last took a file, or into which one was written; "" at first."""
        folder = self._mine().get("folder")
        return folder if isinstance(folder, str) else ""

    @last_folder.setter
    def last_folder(self, folder: str) -> None:
        self._mine()["folder"] = folder

    def column_widths(self, table: str) -> dict[str, int]:
        """Widths in pixels that this user gave the columns of one table, by column name."""
        widths = self._mine().get("tables", {}).get(table, {})
        if not isinstance(widths, dict):
            return {}
        return {name: width for name, width in widths.items() if isinstance(width, int)}

    def set_column_widths(self, table: str, widths: Mapping[str, int]) -> None:
        """Remember the widths of one table's columns."""
        self._mine().setdefault("tables", {})[table] = dict(widths)

    def last_id(self, name: str) -> int | None:
        """Id that this user last worked with under ``name`` ("course", "session"); None at first."""
        number = self._mine().get("ids", {}).get(name)
        return number if isinstance(number, int) else None

    def set_last_id(self, name: str, number: int) -> None:
        """Remember the id that this user works with."""
        self._mine().setdefault("ids", {})[name] = number

    @property
    def beeps(self) -> bool:
        """Whether scans beep for this user; they do until it is switched off."""
        return self._mine().get("beeps") is not False

    @beeps.setter
    def beeps(self, on: bool) -> None:
        self._mine()["beeps"] = on

    def save(self) -> None:
        """Write the file: whole or not at all. A folder that cannot be written only costs the memory."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._file.with_suffix(".new")
        fresh.write_text(json.dumps(self._all, indent=1, sort_keys=True), encoding="utf-8")
        fresh.replace(self._file)

    def _mine(self) -> dict[str, Any]:
        users = self._all.setdefault("users", {})
        mine: dict[str, Any] = users.setdefault(self._user, {})
        return mine


def _read(file: Path) -> dict[str, Any]:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(content, dict) or not isinstance(content.get("users", {}), dict):
        return {}
    return content
