# The everyday commands. `make serve` and `make test` need nothing but Python 3.11 or newer.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SCRIPTS := tests/scripts
LOWEST := .venv-lowest
INSTALL := -m pip install --quiet --disable-pip-version-check
PACKAGE := --no-deps --no-build-isolation -e .
PIN := pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet
TESTERS := check-jsonschema html5lib hypothesis jsonschema mkdocs-static-i18n playwright properdocs pytest pytest-xdist
ADDRESS ?= 127.0.0.1:8000
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help serve demo build check test lint lint-scripts browser format update campaigns bench coverage faults lowest pins clean

help:  ## Show these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: $(VENV)/.site  ## Build the site and serve it on 127.0.0.1:8000; edits show at once
	$(BIN)/mkdocs serve -a $(ADDRESS)

demo: ADDRESS = 127.0.0.1:8001
demo: $(VENV)/.site  ## Serve a small sample that shows everything, on 127.0.0.1:8001
	$(BIN)/mkdocs serve -f tests/cases/site/repository/mkdocs.yml -a $(ADDRESS)

build: $(VENV)/.site  ## Build the site into site/
	$(BIN)/mkdocs build --strict

check: $(VENV)/.site  ## Check every annotation
	$(BIN)/annotate check

test: $(VENV)/.dev  ## Run everything: style, types, tests, a real browser
	@$(MAKE) --no-print-directory -j 3 lint lint-scripts browser
	$(BIN)/python -m pytest -n 4 --dist loadfile --no-loadscope-reorder

lint: $(VENV)/.dev
	$(BIN)/ruff check annotate tests
	$(BIN)/ruff format --check annotate tests
	$(BIN)/mypy

lint-scripts:  ## Check the types and the style of the scripts and style sheets, where Node is
	@if command -v npm > /dev/null; then $(MAKE) --silent $(SCRIPTS)/node_modules/.made && \
	  npm --prefix $(SCRIPTS) run --silent types && npm --prefix $(SCRIPTS) run --silent style; \
	else echo "The scripts' types and style are NOT checked: install Node 20 or newer for that." >&2; fi

browser: $(VENV)/.dev
	@sh tests/browser/install.sh $(BIN)/playwright

format: $(VENV)/.dev  ## Format the code, scripts and style sheets where Node is
	$(BIN)/ruff check --fix annotate tests
	$(BIN)/ruff format annotate tests
	@if command -v npm > /dev/null; then $(MAKE) --silent $(SCRIPTS)/node_modules/.made && \
	  npm --prefix $(SCRIPTS) run --silent format; \
	else echo "The scripts and style sheets are NOT formatted: install Node 20 or newer for that." >&2; fi

update: $(VENV)/.dev  ## Rewrite the tests' expected files; then read the diff
	$(BIN)/python -m pytest --update

campaigns: $(VENV)/.dev  ## Slow measurements: proposals for revised texts, builds and rebases that are killed
	$(BIN)/python tests/campaigns/anchoring/measure_proposals.py
	$(BIN)/python tests/campaigns/rebase/kill_rebase.py
	$(BIN)/python tests/campaigns/whole/kill_builds.py

bench: $(VENV)/.dev  ## Measure builds, checks and edits beside plain MkDocs, on a quiet machine; it takes an hour
	$(BIN)/python tests/bench/bench.py

intake: $(VENV)/.dev  ## Measure `annotate add` on a folder of pages: make intake PAGES=DIR
	$(BIN)/python tests/intake.py $(PAGES)

coverage: $(VENV)/.dev browser  ## Run the tests and ask for 95 % of all lines and branches, those of started programs, too
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n 4 --dist loadfile --no-loadscope-reorder
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

faults: $(VENV)/.dev  ## Put 100 one-line faults into the package, and list those that no test notices
	$(BIN)/python tests/faults.py 100 9

lowest:  ## Run the tests that need no browser with the oldest libraries that pyproject.toml allows
	@$(PYTHON) -m venv --clear $(LOWEST)
	@$(LOWEST)/bin/python $(INSTALL) uv
	@. $(LOWEST)/bin/activate && uv pip install --quiet --resolution lowest-direct -e . && \
	  uv pip install --quiet $(TESTERS)
	$(LOWEST)/bin/python -m pytest -n 2 --dist loadfile -p no:cacheprovider --ignore tests/browser --ignore tests/test_forge.py

pins:  ## Write the versions that are installed, with their hashes: requirements.txt and, for development, requirements-dev.txt
	@$(PYTHON) -m venv --clear $(LOWEST)
	@$(LOWEST)/bin/python $(INSTALL) uv
	$(LOWEST)/bin/uv $(PIN) --extra dev -o requirements-dev.txt
	$(LOWEST)/bin/uv $(PIN) -c requirements-dev.txt -o requirements.txt

clean:  ## Remove what the commands made
	rm -rf $(VENV) $(LOWEST) $(SCRIPTS)/node_modules site build

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "Python 3.11 or newer is needed: install it, or name it with make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "Python cannot make a virtual environment: on Debian run apt install python3-venv" >&2; exit 1; }
	@touch $@

$(VENV)/.site: $(VENV)/.python pyproject.toml requirements.txt
	$(BIN)/python $(INSTALL) --require-hashes -r requirements.txt
	$(BIN)/python $(INSTALL) $(PACKAGE)
	@touch $@

# uv takes seconds where pip takes a minute; where it cannot reach an index that pip is told of, pip does it.
$(VENV)/.dev: $(VENV)/.python pyproject.toml requirements-dev.txt
	@sed -n '/^uv==/,/[^\\]$$/p' requirements-dev.txt > $(VENV)/uv.txt
	$(BIN)/python $(INSTALL) --require-hashes -r $(VENV)/uv.txt
	VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --compile-bytecode --require-hashes -r requirements-dev.txt || \
	  $(BIN)/python $(INSTALL) --require-hashes -r requirements-dev.txt
	$(BIN)/python $(INSTALL) $(PACKAGE)
	@touch $@ $(VENV)/.site

$(SCRIPTS)/node_modules/.made: $(SCRIPTS)/package.json $(SCRIPTS)/package-lock.json
	@npm --prefix $(SCRIPTS) ci --no-audit --no-fund --loglevel error > /dev/null
	@touch $@
