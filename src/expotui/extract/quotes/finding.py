"""Direct speech with its speaker, role and cue.

A quotation is a quote where its sentence attributes it, or where it stands as speech of its own
beside somebody's words or doings; a name, a slogan or a term in quotation marks is none.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from expotui.extract.blocks import Block
from expotui.extract.model import Quote
from expotui.extract.quotes.attribution import (
    as_sentence,
    attributions,
    signature,
    speech_alone,
    turns_to,
)
from expotui.extract.quotes.introduced import full_names, introductions, names, opening
from expotui.extract.quotes.lexicon import AUXILIARIES, FINITE, HONORIFICS, can_speak
from expotui.extract.quotes.marks import Marked, first_closes, marked, starts_open
from expotui.extract.quotes.names import name_end
from expotui.extract.quotes.people import People, Speaker
from expotui.extract.quotes.phrases import PERSON, PRONOUN, Mention
from expotui.extract.quotes.sentences import Sentence, items, sentences

# Characters of a quotation over several lines that are read as one paragraph.
_JOINED = 4096
# Paragraphs, of this one and those before, over which a speaker is still the one who speaks.
_CARRIED = 2
# Paragraphs of one quotation whose speaker may come at its end.
_HELD = 64
# Characters of a line that may be no more than a signature.
_LINE = 200
_TRAILING = ",，、 \u00a0\n\t"


class _Piece(NamedTuple):
    """A quotation in its block; without a speaker as long as none is known."""

    block: Block
    words: Marked
    heard: "_Heard | None"
    rule: str
    sentence: int  # of its paragraph


class _Heard(NamedTuple):
    """Who speaks or is spoken of, by which cue, and in which paragraph last."""

    speaker: Speaker
    cue: str
    paragraph: int
    quoted: bool
    sentence: int = 0


# What a paragraph holds of speech, in order: quotations, and sentences that turn to a speaker.
_Entry = _Piece | _Heard


# What a quotation may begin or end with; an apostrophe stands behind a letter.
_MARK = re.compile(r"[“”\"«»„‟「」『』‹›‘]|(?<!\w)['’]")


def spoken_in(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks up to the last that has a quotation: whom the rest names speaks no more."""
    last = len(blocks)
    while last and not _MARK.search(blocks[last - 1].text):
        last -= 1
    # The next may sign it: "— Sal Ortiz, retail buyer".
    return blocks[: last + 1] if last else ()


def quotes(blocks: Iterable[Block]) -> Iterator[Quote]:
    """The quotes of a text, in order, with spans in the whole text.

    Linear in the text's length; what is held is the block at hand, the people named of late and, at
    most, some dozens of paragraphs of a quotation whose speaker comes at its end.
    """
    reader = _Reader()
    held: list[_Piece] = []
    for block, runs_on in _with_next(_joined(blocks)):
        held = reader.read(block, runs_on, held)
        if not reader.waits or len(held) > _HELD:
            yield from _told(held)
            held = []
    yield from _told(held)


def _told(pieces: list[_Piece]) -> Iterator[Quote]:
    for block, words, heard, rule, _ in pieces:
        start, end = words.start, words.end
        while end > start and block.text[end - 1] in _TRAILING:
            end -= 1
        if heard is None or end == start:
            continue
        yield Quote(
            block.start + start,
            block.start + end,
            block.text[start:end],
            heard.speaker.name,
            heard.speaker.role,
            heard.cue,
            block.paragraph_at(start),
            rule,
        )


def _joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks, those together between which a wrapped line ends within a quotation."""
    held: Block | None = None
    for block in blocks:
        if held is None:
            held = block
        elif _goes_on(held, block):
            held = Block(f"{held.text}\n{block.text}", held.start, held.paragraph)
        else:
            yield held
            held = block
    if held is not None:
        yield held


def _goes_on(held: Block, block: Block) -> bool:
    if held.start + len(held.text) + 1 != block.start:
        return False
    if len(held.text) + len(block.text) > _JOINED or not first_closes(block.text):
        return False
    last = marked(held.text)[-1:]
    return bool(last) and not last[0].closed


def _with_next(blocks: Iterable[Block]) -> Iterator[tuple[Block, bool]]:
    """Each block, and whether the next begins with an opening mark."""
    held: Block | None = None
    for block in blocks:
        if held is not None:
            yield held, starts_open(block.text)
        held = block
    if held is not None:
        yield held, False


class _Reader:
    """What is known from the paragraphs before."""

    def __init__(self) -> None:
        self.waits = False  # whether a quotation without a speaker goes on in the next paragraph
        self._is_open = False
        self._people = People()
        self._last: _Heard | None = None
        self._paragraph = 0
        self._asked = False  # whether the paragraph before was a question

    def read(self, block: Block, runs_on: bool, held: list[_Piece]) -> list[_Piece]:
        """The quotations of a paragraph that may be speech, after those held from before it."""
        self._paragraph += 1
        self._people.paragraph = self._paragraph
        if held and not self._is_open:
            signed = (
                signature(block.tokens[:_LINE], block.text) if len(block.text) < _LINE else None
            )
            heard = self._signed(signed) if signed is not None else None
            held = [piece if piece.heard else piece._replace(heard=heard) for piece in held]
        found = marked(block.text, runs_on)
        by_place = {one.open: one for one in found}
        entries: list[_Entry] = []
        self._asked, asked = False, self._asked
        if not found and _asks(block.text):
            self._asked, self.waits = True, False
            return []
        leads = False  # whether the paragraph begins with speech that stands alone
        for number, sentence in enumerate(sentences(list(items(block.tokens, found, block.text)))):
            new = list(self._entries(sentence, number, block, by_place))
            leads = leads or (number == 0 and bool(new) and _unknown(new[0]))
            entries += new
        if asked and leads:
            self._answers()
        pieces = self._filled(entries, leads, held)
        self._is_open = runs_on and bool(found) and not found[-1].closed
        self.waits = bool(pieces) and pieces[-1].heard is None
        return pieces

    def _answers(self) -> None:
        """Let the one who was interviewed have the word, after a question of the paper's."""
        speaker = self._people.spoken_of() if self._last is None else self._last.speaker
        if speaker is not None:
            self._last = _Heard(speaker, "?", self._paragraph - 1, True)

    def _signed(self, mention: Mention) -> _Heard:
        return _Heard(self._people.turn_to(mention), "—", self._paragraph, True)

    def _entries(
        self, sentence: Sentence, number: int, block: Block, by_place: dict[int, Marked]
    ) -> Iterator[_Entry]:
        """What a sentence attributes, what it leaves open, or whom it turns to."""
        said = self._attributed(sentence, block)
        places = sentence.quotes
        if not said and places and speech_alone(sentence.items):
            for at in places:
                words = by_place[sentence.items[at].start]
                if as_sentence(block.text[words.start : words.end], words.closed):
                    yield _Piece(block, words, None, "carried", number)
            return
        for at in places:
            if at in said:
                heard, rule = said[at]
                yield _Piece(block, by_place[sentence.items[at].start], heard, rule, number)
        turned = self._turned(sentence, block, max(said, default=-1) + 1)
        if turned is not None:
            yield turned._replace(sentence=number)
        named = names(sentence.items)
        for mention in introductions(sentence.items, named, block.text):
            self._people.introduce(mention)
            ends = mention.end >= len(sentence.items) - 1 and mention.role is not None
            # "… than Ana Ruiz, who has sold it for years."
            if ends and turned is None and not said:
                speaker = self._people.turn_to(mention)
                yield _Heard(speaker, "", self._paragraph, False, number)
        for name, acts in full_names(sentence.items, named, block.text):
            self._people.see(name, acts)

    def _attributed(self, sentence: Sentence, block: Block) -> dict[int, tuple[_Heard, str]]:
        """The quotations that a sentence attributes, by item."""
        said: dict[int, tuple[_Heard, str]] = {}
        resolved: dict[tuple[int, str], Speaker] = {}
        for at, mention, cue, rule in attributions(sentence.items, block.text):
            if rule == "colon" and cue == ":" and self._is_heading(mention):
                continue
            if mention.kind == PRONOUN and mention.name in ("he", "she") and not said:
                self._own_subject(sentence, mention, block)
            place = (mention.start, mention.name)
            if place not in resolved:
                resolved[place] = self._people.turn_to(mention)
            said[at] = _Heard(resolved[place], cue, self._paragraph, True), rule
        return said

    def _own_subject(self, sentence: Sentence, pronoun: Mention, block: Block) -> None:
        """Turn to whom a sentence begins with: "Jan Nowak calls it well spent: it was, he says"."""
        first = opening(sentence.items, 0, block.text) if pronoun.start else None
        named = first is not None and first.kind == PERSON and first.end <= pronoun.start
        if named and first is not None and (first.role or self._people.knows(first)):
            self._people.turn_to(first)

    def _is_heading(self, mention: Mention) -> bool:
        """Whether one word before a colon is nobody's name: "Topic: “…”"."""
        if mention.kind != PERSON or " " in mention.name or can_speak(mention.name.lower()):
            return False
        return not self._people.knows(mention)

    def _turned(self, sentence: Sentence, block: Block, begun: int) -> _Heard | None:
        """Whom a sentence, from an item on, is about: somebody who says, or does, something."""
        mention, cue = turns_to(sentence.items, begun, block.text)
        if mention is None:
            return None
        courteous = mention.name.split()[0].strip(".").lower() in HONORIFICS
        told = cue or mention.role or courteous or _acts(sentence, mention)
        if not (told or self._people.knows(mention)):
            return None
        if mention.kind == PRONOUN and not self._people.knows(mention):
            return None
        return _Heard(self._people.turn_to(mention), cue, self._paragraph, False)

    def _filled(self, entries: list[_Entry], leads: bool, held: list[_Piece]) -> list[_Piece]:
        """The pieces of a paragraph, each with the speaker who had the word when it comes."""
        now = self._carried() if self._is_open or leads else None
        first = _next(entries, 0) if leads else None
        if first is not None and not (self._is_open and now is not None):
            now = first
        late = now or next(map(_heard, entries), None) if self._is_open else None
        pieces = [piece if piece.heard else piece._replace(heard=late) for piece in held]
        for at, entry in enumerate(entries):
            now = _heard(entry) or now
            if isinstance(entry, _Piece):
                heard = entry.heard or now
                if heard is None and (after := _next(entries, at)) is not None and after.cue:
                    heard = after
                pieces.append(entry._replace(heard=heard))
        if now is not None and (entries or self._is_open):
            quoted = now.quoted or any(isinstance(entry, _Piece) for entry in entries)
            self._last = now._replace(paragraph=self._paragraph, quoted=quoted)
        return pieces

    def _carried(self) -> _Heard | None:
        """Who spoke last, if that was no more than a paragraph or two ago."""
        last = self._last
        if last is None:
            return None
        reach = _CARRIED if last.quoted else 1
        return last if self._paragraph - last.paragraph <= reach else None


def _acts(sentence: Sentence, mention: Mention) -> bool:
    """Whether a sentence begins with a full name that does something: "Ana Ruiz has worked"."""
    items, at = sentence.items, mention.end
    begins = mention.start == 0 or items[mention.start - 1].text == ","
    if mention.kind != PERSON or not begins or " " not in mention.name:
        return False
    if at < len(items) and items[at].lower in ("from", "of", "at"):  # "Ana Ruiz from Quito has"
        at = max(name_end(items, at + 1), at + 1) if at + 1 < len(items) else at
    while at < len(items) and items[at].lower in AUXILIARIES - FINITE:
        at += 1
    after = items[at].lower if at < len(items) else ""
    return after in FINITE or after.endswith("ed")


def _asks(text: str) -> bool:
    """Whether a paragraph is a short question: what an interview puts before an answer."""
    return len(text) < _LINE and text.rstrip().endswith("?")


def _heard(entry: _Entry) -> _Heard | None:
    return entry.heard if isinstance(entry, _Piece) else entry


def _next(entries: list[_Entry], at: int) -> _Heard | None:
    """Who says something in the sentence after a quotation: `“…” X said that she …`."""
    number = entries[at].sentence
    for entry in entries[at + 1 : at + 9]:
        heard = _heard(entry)
        if heard is not None:
            return heard if entry.sentence <= number + 1 else None
        number = entry.sentence
    return None


def _unknown(entry: _Entry) -> bool:
    return isinstance(entry, _Piece) and entry.heard is None
