"""The yellow boxes of a sheet's comments: Excel draws them from a part of its own, in an old language (VML).

A comment without a box is not shown, and a box without a comment is a damaged file, so both go together.
"""

import re
from collections.abc import Iterable

from tvet_desktop.documents.note_texts import Place

_SHAPE = re.compile(r"<(\w+):shape\b(?:(?!<\1:shape\b).)*?</\1:shape\s*>", re.DOTALL)
_NOTE = re.compile(r"ObjectType\s*=\s*[\"']Note[\"']")
_ROW = re.compile(r"<\w+:Row\s*>\s*(\d+)\s*</")
_COLUMN = re.compile(r"<\w+:Column\s*>\s*(\d+)\s*</")
_ID = re.compile(r"_x0000_s(\d+)")
_END = re.compile(r"</xml\s*>\s*$")
_PER_CLUSTER = 1024
_WIDE, _TALL = 3, 7
"""Columns and rows of a box."""

_NAMES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_TYPE = (
    '<v:shapetype{names} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)


def boxed(xml: str, places: Iterable[Place], *, cluster: int) -> str:
    """Return the drawing part with exactly one box for each commented cell; other shapes stay.

    Args:
        xml: the part as it was; "" where the sheet had none.
        places: every cell with a comment.
        cluster: a number that no other drawing of the file uses, for the ids of a new part.
    """
    wanted = set(places)
    if not xml:
        clusters = ",".join(str(cluster + extra) for extra in range(len(wanted) // _PER_CLUSTER + 1))
        xml = (
            f'<xml {_NAMES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{clusters}"/>'
            f"</o:shapelayout></xml>"
        )
    names = "" if all(name in xml for name in _NAMES.split()) else f" {_NAMES}"
    there: set[Place] = set()

    def keep(shape: re.Match[str]) -> str:
        row, column = _ROW.search(shape[0]), _COLUMN.search(shape[0])
        if _NOTE.search(shape[0]) is None or row is None or column is None:
            return shape[0]
        place = (int(row[1]) + 1, int(column[1]) + 1)
        if place not in wanted or place in there:
            return ""
        there.add(place)
        return shape[0]

    xml = _SHAPE.sub(keep, xml)
    if "_x0000_t202" not in xml:
        xml = _END.sub(lambda end: _TYPE.format(names=names) + end[0], xml)
    used = [int(found) for found in _ID.findall(xml)]
    first = max(used, default=cluster * _PER_CLUSTER) + 1
    boxes = "".join(_box(first + extra, place, names) for extra, place in enumerate(sorted(wanted - there)))
    if _END.search(xml) is None:
        raise ValueError("a drawing without an end")
    return _END.sub(lambda end: boxes + end[0], xml)


def _box(number: int, place: Place, names: str) -> str:
    """Return a hidden box at the right of its cell, which Excel shows under the mouse."""
    row, column = place[0] - 1, place[1] - 1
    top = max(row - 1, 0)
    anchor = f"{column + 1}, 15, {top}, 10, {column + 1 + _WIDE}, 15, {top + _TALL}, 4"
    return (
        f'<v:shape{names} id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;'
        'margin-left:59.25pt;margin-top:1.5pt;width:190pt;height:96pt;z-index:1;visibility:hidden"'
        ' fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )
