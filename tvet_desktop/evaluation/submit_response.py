import re
from collections.abc import Mapping
from dataclasses import dataclass

from tvet_desktop.evaluation.questionnaires import Form, form_of
from tvet_desktop.evaluation.rules import LEFT_OUT, LONGEST_COMMENT, round_of, signs_of
from tvet_desktop.evaluation.waiting_answers import Waiting, WaitingResponse, read_waiting, write_waiting
from tvet_desktop.shared.errors import UserError
from tvet_desktop.shared.text import nfc
from tvet_desktop.shared.translation import LANGUAGES, _, ngettext
from tvet_desktop.storage.database import Database


@dataclass(frozen=True)
class ResponseTaken:
    """How many answers wait on this PC now: the only thing known about who has answered."""

    waiting: int


class NothingAnswered(UserError):
    """Neither an item nor an open question has an answer."""

    def sentence(self) -> str:
        """Ask for one answer."""
        return _("This form is empty: answer at least one question, or go back without sending it.")


class CommentTooLong(UserError):
    """Words beyond what a response keeps."""

    def __init__(self, signs: int) -> None:
        super().__init__(signs)
        self.signs = signs

    def sentence(self) -> str:
        """Name the limit."""
        return ngettext(
            "One comment is too long by {count} letter (the limit is {limit}): shorten it and send again.",
            "One comment is too long by {count} letters (the limit is {limit}): shorten it and send again.",
            self.signs - LONGEST_COMMENT,
        ).format(count=self.signs - LONGEST_COMMENT, limit=LONGEST_COMMENT)


class CodeNotValid(UserError):
    """The round asks for a one-time code, and this is none that is left."""

    def sentence(self) -> str:
        """Ask for the slip's code."""
        return _(
            "This code is not valid, or was used already: type the code of your own slip, or ask for a new one."
        )


def submit_response(
    database: Database,
    *,
    round_id: int,
    language: str,
    ratings: Mapping[str, int | None],
    comments: Mapping[str, str],
    code: str | None = None,
) -> ResponseTaken:
    """Take the answer of one trainee; it waits among the others until the round is closed.

    This use case alone has its own transaction: it must know nobody (no user stands in it), and right after
    the commit the write-ahead log must be emptied, or the blob of a moment ago would tell what was added.
    An answer to a closed round is late: it waits until five of them can be given out.

    Args:
        database: the open file, not a session of it.
        round_id: the round.
        language: of the form that was shown: "en", "fr" or "rw".
        ratings: 1 to 5 by item, None for "not applicable"; items left out are missing.
        comments: words by open question.
        code: the one-time code, if the round asks for codes.

    Raises:
        NotFound: the round is not here.
        NothingAnswered, CommentTooLong, CodeNotValid: nothing was taken.
    """
    with database.transaction() as db:
        found = round_of(db, round_id)
        response = _response(form_of(found.form_id, found.form_version), language, ratings, comments)
        waiting = read_waiting(db, round_id)
        _use_code(waiting, code)

        waiting.responses.append(response)
        write_waiting(db, round_id, waiting)
    database.leave_no_trace()
    return ResponseTaken(len(waiting.responses))


def _response(
    form: Form, language: str, ratings: Mapping[str, int | None], comments: Mapping[str, str]
) -> WaitingResponse:
    unknown = comments.keys() - {question.key for question in form.open_questions}
    if unknown or language not in LANGUAGES:
        raise KeyError(unknown or language)
    words = {key: _tidy(text) for key, text in comments.items() if _tidy(text)}
    longest = max(map(len, words.values()), default=0)
    if longest > LONGEST_COMMENT:
        raise CommentTooLong(longest)
    signs = signs_of(form, ratings)
    if not words and not signs.strip(LEFT_OUT):
        raise NothingAnswered
    return WaitingResponse(language, signs, words)


def _use_code(waiting: Waiting, code: str | None) -> None:
    if waiting.unused_codes is None:
        return
    typed = tidy_code(code or "")
    if typed not in waiting.unused_codes:
        raise CodeNotValid
    waiting.unused_codes.remove(typed)


def tidy_code(typed: str) -> str:
    """Return a code as it was handed out, however it was typed."""
    return re.sub(r"[\s\-]", "", typed).upper()


def _tidy(text: str) -> str:
    return "\n".join(line for line in map(nfc, text.splitlines()) if line)
