"""Items of a draft that were checked, as text and as JSON."""

from collections.abc import Iterable, Iterator
from typing import Any

from expotui.cli.layout import columns
from expotui.cli.layout import lines as wrapped
from expotui.drafts.model import Evidence, Item, Relation, Verdict
from expotui.facts.dates import describe
from expotui.facts.text import visible

_INDENT = " " * 4
_MARKS = {
    Relation.SAYS: "=", Relation.FITS: "~", Relation.EXCLUDES: "✗", Relation.ELSEWHERE: "→",
    Relation.CLOSE: "·", Relation.BASE: "∴",
}  # fmt: skip
# Facts beneath an item; --json has them all.
_SHOWN = 4
_WHAT, _ID, _EVENT, _SAYS, _PUBLISHER, _DATE, _WORDS = range(7)
_GIVE_WAY = ((_WORDS, 16), (_PUBLISHER, 10), (_EVENT, 0), (_WORDS, 0), (_PUBLISHER, 0))
# Of a long quote, so much is shown.
_LONGEST = 160


def lines(items: Iterable[Item], width: int | None) -> Iterator[str]:
    """Each item that was checked, why it has its verdict, and the facts beneath."""
    for item in items:
        if item.answer.verdict is Verdict.UNCHECKED:
            continue
        yield from _item(item, width)


def _item(item: Item, width: int | None) -> Iterator[str]:
    answer = item.answer
    verdict = f"{answer.verdict.sign} {answer.verdict}{', disputed' if answer.disputed else ''}"
    of = f"  {item.event_short}" if item.event_short else ""
    if item.event_basis:
        of += f" ({item.event_basis})"
    head = f"{verdict}  line {item.line}: {_quoted(item.text)}{of}"
    yield from wrapped(visible(head), width)
    room = None if width is None else max(20, width - len(_INDENT))
    yield from (f"{_INDENT}{line}" for line in wrapped(visible(answer.reason), room))
    shown = [_cells(one) for one in answer.evidence[:_SHOWN]]
    if shown:
        facts = columns(shown, room, _GIVE_WAY, ragged=_WORDS)
        yield from (f"{_INDENT}{line}" for line in facts)


def _quoted(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words if len(words) <= _LONGEST else f'{words[: _LONGEST - 1]}…'}”"


def _cells(one: Evidence) -> list[str]:
    fact = one.fact
    return [
        f"{_MARKS[one.relation]} {one.relation}",
        fact.id,
        fact.event_short or "",
        (fact.speaker or "") if fact.is_quote else fact.compact_value,
        fact.publisher,
        describe(fact.published) if fact.published else "undated",
        _quoted(fact.printed),
    ]


def record(item: Item) -> dict[str, Any]:
    """One item as JSON; the facts by their ids, with what each says."""
    answer = item.answer
    return {
        "kind": item.kind, "line": item.line, "start": item.start, "end": item.end,
        "text": item.text, "verdict": answer.verdict, "reason": answer.reason,
        "event": item.event, "event_basis": item.event_basis, "measure": answer.measure,
        "disputed": answer.disputed, "computed": answer.computed,
        "changed": [{"draft": mine, "source": its} for mine, its in answer.changed],
        "facts": [_fact(one) for one in answer.evidence],
    }  # fmt: skip


def _fact(one: Evidence) -> dict[str, Any]:
    fact = one.fact
    return {
        "id": fact.id, "relation": one.relation, "event": fact.event, "measure": fact.measure,
        "scope": fact.scope, "stage": fact.stage, "says": fact.text if fact.is_quote else
        fact.compact_value, "speaker": fact.speaker, "publisher": fact.publisher,
        "published": fact.published, "text": fact.printed,
    }  # fmt: skip
