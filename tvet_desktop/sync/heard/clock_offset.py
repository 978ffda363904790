"""How far the clock of another PC is from this one's, as far as it can be told without asking it.

A word was said after its PC had applied a bundle of this PC, and before it came here. Both moments are known by
this PC's clock: outside of them the other clock differs by at least what is missing.
"""

from datetime import UTC, datetime

from tvet_desktop.sync.heard.who_has_what import WhoHasWhat
from tvet_desktop.sync.heard.word import Word
from tvet_desktop.sync.keys.believable import is_believable

TOLERANCE = 10 * 60
_LATEST = int(datetime(9999, 1, 1, tzinfo=UTC).timestamp())


def clock_offset(known: WhoHasWhat, device: bytes, own: bytes) -> int | None:
    """Return by how many seconds the clock of ``device`` is ahead at least (behind: below 0); 0 where it may be right.

    None where nothing can be told: no word is here, or this PC's own clock was not believable.
    """
    heard = known.words.get(device)
    if heard is None or not heard.came_at:
        return None
    earliest = knew_at(known, heard.word, own)
    if earliest > heard.came_at:  # the own clock went back meanwhile
        return None
    said = heard.word.said_at
    if said > heard.came_at + TOLERANCE or not is_believable(_moment(said)):
        return said - heard.came_at
    return said - earliest if earliest and said < earliest - TOLERANCE else 0


def heard_at(known: WhoHasWhat, device: bytes, own: bytes, now: datetime) -> datetime | None:
    """Return when a PC last said something that is known here, by this PC's clock as far as it can be told.

    A wrong clock over there is set right by what must have been before and after.
    """
    moments = []
    heard = known.words.get(device)
    latest = int(now.timestamp()) if is_believable(now) else None
    if heard is not None:
        earliest = knew_at(known, heard.word, own)
        if heard.came_at and earliest > heard.came_at:  # the own clock went back meanwhile
            earliest = 0
        said = max(heard.word.said_at, earliest)
        if not is_believable(_moment(said)):
            said = heard.came_at
        moments.append(min(said, heard.came_at) if heard.came_at else said)
    moments += [bundle.said_at for bundle in known.of_pc.get(device, ()) if bundle.said_at]
    if latest is not None:
        moments = [min(moment, latest) for moment in moments]
    possible = [at for moment in moments if is_believable(at := _moment(moment))]
    return max(possible, default=None)


def knew_at(known: WhoHasWhat, word: Word, own: bytes) -> int:
    """Return when, by this PC's clock, it made its newest change that the writer of ``word`` had; 0 if unknown."""
    confirmed = known.confirmed_by_word(word)
    return max(
        (
            bundle.said_at
            for bundle in known.of_pc.get(own, ())
            if bundle.applied > 0 and bundle.number <= confirmed.get(bundle.chain, 0)
        ),
        default=0,
    )


def _moment(seconds: int) -> datetime:
    """Return seconds since 1970 as a moment; what no calendar has is 1970 itself, which nobody believes."""
    return datetime.fromtimestamp(seconds if 0 <= seconds < _LATEST else 0, tz=UTC)
