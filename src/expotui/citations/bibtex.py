"""A citation as an entry of BibTeX, as biblatex, pandoc and plain BibTeX read it."""

import re

from expotui.citations.dated import Dated, iso
from expotui.citations.model import Citation

# Tried with LaTeX's own names and with pandoc, which leaves out commands that it does not know.
_COMMANDS = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "<": r"\textless{}", ">": r"\textgreater{}", "`": r"\`{}",
    "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
    # Two of them would become one dash, or a quotation mark.
    "-": "-{}", "'": "'{}",
}  # fmt: skip
_SPECIAL = re.compile(r"[\\{}~^<>`$&%#_]|-(?=-)|'(?=')")

# BibTeX counts braces for its own brackets even behind a backslash: those without a counterpart
# have to be words.
_BRACES = {"{": r"\{", "}": r"\}"}
_BRACES_AS_WORDS = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}


def escape(text: str) -> str:
    """`text` as TeX prints it; letters of all scripts stay as they are."""
    commands = _COMMANDS | (_BRACES if _balanced(text) else _BRACES_AS_WORDS)
    return _SPECIAL.sub(lambda match: commands[match[0]], text)


def _balanced(text: str) -> bool:
    depth = 0
    for brace in re.findall("[{}]", text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def entry(cited: Citation) -> str:
    """An `@online` entry, `@misc` where there is no address; a field a line.

    Names and titles stand in braces of their own: an institution is no forename and surname, and
    no style may change the case of a headline.
    """
    fields = {
        "author": f"{{{escape(cited.publisher)}}}" if cited.publisher else "",
        "title": f"{{{escape(cited.bracketed)}}}",
        "date": _edtf(cited.dated),
        "year": f"{cited.dated.year:04}" if cited.dated.year is not None else "",
        "organization": f"{{{escape(cited.host)}}}" if cited.host else "",
        "url": cited.url or "",  # verbatim: neither biblatex nor \url has its characters escaped
        "urldate": cited.accessed.isoformat() if cited.accessed else "",
        "note": escape(cited.note),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    kind = "online" if cited.url else "misc"
    return "\n".join([f"@{kind}{{{cited.key},", *lines, "}"])


def _edtf(date: Dated) -> str:
    """The date in the part of EDTF (level 1) that biblatex reads: doubt is of a date as a whole.

    Doubt is `~` (circa): pandoc takes a date with a `?` for a sure one.
    """
    return "/".join(iso(parts) + "~" * date.circa for parts in date.parts)
