# Kitchen Table: every target does its own set-up (packaging/setup) and is quick when there is nothing to do.

PYTHON ?= python3
SETUP := PYTHON='$(PYTHON)' packaging/setup
IN := .venv/bin
PACK := build/guidance.pack
SCREEN := $(filter-out Linux,$(shell uname))$(DISPLAY)$(WAYLAND_DISPLAY)

.DEFAULT_GOAL := help
.PHONY: help run tour test check bench reliability package package-test print-test clean ready ready-app ready-bench ready-test

help: ## say what there is
	@sed -nE 's/^([a-z-]+):.*## (.*)/make \1 \2/p' Makefile | awk '{ printf "%-18s", $$1 " " $$2; $$1 = $$2 = ""; print }'

run: ready-app $(PACK) ## open the app; without a screen, take the tour instead
ifeq ($(strip $(SCREEN)),)
	@echo "There is no screen here: walking through a sample family's month off screen instead, into build/tour/."
	@$(IN)/python -m tests.tour
else
	@$(IN)/kitchentable
endif

tour: ready-app $(PACK) ## walk a sample family through every screen; pictures in build/tour/
	@$(IN)/python -m tests.tour

test: ready-test $(PACK) ## run the tests; some of them: make test TESTS=tests/store
	@$(IN)/pytest --quiet $(TESTS)

check: ready $(PACK) ## look for faults of style, types, layers and guidance
	@$(IN)/ruff check --quiet
	@$(IN)/ruff format --check --quiet || { echo "Please run: .venv/bin/ruff format" >&2; exit 1; }
	@$(IN)/mypy
	@said=$$(PYTHONPATH=app $(IN)/lint-imports --no-logo 2>&1) || { echo "$$said" >&2; exit 1; }
	@$(IN)/kitchentable guidance check

bench: ready-bench $(PACK) ## measure the start, the reminder check, one PDF, the guidance and search
	@$(IN)/python -m tests.bench

reliability: ready-test $(PACK) ## kill, fill, damage and search the records on purpose; some parts: PARTS="kill damage"
	@$(IN)/python -m tests.reliability $(PARTS)

package: ## build dist/kitchentable_*.deb and check it
	@$(SETUP) app package
	@packaging/linux/build

package-test: package ## install the package into a bare Debian in build/ and try it there (needs root)
	@$(SETUP) package-test
	@tests/installed/run

clean: ## take away all that was built, .venv too
	@rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache app/*.egg-info
	@find app tests -name __pycache__ -type d -prune -exec rm -rf {} +

print-test: ## print through a real CUPS queue and compare the page that comes out (needs root)
	@$(SETUP) app test print-test
	@$(IN)/pytest --quiet tests/real/test_printer.py

ready:
	@$(SETUP)

ready-app:
	@$(SETUP) app

ready-bench:
	@$(SETUP) app bench

ready-test:
	@$(SETUP) app test

# The pack is built again when the guidance changes, or the code that reads and writes it.
$(PACK): $(shell find resources/guidance app/kitchentable/guidance app/kitchentable/domain -name '*.yaml' -o -name '*.py') | ready
	@$(IN)/kitchentable guidance build --to $@ >/dev/null
