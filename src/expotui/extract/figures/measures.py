"""Which measure of the vocabulary a figure is of, where its words say so.

The vocabulary is seed/measures.toml. A rule is a measure, the units it is told in, the words of
which one has to stand near the figure, and those of which none may. The first rule that fits says
it; where none does, the measure is not known. Rules are strict: a wrong measure would set the
figure against others that count something else. A single thing, or a handful, is of none.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from expotui.extract.figures.units import AREA, CHANGE, COUNT, MONEY, ORDINAL, PERCENT
from expotui.extract.model import Figure
from expotui.extract.wordlists import phrases

# Characters to either side that are near, within the sentence.
_NEAR = 110
# A point within a number or an abbreviation ends no sentence.
_END = re.compile(r"[;!?\n]|\.(?=\s|$)")


class Rule(NamedTuple):
    """`near` words: for each part between "&", one of those between ";" has to stand near."""

    measure: str
    units: str
    near: str = ""
    none: str = ""


_MONEY = "USD CNY EUR"
_COMPANIES = "exhibitor company enterprise firm maker manufacturer brand business supplier"
_ITEMS = "product technology service item debut exhibit launch premiere"
_TAKING_PART = """
    exhibit; taking part; took part; take part; participat; attend; on show; booth; stand; join;
    showcas; feature; gathered; drew; hosted; represented; halls"""
_OTHERS_COMPANIES = """
    new; have signed up; local; sign; brand; employ; buyer; manufacturers and; chain; list; each;
    introduced; e-commerce; last edition"""
_INTENDED = "intended; intention; tentative; pledge; expressions of intent; in principle"
_TRADED = """
    transaction; turnover; deal; contract; purchase; order; agreement; trading volume;
    trade volume"""
_BELT = "belt and road; silk road partner"
_TRADE = "import and export; foreign trade; imports and exports"

_RULES = (
    Rule("edition_number", "edition"),
    Rule("intended_turnover_one_year", _MONEY, f"{_INTENDED} & one-year; one year; annual",
         "cumulative; belt and road; growth"),
    Rule("intended_turnover", _MONEY, f"{_INTENDED} & {_TRADED}",
         "one-year; one year; per ; each; belt and road; cumulative"),
    Rule("contract_value_per_project", _MONEY, "each & contract; project; investment"),
    Rule("contract_value", _MONEY,
         "contract value; contracted investment; total investment", f"{_INTENDED}; each; {_TRADE}"),
    Rule("foreign_trade", _MONEY, _TRADE),
    Rule("foreign_trade_growth", "percent", f"{_TRADE} & up; grew; increase; rose",
         "share; accounting"),
    Rule("signed_projects", "project agreement deal contract", "sign; inked; contract"),
    Rule("first_offline_countries", "country", "offline & first time; debut"),
    Rule("debut_countries", "country newcomer", "debut; first time; newcomer; first-time"),
    Rule("ldc_countries", "country", "least developed; least-developed"),
    Rule("belt_road_countries", "country partner", _BELT, "exhibitor; corridor; port; buyers from"),
    Rule("participating_countries", "country nation", """
         participat; taking part; took part; take part; represented; attract; welcome; attend;
         exhibitor; buyer; visitor; exhibition; merchants; companies; enterprises; guests;
         registered; joined; drew""", """
         corridor; port; overseas chinese; export to; warehouse; sold in; sold to; sells; offices;
         markets; route"""),
    Rule("international_organisations", "organization organisation", "international"),
    Rule("online_exhibitors", _COMPANIES, "online exhibit; exhibited online; online exhibition",
         "such as online"),
    Rule("sme_exhibitors", _COMPANIES, "small and medium; smes"),
    Rule("belt_road_exhibitors", _COMPANIES, _BELT, "locations"),
    Rule("ldc_exhibitors", _COMPANIES, "least developed"),
    Rule("fortune500_and_industry_leaders", f"{_COMPANIES} leader",
         "fortune & industry leader; leading; industry-leading"),
    Rule("fortune500_only", f"{_COMPANIES} member", "fortune"),
    Rule("multinationals", f"{_COMPANIES} multinational", "multinational"),
    Rule("procuring_companies", _COMPANIES, "procurement demand; sourcing need; purchasing demand"),
    Rule("exhibitors", "exhibitor"),
    Rule("exhibitors", _COMPANIES, _TAKING_PART, f"{_OTHERS_COMPANIES}; fortune; from these"),
    Rule("exhibition_area_change", "m2",
         "larger than; smaller than; expanded by; an increase of"),
    Rule("exhibition_area", "m2", """
         exhibition; exhibit; halls; hall; venue; expo; fair; show; floor space; display;
         occup""", """
         stand; each; factory; warehouse; store; average; up to; pavilion"""),
    Rule("booths", "booth stand", "", "each; free; per "),
    Rule("pavilions", "pavilion"),
    Rule("new_items_global_debut", _ITEMS,
         "global debut; world premiere; world debut; global launch"),
    Rule("new_items_asia_debut", _ITEMS, "asia debut; asian debut; asia premiere"),
    Rule("new_items_china_debut", _ITEMS, "china debut; china premiere"),
    Rule("new_items_debuted", _ITEMS, "new; debut; launch; first time"),
    Rule("visitors_registered", "visitor registration person", "regist", "buyer"),
    Rule("visitors_expected", "visitor", "expect; anticipat; forecast; will"),
    Rule("visitor_entries", "visit entry admission person-time"),
    Rule("visitors", "visitor", "", "per day; a day; daily; for every; overseas; foreign; online"),
    Rule("buyers_overseas", "buyer purchaser", "overseas; foreign; abroad; international",
         "local; domestic; and abroad; and foreign; and overseas"),
    Rule("local_buyers", "buyer", "local"),
    Rule("buyers", "buyer purchaser", "", "per ; each"),
    Rule("attendees", "attendee participant delegate", "", "each; per "),
    Rule("prominent_guests", "figure person speaker leader", "political; dignitar; global"),
    Rule("guests", "guest"),
    Rule("merchants", "merchant trader", "", "local"),
    Rule("sub_forums", "sub-forum subforum"),
    Rule("sessions", "session", "procurement; matchmaking"),
    Rule("business_associations", "association chamber", "business; trade; commerce"),
)  # fmt: skip


class _Compiled(NamedTuple):
    measure: str
    near: tuple[tuple[str, ...], ...]
    none: tuple[str, ...]


def _compile(rules: Sequence[Rule]) -> dict[str, list[_Compiled]]:
    """Rules by unit."""
    found: dict[str, list[_Compiled]] = {}
    for rule in rules:
        near = tuple(phrases(part) for part in rule.near.split("&") if part.strip())
        compiled = _Compiled(rule.measure, near, phrases(rule.none))
        for unit in rule.units.split():
            found.setdefault(unit, []).append(compiled)
    return found


_BY_UNIT = _compile(_RULES)
_KINDS = frozenset((MONEY, COUNT, AREA, PERCENT, CHANGE, ORDINAL))
_FEW = 5

_MEASURES_IN = {unit: frozenset(rule.measure for rule in rules) for unit, rules in _BY_UNIT.items()}


def measures_in(unit: str) -> frozenset[str]:
    """The measures that can be told in a unit: what "companies" may be a count of."""
    return _MEASURES_IN.get(unit, frozenset())


def with_measures(found: Sequence[Figure], text: str, start: int) -> Iterator[Figure]:
    """The figures of a block (`text`, from `start` of the whole) with their measures.

    First by the words up to the figures beside it, then by those of its sentence.
    """
    starts = [figure.start for figure in found if _measured(figure)]
    ends = [figure.end for figure in found if _measured(figure)]
    for figure in found:
        rules = _BY_UNIT.get(figure.unit or "") if _measured(figure) else None
        if not rules:
            yield figure
            continue
        place = bisect_left(starts, figure.start)
        first = ends[place - 1] if place else start
        last = starts[place + 1] if place + 1 < len(starts) else start + len(text)
        spans = (first - start, last - start), (0, len(text))
        inside = figure.start - start, figure.end - start
        near = (_sentence(text, inside, span) for span in spans)
        measure = next((name for words in near if (name := _said(rules, words))), None)
        yield figure._replace(measure=measure)


def _measured(figure: Figure) -> bool:
    if figure.basis == "inferred":
        return False  # its words do not say what it counts
    if figure.unit == "edition":
        return figure.kind == ORDINAL
    few = figure.kind == COUNT and figure.value < _FEW and figure.unit != "country"
    return figure.kind in _KINDS and not few


def _said(rules: Sequence[_Compiled], near: str) -> str | None:
    return next((rule.measure for rule in rules if _fits(rule, near)), None)


def _fits(rule: _Compiled, sentence: str) -> bool:
    return all(any(word in sentence for word in words) for words in rule.near) and not any(
        word in sentence for word in rule.none
    )


def _sentence(text: str, inside: tuple[int, int], within: tuple[int, int]) -> str:
    """The words near a figure, in small letters, no further than its sentence and `within`."""
    start, end = inside
    first, last = max(within[0], start - _NEAR, 0), min(within[1], end + _NEAR)
    for found in _END.finditer(text, first, start):
        first = found.end()
    following = _END.search(text, end, last)
    return text[first : following.start() if following else last].lower()
