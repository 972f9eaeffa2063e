"""Verbs of saying, in all their forms."""

from expotui.extract.wordlists import words

# They attribute wherever they stand in a sentence.
_STRONG = words(
    "add note joke explain remark observe claim argue insist admit concede acknowledge warn "
    "predict stress emphasise emphasize underline underscore declare announce reveal disclose "
    "recall reply respond quip exclaim complain lament boast promise vow confirm deny suggest "
    "conclude reiterate assert contend counter caution confide gush enthuse marvel elaborate "
    "mention express tweet retort grumble reckon clarify muse affirm attest testify recount opine "
    "remind crow scoff rue bemoan theorise speculate believe proclaim protest grouse gripe groan"
)
# They do so beside a quotation only.
_WEAK = words(
    "comment ask answer wonder laugh smile sigh shrug grin shout cry whisper mutter pledge urge "
    "propose continue post repeat report share describe call hope maintain praise hail offer "
    "introduce highlight state summarise summarize inform cite interject indicate agree volunteer "
    "chuckle nod reflect deadpan counsel advise demand question murmur plead remember sniff snort "
    "purr beam venture object interrupt pronounce enquire inquire apologise apologize thank vent "
    "recite rave pronounce preach confess gasp calculate allege blurt giggle holler yell scream "
    "moan fume rage thunder bark snap drawl rejoice cheer hint estimate guess banter implore beg "
    "concur reason jest instruct tease relate narrate"
)
_IRREGULAR_STRONG = words(
    "said says say saying told tells tell telling wrote writes writing thinks think thought stated"
)
_IRREGULAR_WEAK = words("read reads spoke began begins swore felt feels put puts")
# Also nouns, adjectives or names of other things, as they stand: these are weak.
_AMBIGUOUS = words(
    "note notes claim claims promise promises vow vows joke jokes quip quips stress boast boasts "
    "recall caution muse deadpan tweet tweets lament laments complete elaborate retort retorts "
    "remark remarks reply replies warning complaint protest protests crow crows groan groans"
)
_NEVER = words("state counter counters beams beam")
_DOUBLED = {"quip": "quipp", "admit": "admitt", "shrug": "shrugg", "nod": "nodd", "grin": "grinn"}


def _forms(verb: str) -> tuple[str, str, str, str]:
    """A regular verb as it is, in the third person, in the past, and with -ing."""
    if verb.endswith("y") and verb[-2] not in "aeou":
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    if verb.endswith("e"):
        return verb, third, verb + "d", verb[:-1] + "ing"
    stem = _DOUBLED.get(verb, verb)
    return verb, third, stem + "ed", stem + "ing"


def _table() -> dict[str, bool]:
    table = dict.fromkeys((form for verb in _WEAK for form in _forms(verb)), False)
    table |= dict.fromkeys((form for verb in _STRONG for form in _forms(verb)), True)
    table |= dict.fromkeys(_IRREGULAR_WEAK | (_AMBIGUOUS & table.keys()), False)
    table |= dict.fromkeys(_IRREGULAR_STRONG, True)
    return {form: strong for form, strong in table.items() if form not in _NEVER}


# Each form, and whether it is strong: attributes wherever it stands in a sentence.
VERBS = _table()
