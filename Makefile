# `make run` and `make test` set up whatever they need; nothing has to be installed by hand but git, make, Python and Node.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
BENCH := benchmarks/.venv/bin
EXAMPLES := examples
VSIX := client/whylint.vsix
PACKAGED := pyproject.toml $(shell find client client/src client/scripts client/walkthrough -maxdepth 1 -type f -not -name '*.vsix') \
    $(shell find server/whylint -type f -not -name '*.pyc')

.PHONY: run test unit fuzz editor editor-tests lint format docs bench clean
.DEFAULT_GOAL := run

run: $(STAMPS)/run ## ask the questions of the example specs
	@$(BIN)/whylint check $(EXAMPLES) || [ $$? -eq 1 ]
	@echo
	@echo "What Whylint understood of a document: $(BIN)/whylint inspect $(EXAMPLES)/receipt-upload.md"
	@echo "The same in your editor: README.md, \"In your editor\""

test: $(STAMPS)/test $(STAMPS)/editors client/node_modules/.stamp ## every test there is, real editors included
	npm --prefix client run --silent check
	$(BIN)/pytest --numprocesses auto -m "not editor"
	$(BIN)/pytest --numprocesses 2 --dist worksteal -m editor

unit: $(STAMPS)/test ## the tests that take seconds
	$(BIN)/pytest --numprocesses auto -m "not editor and not fuzz"

fuzz: $(STAMPS)/test ## 200,000 random edits, each held against a fresh reading: takes most of an hour
	WHYLINT_EDITS=200000 $(BIN)/pytest --numprocesses auto -m fuzz tests/incremental

editor: $(STAMPS)/test $(STAMPS)/vscode client/node_modules/.stamp ## VS Code in the browser, with the extension and the example specs
	@$(BIN)/python tests/editors/open_vscode.py

editor-tests: $(STAMPS)/test $(STAMPS)/editors client/node_modules/.stamp ## the tests in VS Code, Neovim, Emacs and Kate
	$(BIN)/pytest --numprocesses 2 --dist worksteal -m editor

lint: $(STAMPS)/test client/node_modules/.stamp ## style, types and import directions
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	npm --prefix client run --silent check

format: $(STAMPS)/test client/node_modules/.stamp ## put the code into its standard form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	npm --prefix client run --silent format

docs: $(STAMPS)/test ## write the pages that are made from the code
	WHYLINT_UPDATE=1 $(BIN)/pytest tests/test_docs.py

bench: $(STAMPS)/bench ## measure it beside other tools, and write docs/performance.md: takes a quarter of an hour
	$(BENCH)/python -m pip install --quiet --disable-pip-version-check --no-deps --force-reinstall .
	$(BENCH)/python -m benchmarks --write

clean: ## take away everything that make has put here
	rm -rf $(VENV) $(dir $(BENCH)) benchmarks/node_modules client/node_modules client/dist client/bundled client/*.vsix

# pip older than 25.1 does not know dependency groups, and a fresh Python may bring an older one.
$(STAMPS)/run: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "whylint: needs Python 3.11 or later, and $(PYTHON) is " + sys.version.split()[0] + "; say make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@mkdir -p $(STAMPS)
	@touch $@

$(STAMPS)/test: $(STAMPS)/run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@

$(STAMPS)/editors: tests/editors/install.sh $(STAMPS)/run
	sh tests/editors/install.sh
	@touch $@

$(STAMPS)/vscode: tests/editors/install.sh $(STAMPS)/run
	sh tests/editors/install.sh vscode
	@touch $@

# Apart from the tests', so that what is measured is what people install.
$(STAMPS)/bench: pyproject.toml benchmarks/package-lock.json
	$(PYTHON) -m venv $(dir $(BENCH))
	$(BENCH)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BENCH)/python -m pip install --quiet --disable-pip-version-check --group bench .
	npm --prefix benchmarks ci --silent --no-audit --no-fund
	@mkdir -p $(STAMPS)
	@touch $@

# The tests package it where something that goes into it has changed.
$(VSIX): $(PACKAGED)
	PYTHON=$(abspath $(BIN))/python npm --prefix client run --silent package

client/node_modules/.stamp: client/package-lock.json
	npm --prefix client ci --silent --no-audit --no-fund
	@touch $@
