"""`expotui watch`: folders whose documents are taken in as they appear."""

from pathlib import Path

import click

from expotui.cli.ingesting import exit_code, reporting
from expotui.cli.output import narrate
from expotui.cli.store_access import with_store_to_write
from expotui.cli.telling import options_of, telling_options
from expotui.errors import ExitCode, InputError, UsageError
from expotui.facts.text import visible


@click.command("watch", short_help="Take in documents as they appear in a folder.")
@click.argument("folders", metavar="DIR...", nargs=-1, required=True)
@telling_options
@with_store_to_write
@click.pass_context
def command(
    context: click.Context,
    path: Path,
    *,
    folders: tuple[str, ...],
    published: str | None,
    publisher: str | None,
    url: str | None,
    jobs: int | None,
    encoding: str | None,
    max_size: int,
) -> None:
    """Ingest the documents in DIR and below, and those that appear there, until Ctrl-C.

    A file is read once it has stopped growing. One line is told of each; the summary comes at the
    end.

    \b
    Examples:
      expotui watch ~/clippings
      expotui watch inbox --publisher Xinhua
    """
    _check(folders)
    from expotui.ingest.running import Summary, running
    from expotui.ingest.watching import appearing

    options = options_of(
        published=published, publisher=publisher, url=url, jobs=jobs, encoding=encoding,
        max_size=max_size,
    )  # fmt: skip
    summary = Summary()
    with reporting(each=True) as report:
        try:
            with running(path, options, summary, report) as run:
                for documents in appearing(folders):
                    # The first is when watching has begun: what is there already comes before.
                    run.over(documents or folders)
                    report.idle()
        except KeyboardInterrupt:
            pass  # how it is meant to end
        except OSError as error:
            raise InputError(f"cannot watch {', '.join(folders)}: {error}") from error
    report.tell(summary)
    context.exit(ExitCode.DONE if not summary.refused else exit_code(summary))


def _check(folders: tuple[str, ...]) -> None:
    """Refuse what cannot be watched.

    Raises:
        UsageError: watchfiles is not there.
        InputError: one is no folder.
    """
    from importlib.util import find_spec

    if find_spec("watchfiles") is None:
        raise UsageError("watch needs watchfiles: pip install 'expotui[documents]'")
    for folder in folders:
        if not Path(folder).is_dir():
            raise InputError(f"cannot watch {folder}: it is no folder")
    narrate(visible(f"watching {', '.join(folders)}: Ctrl-C ends it"))
