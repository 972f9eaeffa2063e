"""The figures of a text: numbers read, joined, hedged, and given what they count."""

from collections.abc import Iterator, Sequence

from expotui.extract.blocks import Block
from expotui.extract.figures import hedges, numerals
from expotui.extract.figures.counting import Counted
from expotui.extract.figures.joining import join
from expotui.extract.figures.measures import with_measures
from expotui.extract.figures.reading import Span, readings
from expotui.extract.figures.readings import Reading
from expotui.extract.figures.setting import Setting
from expotui.extract.figures.units import CHANGE, COUNT, DURATION, ORDINAL, PERCENT
from expotui.extract.model import Figure
from expotui.extract.tokens import Token, touching, word_at
from expotui.extract.wordlists import words

# "spread over seven halls": time or space, no more than seven.
_SPREAD = words("""
    turned spread stretched stretching stretches sprawled sprawls sprawling extends extended laid
    scattered distributed divided spreading staged spaced
""")
_SET = words("put set laid built stretched spread were was")
_LASTING = words("for lasted lasts of took with after spent a")
_UP = words("""
    up rose rise rises rising grew grow grows growing growth increased increase increases increasing
    climbed jumped jump soared surged surge gained gain higher more above expanded leapt advanced
    swelled rebounded improved +
""")
_DOWN = words("""
    down fell fall falls falling dropped drop drops decreased decrease declined decline declining
    slid slipped shrank lower less fewer below reduced reduction lost shed dipped cut plunged sank
    tumbled contracted minus - −
""")
_MINUS = words("minus − -")
_ASIDE = 12  # tokens between two dashes
_BEFORE_A_CHANGE = words("""
    by of a an the was is to further in only another whopping respectable modest sharp , (
""")
# The same number twice in a text counts the same, if it is no small one.
_TELLING = 100


def figures(
    blocks: Sequence[Block], setting: Setting, taken: Sequence[Span] = ()
) -> Iterator[Figure]:
    """The figures of a text in order. `taken` are spans of the text (dates) that hold none."""
    found = list(_one_by_one(blocks, setting, taken))
    known: dict[float, Figure] = {}
    for figure in found:
        if figure.rule in ("noun", "subject") and figure.kind == COUNT:
            known.setdefault(figure.value, figure)
    for figure in found:
        unsure = figure.rule == "context" and figure.value >= _TELLING
        same = known.get(figure.value) if unsure else None
        yield figure if same is None else figure._replace(unit=same.unit, rule="same number")


def _one_by_one(
    blocks: Sequence[Block], setting: Setting, taken: Sequence[Span]
) -> Iterator[Figure]:
    counted, at = Counted(), 0
    for block in blocks:
        while at < len(taken) and taken[at][1] <= block.start:
            at += 1
        last = at
        while last < len(taken) and taken[last][0] < block.start + len(block.text):
            last += 1
        own = [(start - block.start, end - block.start) for start, end in taken[at:last]]
        yield from _of_block(block, setting, own, counted)


def _of_block(
    block: Block, setting: Setting, taken: Sequence[Span], counted: Counted
) -> Iterator[Figure]:
    tokens = block.tokens
    found = join(tokens, list(readings(tokens, taken, setting)))
    counted.begin(block)
    for place, reading in enumerate(found):
        _hedge(tokens, reading, found[place - 1] if place else None)
        _turn(tokens, reading)
        reading.kept = counted.settle(tokens, found, place)
    kept = [_figure(block, reading) for reading in found if reading.kept]
    yield from with_measures(kept, block.text, block.start)


def _hedge(tokens: Sequence[Token], reading: Reading, before: Reading | None) -> None:
    """The qualifier of a number, by the words before it or behind it."""
    reading.qualified_first, reading.qualified_last = reading.first, reading.last
    if reading.kind == ORDINAL:
        return
    hedge = hedges.before(tokens, reading.first)
    # "23 percent above the $57.83 billion": what another number is set against is not hedged.
    compared = (
        hedge is not None
        and before is not None
        and hedge.start <= before.last
        and (hedge.start < before.last or hedges.compares(tokens, hedge))
    )
    if hedge is not None and not compared and not _spans(tokens, hedge, reading):
        reading.qualifier, reading.qualified_first = hedge.qualifier, hedge.start
        return
    number = _number_end(tokens, reading)
    for end in (number, reading.last) if number < reading.last else (number,):
        hedge = hedges.behind(tokens, end) or hedges.afterthought(tokens, end)
        if hedge is not None:
            reading.qualifier = hedge.qualifier
            reading.qualified_last = max(reading.last, hedge.end)
            return


def _number_end(tokens: Sequence[Token], reading: Reading) -> int:
    """Where the digits and the scale of a reading end, before its unit."""
    at = reading.first
    while at < reading.last - 1 and not numerals.starts(tokens[at]):
        at += 1
    scaled = numerals.scale(tokens, at + 1, money=True) if at + 1 < reading.last else None
    return scaled[1] if scaled else at + 1


def _spans(tokens: Sequence[Token], hedge: hedges.Hedge, reading: Reading) -> bool:
    """Whether "over" tells of time or space: "sold over six days", "spread over seven halls"."""
    if hedge.end - hedge.start > 1 or tokens[hedge.start].lower != "over":
        return False
    before = word_at(tokens, hedge.start - 1)
    if before in _SPREAD or (before in ("up", "out") and word_at(tokens, hedge.start - 2) in _SET):
        return True
    timed = reading.kind == DURATION or reading.unit == "edition"
    return timed and before not in _LASTING and word_at(tokens, reading.last) != "old"


def _turn(tokens: Sequence[Token], reading: Reading) -> None:
    """Whether a percentage tells of a change, and which way; or a number is below zero."""
    word = _turning_word(tokens, reading) if reading.kind == PERCENT else None
    if word is not None:
        reading.kind, reading.direction = CHANGE, "up" if word in _UP else "down"
    elif reading.kind != ORDINAL and _is_negative(tokens, reading.first):
        reading.direction = "down"


def _is_negative(tokens: Sequence[Token], first: int) -> bool:
    """Whether a minus stands before a number: a bullet, a range and a pair of dashes are none."""
    sign, before = word_at(tokens, first - 1), word_at(tokens, first - 2)
    if sign not in _MINUS or (before and numerals.starts(tokens[first - 2])):
        return False
    if sign == "minus":
        return True
    apart = before == "(" or (before and not touching(tokens, first - 1))
    return bool(apart) and touching(tokens, first) and not _dash_closes(tokens, first)


def _dash_closes(tokens: Sequence[Token], first: int) -> bool:
    """Whether a dash before a number opens what another ends: "the total -5 halls- was"."""
    ends = range(first + 1, min(first + _ASIDE, len(tokens) - 1))
    return any(
        tokens[at].text == "-" and touching(tokens, at) and not touching(tokens, at + 1)
        for at in ends
    )


def _turning_word(tokens: Sequence[Token], reading: Reading) -> str | None:
    first = reading.qualified_first
    for at in range(first - 1, max(-1, first - 4), -1):
        word = tokens[at].lower
        if word in _UP or word in _DOWN:
            return word
        if word not in _BEFORE_A_CHANGE:
            break
    after = word_at(tokens, reading.last)
    return after if after in _UP or after in _DOWN else None


def _figure(block: Block, reading: Reading) -> Figure:
    tokens = block.tokens
    start, end = tokens[reading.first].start, tokens[reading.last - 1].end
    first = min(reading.qualified_first, reading.first)
    last = max(reading.qualified_last, reading.last)
    return Figure(
        start=block.start + start,
        end=block.start + end,
        text=block.text[start:end],
        value=numerals.plain(reading.value),
        upper=None if reading.upper is None else numerals.plain(reading.upper),
        qualifier=reading.qualifier,
        unit=reading.unit,
        kind=reading.kind,
        measure=None,
        paragraph=block.paragraph_at(start),
        qualified_start=block.start + tokens[first].start,
        qualified_end=block.start + tokens[last - 1].end,
        direction=reading.direction,
        rule=reading.rule,
    )
