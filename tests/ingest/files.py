"""Files of the forms that are read, made in tests."""

from collections.abc import Sequence

ARTICLE = (
    "The fair drew over 3,400 companies from 128 countries, organisers said in Shanghai on Friday.",
    "Turnover rose by 6.7% to US$78.41 billion, “a record,” said Sun Chenghai, deputy director.",
)


def page(*paragraphs: str, head: str = "", body: str = "") -> str:
    """A page of HTML with an article, and whatever else in its head and its body."""
    prose = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!DOCTYPE html><html><head>{head}</head>"
        f"<body>{body}<article>{prose}</article></body></html>"
    )


def pdf(*pages: Sequence[str], info: str = "") -> bytes:
    """A PDF with a line of text for each of each page's; `info` is its dictionary of metadata."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 "
               "/BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]  # fmt: skip
    kids = []
    for lines in pages:
        content = "BT /F1 11 Tf 72 760 Td 14 TL " + " ".join(map(_line, lines)) + " ET"
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Contents {len(objects)} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    objects.append(f"<< {info} >>")
    return _written(objects)


def _line(text: str) -> str:
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"({escaped}) Tj T*"


def _written(objects: list[str]) -> bytes:
    written, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(written))
        written += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    start = len(written)
    written += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    root = f"<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>"
    return written + f"trailer\n{root}\nstartxref\n{start}\n%%EOF\n".encode()
