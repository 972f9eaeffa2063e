"""The fairs that a text names, one line for each edition, with the days and city it gives them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from expotui.extract.blocks import Block
from expotui.extract.dates.date_line import Line
from expotui.extract.dates.tense import ends_sentence
from expotui.extract.events.occasion_names import Mention, mentions
from expotui.extract.events.occasion_settings import Setting, city_of, setting_of
from expotui.extract.model import Dated, Occasion, PageDate
from expotui.extract.tokens import SIGN


class _Series:
    """A fair under all its names, in a text."""

    def __init__(self, name: str, letters: str | None) -> None:
        self.name, self.letters = name, letters


# An edition: its series, its ordinal, the year of its name.
_Key = tuple[int, int | None, int | None]


class _Known(NamedTuple):
    """An edition found so far, with what its sentences say."""

    series: _Series
    occasion: Occasion
    setting: Setting


def occasions(
    blocks: Sequence[Block], dates: Sequence[Dated], page_date: PageDate | None
) -> Iterator[Occasion]:
    """The fairs of a text in the order of their first mention, each edition once.

    A date of the same sentence is an edition's where the words say that it opened, closed or ran
    then; the fair that a text begins with also takes those of sentences that name no other. What
    hangs on the page's date has the basis "inferred", as its dates have.
    """
    del page_date  # the dates have taken it in
    collected = _Collected()
    for block, named in _by_block(blocks, dates):
        collected.take(block, named)
    yield from collected.lines()


def _by_block(
    blocks: Sequence[Block], dates: Sequence[Dated]
) -> Iterator[tuple[Block, list[Dated]]]:
    """Each block with its dates."""
    at = 0
    for block in blocks:
        end = block.start + len(block.text)
        named: list[Dated] = []
        while at < len(dates) and dates[at].start < end:
            named.append(dates[at])
            at += 1
        yield block, named


def _initials(name: str) -> str | None:
    """The letters that a name would be cut down to: CIIE of China International Import Expo."""
    letters = "".join(word[0] for word in name.split() if word[0].isupper())
    return letters if len(letters) > 2 else None


class _Collected:
    """The editions of one text, as its blocks come."""

    def __init__(self) -> None:
        self._series: dict[str, _Series] = {}
        self._last: _Series | None = None
        self._found: dict[_Key, _Known] = {}
        self._main: _Key | None = None
        # What was said before the first fair was named: "Event ran Nov. 5-10".
        self._before = Setting()

    def take(self, block: Block, dates: Sequence[Dated]) -> None:
        """Read one block, sentence by sentence."""
        line = Line(block.tokens)
        named = list(mentions(line, block.text))
        begin, dated, mentioned = 0, 0, 0
        last = len(line.tokens) - 1
        for at, token in enumerate(line.tokens):
            if at < last and (token.kind != SIGN or not ends_sentence(line, at)):
                continue
            end = block.start + line.tokens[at].end
            here: list[Mention] = []
            while mentioned < len(named) and named[mentioned].begin <= at:
                here.append(named[mentioned])
                mentioned += 1
            days: list[Dated] = []
            while dated < len(dates) and dates[dated].start < end:
                days.append(dates[dated])
                dated += 1
            self._sentence(block, line, range(begin, at + 1), here, days)
            begin = at + 1

    def _sentence(
        self,
        block: Block,
        line: Line,
        span: range,
        named: Sequence[Mention],
        dates: Sequence[Dated],
    ) -> None:
        keys = [self._key(block, line, each) for each in named]
        places = [place for place, key in enumerate(keys) if key is not None]
        place = places[0] if places else None
        after = named[place].after if place is not None else None
        setting = setting_of(block, line, span, dates, after)
        if place is None:
            # "Our production lines are full until October" is not of the fair spoken of before.
            setting = setting.to_the_day()
        target = keys[place] if place is not None else self._main
        if target is None:
            self._before = self._before.joined(setting)
        elif len({keys[place] for place in places}) <= 1 or named[places[0]].edition is not None:
            # Otherwise it does not show whose days they are.
            known = self._found[target]
            self._found[target] = known._replace(setting=known.setting.joined(setting))

    def _key(self, block: Block, line: Line, mention: Mention) -> _Key | None:
        """The edition that a mention is of, noted if it is new; None where it is no fair."""
        series = self._find(mention)
        if series is None:
            return None
        self._last = series
        key = (id(series), mention.edition, mention.year)
        start, end = line.tokens[mention.begin].start, line.tokens[mention.after - 1].end
        if key not in self._found:
            year = f"{mention.year:04}" if mention.year is not None else None
            occasion = Occasion(
                block.start + start,
                block.start + end,
                series.name,
                None,
                mention.edition,
                year,
                None,
                "stated",
            )
            self._found[key] = _Known(series, occasion, city_of(line, mention.begin))
        if self._main is None or (self._main[1] is None and mention.edition is not None):
            self._main = key
            known = self._found[key]
            self._found[key] = known._replace(setting=known.setting.joined(self._before))
        return key

    def _find(self, mention: Mention) -> _Series | None:
        """The series that a mention is of."""
        if mention.name is None:
            return self._last
        names = [mention.name, mention.alias, _initials(mention.name)]
        known = next(
            (
                self._series[name.casefold()]
                for name in names
                if name and name.casefold() in self._series
            ),
            None,
        )
        only_letters = mention.name == mention.alias
        if known is None:
            if only_letters and mention.edition is None and mention.year is None:
                return None  # letters that no name introduced: any institution's
            known = _Series(mention.name, mention.alias)
        elif known.name == known.letters:
            known.name = mention.name
        for name in filter(None, names):
            self._series.setdefault(name.casefold(), known)
        known.letters = known.letters or mention.alias
        return known

    def lines(self) -> Iterator[Occasion]:
        """What was found, each edition once; a bare name only where no edition of it stands."""
        with_edition = {key[0] for key in self._found if key[1:] != (None, None)}
        for key, (series, occasion, setting) in self._found.items():
            if key[1:] == (None, None) and key[0] in with_edition:
                continue
            inferred = setting.inferred and setting.edtf is not None
            yield occasion._replace(
                name=series.name,
                series=series.letters or series.name,
                edtf=setting.edtf or occasion.edtf,
                city=setting.city,
                basis="inferred" if inferred or setting.city_inferred else "stated",
            )
