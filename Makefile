# setup makes .venv from the hashed lock; every other target calls it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PEERS := $(VENV)/.peers
SITE := $(VENV)/.site
DATA ?= data
TEST_PROCESSES := -n auto --maxprocesses 4 --dist loadfile
# Neither our own libraries nor the benchmarks' peers tell their makers anything.
export HF_HUB_OFFLINE = 1
export ORT_DISABLE_TELEMETRY = 1
export DO_NOT_TRACK = 1

.PHONY: setup demo test coverage check docs bench bench-% roles lock clean

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Newsfold needs Python 3.11 or newer, this is " + sys.version.split()[0] + "; name another with: make PYTHON=python3.12") if sys.version_info < (3, 11) else 0'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@if command -v uv >/dev/null 2>&1; then \
	  uv pip install --python $(BIN)/python --require-hashes -r requirements.lock && \
	  uv pip install --python $(BIN)/python --no-deps --no-build-isolation -e . ; \
	else \
	  $(BIN)/python -m pip install --disable-pip-version-check -q --require-hashes -r requirements.lock && \
	  $(BIN)/python -m pip install --disable-pip-version-check -q --no-deps --no-build-isolation -e . ; \
	fi
	@touch $@

# Reads the bundled pages, shows what it found and opens it: ARGS="--no-browser --port 8000"
demo: setup
	$(BIN)/newsfold demo $(ARGS)

# In as many processes as there are cores, four at most: each holds the models, some 1 GB.
test: setup
	$(BIN)/python -m pytest $(TEST_PROCESSES) $(ARGS)

# The tests, and which lines of the code they run; it fails below the floor in pyproject.toml.
coverage: setup
	@mkdir -p build
	$(BIN)/python -m pytest $(TEST_PROCESSES) --cov --cov-report=term $(ARGS)

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# The documentation as a site, in build/site; it fails where a page or a link is missing.
docs: $(SITE)
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

# Benchmarks read public sets that are not part of the project (benchmarks/DATA.md): make bench DATA=/path/to/data
bench: $(PEERS)
	$(BIN)/python -m benchmarks.run --data $(DATA)

bench-scale: $(PEERS)
	$(BIN)/python -m pip install --disable-pip-version-check -q -e ".[bench,scale]"
	$(BIN)/python -m benchmarks.run --data $(DATA) --group scale

bench-%: $(PEERS)
	$(BIN)/python -m benchmarks.run --data $(DATA) --group $*

# Builds the wheel, installs it into an empty environment, and does there what four kinds of user do first:
# ARGS="--python python3.13"
roles: setup
	$(BIN)/python benchmarks/roles/run.py $(ARGS)

# A pip of 2023 fails where two packages ask for one extra, so the newest comes first.
$(PEERS): $(READY)
	$(BIN)/python -m pip install --disable-pip-version-check -q --upgrade pip
	$(BIN)/python -m pip install --disable-pip-version-check -q -e ".[bench]"
	@touch $@

$(SITE): $(READY)
	$(BIN)/python -m pip install --disable-pip-version-check -q "mkdocs>=1.6,<2" "mkdocs-material>=9.6,<10" "mkdocstrings[python]>=0.30"
	@touch $@

# Needs uv, to resolve for every platform and Python at once.
lock:
	uv pip compile --universal --generate-hashes --python-version 3.11 --extra dev --no-header \
	  --output-file requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
