# make run: the club on http://localhost:8000   make test: every test   make check   make bench   make fmt
PYTHON ?=
PORT ?= 8000
PY := .venv/bin/python
export PYTHON PORT

.PHONY: run test check bench fmt lock tour environment environment-dev environment-bench catalogues

run: environment catalogues
	@exec .venv/bin/club serve

test: environment-dev catalogues
	@scripts/postgres
	@CHROMIUM="$$(scripts/browser)" && export CHROMIUM && exec $(PY) -m pytest -n auto $(if $(MARK),-m "$(MARK)")

check: environment-dev catalogues
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) -m djlint templates --lint --quiet
	$(PY) scripts/vendor/htmx-upgrade-check.py templates
	$(PY) scripts/check_migrations.py
	$(PY) -m pytest -q -n auto -m house

bench: PY := .venv-bench/bin/python
bench: environment-bench catalogues
	@exec $(PY) -m benchmarks

fmt: environment-dev
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

lock: environment-dev
	$(PY) -m pip install --quiet uv
	scripts/lock

tour: environment-dev catalogues
	@$(PY) -m tests.journeys.tour "$$(scripts/browser)" docs/images

environment:
	@scripts/environment requirements.txt

environment-dev:
	@scripts/environment requirements-dev.txt

environment-bench:
	@scripts/environment requirements-bench.txt .venv-bench

catalogues:
	@$(PY) -c 'from clubapp.i18n import compile_catalogues; compile_catalogues()'
