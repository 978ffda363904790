"""One rule for many conflicts: which ones, and which value holds; it says first what that would do."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QWidget

from tvet_desktop.shared.translation import _, ngettext
from tvet_desktop.sync.conflicts.for_many import ForMany, Picked, Rule, pcs_of, pick, users_of
from tvet_desktop.sync.describe_conflicts import DescribedConflict
from ui.widgets.fields import ChoiceField
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog
from ui.widgets.words import label, permit


class ManyDialog(FormDialog):
    """Decides nothing itself; ``picked`` has what the rule says."""

    def __init__(
        self, parent: QWidget, rows: Sequence[DescribedConflict], chosen: Sequence[DescribedConflict]
    ) -> None:
        form = Form(_("Decide"), back=_("Back"))
        self._some = dict(_some(rows, chosen))
        self.which: ChoiceField[str] = ChoiceField(_("Which ones"), [(word, word) for word in self._some])
        self.rule: ChoiceField[ForMany] = ChoiceField(_("What holds from now on"), list(_rules(rows)))
        self._effect = label("", wraps=True)
        super().__init__(
            parent,
            heading=_("Decide many at once"),
            explanation=_("What a rule cannot tell stays to be decided. Ctrl+Z takes all of it back."),
            form=form,
            above=None,
        )
        form.add(self.which)
        form.add(self.rule)
        below = self.rule.layout()
        assert below is not None
        below.addWidget(self._effect)
        for field in (self.which, self.rule):
            field.box.currentIndexChanged.connect(lambda _index: self._follow())
        self.picked: list[Picked] = []
        self._follow()

    def _follow(self) -> None:
        which, rule = self.which.value(), self.rule.value()
        rows = self._some[which] if which is not None else []
        self.picked = [] if rule is None else pick(rows, rule)
        count, stay = len(self.picked), sum(not one.taken for one in self.picked)
        words = [
            ngettext("{count} of {all} is decided:", "{count} of {all} are decided:", count).format(
                count=count, all=len(rows)
            ),
            ngettext("{count} stays as it is,", "{count} stay as they are,", stay).format(count=stay),
            ngettext("{count} other value is taken.", "{count} other values are taken.", count - stay).format(
                count=count - stay
            ),
        ]
        if count < len(rows):
            left = len(rows) - count
            words.append(
                ngettext(
                    "Of {count} the rule cannot tell: it is left for you.",
                    "Of {count} the rule cannot tell: they are left for you.",
                    left,
                ).format(count=left)
            )
        self._effect.setText(" ".join(words))
        self.form.primary.setText(ngettext("Decide {count}", "Decide {count}", count).format(count=count))
        permit(self.form.primary, "" if count else _("This rule decides none of them."))


def _some(
    rows: Sequence[DescribedConflict], chosen: Sequence[DescribedConflict]
) -> Iterator[tuple[str, Sequence[DescribedConflict]]]:
    yield _("All in the table ({count})").format(count=len(rows)), rows
    if 1 < len(chosen) < len(rows):
        yield _("The chosen lines ({count})").format(count=len(chosen)), chosen
    kinds: dict[str, list[DescribedConflict]] = {}
    for row in rows:
        kinds.setdefault(_("{kind}: {name}").format(kind=row.kind, name=row.fields), []).append(row)
    if len(kinds) > 1:
        for kind, some in sorted(kinds.items()):
            yield _("{kind} ({count})").format(kind=kind, count=len(some)), some


def _rules(rows: Sequence[DescribedConflict]) -> Iterator[tuple[ForMany, str]]:
    yield ForMany(Rule.LATER), _("what was typed later, by the clocks of the PCs")
    yield ForMany(Rule.KEPT), _("what holds now")
    yield ForMany(Rule.OTHER), _("the other value")
    for device, name in pcs_of(rows).items():
        yield ForMany(Rule.PC, device=device), _("what was typed on {pc}").format(pc=name)
    for user_id, name in users_of(rows).items():
        yield ForMany(Rule.USER, user_id=user_id), _("what {name} typed").format(name=name)
