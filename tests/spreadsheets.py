"""Spreadsheets made for a test."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook as NewWorkbook

from tvet_desktop.documents.spreadsheets import read_workbook
from tvet_desktop.documents.workbook import Workbook

WriteSheet = Callable[..., Path]
ReadRows = Callable[..., Workbook]


@pytest.fixture
def write_sheet(tmp_path: Path) -> WriteSheet:
    def write(
        rows: Sequence[Sequence[object]], *, name: str = "list.xlsx", merge: Iterable[str] = ()
    ) -> Path:
        workbook = NewWorkbook()
        sheet = workbook.active
        for row in rows:
            sheet.append(list(row))
        for cells in merge:
            sheet.merge_cells(cells)
        path = tmp_path / name
        workbook.save(path)
        return path

    return write


@pytest.fixture
def read_rows(write_sheet: WriteSheet) -> ReadRows:
    def read(
        rows: Sequence[Sequence[object]], *, name: str = "list.xlsx", merge: Iterable[str] = ()
    ) -> Workbook:
        return read_workbook(write_sheet(rows, name=name, merge=merge))

    return read
