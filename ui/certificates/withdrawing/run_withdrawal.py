"""Runs what takes a certificate out of use, so that the list beside the database knows it at once."""

from collections.abc import Callable
from typing import Any, TypeVar

from ui.widgets.form_dialog import FormDialog
from ui.widgets.page import Page

T = TypeVar("T")


def ask_and_withdraw(
    page: Page,
    dialog: FormDialog,
    prepare: Callable[[], Callable[[Any], T]],
    done: Callable[[T], None],
    *,
    name: str = "",
) -> None:
    """Open a dialog over a page; when its fields are right, run the use case that it prepares.

    Args:
        page: owns the work.
        dialog: shows why the use case refused; it closes when it was done.
        prepare: reads the fields and returns the use case; it is given the database session.
        done: receives the result after the commit, when the dialog has gone.
        name: what is said while it runs.
    """
    app = page.context.app

    def submit() -> None:
        use_case = prepare()
        dialog.form.set_busy(True)
        page.context.background.run(
            lambda: app.withdraw(use_case),
            done=finished,
            failed=dialog.show_user_error,
            name=name,
            owner=page,
        )

    def finished(result: T) -> None:
        dialog.accept()
        done(result)

    dialog.form.submitted.connect(submit)
    dialog.open()
