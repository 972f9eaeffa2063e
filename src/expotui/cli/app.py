"""`expotui` itself: its global options, and its commands by name."""

from datetime import date
from importlib import import_module
from pathlib import Path

import click

from expotui import __version__
from expotui.cli.browsing import browse_or_print
from expotui.cli.store_access import store_options
from expotui.cli.store_choice import Store

# By name, the module under cli/ that has each; imported when it is asked for.
_COMMANDS = {
    "timeline": "timeline",
    "show": "show",
    "search": "search",
    "conflicts": "conflicts",
    "series": "series",
    "compare": "compare",
    "coverage": "coverage",
    "export": "export",
    "cite": "cite",
    "verify": "verify",
    "attach": "attach",
    "detach": "detach",
    "extract": "extract",
    "ingest": "ingest",
    "watch": "watch",
    "check": "check",
    "import": "import_",  # a module called `import` could not be imported
    "decide": "decide",
    "decisions": "decisions",
    "undo": "undo",
    "redo": "redo",
    "replay": "replay",
    "serve": "serve",
    "doctor": "doctor",
}

_EPILOG = """\b
Examples:
  expotui                               browse
  expotui timeline --series ciie        one fair through the years
  expotui search "Zhang Wenxian"        who said what; typos are forgiven
  expotui show ciie-6                   an event, a document or a fact
  expotui conflicts --series ciie       claims that exclude each other
  expotui export --csv -o facts.csv     everything, for a spreadsheet
  expotui cite --bibtex ciie-6-001      for your bibliography
  expotui verify notes.md               do the citations in it still hold?
  expotui attach article.txt            its words around each of its facts
  expotui extract article.txt           what is found in a text of yours
  expotui check draft.md                which of its figures does a source bear out?
  expotui import facts.csv              the same, back in
  expotui decide ID correct value=65    what a source got wrong; expotui undo
  expotui serve --anonymous             all of it for anybody, over SSH
  expotui doctor                        is the store sound?

\b
Exit codes: 0 done, 1 nothing matched (doctor: not sound; verify: something does
not hold; check: something is contradicted), 2 usage, 3 a file could not be read or
written, 4 the store could not be opened. Data goes to stdout, all else to stderr.
EXPOTUI_DEBUG=1 shows where an error came from.
"""


class LazyGroup(click.Group):
    """Commands that are imported when they are run: the start of one waits for no other."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002
        cmd_name: str,
    ) -> click.Command | None:
        module = _COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = import_module(f"expotui.cli.{module}").command
        return command


def _browse_or_print(
    context: click.Context, db: Path | None, read_only: bool, as_of: date | None
) -> None:
    """Browse and search who claimed which figure about which trade expo.

    Without a command: the browser. Where input or output is no terminal (a pipe, a file), or the
    terminal is a dumb one: the timeline as text.
    """
    context.obj = Store(db, read_only, as_of=as_of)
    if context.invoked_subcommand is None:
        browse_or_print(context.obj)


app = click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)(
    click.version_option(__version__, message="expotui %(version)s")(
        click.pass_context(store_options(_browse_or_print))
    )
)
