"""Streams: data on stdout, narration on stderr, files written whole or not at all."""

import errno
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO

from expotui.errors import InputError, UsageError, reason


def narrate(line: str) -> None:
    """Say something about the work on stderr; that nobody listens is no error."""
    with suppress(OSError, ValueError):
        if sys.stderr is not None:
            sys.stderr.write(f"{line}\n")
            sys.stderr.flush()


def on_terminal() -> bool:
    """Whether people read stdout as it is written."""
    return sys.stdout is not None and sys.stdout.isatty()


def terminal_width() -> int | None:
    """The width to fit text to; None where stdout is no terminal and lines stay whole."""
    if not on_terminal():
        return None
    import shutil

    return shutil.get_terminal_size().columns


def write_lines(lines: Iterable[str]) -> int:
    """Write text for people to stdout, in the encoding people have; return how many lines."""
    written = 0
    with _stdout_errors():
        stream = _stdout()
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
        for line in lines:
            stream.write(f"{line}\n")
            written += 1
    return written


@contextmanager
def data_stream() -> Iterator[TextIO]:
    """Stdout for data: UTF-8 whatever the locale, line ends as they are written."""
    with _stdout_errors():
        stdout = _stdout()
        stdout.flush()
        stream = TextIOWrapper(stdout.buffer, encoding="utf-8", newline="")
        try:
            yield stream
            stream.flush()
        finally:
            # Else closing the wrapper would close stdout with it.
            with suppress(OSError):
                stream.detach()


def write_records(records: Iterable[dict[str, Any]], *, lines: bool) -> int:
    """Write records to stdout as one JSON array, or as JSON `lines`; return how many."""
    from expotui.export.writers import write_records as write

    with data_stream() as stream:
        return write(records, stream, lines=lines)


def flush_stdout() -> None:
    """Hand over what is still buffered, while an error can still be told.

    Raises:
        InputError: it could not be written.
    """
    if sys.stdout is not None and not sys.stdout.closed:
        with _stdout_errors():
            sys.stdout.flush()


def silence_stdout() -> None:
    """Send what is left in stdout's buffer nowhere: at exit, Python would complain of it."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _stdout() -> TextIO:
    if sys.stdout is None:
        raise InputError("cannot write to standard output: it is closed")
    return sys.stdout


@contextmanager
def _stdout_errors() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        silence_stdout()
        raise InputError(f"cannot write to standard output: {reason(error)}") from error


@contextmanager
def file_stream(path: Path) -> Iterator[TextIO]:
    """A file to be written: it appears whole when all went well, and else stays as it was.

    Devices and pipes (`/dev/null`, `>(gzip)`) are written as they are.

    Raises:
        InputError: it cannot be written.
    """
    try:
        if path.is_dir():
            raise InputError(f"cannot write {path}: it is a folder")
        device = path.exists() and not path.is_file()
        with _written_directly(path) if device else _replacing(_target(path)) as stream:
            yield stream
    except BrokenPipeError:
        raise
    except OSError as error:
        raise InputError(f"cannot write {path}: {reason(error)}") from error


def _target(path: Path) -> Path:
    """What `path` leads to: a link is written through."""
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OSError(errno.ELOOP, "too many levels of symbolic links")
    return target


def _written_directly(path: Path) -> TextIO:
    return path.open("w", encoding="utf-8", newline="")


@contextmanager
def _replacing(path: Path) -> Iterator[TextIO]:
    if path.exists() and not os.access(path, os.W_OK):
        # Replacing would succeed where the folder may be written: it is not what was meant.
        raise PermissionError(0, "permission denied")
    partial = path.with_name(f".{path.name[:200]}.{os.getpid()}.part")
    try:
        with partial.open("x", encoding="utf-8", newline="") as stream:
            if path.exists():
                partial.chmod(path.stat().st_mode)
            yield stream
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def not_the_store(path: Path, store: str) -> None:
    """Refuse to write over the store that is being read.

    Raises:
        UsageError: `path` is the store.
    """
    try:
        same = path.samefile(store)
    except (OSError, RuntimeError):
        return  # one of them is not there; what else is wrong is told when it is opened
    if same:
        raise UsageError(f"{path} is the store itself: write to another file")
