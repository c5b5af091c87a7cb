"""Kill the worker in the middle of the certificates: after a restart the job ends, no number lost or doubled."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.db import connection

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ROOT = Path(__file__).parents[2]
STAGE = Path(__file__).parent / "kill_stage.py"
COUNT = 60


@pytest.fixture
def stage(tmp_path):
    """A place with a database of its own, of the same kind as the test's: `stage("migrate")` runs a command there."""
    environment = {**os.environ, "VINHDANH_HOME": str(tmp_path), "VINHDANH_JOB_LEASE": "3", "PYTHONPATH": str(ROOT)}
    environment.pop("DATABASE_URL", None)
    made = ""
    if connection.vendor == "postgresql":
        made = f"vd_kill_{os.getpid()}"
        environment["DATABASE_URL"] = address(made)
        in_server(f'CREATE DATABASE "{made}"')

    def run(*command, start=False):
        script = [str(STAGE)] if command[0] in ("seed", "look") else ["-m", "vinhdanh"]
        line = [sys.executable, *script, *map(str, command)]
        if start:
            return subprocess.Popen(line, env=environment, cwd=ROOT, stderr=subprocess.DEVNULL)
        return subprocess.run(line, env=environment, cwd=ROOT, capture_output=True, check=True, text=True).stdout

    run.progress = lambda: progress_in(address(made) if made else tmp_path / "vinhdanh.sqlite3")
    yield run
    if made:
        in_server(f'DROP DATABASE "{made}" WITH (FORCE)')


def address(name):
    at = connection.settings_dict
    login = quote(at["USER"] or "postgres") + (f":{quote(at['PASSWORD'])}" if at["PASSWORD"] else "")
    return f"postgres://{login}@{at['HOST'] or '127.0.0.1'}:{at['PORT'] or 5432}/{name}"


def in_server(statement):
    with psycopg.connect(address("postgres"), autocommit=True) as server:
        server.execute(statement)


def progress_in(database):
    """State of the job and how far it is, asked without starting a process."""
    question = "SELECT state, done FROM kernel_job"
    with psycopg.connect(database) if isinstance(database, str) else sqlite3.connect(database) as there:
        return there.execute(question).fetchone()


def test_killed_twice_the_job_still_ends_with_every_number_once(stage):
    stage("migrate", "-v0")
    stage("seed", COUNT)

    for at_least in (10, 30):
        worker = stage("worker", start=True)
        wait_for(lambda least=at_least: stage.progress()[1] >= least)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    killed = json.loads(stage("look"))
    worker = stage("worker", start=True)
    wait_for(lambda: stage.progress()[0] not in ("running", "waiting"))
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=20) == 0

    ended = json.loads(stage("look"))
    papers = [(number, position, kept) for number, position, _, kept in ended["papers"]]
    assert (killed["state"], ended["state"], ended["error"]) == ("running", "done", "")
    assert papers == [(n, n, True) for n in range(1, COUNT + 1)]
    assert ended["numbers"] == list(range(1, COUNT + 1))
    assert len({code for _, _, code, _ in ended["papers"]}) == COUNT
    assert ended["papers"][: len(killed["papers"])] == killed["papers"]


def wait_for(question, *, seconds=120):
    until = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < until, "it took too long"
        time.sleep(0.05)
