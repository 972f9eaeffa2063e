"""Readers over SSH: `expotui serve` against a process per reader and against ForceCommand.

Real `ssh` clients on terminals of 120 × 36 cells connect one after another; then every tenth types
three keys a second (j, three times as often as k, so that lists move), the others look on. Clients
and server share this machine's cores. Memory is PSS, so what processes share is counted once.

    ssh_readers.py [--readers 1,10,50,100,200] [--designs ours,process,sshd] [--seconds 10]
"""

import argparse
import asyncio
import os
import random
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from processes import cpu_seconds, family, memory
from ssh_clients import Client
from ssh_servers import Place, Served, force_command, has_sshd, ours, process_each

DESIGNS = {"ours": ours, "process": process_each, "sshd": force_command}
KEYS_A_SECOND = 3
MB = 1e6


def p95(values: list[float]) -> float:
    return quantiles(values, n=20)[-1] if len(values) > 1 else values[0]


async def measure(served: Served, readers: int, seconds: float) -> dict[str, float]:
    """One server with so many readers: times in ms, memory in MB, processor time in %."""
    before = memory(family(served.pid))
    clients: list[Client] = []
    first: list[float] = []
    try:
        for _ in range(readers):
            client = Client(served.command)
            clients.append(client)
            began = perf_counter()
            first.append(1000 * (await asyncio.wait_for(client.start(), 60) - began))
        await asyncio.sleep(2)
        pids = family(served.pid)
        used, began = cpu_seconds(pids), perf_counter()
        await asyncio.sleep(5)
        idle = 100 * (cpu_seconds(pids) - used) / (perf_counter() - began)
        used, began = cpu_seconds(pids), perf_counter()
        typing = clients[:: max(1, readers // max(1, readers // 10))][: max(1, readers // 10)]
        typed = await asyncio.gather(*(type_keys(client, seconds) for client in typing))
        keys = [1000 * delay for some in typed for delay in some]
        busy = cpu_seconds(pids) - used
        return {
            "first_p50": median(first), "first_p95": p95(first), "key_p50": median(keys),
            "key_p95": p95(keys), "cpu_a_key": 1000 * busy / len(keys), "idle": idle,
            "memory": memory(family(served.pid)) / MB, "before": before / MB,
        }  # fmt: skip
    finally:
        for client in clients:
            client.stop()


async def type_keys(client: Client, seconds: float) -> list[float]:
    """Type at a human's pace; what is slower than that is not waited for by the next key."""
    await asyncio.sleep(random.random() / KEYS_A_SECOND)
    delays: list[float] = []
    end = perf_counter() + seconds
    while (began := perf_counter()) < end:
        delays.append(await client.press(random.choice((b"k", b"k", b"k", b"j"))))
        await asyncio.sleep(max(0.0, 1 / KEYS_A_SECOND - (perf_counter() - began)))
    return delays


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--readers", default="1,10,50,100,200")
    parser.add_argument("--designs", default="ours,process,sshd")
    parser.add_argument("--seconds", type=float, default=10)
    options = parser.parse_args()
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}; 10 % of readers type")
    print("design   readers   connect → first frame   key → redraw    CPU     PSS in all, a reader"
          "    idle CPU")  # fmt: skip
    print("                   p50 / p95, ms           p50 / p95, ms   ms/key  MB")
    with tempfile.TemporaryDirectory(prefix="expotui-bench-") as folder:
        place = Place(Path(folder))
        place.prepare()
        for readers in map(int, options.readers.split(",")):
            ratios: dict[str, dict[str, float]] = {}
            for name in options.designs.split(","):
                if name == "sshd" and not has_sshd():
                    print("sshd     (not measured: OpenSSH's server is not installed, or not root)")
                    continue
                with DESIGNS[name](place) as served:
                    found = asyncio.run(measure(served, readers, options.seconds))
                ratios[name] = found
                print(
                    f"{name:8} {readers:7}   {found['first_p50']:7.0f} / {found['first_p95']:5.0f}"
                    f"         {found['key_p50']:6.0f} / {found['key_p95']:5.0f}"
                    f"  {found['cpu_a_key']:6.1f}  {found['memory']:7.0f}"
                    f"  {(found['memory']) / readers:7.1f}      {found['idle']:6.1f} %",
                    flush=True,
                )
            us = ratios.pop("ours", None)
            for name, peer in ratios.items():
                if us is not None:
                    print(
                        f"         ours / {name}: memory {us['memory'] / peer['memory']:.2f}, "
                        f"first frame {us['first_p95'] / peer['first_p95']:.2f}, "
                        f"key {us['key_p95'] / peer['key_p95']:.2f}", flush=True,
                    )  # fmt: skip


if __name__ == "__main__":
    main()
