"""Folders of files of ours, which appear whole or not at all."""

import errno
import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISREG

from expotui.cli.output import not_the_store
from expotui.errors import InputError, reason

# Whether a folder that holds files of ours alone is one that may be replaced.
IsOurs = Callable[[Path], bool]


@contextmanager
def new_folder(path: Path, files: Sequence[str], is_ours: IsOurs, *, store: str) -> Iterator[Path]:
    """A folder to be filled, which stands at `path` when all went well; else nothing changes.

    What is there already is replaced if it is empty, or is `is_ours` and holds nothing but `files`.

    Raises:
        UsageError: the store is one of them.
        InputError: something else is there, or the folder cannot be written.
    """
    try:
        target = Path(os.path.realpath(path))
        if target.is_symlink():
            raise OSError(errno.ELOOP, "too many levels of symbolic links")
        _check(path, target, files, is_ours, store)
        partial = target.with_name(f".{target.name[:200]}.{os.getpid()}.part")
        with _leaving_nothing():
            try:
                partial.mkdir()
                yield partial
                # Somebody may have put something into it meanwhile.
                _check(path, target, files, is_ours, store)
                _replace(target, partial, files)
            finally:
                shutil.rmtree(partial, ignore_errors=True)
    except OSError as error:
        raise InputError(f"cannot write {path}: {reason(error)}") from error


@contextmanager
def _leaving_nothing() -> Iterator[None]:
    """What ends this process (a closed window, `kill`) lets it tidy up first, as Ctrl-C does."""
    ending = [one for one in (signal.SIGTERM, signal.SIGHUP) if _is_left_alone(one)]
    for one in ending:
        signal.signal(one, _end)
    try:
        yield
    finally:
        for one in ending:
            signal.signal(one, signal.SIG_DFL)


def _is_left_alone(one: signal.Signals) -> bool:
    in_main = threading.current_thread() is threading.main_thread()
    return in_main and signal.getsignal(one) is signal.SIG_DFL


def _end(number: int, _frame: object) -> None:
    sys.exit(128 + number)


def _check(path: Path, target: Path, files: Sequence[str], is_ours: IsOurs, store: str) -> None:
    """Refuse to replace what is not ours."""
    if not target.exists():
        return
    if not target.is_dir():
        raise InputError(f"cannot write {path}: it is no folder")
    if target.samefile(Path.cwd()):
        # Whoever is in it would find themselves in a folder that is gone.
        raise InputError(f"cannot write {path}: it is the folder you are in; name another")
    names = sorted(os.listdir(target))
    for name in names:
        not_the_store(target / name, store)
        if name not in files or not S_ISREG((target / name).lstat().st_mode):
            raise InputError(
                f"cannot write {path}: {name} is in it, which is no file of a data package; "
                "name a new folder"
            )
    if names and not is_ours(target):
        raise InputError(
            f"cannot write {path}: it is not empty, and no data package of expotui; "
            "name a new folder"
        )
    if not os.access(target, os.W_OK):
        # Replacing would succeed where the folder around it may be written: it was not meant.
        raise PermissionError(errno.EACCES, "permission denied")


def _replace(target: Path, partial: Path, files: Sequence[str]) -> None:
    if not target.exists():
        partial.rename(target)
        return
    partial.chmod(target.stat().st_mode)
    if not os.listdir(target):
        partial.rename(target)
        return
    # No system call that all systems have puts a folder in the place of a full one.
    old = target.with_name(f".{target.name[:200]}.{os.getpid()}.old")
    try:
        target.rename(old)
        partial.rename(target)
    except BaseException:
        if old.exists() and not target.exists():
            old.rename(target)
        raise
    finally:
        if target.exists() and old.exists():
            _remove(old, files)


def _remove(folder: Path, files: Sequence[str]) -> None:
    """Remove a folder of files of ours: nothing that anybody else has put into it."""
    for name in files:
        (folder / name).unlink(missing_ok=True)
    folder.rmdir()
