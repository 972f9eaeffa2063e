"""`expotui serve`: the store for readers over SSH."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from expotui.cli.output import narrate
from expotui.cli.store_access import hidden_store_options, whole_store
from expotui.config import config_path, load_config
from expotui.errors import InputError, UsageError
from expotui.facts.text import visible
from expotui.ssh.settings import FIELDS, Settings

_TYPES: dict[Any, click.ParamType[Any]] = {str: click.STRING, int: click.INT, float: click.FLOAT}


def _setting_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add an option for each setting; those that were not given are None."""
    for name, setting in reversed(FIELDS.items()):
        flag = f"--{name.replace('_', '-')}"
        help, unit = setting.metadata["help"], setting.metadata["unit"]
        if setting.type is bool:
            option = click.option(flag, name, is_flag=True, default=None, help=help)
        else:
            shown = f"{help}  [{setting.default} {unit}".rstrip() + "]" if setting.default else help
            option = click.option(
                flag, name, type=_TYPES[setting.type], metavar=(unit or "VALUE").upper(), help=shown
            )
        command = option(command)
    return command


@click.command("serve", short_help="All of it for readers, over SSH.")
@_setting_options
@hidden_store_options
def command(db: Path | None, read_only: bool, as_of: date | None, **given: Any) -> None:
    """Serve the store to readers: `ssh -p 2222 HOST` browses, with a command it answers that.

    Readers can do nothing but read: no shell, no files, no forwarding. Say who may come:
    --authorized-keys FILE, or --anonymous for everybody. Of limits, 0 is none. All options can
    stand in config.toml under [serve], with underscores (docs/serving.md). SIGHUP reads them
    again, SIGTERM says goodbye to readers and stops.

    \b
    Examples:
      expotui serve --authorized-keys ~/.ssh/authorized_keys
      expotui serve --anonymous --host :: --metrics 9100
    """
    flags = {name: value for name, value in given.items() if value is not None}
    settings = _settings(flags)
    chosen = replace(whole_store(db, read_only, as_of), immutable=settings.immutable)
    with chosen.reading():
        pass  # built if need be, and known to be readable: the first reader need not find out

    from expotui.cli.for_readers import OPTIONS, run_for_reader
    from expotui.ssh.host_keys import host_keys, shown_fingerprint
    from expotui.ssh.supervisor import Service, serve

    keys = host_keys(settings)

    def announce(host: str, port: int) -> None:
        narrate(f"expotui serves {visible(str(chosen.path))} on {host} port {port}, read-only")
        for key in keys:
            narrate(shown_fingerprint(key))
        narrate(f"to read: ssh -p {port} {_reachable(host)}")

    serve(
        Service(
            chosen.path.absolute(), settings, lambda: _settings(flags),
            f"{run_for_reader.__module__}:{run_for_reader.__name__}", (*OPTIONS, "help"), keys,
        ),
        announce,
    )  # fmt: skip


def _settings(flags: dict[str, Any]) -> Settings:
    """The settings: flags, else config.toml, else the defaults.

    Raises:
        UsageError: a flag is wrong, or nobody could log in.
        InputError: config.toml is.
    """
    try:
        configured = dict(load_config().serve)
        Settings.of(configured)
    except UsageError as error:
        raise InputError(f"{config_path()}: [serve]: {error}") from error
    settings = Settings.of({**configured, **flags})
    if not settings.anonymous and not settings.authorized_keys:
        raise UsageError(
            "nobody could log in: name the readers' keys with --authorized-keys FILE, "
            "or let anybody read with --anonymous"
        )
    return settings


def _reachable(host: str) -> str:
    return {"0.0.0.0": "localhost", "::": "localhost"}.get(host, host)
