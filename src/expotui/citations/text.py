"""A citation as a line of text: enough to find the words again without this program."""

from expotui.citations.model import Citation, spoken


def entry(cited: Citation) -> str:
    """One line: who, what page, when, where in it, the words, where it was seen, and the id.

    An authority nobody names is "unattributed"; a repost is named as the place where it was seen.
    """
    title = f"“{cited.title}”" if cited.headline else cited.bracketed
    parts = [cited.who, title, cited.dated.told, *cited.passage, seen(cited)]
    if cited.accessed:
        parts.append(f"accessed {spoken(cited.accessed)}")
    if cited.sha256:
        parts.append(f"sha256:{cited.sha256}")
    return f"{', '.join(filter(None, parts))} {cited.mark}"


def seen(cited: Citation) -> str:
    """Where the page is, or where its repost was seen."""
    if not cited.host:
        return cited.address
    return f"seen at {cited.host}" + (f": {cited.address}" if cited.address else "")
