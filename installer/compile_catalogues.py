"""Turns translation catalogues (.po) into the form that gettext reads (.mo), as `msgfmt` does.

It exists because a bare PC has no `msgfmt`. Fuzzy and untranslated entries are left out, so that English shows.
"""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

from installer.errors import SetUpError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LINE = re.compile(r'(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s*)?"((?:[^"\\]|\\[ntrabfv"\\])*)"$')
ESCAPE = re.compile(r"\\(.)")
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", '"': '"', "\\": "\\"}


def compile_stale(locale_folder: Path) -> list[Path]:
    """Compile every catalogue below `locale_folder` that is newer than its .mo file; return those written."""
    written = []
    for source in sorted(locale_folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        try:
            content = to_mo(read_catalogue(source.read_text(encoding="utf-8")))
        except ValueError as problem:
            raise SetUpError(
                f"The translations in {source} cannot be used, correct this first: {problem}."
            ) from None
        unfinished = target.with_suffix(".unfinished")
        unfinished.write_bytes(content)
        unfinished.replace(target)
        written.append(target)
    return written


def read_catalogue(text: str) -> dict[str, str]:
    r"""Return translations by message, as gettext keys them: context, \x04, message; plural forms joined by \0.

    Raises:
        ValueError: when a line breaks the format or a message stands there twice.
    """
    messages: dict[str, str] = {}
    for entry in read_entries(text):
        key = entry.get("msgid", "")
        if "msgctxt" in entry:
            key = entry["msgctxt"] + "\x04" + key
        if "msgid_plural" in entry:
            key += "\0" + entry["msgid_plural"]
        if key in messages:
            raise ValueError(f"“{key}” is translated twice")
        forms = [value for keyword, value in sorted(entry.items()) if keyword.startswith("msgstr")]
        if all(forms) and ("fuzzy" not in entry or not key):
            messages[key] = "\0".join(forms)
    return messages


def read_entries(text: str) -> Iterator[dict[str, str]]:
    """Yield the entries: the whole text behind each keyword, and a key `fuzzy` when so marked."""
    entry: dict[str, str] = {}
    keyword = ""
    for number, line in enumerate(map(str.strip, text.split("\n")), start=1):
        match = LINE.match(line)
        begins = line.startswith("#") or (match and match[1] in {"msgctxt", "msgid"})
        if begins and keyword.startswith("msgstr"):
            yield entry
            entry, keyword = {}, ""
        if line.startswith("#,") and "fuzzy" in re.split(r"[,\s]+", line):
            entry["fuzzy"] = "yes"
        if not line or line.startswith("#"):
            continue
        if not match or not (match[1] or keyword) or match[1] in entry:
            raise ValueError(f"line {number} is not what a catalogue has in this place")
        keyword = match[1] or keyword
        entry[keyword] = entry.get(keyword, "") + ESCAPE.sub(lambda found: ESCAPES[found[1]], match[2])
    if keyword:
        yield entry


def to_mo(messages: dict[str, str]) -> bytes:
    """Return the binary catalogue: a header, two tables of (length, offset), then every text with a final zero."""
    pairs = sorted((key.encode(), value.encode()) for key, value in messages.items())
    count = len(pairs)
    table_bytes = 8 * count
    header = struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + table_bytes, 0, 28 + 2 * table_bytes)
    tables, texts = b"", b""
    for column in (0, 1):
        for pair in pairs:
            tables += struct.pack("<2I", len(pair[column]), 28 + 2 * table_bytes + len(texts))
            texts += pair[column] + b"\0"
    return header + tables + texts
