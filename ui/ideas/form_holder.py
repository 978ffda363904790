"""The form of an idea in its column, below the college where there are several to choose from."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tvet_desktop.shared.translation import _
from ui import theme
from ui.ideas.idea_content import IdeaContent
from ui.ideas.idea_form import IdeaForm
from ui.widgets.fields import ChoiceField


def form_holder(form: IdeaForm, content: IdeaContent, use_college: Callable[[int | None], None]) -> QWidget:
    """Return what goes into the scroll area; ``use_college`` is told when another college is chosen."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, theme.BETWEEN, theme.BETWEEN)
    column.setSpacing(theme.BETWEEN)
    if content.college is not None and len(content.colleges) > 1:
        names = [(row.id, row.official_name) for row in content.colleges]
        college: ChoiceField[int] = ChoiceField(_("College"), names)
        college.set_value(content.college.id)
        college.changed.connect(lambda: use_college(college.value()))
        column.addWidget(college)
    column.addWidget(form)
    return holder


def controls_in(holder: QWidget, form: IdeaForm) -> list[QWidget]:
    """Return the controls of the column in the order in which one reads."""
    above = [field.control for field in holder.findChildren(ChoiceField) if field not in form.fields]
    return [*above, *form.in_order()]


def put_in_order(widgets: Sequence[QWidget]) -> None:
    """Let Tab go through these one after the other."""
    for earlier, later in pairwise(widgets):
        QWidget.setTabOrder(earlier, later)
