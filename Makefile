# One command for everything; `make` alone lists them.
PORT ?= 8080
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin

.PHONY: help setup setup-dev run test models lint format bench lock sbom audit soak packages

help: ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /	/' | expand -t 12

setup: .venv/.ready ## make .venv with everything that the server needs

setup-dev: .venv/.ready-dev

.venv/.ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed" >&2; exit 2; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/.ready-dev: requirements-dev.txt .venv/.ready
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

run: setup ## serve the sample community on http://127.0.0.1:8080 (PORT), the staff's console on the port after it
	@PORT=$(PORT) $(BIN)/python -m bot console & desk=$$!; trap 'kill $$desk' EXIT INT TERM; PORT=$(PORT) $(BIN)/python -m bot serve

test: setup-dev packages ## lint, type-check and run every test
	$(MAKE) --no-print-directory --jobs 2 lint models
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

models: setup-dev
	$(BIN)/python -m tests.models

lint: setup-dev ## ruff, mypy, import-linter, content check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/bandit --quiet --recursive bot --severity-level medium
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m bot check

format: setup-dev ## let ruff put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup-dev .venv-tools/.ready ## speed, as ratios within one run
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.enrolment
	$(BIN)/python -m benchmarks.scale
	$(BIN)/python -m benchmarks.understanding
	$(BIN)/python -m benchmarks.turns
	$(BIN)/python -m benchmarks.push
	$(BIN)/python -m benchmarks.console

lock: .venv-tools/.ready ## requirements.lock anew: every file that may be installed, by its hash
	.venv-tools/bin/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --no-annotate --strip-extras --output-file requirements.lock requirements.txt

sbom: .venv-tools/.ready ## what the server is made of, for whoever has to know (CycloneDX, sbom.json)
	.venv-tools/bin/cyclonedx-py requirements requirements.txt --output-file sbom.json

audit: .venv-tools/.ready ## known holes in what we depend on (asks the public database)
	.venv-tools/bin/pip-audit --requirement requirements.txt

.venv-tools/.ready: requirements-tools.txt
	$(PYTHON) -m venv .venv-tools
	.venv-tools/bin/pip install --quiet --disable-pip-version-check -r requirements-tools.txt
	touch $@

soak: setup-dev ## the long tests: kills, floods, a million inputs, a day's messages (an hour or two; figures are printed)
	SOAK=100000 $(BIN)/python -m pytest tests/system/test_campaign_kills.py
	SOAK_TALKS=2000 $(BIN)/python -m pytest -s tests/system/test_kills.py
	FUZZ=1000000 FUZZ_TURNS=100000 $(BIN)/python -m pytest -s tests/soak/test_fuzz.py
	SOAK_SIGN_INS=60 $(BIN)/python -m pytest -s tests/soak/test_sign_ins.py
	SOAK_DAY=260000 SOAK_OVERLOAD=60 $(BIN)/python -m pytest -s tests/soak/test_day.py tests/soak/test_flood.py
	SOAK_FLOODS=60 $(BIN)/python -m pytest -s tests/soak/test_page_floods.py
	SOAK_ROLLING=100 $(BIN)/python -m pytest tests/system/test_rolling.py

packages: ## what the tests need of Debian: Chromium, nginx, PgBouncer, systemd's own check of units, promtool
	@command -v chromium >/dev/null && fc-list :lang=zh 2>/dev/null | grep -q . \
	  && [ -x /usr/sbin/nginx ] && [ -x /usr/sbin/pgbouncer ] && command -v systemd-analyze >/dev/null || { \
	  [ "$$(id -u)" = 0 ] || { echo "the tests need Debian's chromium, fonts-noto-cjk, nginx-light, pgbouncer, systemd: install them as root" >&2; exit 2; }; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk fontconfig >/dev/null \
	  && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nginx-light pgbouncer systemd >/dev/null; }
	@command -v promtool >/dev/null || [ "$$(id -u)" != 0 ] || DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends prometheus >/dev/null 2>&1 || echo "without Debian's prometheus the tests of the alert rules are skipped" >&2
