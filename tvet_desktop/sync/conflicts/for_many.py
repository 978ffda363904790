"""One rule that decides many conflicts at once; what it cannot tell stays to be decided one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from tvet_desktop.sync.conflicts.decide import Choice, decide_conflict
from tvet_desktop.sync.describe_conflicts import DescribedConflict, ToldValue


class Rule(StrEnum):
    """Which value is to hold."""

    KEPT = "KEPT"
    """What holds now."""
    OTHER = "OTHER"
    """The other value, where there is only one."""
    LATER = "LATER"
    """What was typed later, as the PCs say."""
    PC = "PC"
    """What one PC typed."""
    USER = "USER"
    """What one person typed."""


@dataclass(frozen=True)
class ForMany:
    """A rule. ``device`` names the PC and ``user_id`` the person for rules that need one."""

    rule: Rule
    device: bytes = b""
    user_id: int | None = None


@dataclass(frozen=True)
class Picked:
    """What a rule says of one conflict; ``taken`` is the ``seq`` of the value, 0 for what holds now."""

    conflict: DescribedConflict
    taken: int


def pcs_of(conflicts: Sequence[DescribedConflict]) -> Mapping[bytes, str]:
    """Return the PCs on which some of the values were typed, by their names."""
    typed = [value.typed for one in conflicts for value in (one.holds, *one.others) if value.typed.pc]
    return dict(sorted(((one.device, one.pc) for one in typed), key=lambda pair: pair[1]))


def users_of(conflicts: Sequence[DescribedConflict]) -> Mapping[int, str]:
    """Return the people who typed some of the values, by their names."""
    typed = [value.typed for one in conflicts for value in (one.holds, *one.others)]
    named = ((one.user_id, one.by) for one in typed if one.user_id is not None and one.by)
    return dict(sorted(named, key=lambda pair: pair[1]))


def pick(conflicts: Sequence[DescribedConflict], rule: ForMany) -> list[Picked]:
    """Return what the rule decides; conflicts of which it cannot tell are left out."""
    found = ((one, _value(one, rule)) for one in conflicts)
    return [Picked(one, value.seq) for one, value in found if value is not None]


def decide_many(db: Session, *, picked: Sequence[Picked], by: int | None, now: datetime) -> None:
    """Decide all of them, in the one transaction of ``db``.

    Raises:
        ConflictChanged: one of them is not as it was picked; nothing is decided.
    """
    for one in picked:
        choice = Choice.OTHER if one.taken else Choice.KEPT
        decide_conflict(db, conflict=one.conflict.conflict, choice=choice, by=by, now=now, taken=one.taken)


def _value(one: DescribedConflict, rule: ForMany) -> ToldValue | None:
    said = (one.holds, *one.others)
    if rule.rule is Rule.KEPT:
        return one.holds
    if rule.rule is Rule.OTHER:
        return one.others[0] if len(one.others) == 1 else None
    if rule.rule is Rule.LATER:
        return _latest(said)
    if rule.rule is Rule.PC:
        matching = [value for value in said if value.typed.device == rule.device]
    else:
        matching = [value for value in said if value.typed.user_id == rule.user_id]
    return matching[0] if len(matching) == 1 else None


def _latest(said: Sequence[ToldValue]) -> ToldValue | None:
    """Return the value that was typed last; None where a PC does not say when, or two say the same."""
    times = [value.typed.at for value in said]
    known = [at for at in times if at is not None]
    if len(known) < len(said) or known.count(max(known)) > 1:
        return None
    return said[times.index(max(known))]
