#!/bin/sh
# A PostgreSQL server of our own for one command: `sh tools/postgres.sh COMMAND…` runs it with DATABASE_URL set.
# Prints nothing and returns 77 when this machine has no server program.
set -eu
server=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$server" ] || server=$(dirname "$(command -v initdb 2>/dev/null || echo /nowhere/initdb)")
[ -x "$server/initdb" ] || exit 77
home=$(mktemp -d)
as=""
if [ "$(id -u)" = 0 ]; then
  id postgres >/dev/null 2>&1 || exit 77
  chown postgres "$home"
  as="runuser -u postgres --"
fi
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
stop() { (cd / && $as "$server/pg_ctl" -D "$home/data" -m immediate stop >/dev/null 2>&1 || true); rm -rf "$home"; }
trap stop EXIT
trap 'exit 130' INT TERM
(cd / && $as "$server/initdb" -D "$home/data" -U vinhdanh --auth=trust --encoding=UTF8 --locale=C >/dev/null)
(cd / && $as "$server/pg_ctl" -D "$home/data" -w -l "$home/data/log" \
  -o "-h 127.0.0.1 -p $port -k $home/data -c fsync=off -c full_page_writes=off" start >/dev/null)
(cd / && $as "$server/createdb" -h 127.0.0.1 -p "$port" -U vinhdanh vinhdanh)
export DATABASE_URL="postgres://vinhdanh@127.0.0.1:$port/vinhdanh"
status=0
"$@" || status=$?
exit $status
