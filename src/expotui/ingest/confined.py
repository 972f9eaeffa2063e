"""Work on hostile files in a process of its own, which is ended when it takes too long or too much.

Parsers of HTML and PDF are other people's: none of them promises to come to an end. A fork costs
a few milliseconds, shares what is imported already, and can be killed wherever it is stuck.
"""

import faulthandler
import logging
import os
import pickle
import resource
import selectors
import signal
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO, TypeVar

from expotui.ingest.source import Unreadable

# What work may take beyond what this process has.
SECONDS = 60.0
MEMORY = 1_500_000_000

_Answer = TypeVar("_Answer")


def confined(
    work: Callable[[], _Answer], *, seconds: float = SECONDS, memory: int = MEMORY
) -> _Answer:
    """What `work` returns, which must be picklable; it is done within `seconds` and `memory` bytes.

    Raises:
        Unreadable: it raised one, or anything else; it took too long or too much; it crashed.
    """
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        # That there are threads concerns only what the child would share with them: nothing.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        os.close(reading)
        _work_and_exit(work, writing, memory)
    os.close(writing)
    try:
        with os.fdopen(reading, "rb", buffering=0) as pipe:
            told = _all_of(pipe, time.monotonic() + seconds)
    finally:
        # Whatever happened, and if it was Ctrl-C: nothing of it is left.
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    if told is None:
        raise Unreadable(f"took longer than {seconds:g} seconds to read")
    if not told:
        raise Unreadable("could not be read: what reads it crashed")
    answer = pickle.loads(told)
    if isinstance(answer, Unreadable):
        raise answer
    found: _Answer = answer
    return found


def _all_of(pipe: BinaryIO, deadline: float) -> bytes | None:
    """All that is written to a pipe until it is closed; None where that is not in time."""
    pieces: list[bytes] = []
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while selector.select(max(0.0, deadline - time.monotonic())):
            piece = pipe.read(1 << 20)
            if not piece:
                return b"".join(pieces)
            pieces.append(piece)
    return None


def _work_and_exit(work: Callable[[], object], writing: int, memory: int) -> None:
    """The life of the child: it never returns, and says nothing but its answer."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        logging.disable()
        warnings.simplefilter("ignore")
        faulthandler.disable()  # a crash is an answer, too, and its trace is nobody's to read
        _limit(memory)
        told = pickle.dumps(_answer(work))
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(told)
    finally:
        os._exit(0)


def _answer(work: Callable[[], object]) -> object:
    try:
        return work()
    except Unreadable as refused:
        return Unreadable(str(refused))
    except MemoryError:
        return Unreadable("takes more memory to read than is allowed")
    except RecursionError:
        return Unreadable("is nested too deeply to be read")
    except Exception as error:
        # A parser's own words say more to whoever made the file than none at all.
        said = " ".join(str(error).split())[:120]
        return Unreadable(f"is malformed: {said or type(error).__name__}")


def _limit(memory: int) -> None:
    """Bound what may be allocated on top of what is; only where the system tells how much is."""
    with suppress(OSError, ValueError), open("/proc/self/statm", "rb") as stream:
        has = int(stream.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (has + memory, has + memory))
