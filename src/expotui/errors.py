"""What can go wrong, each with its exit code: one clear line, never a traceback."""

from enum import IntEnum


class ExitCode(IntEnum):
    """The documented exit codes of the command line."""

    DONE = 0
    NO_MATCH = 1
    UNSOUND = 1
    USAGE = 2
    INPUT = 3
    STORE = 4


def reason(error: Exception) -> str:
    """Why the system refused something, as it stands within a line of ours."""
    return (getattr(error, "strerror", None) or str(error)).lower()


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


class LineError(InputError):
    """A malformed line of a file: names the file, the line and, where it is one, the field."""

    def __init__(self, file: str, line: int, field: str, problem: str) -> None:
        at = f"{file}:{line}: {field}: " if field else f"{file}:{line}: "
        super().__init__(f"{at}{problem}")
        self.file, self.line, self.field, self.problem = file, line, field, problem


class SeedError(LineError):
    """A malformed seed."""


class StoreError(ExpotuiError):
    """The store could not be opened: missing, unreadable, locked, corrupt or too new."""

    exit_code = ExitCode.STORE
