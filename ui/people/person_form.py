"""The form of one person: name and sex first, everything else behind "More"."""

from collections.abc import Sequence
from dataclasses import replace

from tvet_desktop.documents.bad_cells import CellProblem, Unreadable
from tvet_desktop.people.personal_details import (
    Position,
    Sex,
    id_number_doubts,
    read_birth,
    read_email,
    read_id_number,
    read_phone,
)
from tvet_desktop.people.read_form import BadField, read_half_typed, read_person_form
from tvet_desktop.people.register import Details
from tvet_desktop.people.rules import PersonIncomplete
from tvet_desktop.programme.queries import CollegeRow
from tvet_desktop.shared.translation import _
from ui.context import Drafts
from ui.people.family_name_field import FamilyNameField
from ui.people.id_number_field import IdNumberField
from ui.people.read_field import problem_with, tidied
from ui.people.words import (
    field_word,
    position_word,
    sex_word,
    shown_birth,
    shown_id_number,
    shown_phone,
)
from ui.widgets.field import Field
from ui.widgets.fields import ChoiceField, LongTextField, TextField
from ui.widgets.form import Form

_WHOLE_ID = 16
_SEX_READ: dict[str, str] = {Sex.FEMALE: "F", Sex.MALE: "M", Sex.NOT_SAID: "prefer not to say"}
"""What `read_person_form` reads, whatever the language of the screen."""


class PersonForm(Form):
    """Fields of a person. `details` reads them; `show_details` fills them.

    Args:
        primary: the verb on the main button.
        name: under which the draft is kept; "" keeps none.
        drafts: where drafts are kept.
        short: name and sex only, for a row whose other cells were read already.
    """

    def __init__(
        self,
        primary: str,
        *,
        back: str = "",
        name: str = "",
        drafts: Drafts | None = None,
        short: bool = False,
    ) -> None:
        super().__init__(primary, back=back, name=name, drafts=drafts)
        self._known = Details()
        self._texts: dict[str, Field[str]] = {}
        self._is_short = short
        self._is_edited = False
        self.college: ChoiceField[int] | None = None
        self._add_required()
        if not short:
            self._add_optional()
        for field in self.fields:
            field.changed.connect(self._on_edited)

    def keep_draft(self) -> None:
        """Keep what was typed; a form that nobody has touched leaves no draft."""
        if self._is_edited:
            super().keep_draft()

    def use_head_buttons(self) -> None:
        """Leave the buttons to the head of the page: below a long form nobody would see them."""
        self.primary.hide()
        self.back.hide()

    def offer_colleges(self, colleges: Sequence[CollegeRow], chosen: int | None) -> None:
        """Ask for the college where this PC may write for several."""
        if len(colleges) < 2 or self.college is not None:  # noqa: PLR2004  one leaves nothing to choose
            return
        self.college = self.add(
            ChoiceField(_("College"), [(college.scope, college.official_name) for college in colleges])
        )
        if chosen is not None:
            self.college.set_value(chosen)

    def show_details(self, details: Details) -> None:
        """Fill the fields; the optional part opens where one of them is filled."""
        self._known = details
        shown = {
            "family_name": details.family_name,
            "given_name": details.given_name,
            "sex": details.sex,
            "birth": shown_birth(details),
            "position": details.position,
            "phone": shown_phone(details.phone),
            "email": details.email,
            "id_number": shown_id_number(details.id_document_type, details.id_document_number),
            "department": details.department,
            "district": details.district,
            "sector": details.sector,
            "notes": details.notes,
        }
        for name, field in self._texts.items():
            field.set_value(shown[name] or "")
        self.sex.set_value(details.sex)
        if not self._is_short:
            self.position.set_value(details.position or "")
            self.show_optional()
            self._compare_id()
        self._is_edited = False
        self.family_name.focus()

    def details(self) -> Details | None:
        """Return what the fields say; None where one is wrong, which then stands beside it."""
        try:
            read = read_person_form(self._all_texts())
        except (BadField, PersonIncomplete) as error:
            self._show_problem(error)
            return None
        if not self._is_short:
            return read
        return replace(self._known, family_name=read.family_name, given_name=read.given_name, sex=read.sex)

    def half_typed(self) -> Details:
        """Return what the fields say so far, for comparing; what cannot be read yet is not known."""
        read = read_half_typed(self._all_texts())
        if not self._is_short:
            return read
        return replace(self._known, family_name=read.family_name, given_name=read.given_name, sex=read.sex)

    def _all_texts(self) -> dict[str, str]:
        texts = {name: field.typed() for name, field in self._texts.items()}
        texts["sex"] = _SEX_READ.get(self.sex.value() or "", "")
        texts["position"] = "" if self._is_short else self.position.value() or ""
        return texts

    def _show_problem(self, error: BadField | PersonIncomplete) -> None:
        """Put an error beside the field that it is about."""
        field: Field[str] | Field[str | None] = self.sex
        if isinstance(error, BadField):
            field = self._texts.get(error.field, self.family_name)
        elif error.problem is CellProblem.NO_NAME:
            field = self.family_name
        field.set_error(error.sentence())
        field.focus()

    def _on_edited(self) -> None:
        self._is_edited = True

    def _add_required(self) -> None:
        self.given_name = TextField(field_word("given_name"))
        self.family_name = self.add(FamilyNameField(self.given_name))
        self.add(self.given_name)
        sexes: list[tuple[str, str]] = [(sex.value, sex_word(sex)) for sex in Sex]
        self.sex: ChoiceField[str] = self.add(
            ChoiceField(field_word("sex"), sexes, placeholder=_("Choose"), required=True)
        )
        self._texts |= {"family_name": self.family_name, "given_name": self.given_name}

    def _add_optional(self) -> None:
        birth = TextField(
            field_word("birth"),
            width=14,
            hint=_("Like 1990 or 25/12/1990."),
            problem_with=problem_with("birth", read_birth),
        )
        positions: list[tuple[str, str]] = [("", _("Not known"))]
        positions += [(position.value, position_word(position)) for position in Position]
        self.position: ChoiceField[str] = ChoiceField(field_word("position"), positions)
        phone = TextField(
            field_word("phone"),
            width=18,
            tidied=tidied(lambda typed: shown_phone(read_phone(typed))),
            problem_with=problem_with("phone", read_phone),
        )
        email = TextField(
            field_word("email"), tidied=tidied(read_email), problem_with=problem_with("email", read_email)
        )
        self.id_number = IdNumberField()
        others = {name: TextField(field_word(name)) for name in ("department", "district", "sector")}
        notes = LongTextField(field_word("notes"), lines=3)
        in_order: tuple[Field[str] | Field[str | None], ...] = (birth, self.position, phone, email)
        for field in (*in_order, self.id_number, *others.values(), notes):
            self.add_optional(field)
        read = {"birth": birth, "phone": phone, "email": email, "id_number": self.id_number}
        self._texts |= read | others | {"notes": notes}
        self.birth, self.phone, self.email = birth, phone, email
        for line in (birth.line, self.id_number.line):
            line.editingFinished.connect(self._compare_id)
        for field in (birth, self.id_number):
            field.changed.connect(self._compare_id_while_typing)
        self.sex.changed.connect(self._compare_id)

    def _compare_id_while_typing(self) -> None:
        """Say at once what does not agree; a number that is not whole yet is left alone."""
        if self.id_number.doubt or len(self.id_number.typed().replace(" ", "")) >= _WHOLE_ID:
            self._compare_id()

    def _compare_id(self) -> None:
        """Say where the ID does not agree with the rest, once its field was left."""
        year: int | None = None
        kind: str | None = None
        number: str | None = None
        try:
            year = read_birth(self.birth.typed())[0] if self.birth.typed() else None
            kind, number = read_id_number(self.id_number.typed()) if self.id_number.typed() else (None, None)
        except Unreadable:
            pass
        self.id_number.show_doubts(id_number_doubts(kind, number, self.sex.value(), year))
