#!/bin/sh
# What must hold before a commit: format, lint, types, contracts, migrations, templates, fast tests.
set -eu
export VINHDANH_HOME="$(mktemp -d)"
trap 'rm -rf "$VINHDANH_HOME"' EXIT
.venv/bin/ruff format --check --quiet .
.venv/bin/ruff check --quiet .
.venv/bin/mypy vinhdanh
.venv/bin/lint-imports
.venv/bin/python manage.py makemigrations --check --dry-run
.venv/bin/djlint --quiet --lint vinhdanh
.venv/bin/python -m pytest -q tests/rules tests/architecture
