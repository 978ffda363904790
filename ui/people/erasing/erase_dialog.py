"""Asks before a person is erased: what goes, what stays, why, and the name once more."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tvet_desktop.attendance.rules import local_day
from tvet_desktop.people.erasing.models import ErasingReason
from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.sync.erasing.erase_person import PersonErased, erase_person
from tvet_desktop.sync.erasing.erasing_preview import ErasingPreview, check_typed_name
from ui import theme
from ui.widgets.fields import ChoiceField, TextField, TickField
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog
from ui.widgets.page import Page
from ui.widgets.words import label


class EraseDialog(FormDialog):
    """Nothing is chosen beforehand: whoever erases says why and types the name."""

    def __init__(self, page: Page, person_id: int, preview: ErasingPreview) -> None:
        self._page = page
        self._person_id = person_id
        self._preview = preview
        form = Form(_("Erase for ever"), back=_("Go back"))
        self.reason = form.add(
            ChoiceField(_("Why"), list(reason_words().items()), placeholder=_("Choose"), required=True)
        )
        self.with_scans = TickField(_("Signed pages"), scans_words(preview.scans))
        if preview.scans:
            self.with_scans.set_value(True)
            form.add(self.with_scans)
        self.name = form.add(
            TextField(_("Type the name to erase: {name}").format(name=preview.name), width=40, required=True)
        )
        super().__init__(
            page,
            heading=_("Erase {name}? This cannot be undone.").format(name=preview.name),
            form=form,
            above=_lines(preview),
        )

    def use_case(self) -> partial[PersonErased]:
        """Return what was decided, to be given the database session."""
        context = self._page.context
        return partial(
            _erase,
            name=self._preview.name,
            typed=self.name.value(),
            person_id=self._person_id,
            reason=self.reason.value() or ErasingReason.ASKED,
            with_scans=bool(self._preview.scans) and self.with_scans.value(),
            by=context.user.id,
            on_date=local_day(context.app.clock.now()),
        )


def _erase(db: Any, *, name: str, typed: str, **asked: Any) -> PersonErased:  # noqa: ANN401  the core's session
    check_typed_name(name, typed)
    return erase_person(db, **asked)


def reason_words() -> dict[ErasingReason, str]:
    """Return the reasons in words."""
    return {
        ErasingReason.ASKED: _("The person asked for it"),
        ErasingReason.PERIOD: _("The time for which it may be kept is over"),
        ErasingReason.NEVER: _("It should never have been written down"),
    }


def scans_words(count: int) -> str:
    """Say that pictures of pages go along, and that others stand on them too."""
    return ngettext(
        "Also destroy {count} picture of a signed page with the name; other people stand on it too",
        "Also destroy {count} pictures of signed pages with the name; other people stand on them too",
        count,
    ).format(count=count)


def _lines(preview: ErasingPreview) -> QWidget:
    lines = [
        _(
            "Name, contact, identity numbers, notes and their history go, on this PC now and on every other one as"
            " soon as it syncs. Marks and sex stay without a name, so that figures stay right."
        ),
        _(
            "Sync files and backups of before still hold the name, sealed, until the next snapshot has reached all PCs."
        ),
    ]
    if preview.entries > 1:
        lines.append(
            ngettext(
                "{count} entry that was merged with this one goes as well.",
                "{count} entries that were merged with this one go as well.",
                preview.entries - 1,
            ).format(count=preview.entries - 1)
        )
    if preview.certificates:
        lines.append(
            ngettext(
                "{count} certificate stays valid on paper: its number, day and seal are kept, its text and file go."
                " It cannot be printed, replaced or revoked any more.",
                "{count} certificates stay valid on paper: their numbers, days and seals are kept, their texts and"
                " files go. They cannot be printed, replaced or revoked any more.",
                preview.certificates,
            ).format(count=preview.certificates)
        )
    if preview.ideas:
        lines.append(
            ngettext(
                "{count} idea stays without the name; look yourself whether its text names the person.",
                "{count} ideas stay without the name; look yourself whether their texts name the person.",
                preview.ideas,
            ).format(count=preview.ideas)
        )
    content = QWidget()
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.INSIDE)
    for line in lines:
        column.addWidget(label(line, wraps=True))
    return content
