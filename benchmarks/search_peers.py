"""What else finds lines in text: fzf, rapidfuzz and tantivy over the same lines as ours.

Each answers with the ids of its best lines. What a peer needs before its first answer (reading
the lines, making an index) is not counted against its queries.
"""

import importlib
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

from recall_set import HITS, Answer

# Above this many lines rapidfuzz takes many seconds a query.
RAPIDFUZZ_LINES = 100_000
# No line holds it: fzf reads all lines and is done.
_NOWHERE = "\ue000\ue001"


class Peer(NamedTuple):
    """How a peer answers, and the seconds of each answer that are no searching."""

    name: str
    answer: Answer
    overhead: float


def peers(names: list[str], lines: Path) -> list[Peer]:
    """Those of the named peers that are installed, and can answer over so many lines."""
    makers: dict[str, Callable[[Path], Peer | None]] = {
        "fzf": fzf, "rapidfuzz": rapidfuzz, "tantivy": tantivy,
    }  # fmt: skip
    made = (makers[name](lines) for name in names)
    return [peer for peer in made if peer is not None]


def fzf(lines: Path) -> Peer | None:
    """`fzf --filter`, a process a query: the time of one that only reads is taken off."""
    binary = _newest_fzf()
    if binary is None:
        return None

    def answer(query: str) -> list[str]:
        command = [binary, "--filter", query, "--delimiter", "\t", "--nth", "2.."]
        with (
            lines.open("rb") as source,
            subprocess.Popen(command, stdin=source, stdout=subprocess.PIPE) as process,
        ):
            assert process.stdout is not None
            best = [process.stdout.readline() for _ in range(HITS)]
            process.kill()
        return [line.split(b"\t")[0].decode() for line in best if line]

    reading = []
    for _ in range(5):
        start = perf_counter()
        answer(_NOWHERE)
        reading.append(perf_counter() - start)
    version = ".".join(map(str, _version(binary)))
    return Peer(f"fzf {version} --filter", answer, median(reading))


def _newest_fzf() -> str | None:
    """The fzf of `FZF`, or the newest of those on the path and in the package iterfzf."""
    named = os.environ.get("FZF")
    if named:
        return named
    found = [shutil.which("fzf")]
    spec = importlib.util.find_spec("iterfzf")
    if spec is not None and spec.origin:
        found.append(shutil.which(str(Path(spec.origin).parent / "fzf")))
    return max(filter(None, found), key=_version, default=None)


def _version(binary: str) -> tuple[int, ...]:
    told = subprocess.run([binary, "--version"], capture_output=True, text=True, check=True).stdout
    return tuple(int(part) for part in told.split()[0].split(".") if part.isdigit())


def _texts(lines: Path) -> tuple[list[str], list[str]]:
    ids, texts = [], []
    with lines.open(encoding="utf-8") as source:
        for line in source:
            key, _, text = line.rstrip("\n").partition("\t")
            ids.append(key)
            texts.append(text)
    return ids, texts


def rapidfuzz(lines: Path) -> Peer | None:
    """`rapidfuzz.process.extract` with its default scorer over all lines."""
    from rapidfuzz import fuzz, process, utils

    ids, texts = _texts(lines)
    if len(texts) > RAPIDFUZZ_LINES:
        return None
    texts = [utils.default_process(text) for text in texts]

    def answer(query: str) -> list[str]:
        asked = utils.default_process(query)
        return [ids[at] for _, _, at in process.extract(asked, texts, scorer=fuzz.WRatio, limit=10)]

    return Peer("rapidfuzz WRatio", answer, 0)


def tantivy(lines: Path) -> Peer | None:
    """tantivy with a fuzzy term a word (one edit), in memory."""
    if importlib.util.find_spec("tantivy") is None:
        return None
    library: Any = importlib.import_module("tantivy")
    builder = library.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("text")
    schema = builder.build()
    index = library.Index(schema)
    writer = index.writer()
    for key, text in zip(*_texts(lines), strict=True):
        writer.add_document(library.Document(id=key, text=text))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def answer(query: str) -> list[str]:
        terms = [
            (library.Occur.Should, library.Query.fuzzy_term_query(schema, "text", word))
            for word in query.casefold().split()
        ]
        hits = searcher.search(library.Query.boolean_query(terms), HITS).hits
        return [searcher.doc(at)["id"][0] for _, at in hits]

    return Peer("tantivy fuzzy terms", answer, 0)
