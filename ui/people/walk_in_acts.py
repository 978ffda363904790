"""What is decided about a walk-in, what is said afterwards, and Undo."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from tvet_desktop.attendance.merging.merge_people import PeopleMerged, merge_people
from tvet_desktop.attendance.merging.undo_merge_people import undo_merge_people
from tvet_desktop.people.queries import PersonRow
from tvet_desktop.people.register import Details
from tvet_desktop.people.settle_walk_in import WalkInSettled, settle_walk_in, undo_settle_walk_in
from tvet_desktop.shared.translation import _
from ui.widgets.page import Page


class WalkInActs(QObject):
    """`changed` comes after every decision and after its Undo; `settled` gives the id of a new person."""

    changed = Signal()
    settled = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page

    def match(self, walk_in: PersonRow, person: PersonRow) -> None:
        """The walk-in is somebody of the register, who is kept."""
        by, now = self._page.context.user.id, self._page.context.app.clock.now()
        said = _("{name} is {person}: attendance and history are together.").format(
            name=walk_in.name, person=person.name
        )

        def done(merged: PeopleMerged) -> None:
            whole = " ".join((said, *(doubt.sentence() for doubt in merged.doubts)))
            self._say(whole, lambda db: undo_merge_people(db, merged=merged, by=by, now=now))

        self._page.act(
            lambda db: merge_people(db, kept_id=person.id, merged_id=walk_in.id, by=by, now=now), done
        )

    def settle(self, walk_in: PersonRow, details: Details) -> None:
        """The walk-in is new, and this is who."""

        def done(settled: WalkInSettled) -> None:
            self.settled.emit(walk_in.id)
            said = _("{name} stands on the register from now on.").format(name=walk_in.name)
            self._say(said, lambda db: undo_settle_walk_in(db, settled=settled))

        self._page.act(lambda db: settle_walk_in(db, person_id=walk_in.id, details=details), done)

    def _say(self, sentence: str, undo: Callable[[Any], object]) -> None:
        self._page.messages.show_success(
            sentence, lambda: self._page.act(undo, lambda _done: self.changed.emit())
        )
        self.changed.emit()
