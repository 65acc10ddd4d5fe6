# make demo   the lesson's run           make test    everything that must hold
# make lab    the lesson in the browser   make quick   what holds the core, in a minute
# They set up .venv themselves; they need Python 3.11 or newer, git and make.
# To change the page you need Node 20.19 or newer with npm: make web builds it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Bytecode is written once: the tests start hundreds of Pythons, which need not compile again.
unexport PYTHONDONTWRITEBYTECODE
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo lab test tested quick core check lint types format bench lesson docs site soak web web-check web-checked clean

demo: $(VENV)/.installed
	$(BIN)/python main.py

lab: $(VENV)/.installed
	$(BIN)/downslope lab

# Tests wait for clusters, servers, and browsers, and types are checked meanwhile. The page is built
# before them, since they open it.
test:
	$(MAKE) --no-print-directory -j 2 lint web-check
	$(MAKE) --no-print-directory -j 2 types tested

tested: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n 3 --dist worksteal

quick: lint
	$(MAKE) --no-print-directory -j 2 types core

core: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n 2 --dist worksteal -m quick

check: lint types

lint: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports

types: $(VENV)/.installed-dev
	$(BIN)/mypy

format: $(VENV)/.installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The built page is committed, so that nobody else needs npm.
BUILT := src/downslope/lab/static src/downslope/lab/widget

web:
	cd web && npm ci && npm run build

web-check:
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory web-checked; \
	else echo "npm is not installed: skipping the page's own checks."; \
	test "$$CI" != true; fi

web-checked:
	cd web && npm ci && npm run check && npm test && npm run build
	git diff --exit-code -- $(BUILT)
	@test -z "$$(git status --porcelain -- $(BUILT))" || \
	{ echo "The built page is not committed: git add $(BUILT)"; exit 1; }

bench: $(VENV)/.installed-bench
	$(BIN)/python -m benchmarks --page docs/benchmarks.md

soak: $(VENV)/.installed-dev
	$(BIN)/python -m soak
	DOWNSLOPE_LONG=1 $(BIN)/python -m pytest -n 3 --dist worksteal
	$(BIN)/python tools/mutate.py --count 400

docs: $(VENV)/.installed-dev
	$(BIN)/python tools/refresh.py
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --site-dir site
	@echo "Open site/index.html"

# The documentation with the lab beside it, for any web host.
site: docs
	$(BIN)/python tools/make_site.py site/lab
	@echo "Open site/lab/index.html"

lesson: $(VENV)/.installed-dev
	$(BIN)/python tools/make_lesson.py
	$(BIN)/python tools/make_notebooks.py

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --constraint constraints.txt --editable .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(PIP) install --constraint constraints.txt --editable '.[all,dev]'
	touch $@

$(VENV)/.installed-bench: $(VENV)/.installed
	$(PIP) install --constraint constraints.txt --editable '.[bench]'
	touch $@

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache site
