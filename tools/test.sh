#!/bin/sh
# Everything that this machine can run: all of it on SQLite, the database-bound part again on PostgreSQL.
set -eu
export VINHDANH_HOME="$(mktemp -d)"
trap 'rm -rf "$VINHDANH_HOME"' EXIT
workers=${VINHDANH_TEST_WORKERS:-2}
if [ $# -gt 0 ]; then .venv/bin/python -m pytest "$@"; exit; fi

left_out=""
browser="" 
command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || {
  browser="and not browser"
  left_out="$left_out\n  hành trình trong trình duyệt / browser journeys: apt install chromium"
}

status=0
echo "== PostgreSQL =="
sh tools/postgres.sh .venv/bin/python -m pytest -q -n "$workers" -m "database and not browser" || status=$?
if [ "$status" = 3 ]; then
  left_out="$left_out\n  PostgreSQL: apt install postgresql"
  status=0
fi
[ "$status" = 0 ] || exit "$status"

echo "== SQLite =="
.venv/bin/python -m pytest -q -n "$workers" -m "not nothing $browser" || status=$?
[ -z "$left_out" ] || printf 'Chưa chạy / Left out:%b\n' "$left_out"
exit "$status"
