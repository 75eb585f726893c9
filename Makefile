# Everything below works on a machine with Python 3.11 or newer and make: uv, in a folder of its own, brings the
# locked versions into .venv. Who has uv can use `uv run summarizer …` and `uv run pytest` directly.

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
UV_VERSION := 0.13.9
UV := .tools/bin/uv
RUN := $(UV) run --locked --no-sync

.PHONY: help setup demo test browser ray docs lint check build clean

help:
	@echo "make demo    set everything up and summarize a bundled filing; no key needed"
	@echo "make test    set everything up and run the tests; no network needed once set up"
	@echo "make browser what the tests of the HTML report need beside a Chromium; without it they are skipped"
	@echo "make ray     what the test of datasets needs; without it, it is skipped"
	@echo "make docs    the pages of docs/, into site/"
	@echo "make lint    style, types, import contracts and drift checks"
	@echo "make build   build the sdist and the wheel into dist/"

setup: .venv/.ready

$(UV):
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, and none was found"; exit 1; }
	$(PYTHON) -m venv .tools
	.tools/bin/python -m pip install --quiet uv==$(UV_VERSION)

.venv/.ready: $(UV) pyproject.toml uv.lock
	$(UV) sync --locked --quiet --compile-bytecode --python "$$(command -v $(PYTHON))"
	.venv/bin/python -m compileall -q summarizer  # the first command is then as fast as the second
	@touch $@

demo: setup
	$(RUN) summarizer summary examples/license-renewal.txt --model rules

test: setup
	$(RUN) pytest

browser: setup
	$(UV) sync --locked --quiet --inexact --group browser
	@command -v chromium chromium-browser google-chrome >/dev/null || echo "No Chromium here: apt-get install chromium"

ray: setup
	$(UV) sync --locked --quiet --inexact --group ray

docs: setup
	$(UV) run --locked --quiet --group docs zensical build --clean --strict
	@rm -f site/*.py  # which make the pages, and are none

lint: setup
	$(RUN) ruff check
	$(RUN) ruff format --check
	$(RUN) mypy
	$(RUN) lint-imports
	$(RUN) summarizer schema --check
	$(RUN) cog --check README.md

build: setup
	$(UV) build --quiet --out-dir dist

clean:
	rm -rf .tools .venv dist site .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis
