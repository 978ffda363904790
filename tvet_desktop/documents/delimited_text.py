"""Reading .csv: the file does not say how its letters and columns are written, so the content must."""

import csv
import io
from collections import Counter

_SEPARATORS = (";", ",", "\t", "|")
_LINES_LOOKED_AT = 100
_OLD_ENCODINGS = ("cp1252", "cp850", "mac_roman")
_LETTERS = frozenset("àâäçéèêëîïíôöóùûüúñœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŒÆ’")


class NotText(ValueError):
    """The bytes are not text in any encoding that spreadsheets write."""


def decode_text(content: bytes) -> str:
    """Return the text of a file: UTF-8 or UTF-16 with or without mark, else a Western encoding by its letters.

    Raises:
        NotText: binary content.
    """
    text = _decode_unicode(content)
    if text is None:
        text = max((_decode_old(content, name) for name in _OLD_ENCODINGS), key=_letters_in_words)
    if any(c < " " and c not in "\t\r\n\f" for c in text):
        raise NotText
    return text


def split_columns(text: str) -> list[list[str]]:
    """Return the records of a text with separators; an empty line is an empty record.

    Excel's own first line ``sep=;`` is obeyed, and counts as a record without content.
    """
    first_line, _end, _rest = text.partition("\n")
    named = first_line.strip().strip('"').lower().removeprefix("sep=")
    if first_line.strip().strip('"').lower().startswith("sep=") and len(named) == 1:
        records = list(_records(text, named))
        records[0] = []
        return records
    return list(_records(text, _likely_separator(text)))


def _decode_unicode(content: bytes) -> str | None:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        names = ["utf-16"]
    elif _mostly_nul(content[1:200:2]) and b"\0" not in content[0:200:2]:
        names = ["utf-16-le"]
    elif _mostly_nul(content[0:200:2]) and b"\0" not in content[1:200:2]:
        names = ["utf-16-be"]
    else:
        names = ["utf-8-sig"]
    for name in names:
        try:
            return content.decode(name)
        except UnicodeDecodeError:
            continue
    return None


def _mostly_nul(content: bytes) -> bool:
    return content.count(0) * 2 > len(content)


def _decode_old(content: bytes, encoding: str) -> str:
    return content.decode(encoding, errors="replace")


def _letters_in_words(text: str) -> int:
    """Count what speaks for an encoding: accented letters of French, less signs that no word has."""
    return sum(1 if c in _LETTERS else -1 for c in text if c > "\x7f")


def _records(text: str, separator: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def _likely_separator(text: str) -> str:
    """Return the separator that cuts the most lines into the same number of columns."""
    return max(_SEPARATORS, key=lambda separator: _evidence(text, separator))


def _evidence(text: str, separator: str) -> int:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    widths: Counter[int] = Counter()
    for _line, record in zip(range(_LINES_LOOKED_AT), lines, strict=False):
        widths[len(record)] += 1
    return max(((width - 1) * count for width, count in widths.items()), default=0)
