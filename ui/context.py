"""What every page is given, and nothing else: no page reaches for a global."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from ui.background import Background
from ui.changes import Changes
from ui.remembered import Remembered

if TYPE_CHECKING:  # it brings SQLAlchemy, which the first paint does not wait for
    from tvet_desktop.app import App


class SignedInUser(Protocol):
    """Who is at the PC."""

    @property
    def id(self) -> int:
        """63-bit id: the ``by`` of every use case."""
        ...

    @property
    def username(self) -> str:
        """What they sign in with."""
        ...

    @property
    def display_name(self) -> str:
        """The name in the status line."""
        ...

    @property
    def role(self) -> str:
        """Value of the core's `Role`."""
        ...


@dataclass
class Drafts:
    """Half-filled forms, kept in memory only while the app runs: they hold people's data."""

    _kept: dict[str, dict[str, str]] = field(default_factory=dict)

    def keep(self, form: str, values: dict[str, str]) -> None:
        """Keep what was typed into a form; an empty one is forgotten."""
        if any(values.values()):
            self._kept[form] = dict(values)
        else:
            self._kept.pop(form, None)

    def of(self, form: str) -> dict[str, str]:
        """What was typed into a form before it was left; empty when nothing."""
        return dict(self._kept.get(form, {}))

    def forget(self, form: str) -> None:
        """Drop a draft, because it was saved."""
        self._kept.pop(form, None)

    def forget_all(self) -> None:
        """Drop every draft, because somebody else sits down at the PC."""
        self._kept.clear()


def _say_nothing(_code: str) -> None:
    """Where there is no window, nobody can be spoken to in another language."""


def _stay() -> None:
    """Where there is no window, there is no door to leave by."""


@dataclass(frozen=True)
class Context:
    """What a page is given by the main window.

    ``app`` is the core. The session that its database gives is handed on to queries and use cases; a page never
    looks into it.

    ``open_page(name, target)`` shows another page; ``target`` is an id or None and reaches `Page.go_to`.
    ``speak(code)`` changes the language and makes the window anew. ``put_back()`` signs out and shows the backups.
    """

    app: "App"
    background: Background
    changes: Changes
    user: SignedInUser
    remembered: Remembered
    drafts: Drafts
    open_page: Callable[[str, object], None]
    speak: Callable[[str], None] = _say_nothing
    put_back: Callable[[], None] = _stay
