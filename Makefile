# Thin on purpose: the work is in bot/bootstrap.py (installing) and bot/cli.py (everything else).
-include .env
export

PORT ?= 5005
ACTIONS_PORT ?= 5055
PYTHON := .venv/bin/python
export RASA_TELEMETRY_ENABLED = false
export TF_CPP_MIN_LOG_LEVEL = 3
export SQLALCHEMY_SILENCE_UBER_WARNING = 1
export PYTHONUTF8 = 1

.DEFAULT_GOAL := help
.PHONY: help install browser proxy danish run chat evaluate bench load long train knowledge validate lint types test stores faults connections purge export erase lock

help: ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

install: ## make .venv from requirements.lock
	@python3 bot/bootstrap.py

danish: ## try again to fetch spaCy's da_core_news_sm
	@python3 bot/bootstrap.py --danish

run: install ## install, fill the store, train when needed, serve at http://localhost:$(PORT)/
	@exec $(PYTHON) -m bot.cli serve

chat: install ## the same bot in the terminal
	@exec $(PYTHON) -m bot.cli chat

evaluate: install ## how well the trained model understands messages it never saw, and five-fold cross-validation
	@$(PYTHON) -m bot.cli prepare && $(PYTHON) -W ignore -m benchmarks.evaluate --folds

browser: install ## make sure there is a Chromium for the browser tests
	@$(PYTHON) -m tests.browser.chromium || (apt-get update -qq && apt-get install -y -qq chromium) || $(PYTHON) -m playwright install --with-deps chromium

proxy: ## make sure there is an nginx for the test of the proxy
	@command -v nginx >/dev/null || test -x /usr/sbin/nginx || (apt-get update -qq && apt-get install -y -qq --no-install-recommends nginx-light openssl)

bench: install ## Karla's pipeline beside Rasa's stock ones: time, memory, turns a second, accuracy
	@$(PYTHON) -m bot.cli knowledge >/dev/null && $(PYTHON) -W ignore -m benchmarks.bench $(BENCH)

load: install stores ## turns a second and times, by workers and databases; results/load.md
	@$(PYTHON) -W ignore -m benchmarks.load_table $(BENCH)

long: install ## a conversation of 2,000 turns and what it costs others, and memory over 2,000 turns by 200 people
	@$(PYTHON) -W ignore -m benchmarks.long_talk && $(PYTHON) -W ignore -m benchmarks.soak

train: install ## train the model
	@$(PYTHON) -m bot.cli train

knowledge: install ## fill the knowledge store and count its rows
	@$(PYTHON) -m bot.cli knowledge

validate: install ## check content, training data and domain
	@$(PYTHON) -m bot.cli validate

lint: install ## ruff: errors, imports, format
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .

types: install ## strict mypy
	@$(PYTHON) -m mypy

test: install ## everything: units, contracts, stories, real dialogues
	@$(PYTHON) -m pytest

stores: ## make sure there are a PostgreSQL and a Redis for the tests and figures that need real ones
	@(ls /usr/lib/postgresql/*/bin/initdb || command -v initdb) >/dev/null 2>&1 && command -v redis-server >/dev/null || \
		(apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql redis-server) || \
		echo "[karla] no PostgreSQL or Redis on this machine, and they cannot be installed here: what needs them is skipped"

faults: install stores ## break the real servers in every known way, and fuzz the protocol, and print what users saw; some minutes on a quiet machine
	@$(PYTHON) -m pytest -rs -o addopts="-q --strict-markers" tests/faults tests/integration/test_connections.py tests/bot/channels/test_openapi.py

connections: install ## whom training, both servers and the shell call: nobody; the table of what was seen
	@rm -f results/connections.md
	@$(PYTHON) -m pytest -o addopts="-q --strict-markers" tests/integration/test_connections.py
	@cat results/connections.md

purge: install ## delete conversations and logs older than RETENTION_DAYS; the running server does it hourly
	@$(PYTHON) -m bot.cli purge

export: install ## everything stored about a conversation, as JSON: make export ID=...
	@$(PYTHON) -m bot.cli export -- "$(ID)"

erase: install ## delete everything stored about a conversation: make erase ID=...
	@$(PYTHON) -m bot.cli erase -- "$(ID)"

lock: install ## resolve requirements.lock anew: versions and hashes, no index address
	@uv pip compile --universal --generate-hashes --python-version 3.10 --extra dev --no-header -q pyproject.toml -o requirements.lock
