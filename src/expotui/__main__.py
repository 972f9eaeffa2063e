"""`expotui` and `python -m expotui`."""

import gc
import sys


def main() -> None:
    """Run the command line and exit with its code."""
    # A start makes a hundred thousand modules, classes and style rules, none of them garbage:
    # looking through them for cycles again and again took an eighth of the time to the first frame.
    gc.set_threshold(100_000, 20, 20)
    try:
        from expotui.cli.running import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
