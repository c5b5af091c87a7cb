#!/bin/sh
# Everything that this machine can run: all of it on SQLite, the database-bound part again on PostgreSQL.
set -eu
export VINHDANH_HOME="$(mktemp -d)"
trap 'rm -rf "$VINHDANH_HOME"' EXIT
workers=${VINHDANH_TEST_WORKERS:-2}
if [ $# -gt 0 ]; then .venv/bin/python -m pytest "$@"; exit; fi

left_out=""
without_browser=""
command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || {
  without_browser="not browser"
  left_out="$left_out\n  hành trình trong trình duyệt / browser journeys: apt install chromium"
}

echo "== PostgreSQL =="
on_postgres=0
sh tools/postgres.sh .venv/bin/python -m pytest -q -n "$workers" -m "database and not browser" || on_postgres=$?
if [ "$on_postgres" = 77 ]; then
  left_out="$left_out\n  PostgreSQL: apt install postgresql"
  on_postgres=0
fi

echo "== SQLite =="
on_sqlite=0
.venv/bin/python -m pytest -q -n "$workers" -m "$without_browser" || on_sqlite=$?
[ -z "$left_out" ] || printf 'Chưa chạy / Left out:%b\n' "$left_out"
[ "$on_sqlite" = 0 ] || exit "$on_sqlite"
exit "$on_postgres"
