"""The documentation of the command line mentions all of it."""

from pathlib import Path

import click

from expotui.cli.app import app

DOCS = Path(__file__).parents[2] / "docs"


def test_every_command_and_option_is_documented() -> None:
    text = (DOCS / "command-line.md").read_text(encoding="utf-8")
    # What there is to say of serving fills a page of its own.
    text += (DOCS / "serving.md").read_text(encoding="utf-8")
    context = click.Context(app)
    commands = {"": app} | {
        name: app.get_command(context, name) for name in app.list_commands(context)
    }
    missing = []
    for name, command in commands.items():
        assert command is not None
        if f"expotui {name}".rstrip() not in text:
            missing.append(name)
        options = [param for param in command.params if isinstance(param, click.Option)]
        missing += [
            f"{name} {flag}"
            for option in options
            for flag in option.opts
            if f"`{flag}" not in text and f" {flag}`" not in text
        ]
    assert not missing
