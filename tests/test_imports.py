"""What a module imported alone brings in: layers stay apart, and starting stays cheap."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "expotui"

# Each module is imported in a fork of its own: one interpreter start for a whole layer.
SCRIPT = """
import importlib, json, os, sys

found = {}
for name in sys.argv[1:]:
    reader, writer = os.pipe()
    if os.fork() == 0:
        os.close(reader)
        importlib.import_module(name)
        roots = {module.partition(".")[0] for module in sys.modules}
        own = {module for module in sys.modules if module.startswith("expotui")}
        with os.fdopen(writer, "w") as pipe:
            json.dump(sorted(roots | own), pipe)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        found[name] = json.loads(pipe.read() or "null")
    os.wait()
print(json.dumps(found))
"""

LAYERS = ("facts", "store", "search", "citations", "export", "importing", "cli")
NOT_BELOW_THE_BROWSER = {"textual"}
HEAVY = {"sqlite_utils", "dateparser", "edtf", "rapidfuzz", "click", "platformdirs", "textual"}
READING = ("expotui.store.opening", "expotui.store.queries", "expotui.store.location")


def modules(layer: str) -> list[str]:
    files = sorted((SOURCE / layer).rglob("*.py"))
    names = [".".join(file.relative_to(SOURCE.parent).with_suffix("").parts) for file in files]
    return [name.removesuffix(".__init__") for name in names]


@cache
def imported(*names: str) -> dict[str, set[str]]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *names], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found = {name: set(loaded or ()) for name, loaded in json.loads(done.stdout).items()}
    assert all(found.values()), done.stderr
    return found


@pytest.mark.parametrize("layer", LAYERS)
def test_only_the_browser_brings_textual(layer: str) -> None:
    for name, loaded in imported(*modules(layer)).items():
        assert not loaded & NOT_BELOW_THE_BROWSER, name


@pytest.mark.parametrize("layer", LAYERS[:-1])
def test_only_the_command_line_brings_click(layer: str) -> None:
    # sqlite-utils has click in its baggage: what builds stores may have both.
    for name, loaded in imported(*modules(layer)).items():
        assert "click" not in loaded or "sqlite_utils" in loaded, name


def test_the_reading_path_is_light() -> None:
    for name, loaded in imported(*READING).items():
        assert not loaded & HEAVY, name


def test_facts_know_nothing_above_them() -> None:
    for name, loaded in imported(*modules("facts")).items():
        above = {other for other in loaded if other.startswith("expotui.")}
        assert {other.split(".")[1] for other in above} <= {"facts", "errors"}, name
        assert not loaded & {"sqlite3", *HEAVY}, name


@pytest.mark.parametrize("layer", LAYERS)
def test_each_layer_knows_only_those_below(layer: str) -> None:
    above = {"tui", *LAYERS[LAYERS.index(layer) + 1 :]}
    for name, loaded in imported(*modules(layer)).items():
        known = {other.split(".")[1] for other in loaded if other.startswith("expotui.")}
        assert not known & above, name
