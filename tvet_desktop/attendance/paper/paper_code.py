"""The text in the QR code of a badge and of a page of a sign-in sheet.

    TVAZ  Y  KPQD  …27 letters…  RT      38 letters: a badge, which fits the second smallest QR code
    TVAZ  M  KPQD  …45 letters…  RT      56 letters: a sheet of ten sessions that were made in one go
    ours  |  whose programme     check letters
          kind

Letters only, because they come through a scanner that is set for another keyboard (see shared/keyboard_layouts), and
kinds whose letters such a scanner changes differently, so that the first five letters tell how. Nine letters
hold 42 bits; what is cut off at the end leaves too few bits and is noticed.
"""

import hashlib
import string
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from tvet_desktop.attendance.paper.check_letters import check_letters, is_checked
from tvet_desktop.programme.queries import the_programme
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.keyboard_layouts import readings
from tvet_desktop.shared.translation import _

MARKER = "TVAZ"
BADGE, SHEET = "Y", "M"
BEGINNINGS = (MARKER + BADGE, MARKER + SHEET)
TAG_LENGTH = 4
MOST_SESSIONS = 63
MOST_PAGES = 255
_LETTERS = string.ascii_uppercase
_ID_BITS, _PAGE_BITS, _COUNT_BITS, _NIBBLE = 63, 8, 6, 4
_GROUP_BITS, _GROUP_LETTERS = 42, 9  # 26⁹ is a little more than 2⁴²
_HEAD = len(MARKER) + 1 + TAG_LENGTH


@dataclass(frozen=True)
class BadgeCode:
    """A person's badge for a course."""

    course_id: int
    person_id: int


@dataclass(frozen=True)
class SheetCode:
    """A page, counted from 1, of a sign-in sheet; the sessions are its columns of signatures in order."""

    sheet_id: int
    page: int
    training_session_ids: tuple[int, ...]


class NotOurCode(UserError):
    """Something was scanned that is neither badge nor sheet."""

    def sentence(self) -> str:
        """Say what can be scanned."""
        return _("This is not a badge or sign-in sheet of TVET Desktop: scan the square code on one of them.")


class CodeOfOtherProgramme(UserError):
    """A badge or a sheet that was printed by another programme, for example the practice programme."""

    def sentence(self) -> str:
        """Say whose it is not."""
        return _(
            "This code was printed for another programme, perhaps for practice: use the papers of this programme."
        )


class CodeDamaged(UserError):
    """A code of ours of which some letters are wrong or missing."""

    def sentence(self) -> str:
        """Say what helps."""
        return _("The code could not be read whole: scan it once more, slowly, or mark by hand.")


def programme_tag(db: Session) -> str:
    """Return the four letters that stand for this programme in its codes."""
    number = int.from_bytes(hashlib.sha256(b"paper code %d" % the_programme(db).id).digest()[:8])
    return _spell(number % 26**TAG_LENGTH, TAG_LENGTH)


def write_code(code: BadgeCode | SheetCode, tag: str) -> str:
    """Return the text of a code for the programme with ``tag``: capitals A to Z only.

    A sheet has at most 63 sessions on 255 pages.
    """
    if isinstance(code, BadgeCode):
        kind, bits = BADGE, _fixed(code.course_id, _ID_BITS) + _fixed(code.person_id, _ID_BITS)
    else:
        kind, bits = SHEET, _sheet_bits(code)
    bits += "0" * (-len(bits) % _GROUP_BITS)
    groups = (bits[at : at + _GROUP_BITS] for at in range(0, len(bits), _GROUP_BITS))
    payload = "".join(_spell(int(group, 2), _GROUP_LETTERS) for group in groups)
    body = MARKER + kind + tag + payload
    return body + check_letters(body)


def read_code(text: str, tag: str) -> BadgeCode | SheetCode:
    """Return what a code says, in any case and from a scanner set for another keyboard.

    Args:
        text: what was scanned or typed; spaces around it do not matter.
        tag: `programme_tag` of this PC's programme.

    Raises:
        NotOurCode: it is something else.
        CodeDamaged: letters are wrong or missing; the first one or two as well, which a scanner that slept loses.
        CodeOfOtherProgramme: it is whole, but not of this programme.
    """
    seen = list(readings(text.strip()))
    ours = [reading for reading in seen if reading.startswith(MARKER)]
    if not ours:
        raise CodeDamaged if any(map(_lacks_beginning, seen)) else NotOurCode
    for reading in ours:
        code = _parse(reading)
        if code is not None:
            if reading[_HEAD - TAG_LENGTH : _HEAD] != tag:
                raise CodeOfOtherProgramme
            return code
    raise CodeDamaged


def _lacks_beginning(text: str) -> bool:
    lost = (beginning[count:] for beginning in BEGINNINGS for count in (1, 2))
    return len(text) > 2 * _HEAD and text.isalpha() and text.startswith(tuple(lost))


def looks_like_code(text: str) -> bool:
    """Tell whether a text begins as our codes do and is longer than a word, whole or not."""
    return len(text.strip()) > _HEAD and any(r.startswith(MARKER) for r in readings(text.strip()))


def _parse(text: str) -> BadgeCode | SheetCode | None:
    """Return what a text that begins with our marker says; None when it is damaged."""
    kind, tag, payload = (
        text[len(MARKER) : _HEAD - TAG_LENGTH],
        text[_HEAD - TAG_LENGTH : _HEAD],
        text[_HEAD:-2],
    )
    if len(text) <= _HEAD + 2 or len(payload) % _GROUP_LETTERS or not is_checked(text):
        return None
    bits = ""
    for at in range(0, len(payload), _GROUP_LETTERS):
        number = _value(payload[at : at + _GROUP_LETTERS])
        if number >> _GROUP_BITS:
            return None
        bits += _fixed(number, _GROUP_BITS)
    code: BadgeCode | SheetCode
    try:
        code = _badge(_Bits(bits)) if kind == BADGE else _sheet(_Bits(bits))
    except EOFError:
        return None
    return code if write_code(code, tag) == text else None  # there is one way to write each code


class _Bits:
    """Takes numbers off the front of a row of bits."""

    def __init__(self, bits: str) -> None:
        self._bits = bits

    def take(self, count: int) -> int:
        if count > len(self._bits):
            raise EOFError
        taken, self._bits = self._bits[:count], self._bits[count:]
        return int(taken, 2)


def _badge(bits: _Bits) -> BadgeCode:
    return BadgeCode(bits.take(_ID_BITS), bits.take(_ID_BITS))


def _sheet(bits: _Bits) -> SheetCode:
    sheet_id, page, count = bits.take(_ID_BITS), bits.take(_PAGE_BITS), bits.take(_COUNT_BITS)
    return SheetCode(sheet_id, page, tuple(_following_ids(bits, sheet_id, count)))


def _following_ids(bits: _Bits, last: int, count: int) -> Iterator[int]:
    for _each in range(count):
        coded = bits.take(_NIBBLE * (bits.take(_NIBBLE) + 1))
        last += -(coded >> 1) if coded & 1 else coded >> 1
        if not 0 < last < 1 << _ID_BITS:
            raise EOFError
        yield last


def _sheet_bits(code: SheetCode) -> str:
    """Each session as its distance from the one before: sessions made in one go have ids in a row."""
    bits = _fixed(code.sheet_id, _ID_BITS) + _fixed(code.page, _PAGE_BITS)
    bits += _fixed(len(code.training_session_ids), _COUNT_BITS)
    last = code.sheet_id
    for row_id in code.training_session_ids:
        coded = abs(row_id - last) << 1 | (row_id < last)
        nibbles = max(1, -(-coded.bit_length() // _NIBBLE))
        bits += _fixed(nibbles - 1, _NIBBLE) + _fixed(coded, nibbles * _NIBBLE)
        last = row_id
    return bits


def _fixed(number: int, count: int) -> str:
    if not 0 <= number < 1 << count:
        message = f"{number} does not fit in {count} bits"
        raise ValueError(message)
    return f"{number:0{count}b}"


def _spell(number: int, count: int) -> str:
    letters = ""
    for _place in range(count):
        number, rest = divmod(number, 26)
        letters = _LETTERS[rest] + letters
    return letters


def _value(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + _LETTERS.index(letter)
    return number
