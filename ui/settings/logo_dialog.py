"""Asks whose logo a picture is, for whom it stands and whether it is a partner's."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from tvet_desktop.documents.shrink_logo import is_coarse
from tvet_desktop.programme.logos.queries import LogoRow
from tvet_desktop.shared.translation import _
from ui.widgets.fields import ChoiceField, TextField, TickField
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog
from ui.widgets.logo_pictures import LogoView

_SIZE = QSize(320, 132)
_LONGEST_OWNER = 80


class LogoDialog(FormDialog):
    """The picture on white, and the words about it.

    Args:
        parent: the page.
        picture: the file as it will be kept.
        lists: (scope, words) of the lists that this PC may change; not asked for a logo that is there.
        row: the logo to change; None adds one.
    """

    def __init__(
        self, parent: QWidget, picture: bytes, lists: Sequence[tuple[int, str]], row: LogoRow | None = None
    ) -> None:
        form = Form(_("Add logo") if row is None else _("Save changes"), back=_("Back"))
        self._lists = lists
        self.owner = form.add(
            TextField(_("Whose logo it is"), width=44, hint=_("For example IOM Rwanda"), required=True)
        )
        self.owner.line.setMaxLength(_LONGEST_OWNER)
        self.scope: ChoiceField[int] = ChoiceField(_("For whom"), lists)
        if row is None and len(lists) > 1:
            form.add(self.scope)
        self.is_partner = form.add(
            TickField(
                _("Partner"),
                _("It is a partner's logo"),
                hint=_("It then stands only on papers of courses that name this partner."),
            )
        )
        if row is not None:
            self.owner.set_value(row.owner)
            self.is_partner.set_value(row.is_partner)
        coarse = _(
            "This picture has few dots and will look coarse on paper: ask its owner for a larger file."
        )
        super().__init__(
            parent,
            heading=_("Add a logo") if row is None else _("Change “{owner}”").format(owner=row.owner),
            explanation=coarse if is_coarse(picture) else "",
            form=form,
            above=LogoView(picture, _("Picture"), _SIZE),
        )

    @property
    def chosen_scope(self) -> int:
        """Whose list it goes to."""
        return self.scope.value() or self._lists[0][0]
