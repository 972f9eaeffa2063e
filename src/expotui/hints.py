"""What somebody who mistyped an id may have meant."""

from difflib import get_close_matches


def did_you_mean(value: str, known: list[str]) -> str:
    """`: did you mean a, b or c?`, or nothing where nothing is close."""
    by_lower = {name.lower(): name for name in known}
    close = [by_lower[name] for name in get_close_matches(value.lower(), by_lower, 3, 0.5)]
    if not close:
        return ""
    *others, last = close
    return f": did you mean {', '.join(others)} or {last}?" if others else f": did you mean {last}?"
