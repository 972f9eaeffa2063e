"""Bytes of files: whole, once, up to a limit."""

import io
import os
import socket
import sys
from pathlib import Path

import pytest

from expotui.ingest.content import content_of, whole
from expotui.ingest.source import Unreadable


class Growing(io.FileIO):
    """A file that somebody writes to whenever a piece of it is read."""

    def read(self, size: int | None = -1, /) -> bytes:
        with Path(str(self.name)).open("ab") as other:
            other.write(b"more and more\n" * 100)
        return super().read(size) or b""


class Cut(io.FileIO):
    """A file that somebody cuts while it is read."""

    def read(self, size: int | None = -1, /) -> bytes:
        found = super().read(min(size or 10, 10)) or b""
        os.truncate(str(self.name), 5)
        return found


def test_a_file_comes_whole(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"\xef\xbb\xbfa\r\nb")
    assert content_of(str(file)) == b"\xef\xbb\xbfa\r\nb"
    assert content_of(str(file), limit=7) == b"\xef\xbb\xbfa\r\nb"


def test_what_is_too_large_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "sparse.txt"
    file.touch()
    os.truncate(file, 200_000_000)
    with pytest.raises(Unreadable, match=r"too large: 200,000,000 bytes.*--max-size"):
        content_of(str(file))


def test_a_file_that_grows_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "log.txt"
    file.write_bytes(b"once\n" * 10)
    with Growing(str(file)) as stream, pytest.raises(Unreadable, match="too large: more"):
        whole(stream, 10_000)
    file.write_bytes(b"once\n" * 10)
    with Cut(str(file)) as stream, pytest.raises(Unreadable, match="changed while it was read"):
        whole(stream, 10_000)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="there is no /proc")
def test_a_file_that_says_it_is_empty_and_is_not(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="changed while it was read"):
        content_of("/proc/self/status")


def test_what_is_no_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket may have a hundred characters
    pipe, unix = Path("pipe"), Path("socket")
    os.mkfifo(pipe)
    with pytest.raises(Unreadable, match="is a pipe"):
        content_of(str(pipe))
    with pytest.raises(Unreadable, match="is a directory"):
        content_of(str(tmp_path))
    with pytest.raises(Unreadable, match="is a device"):
        content_of(os.devnull)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(unix))
        with pytest.raises(Unreadable, match="no such device"):
            content_of(str(unix))


def test_what_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    for path, why in (
        (tmp_path / "none", "no such file"),
        (tmp_path / ("x" * 300), "file name too long"),
        ("a\0b", "null"),
    ):
        with pytest.raises(Unreadable, match=why):
            content_of(str(path))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(b"a" * 100))
    monkeypatch.setattr(sys, "stdin", stream)
    assert content_of("-") == b"a" * 100
    stream.seek(0)
    with pytest.raises(Unreadable, match="too large"):
        content_of("-", limit=99)
    stream.close()
    with pytest.raises(Unreadable, match="closed"):
        content_of("-")
