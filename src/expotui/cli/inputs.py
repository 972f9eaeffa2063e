"""Files that a command reads; `-` is standard input."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from expotui.errors import InputError, reason


@contextmanager
def opened(file: str) -> Iterator[BinaryIO]:
    """A file to be read; `-` is standard input.

    Raises:
        InputError: it cannot be opened.
    """
    if file == "-":
        if sys.stdin is None or sys.stdin.closed:
            raise InputError("cannot read standard input: it is closed")
        yield sys.stdin.buffer
        return
    try:
        stream = Path(file).open("rb")  # noqa: SIM115
    except (OSError, ValueError) as error:
        raise InputError(f"cannot read {file}: {reason(error)}") from error
    with stream:
        yield stream
