"""A citation in Markdown (CommonMark, as GitHub and pandoc read it)."""

import re

from expotui.citations.model import Citation, spoken

# Beside CommonMark's own: what pandoc and GitHub take for mathematics, citations, footnotes.
_SPECIAL = re.compile(r"[\\`*_{}\[\]()<>#|~$^@&!]")
# What makes a list, a heading or a rule of a line that begins with it.
_OPENING = re.compile(r"\A(?:[-+=:]|\d+(?=\.))")


def escape(text: str) -> str:
    """`text` as it is to be read, wherever in a line it stands but at its beginning."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def entry(cited: Citation) -> str:
    """One line, the title a link where there is an address to follow."""
    parts = [
        _beginning(cited.who),
        _title(cited),
        escape(cited.dated.told),
        *map(escape, cited.passage),
        escape(_seen(cited)),
        f"accessed {spoken(cited.accessed)}" if cited.accessed else "",
        f"`sha256:{cited.sha256}`" if cited.sha256 else "",
    ]
    # Nothing in a token ends a code span, and nothing in one is read as markup.
    return f"{', '.join(filter(None, parts))} `{cited.token}`"


def _beginning(text: str) -> str:
    escaped = escape(text)
    number = _OPENING.match(escaped)
    if number is None:
        return escaped
    digits = number[0] if number[0].isdigit() else ""
    return f"{digits}\\{escaped[len(digits) :]}"


def _title(cited: Citation) -> str:
    title = escape(f"“{cited.title}”" if cited.headline else cited.bracketed)
    return f"[{title}](<{cited.url}>)" if cited.url else title


def _seen(cited: Citation) -> str:
    parts = [cited.host, "" if cited.url else cited.address]
    told = ": ".join(filter(None, parts))
    return f"seen at {told}" if told else ""
