"""Whether a sentence speaks of what is to come: "will open on Monday", "ended on Monday"."""

from enum import Enum

from expotui.extract.dates.calendars import FAIRS
from expotui.extract.dates.date_line import SHORT_MONTHS, Line
from expotui.extract.wordlists import words

# Sure signs of what is to come, and the present of programmes, which headlines use for the past.
_COMING = words(
    "will shall should would won't i'll we'll they'll it'll scheduled slated due upcoming coming "
    "forthcoming "
    "plans planned expected expects expect expecting supposed hopes aims pencilled penciled set "
    "ready about going bound fixed tentatively"
)
_PRESENT = words("opens begins starts kicks closes ends runs returns concludes takes")
_BEHIND = words(
    "was were had has have did been said told closed ended opened ran began started concluded "
    "launched announced reported showed rose fell grew kicked took drew attracted sold saw came "
    "went wrapped shut finished hosted held brought reached signed"
)
_BE = frozenset(("be", "to", "will"))
_STATES = frozenset(("is", "are", "am"))  # "is held", "are sold out": of any time
_ENDS = frozenset(".!?;。！？；")
# What a full stop shortens; "May." ends a sentence.
_SHORT = SHORT_MONTHS | words("mr mrs ms dr prof st no co inc ltd corp gen gov sen rep vs")
_DETERMINERS = frozenset(("the", "a", "its", "their", "as", "originally"))
_REACH = 24  # tokens looked at on either side: a clause, not a page
# Words that look ahead only with "to": "is set to open", not "a set of tools".
_WITH_TO = words("set about going bound ready expected scheduled fixed")
_TOWARDS = frozenset(("to", "for", "until", "till"))


_TOLD_TO = (("see", "you"), ("ask", "me"), ("come", "back"))


class Tense(Enum):
    """When a sentence says that something happens."""

    PAST = "past"
    PRESENT = "present"
    COMING = "coming"


def tense(line: Line, begin: int, after: int) -> Tense | None:
    """When the date between `begin` and `after` lies; None where no verb tells.

    The nearest verb before the date decides, then the nearest behind it.
    """
    if "since" in (line.word(begin - 1), line.word(begin - 2)):
        return Tense.PAST
    for at in range(begin - 1, max(begin - _REACH, 0) - 1, -1):
        if ends_sentence(line, at):
            break
        if (found := _tells(line, at)) is not None:
            return found
    if line.word(begin - 1) in ("until", "till"):
        return Tense.COMING  # "sold out until March"
    for at in range(after, after + _REACH):
        if not line.inside(at) or ends_sentence(line, at):
            break
        if (found := _tells(line, at)) is not None:
            return found
    return None


def ahead(line: Line, begin: int, after: int) -> bool:
    """Whether the date between `begin` and `after` lies ahead, by the verbs beside it."""
    return tense(line, begin, after) in (Tense.COMING, Tense.PRESENT)


def _tells(line: Line, at: int) -> Tense | None:
    word = line.word(at)
    if _looks_ahead(line, at):
        return Tense.COMING
    if (
        word in _COMING
        and not _tells_nothing(line, at)
        and (word not in _WITH_TO or line.word(at + 1) in _TOWARDS)
    ):
        return Tense.COMING
    if word in _PRESENT:
        return Tense.PRESENT
    past = word in _BEHIND or (len(word) > 4 and word.endswith("ed"))
    if past and line.word(at - 1) not in _STATES and not _tells_nothing(line, at):
        # "will be held", "to be held", "will have sold"
        return Tense.COMING if line.word(at - 1) in _BE else Tense.PAST
    return None


def _looks_ahead(line: Line, at: int) -> bool:
    """ "look forward to", "See you in November", "the next fair has been fixed for"."""
    word, following = line.word(at), line.word(at + 1)
    forward = word == "forward" and line.word(at - 1).startswith("look")
    return forward or (word, following) in _TOLD_TO or (word == "next" and following in FAIRS)


def _tells_nothing(line: Line, at: int) -> bool:
    """ "would have", "announced an autumn event on 17 October", "on the planned dates"."""
    word, following = line.word(at), line.word(at + 1)
    return (
        (word == "would" and following == "have")
        or (word == "announced" and following not in ("on", "in", "that", "last"))
        or (word == "planned" and line.word(at - 1) in _DETERMINERS)
    )


def ends_sentence(line: Line, at: int) -> bool:
    """Whether a sentence ends with the sign there; the stop of "Nov." or "U.S." ends none."""
    sign = line.tokens[at].text if line.inside(at) else ""
    if sign not in _ENDS:
        return False
    if sign != ".":
        return True
    word = line.word(at - 1)
    short = line.joined(at) and line.capital(at - 1) and (len(word) == 1 or word in _SHORT)
    return (
        not line.inside(at + 1) or (line.capital(at + 1) and not short) or bool(line.sign(at + 1))
    )
