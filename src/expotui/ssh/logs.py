"""Log lines: `key=value` (logfmt), one event each, on stderr. What was read is never in them."""

import os
import sys
from datetime import UTC, datetime

from expotui.facts.text import visible

_LONGEST = 200


def log(event: str, **fields: object) -> None:
    """Write a line; fields without a value are left out."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
    parts = [f"time={now}", f"event={event}"]
    parts += [f"{name}={_cell(value)}" for name, value in fields.items() if value not in (None, "")]
    try:
        # One write: lines of several processes do not run into one another.
        sys.stderr.write(" ".join(parts) + "\n")
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        return  # nobody listens; serving goes on


def log_failure(error: BaseException) -> None:
    """Where an unexpected error came from, if EXPOTUI_DEBUG asks for it."""
    if os.environ.get("EXPOTUI_DEBUG"):
        import traceback

        log("failure", where="".join(traceback.format_exception(error)))


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".")
    text = visible(str(value))[:_LONGEST]
    if text and not set(text) & set(' "=\\'):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
