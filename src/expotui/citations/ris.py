"""A citation as a record of RIS, which EndNote, Zotero, Mendeley and RefWorks read."""

from expotui.citations.dated import Dated
from expotui.citations.model import Citation

LINE_END = "\r\n"


def entry(cited: Citation) -> str:
    """One record, a tag a line. No text of a citation holds a line break: none can make a tag."""
    tagged = [
        ("TY", "ELEC" if cited.url else "GEN"),
        ("ID", cited.key),
        ("AU", cited.publisher),
        ("TI", cited.bracketed),
        ("PY", f"{cited.dated.year:04}" if cited.dated.year is not None else ""),
        ("DA", _date(cited.dated)),
        ("T2", cited.host),
        ("UR", cited.url or ""),
        ("Y2", f"{cited.accessed:%Y/%m/%d/}" if cited.accessed else ""),
        ("LA", cited.language),
        ("N1", cited.note),
    ]
    lines = [f"{tag}  - {value}" for tag, value in tagged if value]
    return LINE_END.join([*lines, "ER  - "])


def _date(date: Dated) -> str:
    """`YYYY/MM/DD/`, empty where it is not known; of a period, what its ends have in common."""
    if not date.shared:
        return ""
    year, *others = date.shared
    slots = [f"{year:04}", *(f"{number:02}" for number in others)]
    return "/".join([*slots, *[""] * (4 - len(slots))])
