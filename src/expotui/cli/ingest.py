"""`expotui ingest`: the reader's own documents, and what is found in them, into the store."""

from pathlib import Path

import click

from expotui.cli.ingesting import exit_code, reporting
from expotui.cli.store_access import with_store_to_write
from expotui.cli.telling import options_of, telling_options


@click.command("ingest", short_help="Your own documents into the store: text, HTML, PDF.")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@telling_options
@click.option("--dry-run", is_flag=True, help="Read all of it, and store nothing.")
@with_store_to_write
@click.pass_context
def command(
    context: click.Context,
    path: Path,
    *,
    paths: tuple[str, ...],
    published: str | None,
    publisher: str | None,
    url: str | None,
    jobs: int | None,
    encoding: str | None,
    max_size: int,
    dry_run: bool,
) -> None:
    """Read documents, find the figures and quotes in them, and store both.

    A PATH is a file (text, Markdown, HTML, PDF), a folder with all documents below it, a pattern,
    or - for standard input. Facts join the events that the store knows, or make new ones. Each
    document is stored whole or not at all; one whose content is there already is left alone, so
    that a run that was ended is finished by running it again. What cannot be read is told, the
    others are stored all the same, and the exit code is 3.

    \b
    Examples:
      expotui ingest clippings/
      expotui ingest article.html --published 2023-11-10 --publisher "Shanghai Daily"
      pdftotext report.pdf - | expotui ingest -
      expotui ingest --dry-run '**/*.md'
    """
    from expotui.ingest.running import ingest

    options = options_of(
        published=published, publisher=publisher, url=url, jobs=jobs, encoding=encoding,
        max_size=max_size, keep=not dry_run,
    )  # fmt: skip
    with reporting(dry_run=dry_run) as report:
        summary = ingest(path, paths, options, report)
    report.tell(summary)
    context.exit(exit_code(summary))
