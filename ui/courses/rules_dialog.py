"""Asks what counts as attended in a course, shows what that would change and what held before."""

from collections.abc import Callable, Sequence

from tvet_desktop.attendance.rule_effect import RuleEffect
from tvet_desktop.attendance.rules import Outcome, local_day
from tvet_desktop.courses.rules import HALF_DAY_MINUTES, FieldUnusable, RuleSet, day_text
from tvet_desktop.courses.rules_versions import RulesVersion
from tvet_desktop.courses.set_course_rules import RulesHoldAlready, are_same, check_rules
from tvet_desktop.shared.translation import _, ngettext
from ui import theme
from ui.widgets.column import Column
from ui.widgets.fields import NumberField
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog
from ui.widgets.page import Page
from ui.widgets.row_table import RowTable
from ui.widgets.words import label

Look = Callable[[RuleSet, Callable[[RuleEffect], None]], None]


class RulesDialog(FormDialog):
    """Four numbers. ``look`` is asked what they would change; it calls back with the answer."""

    def __init__(self, page: Page, versions: Sequence[RulesVersion], look: Look, *, may_set: bool) -> None:
        self._look = look
        self._held = versions[0].rules
        form = Form(_("Save the rules"), back=_("Back"))
        self.grace = form.add(
            NumberField(
                _("Minutes of grace"),
                lowest=0,
                highest=HALF_DAY_MINUTES,
                hint=_("Who is late by no more earns all hours, beyond it half of them"),
                required=True,
            )
        )
        self.completion = form.add(_percent(_("Completion from, in percent of the hours")))
        self.participation = form.add(_percent(_("Participation from, in percent of the hours")))
        self.pass_mark = form.add(
            NumberField(
                _("Pass mark of the post-test, in percent"),
                lowest=1,
                highest=100,
                hint=_("Empty: the test does not decide"),
            )
        )
        self.effect = label("", wraps=True)
        self.history = _history(page, versions)
        super().__init__(
            page,
            heading=_("Rules of the course, for all its marks"),
            form=form,
            above=self.history,
        )
        self.setMinimumWidth(190 * theme.STEP)
        self._layout_effect()
        self._fill(self._held)
        for field in form.fields:
            field.changed.connect(self.look_again)
            field.setEnabled(may_set)
        form.primary.setEnabled(may_set)
        self.look_again()

    def rules(self) -> RuleSet | None:
        """What was entered; None while a number is missing or cannot be."""
        grace, completion = self.grace.value(), self.completion.value()
        participation, typed = self.participation.value(), self.pass_mark.typed()
        if grace is None or completion is None or participation is None:
            return None
        if typed and self.pass_mark.value() is None:
            return None
        return RuleSet(grace, completion, participation, self.pass_mark.value())

    def look_again(self) -> None:
        """Ask what the rules that stand there now would change."""
        rules = self.rules()
        try:
            if rules is not None:
                check_rules(rules)
        except FieldUnusable as error:
            self.effect.setText(error.sentence())
            return
        if rules is None:
            self.effect.setText("")
            return
        self._look(rules, self._show_effect)

    def _show_effect(self, effect: RuleEffect) -> None:
        rules = self.rules()
        is_new = rules is None or not are_same(rules, self._held)
        self.effect.setText(effect_sentence(effect) if is_new else RulesHoldAlready().sentence())

    def _fill(self, rules: RuleSet) -> None:
        self.grace.set_value(rules.grace_minutes)
        self.completion.set_value(rules.completion_percent)
        self.participation.set_value(rules.participation_percent)
        self.pass_mark.set_value(rules.pass_percent)

    def _layout_effect(self) -> None:
        layout = self.layout()
        assert layout is not None
        layout.removeWidget(self.form)
        layout.addWidget(self.effect)
        layout.addWidget(self.form)


def effect_sentence(effect: RuleEffect) -> str:
    """Say for how many people these rules change something."""
    reached = _("By the marks of today: {completion} complete, {participation} take part.").format(
        completion=effect.then.get(Outcome.COMPLETION, 0),
        participation=effect.then.get(Outcome.PARTICIPATION, 0),
    )
    changes = []
    if effect.better:
        changes.append(
            ngettext("{count} person gains.", "{count} people gain.", effect.better).format(
                count=effect.better
            )
        )
    if effect.worse:
        changes.append(
            ngettext("{count} person loses.", "{count} people lose.", effect.worse).format(count=effect.worse)
        )
    return " ".join([reached, *(changes or [_("Nothing changes for anybody.")])])


def _percent(text: str) -> NumberField:
    return NumberField(text, lowest=0, highest=100, required=True)


def _history(page: Page, versions: Sequence[RulesVersion]) -> RowTable[RulesVersion]:
    def since(row: RulesVersion) -> str:
        return _("from the start") if row.said_at is None else day_text(local_day(row.said_at))

    def number(name: str, header: Callable[[], str], width: int) -> Column[RulesVersion]:
        def value(row: RulesVersion) -> int | None:
            found: int | None = getattr(row.rules, name)
            return found

        return Column(
            name,
            header,
            lambda row: "–" if value(row) is None else str(value(row)),
            sort_key=value,
            is_number=True,
            width=width,
        )

    table: RowTable[RulesVersion] = RowTable(
        "course_rules",
        [
            Column("since", lambda: _("Since"), since, width=14),
            number("grace_minutes", lambda: _("Grace"), 6),
            number("completion_percent", lambda: _("Completion"), 8),
            number("participation_percent", lambda: _("Participation"), 8),
            number("pass_percent", lambda: _("Pass mark"), 8),
            Column("user", lambda: _("Set by"), lambda row: row.user_name, width=18),
        ],
        title=_("Earlier rules"),
        key=lambda row: row.rules.id,
        remembered=page.context.remembered,
        type_to_filter=False,
    )
    table.set_rows(versions)
    table.setMinimumHeight(20 * theme.STEP)
    return table
