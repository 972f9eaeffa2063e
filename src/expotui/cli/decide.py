"""`expotui decide`: accept, correct, merge, reject, re-date, mark or note, from a script."""

from pathlib import Path

import click

from expotui.cli.deciding import as_option, tell
from expotui.cli.store_access import with_store_to_write
from expotui.errors import UsageError

_ACTIONS = ("accept", "reject", "correct", "merge", "re-date", "note", "mark", "unmark")

# What the one word after an action is, as a field and as people say it; the others take none, and
# `correct` takes FIELD=VALUE.
_WORD = {"merge": ("into", "OTHER"), "re-date": ("date", "DATE"), "note": ("note", "TEXT")}


@click.command("decide", short_help="Accept, correct, merge, reject, re-date, mark or note.")
@click.argument("target", metavar="ID")
@click.argument("action", type=click.Choice(_ACTIONS), metavar="ACTION")
@click.argument("words", nargs=-1, metavar="[WORD]...")
@click.option("--reason", metavar="TEXT", help="Why it is rejected or re-dated.")
@click.option(
    "--of",
    type=click.Choice(["event", "document"]),
    help="What ID is the id of, where both an event and a document go by it.",
)
@as_option
@with_store_to_write
def command(
    path: Path,
    *,
    target: str,
    action: str,
    words: tuple[str, ...],
    reason: str | None,
    of: str | None,
    who: str,
) -> None:
    """Decide on the fact (or re-date the event or document) that has an ID.

    Decisions are kept apart from what they are about, so that they can be undone, listed
    (`expotui decisions`) and made again on another store (`expotui replay`). The words as printed
    and where they stand are the document's, and stay.

    \b
    ACTION is one of:
      accept                   it is as the document has it
      reject                   it is none: it is not listed, counted or compared any more
      correct FIELD=VALUE...   value, upper, qualifier, unit, measure, scope, stage, event,
                               speaker, role; FIELD= empties one
      merge OTHER              it is the same claim as OTHER, which is kept
      re-date DATE             the event took place, or the page was published, then (EDTF)
      note TEXT                to be kept with it; an empty TEXT takes the note away
      mark, unmark             as m in the browser

    \b
    Examples:
      expotui decide ciie-6-037 correct value=128 stage=closing
      expotui decide ciie-6-039 merge ciie-6-033
      expotui decide linyi-2 re-date 2024-10-17/2024-10-19 --reason "the organiser's site"
    """
    from expotui.curation.asking import Request
    from expotui.curation.deciding import decide
    from expotui.facts.decisions import Action, told

    if reason is not None and action not in ("reject", "re-date"):
        raise UsageError(f"--reason is for reject and re-date, not for {action}")
    fields = _fields(action, words)
    if reason is not None:
        fields["reason"] = reason
    meant = "mark" if action == "unmark" else action
    decision = decide(path, Request(Action(meant), target, fields, of or ""), who)
    tell(target, told(decision))


def _fields(action: str, words: tuple[str, ...]) -> dict[str, str]:
    """The words after an action, by field.

    Raises:
        UsageError: it takes other words.
    """
    if action == "correct":
        return dict(_assignment(word) for word in words)
    if action in ("mark", "unmark") and not words:
        return {"marked": "yes" if action == "mark" else "no"}
    field, called = _WORD.get(action, ("", ""))
    if len(words) != bool(field):
        takes = f"takes one word more: {called}" if field else "takes no more words"
        raise UsageError(f"{action} {takes}")
    return {field: words[0]} if field else {}


def _assignment(word: str) -> tuple[str, str]:
    field, equals, value = word.partition("=")
    if not equals:
        raise UsageError(f"{word!r} is no FIELD=VALUE, as value=65 is")
    return field.strip(), value
