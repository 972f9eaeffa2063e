"""A quote of a draft beside the words that the store has: the same, changed, or another's.

Words are compared as search folds them: case, accents, punctuation and the form of quotation marks
make no difference. What a draft leaves out ("…") or puts in ("[the expo]") parts the quote, and
each part has to stand in the source, in order.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from expotui.drafts.held import Held
from expotui.drafts.model import Answer, Evidence, Relation, Verdict
from expotui.extract.model import Quote
from expotui.facts.model import Fact
from expotui.facts.text import fold
from expotui.facts.tokens import words

# From how much alike on two quotes are one that was changed, in percent.
_ALIKE = 80
# A part of fewer words is no quote that one could tell from another's.
_LEAST_WORDS = 3
# What of a quote is compared, in words; facts that are looked at; phrases they are found by.
_MOST_WORDS, _MOST_FACTS, _PHRASES, _PHRASE = 400, 60, 24, 3
# Words to either side of where a source is alike that may belong to it.
_MARGIN = 3

_LEFT_OUT = re.compile(r"\[[^\[\]]{0,200}\]|\(?(?:\.\s?){3,}\)?|…")
_SHOWN = 6
_PRONOUNS = frozenset(("", "he", "she", "they", "it", "who", "one", "official", "spokesperson"))
_TITLES = frozenset(("mr", "mrs", "ms", "dr", "prof", "president", "mayor", "minister", "sir"))


class _Found(NamedTuple):
    """A fact with words like a quote's: how much alike, and what differs."""

    fact: Fact
    score: float
    changed: tuple[tuple[str, str], ...]


def answer(quote: Quote, held: Held) -> Answer:
    """What the store says of a quote: who said it, in these words or others."""
    parts = [words(part)[:_MOST_WORDS] for part in _LEFT_OUT.split(quote.text)]
    parts = [part for part in parts if part]
    if sum(map(len, parts)) < _LEAST_WORDS:
        return Answer(Verdict.UNCHECKED, "too few words to tell whose they are")
    found = sorted(_candidates(parts, held), key=lambda one: -one.score)
    whole = [one.fact for one in found if not one.changed]
    if whole:
        return _same_words(quote, whole)
    if found:
        return _changed(quote, found[0])
    return Answer(Verdict.UNSOURCED, "no source has these words")


def _candidates(parts: Sequence[Sequence[str]], held: Held) -> Iterator[_Found]:
    phrases = [_phrase(part, at) for part in parts for at in range(0, len(part), _PHRASE)]
    step = -(-len(phrases) // _PHRASES)
    expression = " OR ".join(dict.fromkeys(phrases[::step]))
    for fact in held.matching(f'"is_quote" AND ({expression})', _MOST_FACTS):
        found = _compared(parts, fact)
        if found is not None:
            yield found


def _phrase(part: Sequence[str], at: int) -> str:
    """Some words in a row, as the index is asked for them."""
    at = max(0, min(at, len(part) - _PHRASE))
    return '"' + " ".join(part[at : at + _PHRASE]).replace('"', "") + '"'


def _compared(parts: Sequence[Sequence[str]], fact: Fact) -> _Found | None:
    """How much alike a quote and a fact are, part by part in order; None of what is not."""
    said, changed = words(fact.text)[: _MOST_WORDS * 10], []
    score, total = 0.0, sum(map(len, parts))
    for part in parts:
        end = _end_of(part, said)
        if end is None:
            at = fuzz.partial_ratio_alignment(part, said) if said else None
            if at is None or at.score < _ALIKE:
                return None
            first, end = max(0, at.dest_start - _MARGIN), at.dest_end + _MARGIN
            differing = _differences(part, said[first:end])
            changed += differing
            missing = sum(max(len(mine.split()), len(its.split())) for mine, its in differing)
            score += max(0.0, 100 * (1 - missing / len(part))) * len(part)
        else:
            score += 100 * len(part)
        said = said[end:]
    return _Found(fact, score / total, tuple(changed)) if score >= _ALIKE * total else None


def _end_of(part: Sequence[str], said: Sequence[str]) -> int | None:
    """Where a part ends that stands in a source word for word."""
    at = f" {' '.join(said)} ".find(f" {' '.join(part)} ")
    if at < 0:
        return None
    return " ".join(said)[:at].count(" ") + (at > 0) + len(part)


def _differences(mine: Sequence[str], its: Sequence[str]) -> list[tuple[str, str]]:
    """The words of the draft and of the source that differ, as pairs; '' is nothing there."""
    codes = [*Indel.opcodes(mine, its)]
    # What the source says before and after is merely not quoted.
    while codes and codes[0].tag == "insert":
        codes.pop(0)
    while codes and codes[-1].tag == "insert":
        codes.pop()
    found: list[tuple[list[str], list[str]]] = []
    apart = True
    for code in codes:
        if code.tag == "equal":
            apart = True
            continue
        if apart:
            found.append(([], []))
        apart = False
        found[-1][0].extend(mine[code.src_start : code.src_end])
        found[-1][1].extend(its[code.dest_start : code.dest_end])
    return [(" ".join(old), " ".join(new)) for old, new in found]


def _same_words(quote: Quote, facts: Sequence[Fact]) -> Answer:
    """The words are a source's: is the speaker, too?"""
    mine = [fact for fact in facts if same_speaker(quote.speaker, fact.speaker)]
    if mine:
        who = mine[0].speaker or "nobody named"
        reason = f"these words, said by {who}"
        if not _named(quote.speaker):
            reason += "; the draft does not name the speaker"
        return Answer(Verdict.SUPPORTED, reason, _evidence(mine, Relation.SAYS))
    said = facts[0].speaker
    if all(fact.anonymous or not fact.speaker for fact in facts):
        # An unnamed "one veteran trader" may well be whoever the draft names.
        reason = f"the words are a source's, of {said or 'nobody named'}: none says whose they are"
        return Answer(Verdict.UNSOURCED, reason, _evidence(facts, Relation.CLOSE))
    reason = f"these words are of {said}, not of {quote.speaker}"
    return Answer(Verdict.CONTRADICTED, reason, _evidence(facts, Relation.EXCLUDES))


def _changed(quote: Quote, found: _Found) -> Answer:
    told = ", ".join(_told(*pair) for pair in found.changed[:3])
    if len(found.changed) > 3:
        told += f" and {len(found.changed) - 3} more"
    reason = f"the words were changed: {told}"
    if not same_speaker(quote.speaker, found.fact.speaker):
        reason += f"; and they are of {found.fact.speaker}"
    return Answer(
        Verdict.CONTRADICTED, reason, _evidence([found.fact], Relation.EXCLUDES),
        changed=found.changed,
    )  # fmt: skip


def _told(mine: str, its: str) -> str:
    if not mine:
        return f"“{its}” is left out"
    return f"“{mine}” is put in" if not its else f"“{mine}” for “{its}”"


def same_speaker(one: str, other: str | None) -> bool:
    """Whether two names may be of one person: they share a name, or one of them names nobody."""
    if not _named(one) or not _named(other or ""):
        return True
    mine, its = _names(one), _names(other or "")
    return bool(mine & its)


def _named(speaker: str) -> bool:
    return fold(speaker).removeprefix("the ") not in _PRONOUNS


def _names(speaker: str) -> set[str]:
    return {word for word in words(speaker) if word not in _TITLES and len(word) > 1}


def _evidence(facts: Sequence[Fact], relation: Relation) -> list[Evidence]:
    return [Evidence(fact, relation) for fact in facts[:_SHOWN]]
