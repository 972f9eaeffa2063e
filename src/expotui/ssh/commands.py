"""Commands of readers, each in a process of its own, forked from one that has all imported.

A command is the command line's own code: with its standard streams, its exit codes, and a process
that can be stopped when its reader has gone. It shares nothing with other readers but the file.
"""

import asyncio
import multiprocessing
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pkgutil import resolve_name
from typing import Any

# What is read of a command's output at a time, in bytes; a pipe holds as much again.
_READ = 65_536

_ENDED_BADLY = 70

Output = Callable[[bytes, bool], None]


@dataclass(frozen=True, slots=True)
class Task:
    """A command line, the store it is about, and the reader's terminal."""

    args: tuple[str, ...]
    store: str
    immutable: bool
    columns: int  # 0 where there is no terminal
    passages: bool = False


class Commands:
    """Runs commands, so many at a time; the others wait for their turn.

    Args:
        function: what runs a `Task` and returns its exit code, named `module:name`: the command
            line lies above this layer.
        names: the commands there are.
        at_once: how many run at a time.
    """

    def __init__(self, function: str, names: Sequence[str], at_once: int) -> None:
        self._function = function
        self._names = frozenset(names)
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload([__name__, function.partition(":")[0]])
        self._turns = asyncio.Semaphore(at_once)
        self._ready: asyncio.Task[None] | None = None

    def kind(self, args: Sequence[str]) -> str:
        """What is logged and counted of a command line: its command, nothing that was typed."""
        if not args:
            return "timeline"
        return args[0] if args[0] in self._names else "other"

    async def run(self, task: Task, running: "Running") -> int:
        """Run a command and return its exit code; cancelling stops it."""
        if self._ready is None:
            from multiprocessing.forkserver import ensure_running

            self._ready = asyncio.create_task(asyncio.to_thread(ensure_running))
        await asyncio.shield(self._ready)
        async with self._turns:
            return await running.until_done(self._context, self._function, task)


class Running:
    """One command: its output is passed on as fast as it is taken.

    Args:
        output: takes what is written to stdout, or (with True) to stderr.
    """

    def __init__(self, output: Output) -> None:
        self._loop = asyncio.get_running_loop()
        self._output = output
        self._pipes: dict[int, Connection] = {}
        self._is_error: dict[int, bool] = {}
        self._blocked = False
        self._ended = asyncio.Event()

    async def until_done(self, context: Any, function: str, task: Task) -> int:
        """Start it, and wait for its last word."""
        out, out_end = context.Pipe(duplex=False)
        error, error_end = context.Pipe(duplex=False)
        args = (function, task, out_end, error_end)
        process = context.Process(target=_command, args=args, daemon=True)
        try:
            process.start()
        finally:
            out_end.close()
            error_end.close()
            for pipe, is_error in ((out, False), (error, True)):
                os.set_blocking(pipe.fileno(), False)
                self._pipes[pipe.fileno()] = pipe
                self._is_error[pipe.fileno()] = is_error
            self._listen()
        gone = asyncio.Event()
        self._loop.add_reader(process.sentinel, gone.set)
        try:
            await self._ended.wait()
            await gone.wait()
        finally:
            self._loop.remove_reader(process.sentinel)
            self._close()
            process.kill()
            process.join()
            code = process.exitcode
            process.close()
        return code if code is not None and code >= 0 else _ENDED_BADLY

    def block(self, blocked: bool) -> None:
        """Read no more for now, so that the command waits; or go on."""
        if blocked != self._blocked:
            self._blocked = blocked
            self._listen()

    def _listen(self) -> None:
        for number in self._pipes:
            if self._blocked:
                self._loop.remove_reader(number)
            else:
                self._loop.add_reader(number, self._read, number)

    def _read(self, number: int) -> None:
        try:
            data = os.read(number, _READ)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data:
            self._output(data, self._is_error[number])
            return
        self._loop.remove_reader(number)
        self._pipes.pop(number).close()
        if not self._pipes:
            self._ended.set()

    def _close(self) -> None:
        for number, pipe in self._pipes.items():
            self._loop.remove_reader(number)
            pipe.close()
        self._pipes.clear()


def _command(function: str, task: Task, out: Connection, error: Connection) -> None:
    """Runs in the new process, which ends with it."""
    for pipe, number in ((out, 1), (error, 2)):
        os.dup2(pipe.fileno(), number)
        pipe.close()
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
    with suppress(OSError):
        os.nice(5)  # browsers are waited for key by key
    if task.columns:
        os.environ["COLUMNS"] = str(task.columns)
    code = resolve_name(function)(task)
    with suppress(OSError, ValueError):
        sys.stdout.flush()
    # Not sys.exit: there is nothing to tidy, and what is left in buffers nobody reads.
    os._exit(code)
