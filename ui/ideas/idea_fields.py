"""Fields that only ideas have: amounts in francs, a summary that counts its words, the sector of a district."""

from tvet_desktop.ideas.details import LARGEST_AMOUNT
from tvet_desktop.ideas.places import sectors_of
from tvet_desktop.ideas.rules import LONGEST_SUMMARY, words_in
from tvet_desktop.shared.translation import _
from ui.ideas.words import amount_words
from ui.widgets.fields import ChoiceField, LongTextField, NumberField
from ui.widgets.words import label, restyle


class AmountField(NumberField):
    """Whole francs, written in groups of three."""

    def __init__(self, text: str) -> None:
        super().__init__(text, lowest=0, highest=LARGEST_AMOUNT)

    def set_value(self, value: int | None) -> None:
        """Show an amount or nothing."""
        self.line.setText(amount_words(value))

    def tidy(self) -> None:
        """The field was left: write the amount in groups."""
        value = self.value()
        if value is None:
            super().tidy()
        else:
            self.set_value(value)

    def problem(self) -> str:
        """Name the limits in groups too."""
        if not super().problem():
            return ""
        return _("Enter an amount in whole francs, with figures only, up to {highest}.").format(
            highest=amount_words(LARGEST_AMOUNT)
        )


class SummaryField(LongTextField):
    """Counts the words while one types; too many turn red, and are refused only when the idea is submitted."""

    def __init__(self, text: str) -> None:
        self._count = label("", "muted")
        super().__init__(text, lines=5)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self._count)
        self._show_count()

    @property
    def count_words(self) -> str:
        """What stands below the field."""
        return self._count.text()

    def on_edited(self) -> None:
        """Count again."""
        self._show_count()
        super().on_edited()

    def _show_count(self) -> None:
        words = words_in(self.area.toPlainText())
        self._count.setText(_("{words} of {limit} words").format(words=words, limit=LONGEST_SUMMARY))
        self._count.setProperty("role", "error" if words > LONGEST_SUMMARY else "muted")
        restyle(self._count)


class SectorField(ChoiceField[str]):
    """Offers the sectors of the district that is chosen in another field."""

    def __init__(self, text: str, district: ChoiceField[str]) -> None:
        super().__init__(text, [], placeholder=_("Choose the district first"))
        self._district = district
        district.changed.connect(self._on_district)
        self._offer()

    def set_value(self, value: str | None) -> None:
        """Show a sector of the district."""
        self._offer()
        super().set_value(value)

    def type_again(self, typed: str) -> None:
        """Show the sector of a draft, after its district."""
        self._offer()
        super().type_again(typed)

    def _on_district(self) -> None:
        chosen = self.value()
        self._offer()
        super().set_value(chosen)
        self.set_error("")

    def _offer(self) -> None:
        sectors = sectors_of(self._district.value() or "")
        self.set_choices([(sector, sector) for sector in sectors])
        self.box.setCurrentIndex(-1)
        self.box.setEnabled(bool(sectors))
        self.box.setPlaceholderText(_("Choose a sector") if sectors else _("Choose the district first"))
