"""Work in turns that ends when its user leaves: between two turns somebody may have locked the screen."""

from collections.abc import Generator
from typing import TypeVar

from tvet_desktop.app import App
from ui.background import WorkCancelled

T = TypeVar("T")


def while_signed_in(app: App, steps: Generator[None, None, T], name: str) -> Generator[None, None, T]:
    """Do the steps as long as the same person stays signed in.

    Raises:
        WorkCancelled: they left; what was done stays, and the data is not touched again.
    """
    user = app.user
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: T = end.value
            return result
        yield
        if not app.is_open or app.user is not user:
            steps.close()
            raise WorkCancelled(name)
