"""Places on the network: described, tried, warned of, set up."""

from collections.abc import Callable

from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.translation import _
from tvet_desktop.sync.carriers.network_place import Checked, check_place, is_outside_rwanda, key_fingerprint
from tvet_desktop.sync.carriers.set_up import SetUpCarrier, set_up_place
from tvet_desktop.sync.carriers.words import outside_rwanda_words
from tvet_desktop.sync.this_pc import load_this_pc
from ui.sync.network_place_dialog import NetworkPlaceDialog
from ui.widgets.page import Page
from ui.widgets.question_dialog import QuestionDialog, ask


class NetworkPlaces:
    """What the page of places does with those on the network. ``dialog`` and ``question`` are the last ones."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.dialog: NetworkPlaceDialog | None = None
        self.question: QuestionDialog | None = None

    def describe(self, given: SetUpCarrier | None = None) -> None:
        """Ask for a place, or for a new password of one that is set up."""
        self.dialog = dialog = NetworkPlaceDialog(self._page, given)
        dialog.form.submitted.connect(lambda: self._try_new(dialog, given))
        dialog.open()

    def try_again(self, place: SetUpCarrier) -> None:
        """Send a small file to a place that is set up, and say how it went."""

        def done(checked: Checked) -> None:
            self._page.messages.show_success(
                _("“{place}” works: a small file went there and back in {seconds} s.").format(
                    place=place.label, seconds=f"{checked.seconds:.1f}"
                )
            )

        def failed(error: UserError) -> None:
            words = _("{place}: {words}").format(place=place.label, words=error.sentence())
            self._page.messages.show_error(words)

        self._page.context.background.run(
            self._check(place), done=done, failed=failed, name=_("Trying the place"), owner=self._page
        )

    def _try_new(self, dialog: NetworkPlaceDialog, given: SetUpCarrier | None) -> None:
        try:
            place = dialog.place()
        except UserError as error:
            dialog.show_user_error(error)
            return
        automatic = given is not None and given.automatic
        dialog.form.set_busy(True)
        self._page.context.background.run(
            self._check(place),
            done=lambda checked: self._warn_or_keep(dialog, checked, automatic=automatic),
            failed=dialog.show_user_error,
            name=_("Trying the place"),
            owner=dialog,
        )

    def _warn_or_keep(self, dialog: NetworkPlaceDialog, checked: Checked, *, automatic: bool) -> None:
        dialog.form.set_busy(False)
        place = checked.place.switched(automatic=automatic)
        if not is_outside_rwanda(place):
            self._keep(dialog, place)
            return
        self.question = ask(
            dialog,
            question=_("May this programme keep personal data outside Rwanda?"),
            explanation=outside_rwanda_words(),
            verb=_("It may: set it up"),
            then=lambda: self._keep(dialog, place),
        )

    def _keep(self, dialog: NetworkPlaceDialog, place: SetUpCarrier) -> None:
        def done(_made: SetUpCarrier) -> None:
            dialog.accept()
            words = _("“{place}” works and is set up.").format(place=place.label)
            if fingerprint := key_fingerprint(place):
                key_words = _("The key of the server is {fingerprint}.").format(fingerprint=fingerprint)
                words = f"{words} {key_words}"
            self._page.messages.show_success(words)
            self._page.context.changes.sync.emit()

        self._page.act(lambda db: set_up_place(db, place=place), done, failed=dialog.show_user_error)

    def _check(self, place: SetUpCarrier) -> Callable[[], Checked]:
        database = self._page.context.app.database

        def work() -> Checked:
            with database.reading() as db:
                programme = load_this_pc(db).programme
            return check_place(place, programme)

        return work
