"""Options that several commands share, and the checks behind them."""

import sqlite3
from collections.abc import Callable
from datetime import date
from typing import Any, Literal

import click

from expotui.errors import UsageError
from expotui.hints import did_you_mean

IdTable = Literal["series", "measures", "events", "documents"]


class Day(click.ParamType[date]):
    """A date as people type it: its first day for `--since`, its last for `--until`."""

    name = "date"

    def __init__(self, *, last: bool) -> None:
        self._last = last

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        from expotui.facts.people_dates import read_day

        try:
            first, last = read_day(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)
        return last if self._last else first


class Edtf(click.ParamType[str]):
    """A date as people type it, as EDTF: a month stays a month, what is doubtful doubtful."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from expotui.facts.people_dates import read_edtf

        try:
            return read_edtf(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class _Encoding(click.ParamType[str]):
    """The name of an encoding that texts can be in."""

    name = "encoding"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from expotui.ingest.decoding import is_encoding

        if not is_encoding(value):
            self.fail(f"no encoding {value!r}: such as utf-8, gb18030, big5, cp1252", param, ctx)
        return str(value)


def reading_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add what commands that read documents have in common: `--encoding` and `--max-size` (MB)."""
    encoding = click.option(
        "--encoding", type=_Encoding(), metavar="NAME",
        help="What texts are encoded in, where they do not say so themselves.",
    )  # fmt: skip
    max_size = click.option(
        "--max-size", type=click.IntRange(1), default=64, show_default=True, metavar="MB",
        help="The largest file to read.",
    )  # fmt: skip
    return encoding(max_size(command))


def period_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add `--since` and `--until`."""
    since = click.option(
        "--since", type=Day(last=False), metavar="DATE",
        help="What took place on or after this day, month or year.",
    )  # fmt: skip
    until = click.option(
        "--until", type=Day(last=True), metavar="DATE",
        help="What took place on or before this day, month or year.",
    )  # fmt: skip
    return since(until(command))


def json_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add `--json` and `--jsonl`, handed over as `form`: None is text."""
    as_json = click.option("--json", "form", flag_value="json", help="One JSON array.")
    as_lines = click.option(
        "--jsonl", "form", flag_value="jsonl", help="JSON lines: one object a line."
    )
    return as_json(as_lines(command))


def check_period(since: date | None, until: date | None) -> None:
    """Refuse a period that ends before it begins.

    Raises:
        UsageError: it does.
    """
    if since and until and until < since:
        raise UsageError(f"--until {until} lies before --since {since}")


def check_id(db: sqlite3.Connection, table: IdTable, value: str | None, option: str) -> None:
    """Refuse an id that the store does not hold.

    Raises:
        UsageError: it holds none such; the message names the closest ones.
    """
    if value is None:
        return
    from expotui.store.queries import known_ids

    if value in known_ids(db, table, value, 1):
        return
    raise UsageError(f"{option}: no such id {value!r}{did_you_mean(value, known_ids(db, table))}")
