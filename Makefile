# Everything a newcomer or a developer runs. `make` alone prints this list.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PACKAGES := crawler corpus extract

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint fix bench soak serve docs weights yardsticks check-pages lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## the environment in .venv

$(READY): requirements.txt pyproject.toml
	@echo "Setting up in $(VENV): about 250 MB to fetch, 1 GB on disk, two to five minutes, once."
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(0 if (3, 11) <= v < (3, 14) else f"pressfacts: Python {v[0]}.{v[1]} found, expected 3.11 to 3.13; try: make PYTHON=python3.12")'
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

demo: $(READY) ## the main job on the built-in demonstration site, from crawl to figures
	@$(BIN)/pressfacts demo

test: $(READY) ## all tests a machine without a network can run
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

lint: $(READY) ## style, types, direction of imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

fix: $(READY) ## put the code in shape
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(READY) ## speeds, as ratios measured in one run
	@$(BIN)/python -m tests.bench

soak: $(READY) ## the long form of the tests, with new seeds
	@$(BIN)/python -m pytest --soak

yardsticks: $(READY) ## measure against others' test sets in a local folder: make yardsticks DIR=folder
	@$(BIN)/python -m tests.yardsticks.language $(DIR)
	@$(BIN)/python -m tests.yardsticks.numbers $(DIR)

check-pages: $(READY) ## run page classes over real pages in a local folder: make check-pages DIR=folder
	@$(BIN)/python -m tests.yardsticks.pages $(DIR)

serve: $(READY) ## open the figures in Datasette on 127.0.0.1
	@$(BIN)/pressfacts serve

docs: $(READY) ## write CODEBOOK.md anew
	@$(BIN)/python -m corpus.codebook > CODEBOOK.md

weights: $(READY) ## learn the weights of the second look anew (two minutes)
	@$(BIN)/python tests/learning/learn.py

lock: ## resolve the dependencies anew (needs uv)
	@uv pip compile --universal --python-version 3.11 --all-extras --generate-hashes \
	  --no-header --no-annotate \
	  pyproject.toml --output-file requirements.txt

clean: ## remove the environment and caches; the data folder stays
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache dist build
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
