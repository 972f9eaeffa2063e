"""Who may read: a file in OpenSSH's authorized_keys format, read again when it has changed."""

import os
from pathlib import Path

import asyncssh

from expotui.errors import InputError, reason


class AuthorizedKeys:
    """The keys in a file, as text that was found to be sound; without a file, none.

    Raises:
        InputError: the file cannot be read, or holds no key.
    """

    def __init__(self, path: str) -> None:
        self._path = Path(path) if path else None
        self._stamp = self._stamped()
        self.text = _read(self._path) if self._path is not None else ""

    @property
    def count(self) -> int:
        """How many lines hold keys."""
        lines = (line.strip() for line in self.text.splitlines())
        return sum(1 for line in lines if line and not line.startswith("#"))

    def changed(self) -> bool:
        """Whether the file is another one now, and was read; one that is wrong changes nothing."""
        stamp = self._stamped()
        if self._path is None or stamp == self._stamp:
            return False
        self._stamp = stamp
        try:
            self.text = _read(self._path)
        except InputError:
            return False
        return True

    def _stamped(self) -> tuple[int, int, int]:
        try:
            found = os.stat(self._path) if self._path is not None else None
        except OSError:
            found = None
        return (found.st_ino, found.st_mtime_ns, found.st_size) if found else (0, 0, 0)


def _read(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8")
        asyncssh.import_authorized_keys(text or "none")
    except OSError as error:
        raise InputError(f"cannot read the authorized keys {path}: {reason(error)}") from error
    except (ValueError, asyncssh.KeyImportError) as error:
        raise InputError(
            f"{path} holds no key that can be used (one a line, as in ~/.ssh/authorized_keys)"
        ) from error
    return text
