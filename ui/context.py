"""What every page is given, and nothing else: no page reaches for a global."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Protocol

from tvet_desktop.shared.clock import Clock
from ui.background import Background
from ui.changes import Changes
from ui.remembered import Remembered


class Store(Protocol):
    """The part of the core's `Database` that pages use.

    What both give is the database session. A page never looks into it, it only hands it on to a query or use
    case; that is why its type does not matter here.
    """

    def reading(self) -> AbstractContextManager[Any]:
        """Open a session that changes nothing."""
        ...

    def transaction(self, *, user_id: int | None = None) -> AbstractContextManager[Any]:
        """Open a session that commits once at the end; ``user_id`` is who the history names."""
        ...


class Core(Protocol):
    """The part of the core's `App` that the frame and the base page use."""

    @property
    def database(self) -> Store:
        """The open store."""
        ...

    @property
    def clock(self) -> Clock:
        """Tells the time for use cases."""
        ...


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


@dataclass(frozen=True)
class Context:
    """What a page is given by the main window.

    ``open_page(name, target)`` shows another page; ``target`` is an id or None and reaches `Page.go_to`.
    """

    app: Core
    background: Background
    changes: Changes
    user: SignedInUser
    remembered: Remembered
    drafts: Drafts
    open_page: Callable[[str, object], None]
