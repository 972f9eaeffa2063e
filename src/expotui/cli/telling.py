"""What the user says of documents that are taken in: options of `ingest` and `watch`."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from expotui.cli.options import Edtf, reading_options

if TYPE_CHECKING:
    from expotui.ingest.running import Options


def telling_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add what the user says of documents: `--published`, `--publisher`, `--url`; and `--jobs`."""
    published = click.option(
        "--published", type=Edtf(), metavar="DATE",
        help="When they were published; dates without a year are read by it.",
    )  # fmt: skip
    publisher = click.option("--publisher", metavar="NAME", help="Who published them.")
    url = click.option("--url", metavar="URL", help="Where they stand.")
    jobs = click.option(
        "--jobs", "-j", type=click.IntRange(1, 256), metavar="N",
        help="How many processes read them. Default: one for each processor.",
    )  # fmt: skip
    return published(publisher(url(jobs(reading_options(command)))))


def options_of(
    *,
    published: str | None,
    publisher: str | None,
    url: str | None,
    jobs: int | None,
    encoding: str | None,
    max_size: int,
    keep: bool = True,
) -> "Options":
    """What a run is told, of what stands on the command line."""
    import os

    from expotui.ingest.looking import Told
    from expotui.ingest.reading import Limits
    from expotui.ingest.running import Options

    limits = Limits(size=max_size * 1_000_000)
    told = Told(published, publisher, url, encoding, limits)
    return Options(told, jobs or os.cpu_count() or 1, keep)
