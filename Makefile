# The first of these that really runs (a version manager's shim may exist and fail), is new enough and has venv.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3.14 python3; do \
  $$p -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
LOCK := requirements/dev.txt
COMPILE := uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header
STACK = exec $(BIN)/python -m devstack
export PYTHONUNBUFFERED = 1

.DEFAULT_GOAL := help
.PHONY: help run test t test-faults bench check fix lock clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name text; do \
	  printf '  make %-11s %s\n' "$$name" "$$text"; done

run: $(VENV)/.ready ## start the portal with its demo: PORT=8000 DATA_DIR=.data; Ctrl-C ends it, the data stays
	@$(STACK) run

test: $(VENV)/.ready ## all checks and tests, with what they need; ARGS= goes to pytest
	@$(STACK) test $(ARGS)

t: $(VENV)/.ready ## some tests, quickly: T=tests/house ARGS=-x
	@$(STACK) t $(T) $(ARGS)

bench: $(VENV)/.ready ## measure, as ratios of a floor in the same run; ARGS="--only load --persons 100000"
	@$(STACK) bench $(ARGS)

check: $(VENV)/.ready ## format, lint, types, contracts, templates, migrations, settings
	@$(STACK) check

test-faults: $(VENV)/.ready ## what measures or takes minutes: tests/long
	@$(STACK) t tests/long $(ARGS)

fix: $(VENV)/.ready ## format and mend what a tool can
	@$(STACK) fix

lock: $(VENV)/.ready ## renew the locks of Python and npm, hashes and no addresses
	@$(BIN)/$(COMPILE) --group dev pyproject.toml -o $(LOCK) --upgrade
	@$(BIN)/$(COMPILE) pyproject.toml -c $(LOCK) -o requirements/prod.txt
	@$(BIN)/python -m devstack npm-lock

clean: ## stop what still runs, remove the environment, the look and all data
	@if test -x $(BIN)/python; then $(BIN)/python -m devstack clean; fi
	@rm -rf $(VENV)

# pip installs uv alone, out of the same lock; uv installs the rest in a quarter of the time, and later what changed.
$(VENV)/.ready: $(LOCK)
	@$(BIN)/python -c '' 2>/dev/null && test -x $(BIN)/uv || { \
	  test -n "$(PYTHON)" || { \
	    echo "ERROR: no Python >= 3.11 with venv found (python3 is: $$(python3 -V 2>&1 | head -1))."; \
	    echo "  Debian/Ubuntu: apt install python3 python3-venv      or: make PYTHON=/path/to/python3.12"; exit 2; }; \
	  echo "==> making $(VENV)"; \
	  $(PYTHON) -m venv --clear $(VENV) && \
	  sed -n '/^uv==/,/[^\\]$$/p' $(LOCK) > $(VENV)/uv.txt && \
	  $(BIN)/pip install -q --disable-pip-version-check --require-hashes -r $(VENV)/uv.txt; }
	@echo "==> installing the locked dependencies"
	@$(BIN)/uv pip sync -q --compile-bytecode --python $(BIN)/python --require-hashes $(LOCK)
	@touch $@
