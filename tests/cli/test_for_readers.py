"""The command line for readers: every command and option was decided about."""

import click
import pytest

from expotui.cli.app import app
from expotui.cli.for_readers import OPTIONS, _app

# What readers do not have, and why each is here: it names a file, or is about the user's own rows.
REFUSED = {
    "timeline": {"db", "read_only"},
    "show": {"db", "read_only"},
    "conflicts": {"db", "read_only"},
    "series": {"db", "read_only"},
    "search": {"db", "read_only"},
    "compare": {"db", "read_only"},
    "coverage": {"db", "read_only"},
    "export": {"db", "read_only", "output", "datapackage", "marked"},
    "cite": {"db", "read_only"},
}
NOT_FOR_READERS = {
    "import", "serve", "doctor", "verify", "decide", "decisions", "undo", "redo", "replay",
    "extract", "attach", "detach", "ingest", "watch", "check",
}  # fmt: skip


def test_each_command_is_on_a_list() -> None:
    assert set(app.list_commands(click.Context(app))) == set(OPTIONS) | NOT_FOR_READERS
    assert not set(OPTIONS) & NOT_FOR_READERS


@pytest.mark.parametrize("name", OPTIONS)
def test_each_option_is_on_a_list(name: str) -> None:
    command = app.get_command(click.Context(app), name)
    assert command is not None
    assert {param.name for param in command.params} == OPTIONS[name] | REFUSED[name]
    theirs = _app().commands[name]
    assert {param.name for param in theirs.params} == OPTIONS[name]


@pytest.mark.parametrize("name", OPTIONS)
def test_no_option_of_readers_takes_a_path(name: str) -> None:
    for param in _app().commands[name].params:
        assert not isinstance(param.type, click.Path | click.File)


def test_nothing_that_writes_is_for_readers() -> None:
    assert not {"import", "ingest", "watch"} & set(_app().commands)
