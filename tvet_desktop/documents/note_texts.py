"""The comments of one sheet as Excel keeps them: ours are replaced, those of others stay as they are.

Ours begin with a line of their own, so that they are found again after Excel or LibreOffice saved the file.
In a cell that somebody has commented already, ours stands below that comment.
The XML is changed as text: what we do not know in it stays, letter by letter.
"""

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape, unescape

from tvet_desktop.documents.workbook import column_letters, column_number

Place = tuple[int, int]
"""Row and column, from 1."""

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
SIGN = "TVET Desktop:"
"""The first line of our part of a comment."""

_ROOT = re.compile(r"<((?:\w+:)?)comments\b[^>]*?(/?)>")
_AUTHORS = re.compile(r"<(?:\w+:)?authors\s*>(.*?)</(?:\w+:)?authors\s*>", re.DOTALL)
_AUTHOR = re.compile(r"<(?:\w+:)?author\s*(?:/>|>(.*?)</(?:\w+:)?author\s*>)", re.DOTALL)
_COMMENT = re.compile(
    r"<((?:\w+:)?)comment\b(?=[^>]*\bref=\"([A-Z]{1,3})(\d{1,7})\")[^>]*>.*?</\1comment\s*>", re.DOTALL
)
_AFTER_LIST = re.compile(r"(?:</(?:\w+:)?commentList\s*>|<(?:\w+:)?commentList\s*/>)")
_RUN = re.compile(r"<((?:\w+:)?)r\s*>.*?</\1r\s*>", re.DOTALL)
_WORDS = re.compile(r"<(?:\w+:)?t\b[^>]*(?<!/)>(.*?)</(?:\w+:)?t\s*>", re.DOTALL)
_TEXT = re.compile(r"(<(?:\w+:)?text\s*>)(.*?)(</(?:\w+:)?text\s*>)", re.DOTALL)


def noted(xml: str, notes: Mapping[Place, str], *, strict: bool = False) -> tuple[str, set[Place]]:
    """Return the comments part with these notes of ours and no others, and all places that have a comment now.

    Args:
        xml: the part as it was; "" where the sheet had no comments.
        notes: what to say in which cell.
        strict: whether the file uses the namespaces of strict OOXML, where there is no part yet.
    """
    root = _ROOT.search(xml)
    if root is None:
        xml = f'<comments xmlns="{STRICT if strict else MAIN}"></comments>'
        root = _ROOT.search(xml)
        assert root is not None
    prefix = root[1]
    authors = [found[1] or "" for found in _AUTHOR.finditer(_inside(_AUTHORS, xml))]
    kept: dict[Place, str] = {}
    for found in _COMMENT.finditer(xml):
        block = _without_ours(found[0])
        if block:
            kept[int(found[3]), column_number(found[2])] = block
    ours = escape(SIGN)
    if ours not in authors:
        authors.append(ours)
    for place, words in notes.items():
        if place in kept:
            kept[place] = _below(kept[place], prefix, words)
        else:
            kept[place] = _comment(prefix, place, authors.index(ours), words)

    p = prefix
    written = "".join(f"<{p}author>{author}</{p}author>" for author in authors)
    blocks = "".join(block for _place, block in sorted(kept.items()))
    after = _AFTER_LIST.search(xml)
    tail = xml[after.end() :] if after else f"</{p}comments>"
    head = xml[: root.end()].removesuffix("/>").removesuffix(">") + ">"
    return (
        f"{head}<{p}authors>{written}</{p}authors><{p}commentList>{blocks}</{p}commentList>{tail}",
        set(kept),
    )


def _inside(pattern: re.Pattern[str], xml: str) -> str:
    found = pattern.search(xml)
    return found[1] if found else ""


def _said(xml: str) -> str:
    return unescape("".join(found[1] for found in _WORDS.finditer(xml)), {"&#10;": "\n", "&#xa;": "\n"})


def _without_ours(block: str) -> str:
    """Return a comment without our part, "" where nothing else is left."""
    said = _said(block)
    if SIGN not in said:
        return block
    if not said.partition(SIGN)[0].strip():
        return ""
    text = _TEXT.search(block)
    if text is None:
        raise ValueError("a comment without text")
    kept, rest = "", text[2]
    for run in _RUN.finditer(text[2]):
        if SIGN in _said(run[0]):
            rest = run[0]
            break
        kept += run[0]
    words = _WORDS.search(rest)
    theirs = _said(rest).partition(SIGN)[0].rstrip("\n")
    if theirs and words is not None:  # somebody typed before it, or another program joined the runs
        kept += rest[: words.start(1)] + escape(theirs) + rest[words.end(1) :]
    return block[: text.start(2)] + kept + block[text.end(2) :]


def _below(block: str, prefix: str, words: str) -> str:
    """Put our words below those of somebody else."""
    text = _TEXT.search(block)
    if text is None:
        raise ValueError("a comment without text")
    theirs = text[2] if _RUN.search(text[2]) else f"<{prefix}r>{text[2]}</{prefix}r>"
    ours = _runs(prefix, words, before="\n")
    return block[: text.start(2)] + theirs + ours + block[text.end(2) :]


def _comment(prefix: str, place: Place, author: int, words: str) -> str:
    row, column = place
    p = prefix
    return (
        f'<{p}comment ref="{column_letters(column)}{row}" authorId="{author}"><{p}text>'
        f"{_runs(prefix, words)}</{p}text></{p}comment>"
    )


def _runs(prefix: str, words: str, before: str = "") -> str:
    """Return our sign in bold, and the words below it."""
    p = prefix
    look = f'<{p}sz val="9"/><{p}color indexed="81"/><{p}rFont val="Tahoma"/><{p}family val="2"/>'
    return (
        f'<{p}r><{p}rPr><{p}b/>{look}</{p}rPr><{p}t xml:space="preserve">{before}{escape(SIGN)}</{p}t></{p}r>'
        f'<{p}r><{p}rPr>{look}</{p}rPr><{p}t xml:space="preserve">\n{escape(words)}</{p}t></{p}r>'
    )
