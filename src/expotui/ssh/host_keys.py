"""The server's own keys: made once, kept to its user, and shown by fingerprint."""

import os
import stat
from pathlib import Path
from typing import Literal

import asyncssh

from expotui.errors import InputError, reason
from expotui.ssh.settings import Settings

Kind = Literal["ed25519", "rsa"]

_RSA_BITS = 3072


def default_host_key(kind: Kind) -> Path:
    """Where a host key lies in the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("expotui", appauthor=False) / f"ssh_host_{kind}_key"


def host_key(path: Path, kind: Kind | None = None) -> asyncssh.SSHKey:
    """The host key at `path`; where there is none, one of `kind` is made.

    Raises:
        InputError: it cannot be read or made, is no key, or others may read it.
    """
    try:
        if kind is not None and not path.exists():
            _make(path, kind)
        mode = path.stat().st_mode
        if stat.S_IMODE(mode) & 0o077:
            raise InputError(
                f"others may read the host key {path}: chmod 600 it, or make a new one"
            )
        return asyncssh.read_private_key(path)
    except OSError as error:
        raise InputError(f"cannot read the host key {path}: {reason(error)}") from error
    except (asyncssh.KeyImportError, asyncssh.KeyEncryptionError, ValueError) as error:
        raise InputError(
            f"{path} is no host key: {error} (a private key, no passphrase)"
        ) from error


def _make(path: Path, kind: Kind) -> None:
    """Make a key; of two servers that start at once, one makes it and both use it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if kind == "rsa":
        key = asyncssh.generate_private_key("ssh-rsa", "expotui", key_size=_RSA_BITS)
    else:
        key = asyncssh.generate_private_key("ssh-ed25519", "expotui")
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(key.export_private_key())
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(partial, path)
        except FileExistsError:
            return
    finally:
        partial.unlink(missing_ok=True)


def host_keys(settings: Settings) -> list[asyncssh.SSHKey]:
    """The server's keys, as the settings have it: the first is the one that clients prefer.

    Raises:
        InputError: one cannot be read or made.
    """
    if settings.host_key:
        return [host_key(Path(path)) for path in settings.host_key.split(",")]
    kinds: list[Kind] = ["ed25519", "rsa"] if settings.rsa else ["ed25519"]
    return [host_key(default_host_key(kind), kind) for kind in kinds]


def shown_fingerprint(key: asyncssh.SSHKey) -> str:
    """A line with what ssh shows of a key when it asks whether to trust it."""
    kind = "RSA" if key.get_algorithm() == "ssh-rsa" else "ED25519"
    return f"{kind} key fingerprint is {key.get_fingerprint()}"
