# All the set-up there is: a Python >= 3.11 and make. uv is used where it is there.
PYTHON ?= $(firstword $(foreach p,python3.13 python3.12 python3.11 python3 python,$(if $(shell $(p) -c 'import sys; print(sys.version_info >= (3, 11) or "")' 2>/dev/null),$(p))))
# Asked to run, not just looked up: version managers leave stand-ins that only fail.
UV := $(if $(shell uv --version 2>/dev/null),uv)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEV_READY := $(VENV)/.dev-ready

.PHONY: run test lint bench bench-million bench-weighing bench-extracting bench-ingest bench-ssh soak-ssh screenshots snapshots seed clean
.DEFAULT_GOAL := run

run: $(READY)  ## browse the facts
	@$(BIN)/expotui

test: $(DEV_READY) lint  ## everything CI checks of the source
	$(BIN)/pytest $(PYTEST_ARGS)

lint: $(DEV_READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# BENCH_STORES keeps the large stores; BENCH_PEERS names folders with posting, harlequin and vd.
bench: $(DEV_READY)  ## every question up to 100,000 facts beside peers: docs/benchmarks.md
	$(BIN)/python benchmarks/report.py $(if $(BENCH_STORES),--stores $(BENCH_STORES)) $(BENCH_ARGS)

bench-million: $(DEV_READY)  ## and at a million
	$(BIN)/python benchmarks/report.py --million $(if $(BENCH_STORES),--stores $(BENCH_STORES)) $(BENCH_ARGS)

bench-weighing: $(DEV_READY)  ## conflicts and --as-of, against plain SQL and a copy
	$(BIN)/python benchmarks/weighing.py $(BENCH_ARGS)

# PEER is a Python that has quantulum3; without it, ours alone is timed.
bench-extracting: $(DEV_READY)  ## facts out of articles, against quantulum3
	$(BIN)/python benchmarks/extracting.py $(if $(PEER),--peer $(PEER)) $(BENCH_ARGS)

bench-ingest: $(DEV_READY)  ## 100,000 documents, killed twenty times, beside an undisturbed run
	$(BIN)/python benchmarks/ingest_killed.py $(BENCH_ARGS)

bench-ssh: $(DEV_READY)  ## readers over SSH, against a process each and against sshd
	$(BIN)/python benchmarks/ssh_readers.py $(BENCH_ARGS)

soak-ssh: $(DEV_READY)  ## what hostile clients do to a server, and 20,000 short sessions
	$(BIN)/python benchmarks/ssh_abuse.py --facts 0 --only "warm-up,wrong keys,never logging in,killed,killed,resizes,paste,killed,short sessions"
	$(BIN)/python benchmarks/ssh_abuse.py --only export,stops\ reading

screenshots: $(DEV_READY)  ## the pictures of README, drawn by the app itself
	$(BIN)/python tools/screenshots.py

snapshots: $(DEV_READY)  ## accept the screens as they are now; look at the diff before you commit
	$(BIN)/pytest tests/tui --snapshot-update -n 0

seed: $(READY)  ## stamp seed/ after an edit, so that stores pick it up
	$(BIN)/python tools/stamp_seed.py

$(VENV)/bin/python:
	$(if $(PYTHON),,$(error expotui needs Python 3.11 or newer; none was found (set PYTHON=...)))
	@rm -f $@ $(READY) $(DEV_READY)  # what is left of an environment whose Python has gone
	$(if $(UV),$(UV) venv --quiet --allow-existing --python $(PYTHON) $(VENV),$(PYTHON) -m venv $(VENV)) || { rm -f $@; exit 1; }

define install
	$(if $(UV),VIRTUAL_ENV=$(VENV) $(UV) pip install --quiet -e $(1),$(BIN)/python -m pip --disable-pip-version-check install --quiet -e $(1))
endef

$(READY): $(VENV)/bin/python pyproject.toml
	@echo "setting up $(VENV) (once)"
	@$(call install,.)
	@touch $@

$(DEV_READY): $(VENV)/bin/python pyproject.toml
	@echo "setting up $(VENV) for development (once)"
	@$(call install,'.[dev]')
	@touch $@ $(READY)

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
