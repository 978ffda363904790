"""The parts of an .xlsx file, changed one by one; all others are handed on byte by byte."""

import io
import posixpath
import re
from xml.sax.saxutils import escape, quoteattr, unescape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b([^>]*?)/?>")
_ATTRIBUTE = re.compile(r"(\w+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_TYPES = "[Content_Types].xml"


class PackageParts:
    """An .xlsx file in memory. Only what is set is changed when it is written."""

    def __init__(self, content: bytes) -> None:
        self._archive = ZipFile(io.BytesIO(content))
        self._names = dict.fromkeys(self._archive.namelist())
        self._changed: dict[str, bytes] = {}

    @property
    def archive(self) -> ZipFile:
        """The file as it was."""
        return self._archive

    def names(self) -> list[str]:
        """Every part."""
        return list(dict.fromkeys([*self._names, *self._changed]))

    def read(self, name: str) -> bytes:
        """Return a part. Raises KeyError where there is none."""
        return self._changed[name] if name in self._changed else self._archive.read(name)

    def text(self, name: str) -> str:
        """Return a part that is XML, without the sign at its beginning. Raises KeyError, UnicodeError."""
        content = self.read(name)
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return re.sub(r"encoding=[\"'][\w-]+[\"']", 'encoding="UTF-8"', content.decode("utf-16"), count=1)
        return content.decode("utf-8-sig")

    def set(self, name: str, text: str) -> None:
        """Change a part, or add it."""
        self._changed[name] = text.encode()

    def unused(self, pattern: str) -> str:
        """Return the first name like "xl/comments{}.xml" that no part has."""
        taken = {name.lower() for name in self.names()}
        number = 1
        while pattern.format(number).lower() in taken:
            number += 1
        return pattern.format(number)

    def related(self, part: str) -> list[dict[str, str]]:
        """Return the relations of a part: Id, Type, and Target as the name of the other part."""
        try:
            xml = self.text(_relations_of(part))
        except KeyError:
            return []
        found = []
        for relation in _RELATION.finditer(xml):
            about = {name: unescape(a or b) for name, a, b in _ATTRIBUTE.findall(relation[1])}
            target = about.get("Target", "")
            base = "" if target.startswith("/") else posixpath.dirname(part)
            about["Target"] = posixpath.normpath(posixpath.join(base, target.lstrip("/")))
            found.append(about)
        return found

    def relate(self, part: str, kind: str, target: str) -> str:
        """Add a relation to another part and return its id."""
        name = _relations_of(part)
        try:
            xml = self.text(name)
        except KeyError:
            xml = f'<Relationships xmlns="{_PACKAGE}/relationships"></Relationships>'
        used = {about.get("Id", "") for about in self.related(part)}
        number = len(used) + 1
        while f"rId{number}" in used:
            number += 1
        path = posixpath.relpath(target, posixpath.dirname(part))
        added = (
            f'<Relationship xmlns="{_PACKAGE}/relationships" Id="rId{number}" Type={quoteattr(kind)}'
            f" Target={quoteattr(path)}/>"
        )
        self.set(name, _before_end(xml, "Relationships", added))
        return f"rId{number}"

    def declare(self, *, part: str = "", ending: str = "", kind: str) -> None:
        """Say in the table of contents what a part, or every part with an ending, is."""
        xml = self.text(_TYPES)
        names = f'xmlns="{_PACKAGE}/content-types"'
        if part and f'"/{part}"' not in xml:
            added = f"<Override {names} PartName={quoteattr('/' + part)} ContentType={quoteattr(kind)}/>"
            self.set(_TYPES, _before_end(xml, "Types", added))
        if ending and re.search(rf'Extension\s*=\s*"{escape(ending)}"', xml, re.IGNORECASE) is None:
            added = f"<Default {names} Extension={quoteattr(ending)} ContentType={quoteattr(kind)}/>"
            start = re.search(r"<(?:\w+:)?Types\b[^>]*>", xml)
            if start is None:
                raise ValueError(_TYPES)
            self.set(_TYPES, xml[: start.end()] + added + xml[start.end() :])

    def written(self) -> bytes:
        """Return the file with what was changed; the table of contents stays where it was, first."""
        out = io.BytesIO()
        with ZipFile(out, "w", ZIP_DEFLATED) as archive:
            for name in self.names():
                if name in self._names:
                    archive.writestr(_like(self._archive.getinfo(name)), self.read(name))
                else:
                    archive.writestr(name, self.read(name))
        return out.getvalue()


def _like(about: ZipInfo) -> ZipInfo:
    made = ZipInfo(about.filename, about.date_time)
    made.compress_type = ZIP_DEFLATED
    made.external_attr = about.external_attr
    return made


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _before_end(xml: str, root: str, added: str) -> str:
    end = re.search(rf"</(?:\w+:)?{root}\s*>\s*$", xml)
    if end is not None:
        return xml[: end.start()] + added + xml[end.start() :]
    closed = re.search(rf"<((?:\w+:)?{root})\b([^>]*)/>\s*$", xml)
    if closed is None:
        raise ValueError(root)
    return f"{xml[: closed.start()]}<{closed[1]}{closed[2]}>{added}</{closed[1]}>"
