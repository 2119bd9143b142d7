# Everything a newcomer or CI needs: Python 3.11 or newer, pip and make.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: read test lint format train bench soak clean

read: .venv/installed ## install into .venv and open the bundled article
	@$(BIN)/hamish examples/library-ship.txt

test: lint ## lint, types, import rules and the whole suite
	@echo "hamish: running the tests (several minutes on two cores)"
	@$(BIN)/python -m pytest -n 2 --dist loadgroup

lint: .venv/dev
	@echo "hamish: lint, format, types, import rules"
	@$(BIN)/ruff check -q .
	@$(BIN)/ruff format -q --check .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports --no-cache >.venv/imports.log || { cat .venv/imports.log; exit 1; }

format: .venv/dev
	@$(BIN)/ruff check -q --fix . ; $(BIN)/ruff format -q .

train: .venv/train ## build the models from ../shared again (minutes)
	@$(BIN)/python -m scripts.train

bench: .venv/train ## ratios against a yardstick in the same run
	@$(BIN)/python -m bench

soak: .venv/dev ## kill -9 storms, fuzzing, two writers (long)
	@$(BIN)/python -m pytest -m soak

# torch first, pinned: an unpinned one drags in gigabytes of CUDA.
.venv/installed: pyproject.toml constraints.txt
	@echo "hamish: making .venv and installing (once; a few minutes: camel-tools brings torch)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(PIP) "$$(grep '^torch==' constraints.txt)"
	@$(PIP) -e .
	@touch $@

.venv/dev: .venv/installed
	@echo "hamish: installing what the tests need"
	@$(PIP) -e '.[dev,all]'
	@touch $@

.venv/train: .venv/dev
	@echo "hamish: installing what training and benches need"
	@$(PIP) -e '.[train,bench]'
	@touch $@

clean:
	rm -rf .venv dist build .pytest_cache .mypy_cache .ruff_cache
