"""A real site: the demonstration in its own data folder, its own server and worker, a real browser."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

PASSWORD = "minh-hoa-2023"


def free_port():
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


class Site:
    """`site.run("report", ...)` is the command line; `site.address` is the running server."""

    def __init__(self, home):
        self.home = home
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.server = None
        self.environment = {**os.environ, "VINHDANH_HOME": str(home), "VINHDANH_URL": self.address}
        for name in ("DATABASE_URL", "VINHDANH_STATIC", "DJANGO_SETTINGS_MODULE"):
            self.environment.pop(name, None)

    def run(self, *arguments, status=0):
        command = [sys.executable, "-m", "vinhdanh", *map(str, arguments)]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        told = f"{arguments}: {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
        assert done.returncode == status, told
        return done.stdout

    def start(self):
        command = [sys.executable, "-m", "vinhdanh", "demo", "--port", str(self.port)]
        with (self.home / "server.log").open("w") as log:
            self.server = subprocess.Popen(command, env=self.environment, stdout=log, stderr=subprocess.STDOUT)
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{self.address}/v/", timeout=2)
                return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                assert self.server.poll() is None, (self.home / "server.log").read_text()
                time.sleep(0.3)
        raise AssertionError((self.home / "server.log").read_text())

    def stop(self):
        if self.server is not None:
            self.server.terminate()
            self.server.wait(timeout=20)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    made = Site(tmp_path_factory.mktemp("site"))
    made.start()
    yield made
    made.stop()


@pytest.fixture
def enter(chromium, site):
    """`enter("vanphong", width=390)`: a browser in which somebody of the demonstration signed in."""
    contexts, errors = [], []

    def sign_in(username=None, *, width=1440):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, base_url=site.address, locale="vi-VN", color_scheme="light"
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        if username:
            page.goto("/tai-khoan/dang-nhap/")
            page.fill("input[name=login]", username)
            page.fill("input[name=password]", PASSWORD)
            page.press("input[name=password]", "Enter")
            page.wait_for_url(lambda url: "dang-nhap" not in url)
        return page

    yield sign_in
    for context in contexts:
        context.close()
    assert errors == []
