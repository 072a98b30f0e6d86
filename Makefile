# Everything a person runs here. `make` alone lists it. Needs Python 3.11 or newer, make and a POSIX shell.

PORT ?= 8866
PYTHON ?= python3 python3.14 python3.13 python3.12 python3.11 python
VENV := .venv
RUN := $(VENV)/bin/python
KIT := $(RUN) -m strategy_kit.cli
SPEAKING := $(if $(WORKBOOK_LANG),--lang $(WORKBOOK_LANG))
PIP := $(RUN) -m pip install --quiet --disable-pip-version-check
CATALOGUES := strategy_kit/locale
UV := uv==0.13.9

.PHONY: help serve lab test lint types format words notebooks lock check bench clean browser readers node
.DEFAULT_GOAL := help

help: ## List these targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1\t\2/p' Makefile | awk -F '\t' '{ printf "make %-10s %s\n", $$1, $$2 }'

serve: $(VENV)/serving ## Serve the dashboard at http://127.0.0.1:8866/ (PORT=, NOTEBOOK=, WORKBOOK_LANG= change it)
	@$(KIT) serve --port $(PORT) $(SPEAKING) $(if $(NOTEBOOK),--notebook $(NOTEBOOK))

lab: $(VENV)/serving ## Open the notebooks in JupyterLab (WORKBOOK_LANG=fr for French)
	@$(KIT) lab $(SPEAKING)

check: $(VENV)/serving ## Check the data, the saved plans and the installed versions
	@$(KIT) check $(SPEAKING)

test: $(VENV)/testing browser readers node lint types ## Run every test: style, types, code, notebooks, pages in a browser
	npm test --silent
	$(RUN) -m pytest --numprocesses 3 --dist loadfile --no-loadscope-reorder --nbval --nbval-current-env --nbval-cell-timeout=120 \
		--nbval-sanitize-with tests/nbval.cfg tests strategy_kit notebooks

lint: $(VENV)/testing node ## Look for faults of style in code, scripts and notebooks
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	npm run --silent lint

types: $(VENV)/testing node ## Check the types of the package and of its scripts
	$(RUN) -m mypy
	npm run --silent types

format: $(VENV)/testing ## Put code and notebooks into the common format
	$(RUN) -m ruff check --fix .
	$(RUN) -m ruff format .

words: $(VENV)/testing ## Bring the catalogues of words up to date with the code, and compile them (NEW=de begins one)
	@mkdir -p build
	$(RUN) -m babel.messages.frontend -q extract --mapping pyproject.toml --keywords "_ N_ InputError plural:1,2" --no-wrap --sort-by-file \
		--add-location=file --project=strategy_kit --version=0 --copyright-holder="the strategy_kit authors" \
		--output-file build/strategy_kit.pot strategy_kit
	$(RUN) -m babel.messages.frontend -q update --domain strategy_kit --input-file build/strategy_kit.pot \
		--output-dir $(CATALOGUES) $(if $(NEW),--locale $(NEW) --init-missing) --no-wrap --no-fuzzy-matching \
		--ignore-obsolete --ignore-pot-creation-date
	$(RUN) -m babel.messages.frontend compile --domain strategy_kit --directory $(CATALOGUES) --statistics

notebooks: $(VENV)/testing ## Run all notebooks anew and keep what they show
	$(RUN) .ci/notebooks.py

bench: $(VENV)/benching browser ## Measure speed and size beside Voilà, Dash, Streamlit and Panel (BENCH=calendar measures one)
	$(RUN) -m benchmarks $(BENCH)

lock: ## Choose the newest versions that fit pyproject.toml and write the locks (UPGRADE= keeps what still fits)
	python3 -m venv build/uv && build/uv/bin/pip install --quiet $(UV)
	build/uv/bin/uv pip compile pyproject.toml --group build $(LOCK) --output-file requirements.lock
	build/uv/bin/uv pip compile pyproject.toml --group build --extra test --constraints requirements.lock $(LOCK) \
		--output-file requirements-test.lock
	build/uv/bin/uv pip compile pyproject.toml --group build --extra bench --constraints requirements-test.lock $(LOCK) \
		--output-file requirements-bench.lock
UPGRADE ?= --upgrade
LOCK = --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet $(UPGRADE)

clean: ## Remove what was installed and built here
	rm -rf $(VENV) node_modules build dist .pytest_cache .hypothesis .mypy_cache .ruff_cache

browser: $(VENV)/testing
	@PATH="$(CURDIR)/$(VENV)/bin:$$PATH" sh .ci/browser

readers: $(VENV)/testing
	@PATH="$(CURDIR)/$(VENV)/bin:$$PATH" sh .ci/readers

node:
	@sh .ci/node

# The stamps: what is installed, newer than what it was made from.

$(VENV)/serving: requirements.lock pyproject.toml | $(RUN)
	@echo "Installing into $(VENV). This takes a minute or two, once."
	@$(PIP) --require-hashes --requirement requirements.lock
	@$(PIP) --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(VENV)/testing: requirements-test.lock $(VENV)/serving
	@echo "Installing what the tests need."
	@$(PIP) --require-hashes --requirement requirements-test.lock
	@touch $@

# The peers live in an environment of their own: what they bring along changes neither the tests nor what is served.
$(VENV)/benching: requirements-bench.lock $(VENV)/testing
	@echo "Installing the peers into build/peers."
	@$(RUN) -m venv build/peers
	@build/peers/bin/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-bench.lock
	@build/peers/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(RUN):
	@sh .ci/venv $(VENV) $(PYTHON)
