"""Counters of the server, and their text for Prometheus (exposition format 0.0.4)."""

from collections import Counter
from collections.abc import Iterable, Mapping

# name → (type, what it says)
_KNOWN = {
    "connections_total": ("counter", "Connections taken."),
    "refused_total": ("counter", "Connections and sessions refused, by limit."),
    "logins_failed_total": ("counter", "Connections that ended before they had logged in."),
    "sessions_total": ("counter", "Sessions begun, by kind and command."),
    "exits_total": ("counter", "Commands ended, by exit code."),
    "cut_off_total": ("counter", "Sessions ended by the server, by reason."),
    "sent_bytes_total": ("counter", "Bytes sent to readers."),
    "keys_bytes_total": ("counter", "Bytes that readers typed."),
    "worker_restarts_total": ("counter", "Workers started again after they had died."),
    "connections": ("gauge", "Connections open."),
    "logging_in": ("gauge", "Connections open that have not logged in yet."),
    "sessions": ("gauge", "Sessions open."),
    "workers": ("gauge", "Workers that are ready."),
    "resident_bytes": ("gauge", "Memory a process holds."),
    "cpu_seconds_total": ("counter", "Processor time a process has used."),
    "open_files": ("gauge", "Descriptors a process has open."),
}


class Counts(Counter[str]):
    """Counters by name and labels, as one flat mapping: `refused_total{reason="full"}`."""

    def add(self, name: str, amount: float = 1, **labels: str) -> None:
        """Count something of `name`, one of those that are known."""
        assert name in _KNOWN, name
        self[series(name, **labels)] += amount  # type: ignore[assignment]


def series(name: str, **labels: str) -> str:
    """A metric and its labels as one name."""
    inside = ",".join(f'{label}="{_escaped(value)}"' for label, value in sorted(labels.items()))
    return f"{name}{{{inside}}}" if inside else name


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def exposition(found: Iterable[Mapping[str, float]]) -> str:
    """The text of some counters; equal names are added up."""
    total: Counter[str] = Counter()
    for counts in found:
        for name, value in counts.items():
            total[name] += value  # type: ignore[assignment]
    lines: list[str] = []
    for metric, (kind, help) in _KNOWN.items():
        of_metric = sorted(name for name in total if name.partition("{")[0] == metric)
        if of_metric:
            lines += [f"# HELP expotui_{metric} {help}", f"# TYPE expotui_{metric} {kind}"]
            lines += [f"expotui_{name} {total[name]:g}" for name in of_metric]
    return "\n".join(lines) + "\n"


def of_process(name: str) -> dict[str, float]:
    """What this process uses, labelled with its name; on Linux, what /proc tells."""
    import os
    import time

    found = {series("cpu_seconds_total", process=name): time.process_time()}
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            pages = int(file.read().split()[1])
        found[series("resident_bytes", process=name)] = pages * os.sysconf("SC_PAGE_SIZE")
        found[series("open_files", process=name)] = len(os.listdir("/proc/self/fd"))
    except OSError:
        return found
    return found
