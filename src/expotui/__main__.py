"""`expotui` and `python -m expotui`."""

import gc
import os
import sys


def main() -> None:
    """Run the command line and exit with its code."""
    # A start makes a hundred thousand modules, classes and style rules, none of them garbage:
    # looking through them for cycles again and again took an eighth of the time to the first frame.
    gc.set_threshold(100_000, 20, 20)
    if sys.stderr is None:
        # Closed by `2>&-`: the next file opened would get its number, and be written to as stderr.
        _open_stderr()
    try:
        from expotui.cli.running import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


def _open_stderr() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    if nowhere != 2:
        os.dup2(nowhere, 2)
        os.close(nowhere)
    sys.stderr = os.fdopen(2, "w", closefd=False)
    sys.__stderr__ = sys.stderr  # type: ignore[misc]  # where Textual draws


if __name__ == "__main__":
    main()
