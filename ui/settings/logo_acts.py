"""What can be done to logos: add, change, order and remove, each with its way back."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from tvet_desktop.programme.logos.add_logo import LogoAdded, add_logo
from tvet_desktop.programme.logos.edit_logo import LogoEdited, edit_logo
from tvet_desktop.programme.logos.order_logos import LogosOrdered, order_logos
from tvet_desktop.programme.logos.put_back_logo import put_back_logo
from tvet_desktop.programme.logos.queries import LogoRow
from tvet_desktop.programme.logos.remove_logo import LogoRemoved, remove_logo
from tvet_desktop.shared.translation import _
from ui.settings.logo_dialog import LogoDialog
from ui.settings.logo_file import reading_logo
from ui.widgets.choose_path import choose_files
from ui.widgets.page import Page


class LogoActs:
    """Acts through the page of logos, which shows the messages and reloads."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._by = page.context.user.id
        self.chooser: QFileDialog | None = None

    def choose(self, then: Callable[[Path], object]) -> None:
        """Ask for a picture."""
        self.chooser = choose_files(
            self._page,
            _("Choose the picture of a logo"),
            self._page.context.remembered.last_folder,
            _("Pictures (*.png *.jpg *.jpeg *.webp *.gif *.bmp)"),
            lambda files: then(files[0]),
        )

    def take(self, file: Path, lists: Sequence[tuple[int, str]]) -> None:
        """Read a picture and ask whose it is; ``lists`` are (scope, words) of what it may be added to."""
        context = self._page.context
        context.remembered.last_folder = str(file.parent)
        context.background.run(
            reading_logo(file),
            done=lambda picture: self._ask(picture, lists),
            failed=self._page.show_user_error,
            name=_("Reading the picture"),
            owner=self._page,
        )

    def change(self, row: LogoRow) -> None:
        """Ask for other words about a logo."""
        dialog = LogoDialog(self._page, row.data, (), row)

        def prepare() -> Callable[[Any], LogoEdited]:
            return partial(
                edit_logo,
                logo_id=row.id,
                owner=dialog.owner.value(),
                is_partner=dialog.is_partner.value(),
                by=self._by,
            )

        def changed(done: LogoEdited) -> None:
            undo = partial(
                edit_logo, logo_id=row.id, owner=done.earlier_owner, is_partner=done.earlier_is_partner
            )
            self._say(_("The logo was changed."), undo)

        dialog.ask(self._page, prepare, changed)

    def order(self, logo_ids: Sequence[int]) -> None:
        """Let the logos of one list stand in this order."""

        def ordered(done: LogosOrdered) -> None:
            self._say(_("The order was changed."), partial(order_logos, logo_ids=done.earlier))

        self._page.act(partial(order_logos, logo_ids=logo_ids, by=self._by), ordered)

    def remove(self, row: LogoRow) -> None:
        """Take a logo off the papers to come."""

        def removed(done: LogoRemoved) -> None:
            said = _("“{owner}” was removed; certificates that carry it keep it.").format(owner=row.owner)
            self._say(said, partial(put_back_logo, logo_id=done.logo_id))

        self._page.act(partial(remove_logo, logo_id=row.id, by=self._by), removed)

    def _ask(self, picture: bytes, lists: Sequence[tuple[int, str]]) -> None:
        dialog = LogoDialog(self._page, picture, lists)

        def prepare() -> Callable[[Any], LogoAdded]:
            return partial(
                add_logo,
                scope=dialog.chosen_scope,
                owner=dialog.owner.value(),
                picture=picture,
                is_partner=dialog.is_partner.value(),
                by=self._by,
            )

        def added(done: LogoAdded) -> None:
            self._say(_("The logo was added."), partial(remove_logo, logo_id=done.logo_id))

        dialog.ask(self._page, prepare, added)

    def _say(self, sentence: str, undo: Callable[..., object]) -> None:
        take_back = partial(undo, by=self._by)
        self._page.messages.show_success(sentence, partial(self._page.act, take_back, self._tell))
        self._tell(None)

    def _tell(self, _result: object) -> None:
        self._page.context.changes.courses.emit()
