"""Work in a process apart ends, whatever it does."""

import os
import signal
import sys
import time
import warnings
from collections.abc import Callable

import pytest

from expotui.ingest.confined import confined
from expotui.ingest.source import Unreadable, Written


def _forever() -> str:
    while True:
        try:
            time.sleep(10)
        except BaseException:
            continue


def _greedy() -> str:
    return "x" * 4_000_000_000


def _crash() -> str:
    os.kill(os.getpid(), signal.SIGSEGV)
    return ""


def _deep() -> str:
    return _deep() + "x"


def _refuse() -> str:
    raise Unreadable("has no text")


def _raise() -> str:
    raise KeyError("a\nb" * 100)


def _exit() -> str:
    sys.exit(3)


def _unsendable() -> object:
    return lambda: 1


def test_what_it_returns_comes_back() -> None:
    text = "第六届 " * 1_000_000
    assert confined(lambda: Written(text)) == Written(text)
    assert confined(lambda: "") == ""


@pytest.mark.parametrize(
    ("work", "why"),
    [
        (_refuse, "^has no text$"), (_raise, "is malformed: 'a"), (_crash, "crashed"),
        (_exit, "crashed"), (_deep, "nested too deeply"), (_greedy, "more memory"),
        (_forever, r"took longer than 0\.2 seconds"), (_unsendable, "crashed"),
    ],
)  # fmt: skip
def test_whatever_goes_wrong_is_a_reason(work: Callable[[], object], why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        confined(work, seconds=0.2 if work is _forever else 60)


def test_nothing_is_left_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    children: list[int] = []
    fork = os.fork

    def counted() -> int:
        children.append(fork())
        return children[-1]

    monkeypatch.setattr(os, "fork", counted)
    with pytest.raises(Unreadable):
        confined(_forever, seconds=0.1)
    confined(lambda: 1)
    # Of these two alone: a process that runs tests may have children of its own.
    assert len(children) == 2
    for child in children:
        with pytest.raises(ChildProcessError):
            os.waitpid(child, os.WNOHANG)


def test_it_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    def noisy() -> int:
        import logging

        logging.getLogger("pypdf").error("a broken file")
        warnings.warn("of something", stacklevel=1)
        return 1

    assert confined(noisy) == 1
    assert capfd.readouterr() == ("", "")
