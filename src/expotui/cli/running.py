"""Running a command line: every way it can end, as one clear line and a documented exit code."""

import os
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from typing import TYPE_CHECKING

from expotui.cli.output import flush_stdout, narrate, silence_stdout
from expotui.errors import ExitCode, ExpotuiError, reason
from expotui.facts.text import visible

if TYPE_CHECKING:
    import click

INTERRUPTED, UNEXPECTED = 130, 70
_COMPLETE = "_EXPOTUI_COMPLETE"


def run(args: Sequence[str]) -> int:
    """Run `expotui` with `args` and return its exit code; nothing is raised."""
    return complete(lambda: _invoke(list(args)))


def complete(work: Callable[[], int]) -> int:
    """Do the work of a command line and return its exit code, however it ends."""
    if isinstance(sys.stdout, TextIOWrapper):
        # Text for people in the encoding people have: help is full of signs.
        sys.stdout.reconfigure(errors="replace")
    try:
        code = work()
        flush_stdout()
    except BrokenPipeError:
        # Whoever read our output has had enough: `expotui export | head` is no error.
        silence_stdout()
        return ExitCode.DONE
    except KeyboardInterrupt:
        silence_stdout()
        return INTERRUPTED
    except Exception as error:
        return _explain(error)
    return code


def _invoke(args: list[str]) -> int:
    instruction = os.environ.get(_COMPLETE)
    if not args and not instruction:
        # There is nothing to parse: loading the parser would only delay the first frame.
        from expotui.cli.browsing import browse_or_print
        from expotui.cli.store_choice import Store

        browse_or_print(Store())
        return ExitCode.DONE
    from expotui.cli.app import app

    if instruction:
        from click.shell_completion import shell_complete

        return shell_complete(app, {}, "expotui", _COMPLETE, instruction)
    return invoke(app, "expotui", args)


def invoke(app: "click.Command", name: str, args: list[str], obj: object = None) -> int:
    """Have click run a command line; errors are raised."""
    import click

    try:
        # Not app.main(): it has its own ideas of closed pipes and of Ctrl-C.
        with app.make_context(name, args, obj=obj) as context:
            app.invoke(context)
    except click.exceptions.Exit as done:
        return done.exit_code
    return ExitCode.DONE


def _explain(error: Exception) -> int:
    """Say on stderr what went wrong, and return the exit code for it."""
    if os.environ.get("EXPOTUI_DEBUG"):
        import traceback

        narrate("".join(traceback.format_exception(error)).rstrip())
    try:
        # What was written before the error is data: it comes first.
        flush_stdout()
    except (ExpotuiError, OSError):
        silence_stdout()
    if isinstance(error, ExpotuiError):
        narrate(f"expotui: {visible(str(error))}")
        return error.exit_code
    import click

    if isinstance(error, click.Abort):
        silence_stdout()
        return INTERRUPTED
    if isinstance(error, click.ClickException):
        narrate(f"expotui: {visible(error.format_message())}")
        if isinstance(error, click.UsageError) and error.ctx is not None:
            narrate(f"try '{error.ctx.command_path} --help'")
        return ExitCode.USAGE
    if isinstance(error, UnicodeEncodeError):
        narrate("expotui: what was typed is not valid UTF-8")
        return ExitCode.USAGE
    if isinstance(error, OSError):
        about = f"{error.filename}: " if error.filename else ""
        narrate(f"expotui: {visible(about)}{reason(error)}")
        return ExitCode.INPUT
    what = f"{type(error).__name__}: {error}".rstrip(": ")
    narrate(f"expotui: unexpected error: {visible(what)} (EXPOTUI_DEBUG=1 shows where)")
    return UNEXPECTED
