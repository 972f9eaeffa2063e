"""Strict readers of BibTeX and RIS: what is not as their definitions have it fails."""

import re
from collections.abc import Iterator

Fields = dict[str, str]

_COMMANDS = {
    r"\textbackslash{}": "\\", r"\textasciitilde{}": "~", r"\textasciicircum{}": "^",
    r"\textless{}": "<", r"\textgreater{}": ">", r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}", r"\`{}": "`", "-{}": "-", "'{}": "'",
    r"\$": "$", r"\&": "&", r"\%": "%", r"\#": "#", r"\_": "_", r"\{": "{", r"\}": "}",
}  # fmt: skip
_TEX = re.compile("|".join(map(re.escape, _COMMANDS)) + r"|[\\{}$&%#_~^]")
_VERBATIM = ("url", "date", "year", "urldate")

_ENTRY = re.compile(r"@(?P<type>[a-z]+)\{(?P<key>[^\s,{}\"#%'()=~\\]+),\n")
_FIELD = re.compile(r"  (?P<name>[a-z]+) = \{")
_RIS = re.compile(r"(?P<tag>[A-Z][A-Z0-9])  - (?P<value>.*)")


def bibtex(text: str) -> list[Fields]:
    """The entries of a BibTeX file, their fields without TeX; `type` and `key` among them."""
    assert text.endswith("}\n")
    return [_bibtex_entry(entry) for entry in text.removesuffix("\n").split("\n\n")]


def _bibtex_entry(text: str) -> Fields:
    opening = _ENTRY.match(text)
    assert opening is not None, text
    fields = {"type": opening["type"], "key": opening["key"]}
    at = opening.end()
    while text[at:] != "}":
        name = _FIELD.match(text, at)
        assert name is not None, text[at:]
        end = _closing(text, name.end())
        assert text[end : end + 3] == "},\n", text[end:]
        fields[name["name"]] = _value(name["name"], text[name.end() : end])
        at = end + 3
    return fields


def _closing(text: str, at: int) -> int:
    """Where the brace closes that was opened before `at`: as BibTeX counts, escaped or not."""
    depth = 1
    while depth:
        assert at < len(text), "a brace is never closed"
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        at += 1
    return at - 1


def _value(name: str, value: str) -> str:
    assert "\n" not in value
    if name in _VERBATIM:
        assert not re.search(r"[\s\\{}]", value)
        return value
    if name in ("author", "title", "organization"):
        assert value[:1] == "{"
        assert value[-1:] == "}"
        value = value[1:-1]
    return _TEX.sub(_meant, value)


def _meant(match: re.Match[str]) -> str:
    assert match[0] in _COMMANDS, f"unescaped {match[0]!r}"
    return _COMMANDS[match[0]]


def ris(text: str) -> list[Fields]:
    """The records of a RIS file; every line ends in CR LF, and no tag comes twice."""
    records: list[Fields] = []
    current: Fields | None = None
    for line in _ris_lines(text):
        tag = _RIS.fullmatch(line)
        assert tag is not None, line
        if tag["tag"] == "TY":
            assert current is None, "a record within another"
            current = {}
        assert current is not None, line
        if tag["tag"] == "ER":
            assert tag["value"] == ""
            records.append(current)
            current = None
        else:
            assert tag["tag"] not in current
            current[tag["tag"]] = tag["value"]
    assert current is None
    return records


def _ris_lines(text: str) -> Iterator[str]:
    *lines, rest = text.split("\r\n")
    assert rest == ""
    for line in lines:
        assert len(line.splitlines()) <= 1
        if line:
            yield line
