from collections.abc import Callable

import pytest

from tvet_desktop.documents.named_college import college_hints, named_college
from tvet_desktop.documents.recognise import ListKind, find_register_table, recognise
from tvet_desktop.documents.spreadsheets import read_workbook
from tvet_desktop.documents.workbook import Workbook
from tvet_desktop.shared.paths import RESOURCES

ReadRows = Callable[..., Workbook]
NAMES = {
    "HUY": ("IPRC Huye", "Huye", "IPRC South", "RP Huye College"),
    "KIG": ("IPRC Kigali", "Kigali", "Kicukiro College of Technology"),
    "KIT": ("IPRC Kitabi", "Kitabi"),
    "TUM": ("IPRC Tumba", "Tumba", "Tumba College of Technology"),
    "GIS": ("IPRC Gishari", "Gishari"),
}


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("trainees_huye.xlsx", ListKind.REGISTER),
        ("trainees_tumba_cp1252.csv", ListKind.REGISTER),
        ("attendance_huye.xlsx", ListKind.MARKS),
        ("ideas_huye.xlsx", ListKind.IDEAS),
    ],
)
def test_samples_are_recognised_by_their_headings(file: str, kind: ListKind) -> None:
    assert recognise(read_workbook(RESOURCES / "samples" / file)) is kind


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        (["Amazina", "Igitsina"], ListKind.REGISTER),
        (["Names", "Sex", "08/03/2021 AM"], ListKind.MARKS),
        (["Umutwe", "Umuyobozi w'itsinda", "Ingengo y'imari"], ListKind.IDEAS),
        (["Titre du projet", "Besoin local"], ListKind.IDEAS),
        (["Names", "Signature"], None),
        (["Item", "Price"], None),
    ],
)
def test_lists_are_recognised(read_rows: ReadRows, headings: list[str], kind: ListKind | None) -> None:
    assert recognise(read_rows([headings, ["x"] * len(headings)])) is kind


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        (["IPRC HUYE - LIST OF ToT PARTICIPANTS"], "HUY"),
        (["RP Huye College"], "HUY"),
        (["IPRC South, held in Kigali"], "HUY"),
        (["trainees_tumba_cp1252.csv"], "TUM"),
        (["IPRC Gishali"], "GIS"),
        (["Participants HUY 2021"], "HUY"),
        (["Liste", "huye.xlsx"], "HUY"),
        (["IPRC Kigali and IPRC Huye", "IPRC Tumba"], "TUM"),
        (["Drip kit for trainees"], None),
        (["IPRC Kigali and IPRC Huye"], None),
        ([], None),
    ],
)
def test_college_is_named_by_title_or_file(texts: list[str], code: str | None) -> None:
    assert named_college(texts, NAMES) == code


def test_hints_are_titles_then_sheet_then_file(read_rows: ReadRows) -> None:
    workbook = read_rows([["IPRC HUYE"], ["Names", "Sex"]], name="tumba.xlsx")

    assert college_hints(workbook, find_register_table(workbook)) == ["IPRC HUYE", "Sheet", "tumba.xlsx"]
