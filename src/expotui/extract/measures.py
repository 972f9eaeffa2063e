"""Which measure of the vocabulary a figure is of, where its words say so.

The vocabulary is seed/measures.toml. A rule is a measure, the units it is told in, the words of
which one has to stand near the figure, and those of which none may. The first rule that fits says
it; where none does, the measure is not known. Rules are strict: a wrong measure would set the
figure against others that count something else.
"""

from collections.abc import Sequence
from typing import NamedTuple

from expotui.extract.model import Figure

# Characters to either side that are near, within the sentence.
_NEAR = 110
_ENDS = ".;!?\n"


class Rule(NamedTuple):
    """`own` words stand within the figure itself ("signed projects"); `near` ones around it."""

    measure: str
    units: str
    near: str = ""
    none: str = ""
    own: str = ""


_COMPANIES = "exhibitor company enterprise firm maker manufacturer brand business supplier"
_TAKING_PART = """
    exhibit; taking part; took part; take part; participat; attend; on show; booth; stand; join;
    showcas; features; featured; gathered; drew; hosted; represented; halls"""
_INTENDED = "intended; intention; tentative; pledge; expressions of intent; in principle"
_TRADED = "transaction; turnover; deal; contract; purchase; order; agreement; trading volume; trade volume"
_BELT = "belt and road; bri ; silk road partner"

_RULES = (
    Rule("edition_number", "edition"),
    Rule("intended_turnover_one_year", "USD CNY EUR", f"{_INTENDED} & one-year; one year; for the year; annual",
         "cumulative; belt and road; growth"),
    Rule("intended_turnover", "USD CNY EUR", f"{_INTENDED} & {_TRADED}",
         "one-year; one year; per ; each; each of; belt and road; cumulative"),
    Rule("contract_value_per_project", "USD CNY EUR", "each & contract; project; investment"),
    Rule("contract_value", "USD CNY EUR", "contract value; contracted investment; total investment; signed & worth; value; exceed; total",
         f"{_INTENDED}; each; import and export; foreign trade"),
    Rule("foreign_trade", "USD CNY EUR", "import and export; foreign trade; imports and exports"),
    Rule("foreign_trade_growth", "percent", "import and export & up; grew; increase; rose", "share; accounting"),
    Rule("signed_projects", "project agreement deal contract", "sign; inked; contract"),
    Rule("belt_road_countries", "country partner", _BELT, "exhibitor; corridor; port"),
    Rule("debut_countries", "country newcomer", "debut; first time; newcomer; first-time", "offline; on site"),
    Rule("first_offline_countries", "country", "offline & first time; debut"),
    Rule("ldc_countries", "country", "least developed; least-developed"),
    Rule("participating_countries", "country nation", """participat; taking part; took part; take part;
         represented; attract; welcome; attend; exhibitor; buyer; visitor; exhibition; merchants;
         companies; enterprises; guests; registered; joined; drew""",
         "corridor; port; overseas chinese; export to; warehouse; sold in; sold to; sells; offices; markets; route"),
    Rule("international_organisations", "organization organisation", "international"),
    Rule("exhibitors_change", _COMPANIES, "fewer than before; more than before; fewer than last; more than last; fewer than the"),
    Rule("online_exhibitors", _COMPANIES, "online", own=""),
    Rule("sme_exhibitors", _COMPANIES, "small and medium; smes"),
    Rule("belt_road_exhibitors", _COMPANIES, _BELT, "locations"),
    Rule("ldc_exhibitors", _COMPANIES, "least developed"),
    Rule("fortune500_and_industry_leaders", f"{_COMPANIES} leader", "fortune & industry leader; leading; industry-leading; multinational"),
    Rule("fortune500_only", f"{_COMPANIES} member", "fortune"),
    Rule("multinationals", f"{_COMPANIES} multinational", "multinational"),
    Rule("procuring_companies", _COMPANIES, "procurement demand; sourcing need; purchasing demand"),
    Rule("exhibitors", "exhibitor"),
    Rule("exhibitors", _COMPANIES, _TAKING_PART,
         "new; have signed up; local; sign; brand; employ; buyer; manufacturers and; chain; list; each; introduced; e-commerce; last edition"),
    Rule("exhibition_area_change", "m2", "larger than; smaller than; more than last; expanded by; increase of; added"),
    Rule("exhibition_area", "m2", "exhibition; exhibit; halls; hall; venue; expo; fair; show; floor space; display; covers; covered; occup",
         "stand; booth; pavilion; each; factory; warehouse; store; average; national pavilion; up to"),
    Rule("exhibition_zones", "area zone", "exhibition; themed; special", "", "exhibition"),
    Rule("booths", "booth stand", "", "each; free; per "),
    Rule("pavilions", "pavilion"),
    Rule("new_items_global_debut", "product technology service item debut launch premiere", "global debut; world premiere; world debut; global launch"),
    Rule("new_items_asia_debut", "product technology service item debut", "asia debut; asian debut; asia premiere"),
    Rule("new_items_china_debut", "product technology service item debut", "china debut; china premiere"),
    Rule("new_items_debuted", "product technology service item debut exhibit premiere", "new; debut; launch; first time"),
    Rule("visitors_registered", "visitor registration person", "regist", "buyer"),
    Rule("visitors_expected", "visitor", "expect; anticipat; forecast; will"),
    Rule("visitor_entries", "visit entry admission person-time"),
    Rule("visitors", "visitor", "", "per day; a day; daily; for every; overseas; foreign; online"),
    Rule("buyers_overseas", "buyer purchaser", "overseas; foreign; abroad; international", "local; domestic"),
    Rule("local_buyers", "buyer", "local"),
    Rule("buyers", "buyer purchaser", "", "per ; each; one buyer"),
    Rule("attendees", "attendee participant delegate", "", "each; per "),
    Rule("prominent_guests", "figure person speaker leader", "political; dignitar; global"),
    Rule("guests", "guest"),
    Rule("merchants", "merchant trader", "", "local"),
    Rule("sub_forums", "sub-forum subforum"),
    Rule("sessions", "session", "procurement; matchmaking; held"),
    Rule("business_associations", "association chamber", "business; trade; commerce"),
)  # fmt: skip


class _Compiled(NamedTuple):
    measure: str
    near: tuple[tuple[str, ...], ...]
    none: tuple[str, ...]
    own: str


def _words(listed: str) -> tuple[str, ...]:
    return tuple(word.strip("\n").lstrip() for word in listed.split(";") if word.strip())


def _compile(rules: Sequence[Rule]) -> dict[str, list[_Compiled]]:
    """Rules by unit."""
    found: dict[str, list[_Compiled]] = {}
    for rule in rules:
        near = tuple(_words(part) for part in rule.near.split("&") if part.strip())
        compiled = _Compiled(rule.measure, near, _words(rule.none), rule.own)
        for unit in rule.units.split():
            found.setdefault(unit, []).append(compiled)
    return found


_BY_UNIT = _compile(_RULES)
_KINDS = frozenset(("money", "count", "area", "percent", "change", "ordinal"))

_MEASURES_IN = {unit: frozenset(rule.measure for rule in rules) for unit, rules in _BY_UNIT.items()}


def measures_in(unit: str) -> frozenset[str]:
    """The measures that can be told in a unit: what "companies" may be a count of."""
    return _MEASURES_IN.get(unit, frozenset())


def with_measure(figure: Figure, text: str, start: int) -> Figure:
    """The figure with its measure, as the words of its block (from `start` of the text) tell."""
    rules = _BY_UNIT.get(figure.unit or "") if figure.kind in _KINDS else None
    if not rules:
        return figure
    sentence = _sentence(text, figure.start - start, figure.end - start)
    own = figure.text.lower()
    for rule in rules:
        if rule.own in own and _fits(rule, sentence):
            return figure._replace(measure=rule.measure)
    return figure


def _fits(rule: _Compiled, sentence: str) -> bool:
    return all(any(word in sentence for word in words) for words in rule.near) and not any(
        word in sentence for word in rule.none
    )


def _sentence(text: str, start: int, end: int) -> str:
    """The words near a figure, in small letters, no further than its sentence goes."""
    first, last = max(0, start - _NEAR), min(len(text), end + _NEAR)
    before = text[first:start]
    cut = max(_break(before, mark) for mark in _ENDS)
    after = text[end:last]
    cuts = [at for mark in _ENDS if (at := _next(after, mark)) >= 0]
    return (before[cut + 1 :] + text[start:end] + after[: min(cuts, default=len(after))]).lower()


def _break(text: str, mark: str) -> int:
    """The last end of a sentence: a point within a number or an abbreviation is none."""
    at = len(text)
    while (at := text.rfind(mark, 0, at)) >= 0:
        if mark != "." or text[at + 1 : at + 2].isspace():
            return at
    return -1


def _next(text: str, mark: str) -> int:
    at = -1
    while (at := text.find(mark, at + 1)) >= 0:
        if mark != "." or text[at + 1 : at + 2].isspace() or at + 1 == len(text):
            return at
    return -1
