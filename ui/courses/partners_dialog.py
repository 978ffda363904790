"""Asks which partners answer for a course."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from tvet_desktop.programme.logos.queries import LogoRow
from tvet_desktop.shared.translation import _
from ui import theme
from ui.widgets.fields import TickField
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog
from ui.widgets.logo_pictures import LogoView

_PICTURE = QSize(36 * theme.STEP, 14 * theme.STEP)


class PartnersDialog(FormDialog):
    """A tick for each partner, its logo beside it."""

    def __init__(self, parent: QWidget, possible: Sequence[LogoRow], named: Sequence[LogoRow]) -> None:
        form = Form(_("Save partners"), back=_("Back"))
        self._ticks: dict[int, TickField] = {}
        for logo in possible:
            tick = TickField(logo.owner, _("Answers for this course with the college"))
            tick.set_value(any(logo.id == partner.id for partner in named))
            tick.beside.insertWidget(0, LogoView(logo.data, "", _PICTURE))
            self._ticks[logo.id] = form.add(tick)
        super().__init__(
            parent,
            heading=_("Partners of the course"),
            explanation=_(
                "The logo of a partner stands on the sheets, badges and certificates of the courses for which it answers;"
                " money alone gives no logo."
            ),
            form=form,
        )

    @property
    def chosen(self) -> list[int]:
        """The ids of the logos that are ticked."""
        return [logo_id for logo_id, tick in self._ticks.items() if tick.value()]
