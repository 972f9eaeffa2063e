"""The figures of a text: numbers read, joined, hedged, and given what they count."""

from collections.abc import Iterator, Sequence

from expotui.extract import hedges, numerals
from expotui.extract.blocks import Block
from expotui.extract.counting import Counted
from expotui.extract.currencies import Purse
from expotui.extract.joining import join
from expotui.extract.model import Figure
from expotui.extract.reading import Span, readings
from expotui.extract.readings import Reading
from expotui.extract.tokens import Token
from expotui.extract.units import CHANGE, DURATION, ORDINAL, PERCENT


def figures(
    blocks: Sequence[Block], purse: Purse, taken: Sequence[Span] = ()
) -> Iterator[Figure]:
    """The figures of a text in order. `taken` are spans of the text (dates) that hold none."""
    counted = Counted()
    at = 0
    for block in blocks:
        end = block.start + len(block.text)
        while at < len(taken) and taken[at][1] <= block.start:
            at += 1
        own = []
        for start, stop in taken[at:]:
            if start >= end:
                break
            own.append((start - block.start, stop - block.start))
        yield from _of_block(block, purse, own, counted)


def _of_block(
    block: Block, purse: Purse, taken: Sequence[Span], counted: Counted
) -> Iterator[Figure]:
    tokens = block.tokens
    found = join(tokens, list(readings(tokens, taken, purse)))
    counted.begin(block)
    for place, reading in enumerate(found):
        _hedge(tokens, reading, found[place - 1] if place else None)
        _turn(tokens, reading)
        if counted.settle(tokens, reading):
            yield _figure(block, reading)


def _hedge(tokens: Sequence[Token], reading: Reading, before: Reading | None) -> None:
    """The qualifier of a number, by the words before it or behind it."""
    reading.qualified_first, reading.qualified_last = reading.first, reading.last
    if reading.kind == ORDINAL:
        return
    hedge = hedges.before(tokens, reading.first)
    if hedge is not None and before is not None and hedge.start <= before.last:
        hedge = None
    if hedge is not None and (reading.kind == DURATION or reading.unit == "edition") and _spanned(tokens, hedge):
        hedge = None
    if hedge is not None:
        reading.qualifier, reading.qualified_first = hedge.qualifier, hedge.start
        return
    number_end = _number_end(tokens, reading)
    for end in (number_end, reading.last):
        hedge = hedges.behind(tokens, end)
        if hedge is not None:
            reading.qualifier = hedge.qualifier
            reading.qualified_last = max(reading.last, hedge.end)
            return


def _number_end(tokens: Sequence[Token], reading: Reading) -> int:
    """Where the digits and the scale of a reading end, before its unit."""
    at = reading.first
    while at < reading.last and not numerals.starts(tokens[at]) and not at == reading.last - 1:
        at += 1
    at = min(at + 1, reading.last)
    scaled = numerals.scale(tokens, at, money=True) if at < reading.last else None
    return scaled[1] if scaled else at


def _spanned(tokens: Sequence[Token], hedge: hedges.Hedge) -> bool:
    """Whether "over six days" is the time something took: "sold over six days"."""
    words = [token.lower for token in tokens[hedge.start : hedge.end]]
    if words not in (["over"], ["within"]):
        return False
    before = tokens[hedge.start - 1].lower if hedge.start else ""
    return before not in ("for", "lasted", "lasts", "of", "took", "with", "after", "spent", "a")


_UP = frozenset(
    """
    up rose rise rises rising grew grow grows growing growth increased increase increases increasing
    climbed jumped jump soared surged surge gained gain higher more above expanded leapt advanced
    swelled rebounded improved
    """.split()  # noqa: SIM905
)
_DOWN = frozenset(
    """
    down fell fall falls falling dropped drop drops decreased decrease declined decline declining
    slid slipped shrank lower less fewer below reduced reduction lost shed dipped cut plunged sank
    tumbled contracted
    """.split()  # noqa: SIM905
)
_ON_THE_WAY = frozenset(("by", "of", "a", "an", "the", "was", "is", "to", "further", "in", "only",
                         "another", "whopping", "respectable", "modest", "sharp", ",", "("))  # fmt: skip


def _turn(tokens: Sequence[Token], reading: Reading) -> None:
    """Whether a percentage tells of a change, and which way."""
    if reading.kind != PERCENT:
        return
    word = _turning_word(tokens, reading)
    if word is not None:
        reading.kind = CHANGE
        reading.direction = "up" if word in _UP or word == "+" else "down"


def _turning_word(tokens: Sequence[Token], reading: Reading) -> str | None:
    at = reading.qualified_first - 1
    while at >= 0 and reading.qualified_first - at < 4:
        word = tokens[at].lower
        if word in _UP or word in _DOWN or word in "+-−":
            return word
        if word not in _ON_THE_WAY:
            break
        at -= 1
    after = tokens[reading.last].lower if reading.last < len(tokens) else ""
    return after if after in _UP or after in _DOWN else None


def _figure(block: Block, reading: Reading) -> Figure:
    tokens = block.tokens
    start, end = tokens[reading.first].start, tokens[reading.last - 1].end
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
        qualified_start=block.start + tokens[min(reading.qualified_first, reading.first)].start,
        qualified_end=block.start + tokens[max(reading.qualified_last, reading.last) - 1].end,
        direction=reading.direction,
        rule=reading.rule,
    )
