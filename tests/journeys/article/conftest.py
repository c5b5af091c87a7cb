"""A real site: its own data folder, its own server and worker, the office's workbooks, a real browser."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

CASE = Path(__file__).parents[2] / "case"
ROLES = ("office", "secretary", "teller", "teller", "inspector", "organiser", "leader", "administrator", "clerk")


def free_port():
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


class Site:
    """`site.run("load", folder)` is the command line; `site.address` is the running server."""

    def __init__(self, home):
        self.home = home
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.passwords = {}
        self.server = None
        self.environment = {**os.environ, "VINHDANH_HOME": str(home), "VINHDANH_URL": self.address}
        for name in ("DATABASE_URL", "VINHDANH_STATIC", "DJANGO_SETTINGS_MODULE"):
            self.environment.pop(name, None)

    def run(self, *arguments, status=0):
        done = subprocess.run(
            [sys.executable, "-m", "vinhdanh", *map(str, arguments)],
            env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == status, (
            f"{arguments}: {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
        )
        return done.stdout

    def answer(self, *arguments, status=0):
        return json.loads(self.run(*arguments, "--json", status=status))

    def add_account(self, username, role, name, unit=""):
        over = ["--unit", unit] if unit else []
        made = self.answer("account", "add", username, "--name", name, "--role", role, *over)
        self.passwords[username] = made["password"]

    def start(self):
        log = (self.home / "server.log").open("w")
        self.server = subprocess.Popen(
            [sys.executable, "-m", "vinhdanh", "serve", "--port", str(self.port)],
            env=self.environment, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{self.address}/v/", timeout=2)
                return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                assert self.server.poll() is None, (self.home / "server.log").read_text()
                time.sleep(0.2)
        raise AssertionError((self.home / "server.log").read_text())

    def stop(self):
        if self.server is not None:
            self.server.terminate()
            self.server.wait(timeout=20)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    made = Site(tmp_path_factory.mktemp("site"))
    made.run("init", "--office", CASE / "office.yaml")
    made.add_account("quantri", "administrator", "Quản trị minh họa")
    made.start()
    yield made
    made.stop()
