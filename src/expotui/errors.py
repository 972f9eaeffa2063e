"""What can go wrong, each with its exit code: one clear line, never a traceback."""

from enum import IntEnum


class ExitCode(IntEnum):
    """The documented exit codes of the command line."""

    DONE = 0
    NO_MATCH = 1
    USAGE = 2
    INPUT = 3
    STORE = 4


class ExpotuiError(Exception):
    """Something the user can act on: the message says what, where and what to do."""

    exit_code = ExitCode.USAGE


class UsageError(ExpotuiError):
    """An option, filter, date or id that means nothing here."""


class NotFoundError(ExpotuiError):
    """A well-formed question that nothing in the store answers."""

    exit_code = ExitCode.NO_MATCH


class InputError(ExpotuiError):
    """A file that could not be read or written, or says something malformed."""

    exit_code = ExitCode.INPUT


class SeedError(InputError):
    """A malformed seed: names the file, the line and the field."""

    def __init__(self, file: str, line: int, field: str, problem: str) -> None:
        super().__init__(f"{file}:{line}: {field}: {problem}")
        self.file, self.line, self.field, self.problem = file, line, field, problem


class StoreError(ExpotuiError):
    """The store could not be opened: missing, unreadable, locked, corrupt or too new."""

    exit_code = ExitCode.STORE
