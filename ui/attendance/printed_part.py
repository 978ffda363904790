"""Before a signed page is opened: how it is opened, and the sheets that were printed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tvet_desktop.attendance.paper.printed_sheets import PrintedSheet
from tvet_desktop.shared.translation import _
from ui import theme
from ui.attendance.paper.printed_columns import printed_columns
from ui.remembered import Remembered
from ui.widgets.drop_place import DropPlace
from ui.widgets.row_table import RowTable
from ui.widgets.words import label


class PrintedPart(QWidget):
    """`opened` (sheet id) on Enter in the list; the button in ``place`` asks for a picture."""

    opened = Signal(object)

    def __init__(self, remembered: Remembered) -> None:
        super().__init__()
        self.place = DropPlace(
            _("Scan the code on a signed page"),
            _(
                "Hold the scanner to the square code at the top of the page. Or drop a photo or a scan of the page"
                " here: JPG, PNG, WebP, TIFF, or a PDF with several pages. Its lines open in the order of the paper."
            ),
            _("Choose a picture…"),
        )
        self.place.setAcceptDrops(False)  # the whole page takes files
        self.sheets: RowTable[PrintedSheet] = RowTable(
            "printed_sheets",
            printed_columns(),
            title=_("Printed sheets"),
            key=lambda row: row.id,
            remembered=remembered,
        )
        self.sheets.set_empty(
            _("No sheet was printed yet: print one from the register or the page of a course.")
        )
        self.sheets.opened.connect(lambda row: self.opened.emit(row.id))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.BETWEEN)
        column.addWidget(self.place)
        column.addWidget(label(_("Or open a sheet that lies before you"), "heading"))
        column.addWidget(self.sheets, 1)
