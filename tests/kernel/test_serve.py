"""`vinhdanh serve` on an empty folder: it makes what it needs, keeps a worker, and takes it along when it ends."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def server(tmp_path):
    """A started server: its process, its address, and the pids of its children."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "VINHDANH_HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT)}
    for name in ("DATABASE_URL", "VINHDANH_STATIC"):
        environment.pop(name, None)
    process = subprocess.Popen(
        [sys.executable, "-m", "vinhdanh", "serve", "--port", str(port)],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    yield process, f"http://127.0.0.1:{port}", tmp_path / "home"
    if process.poll() is None:
        process.kill()
        process.wait()


def wait_for(question, *, seconds=300):
    until = time.monotonic() + seconds
    while not (answer := question()):
        assert time.monotonic() < until, "it took too long"
        time.sleep(0.1)
    return answer


def opened(address):
    try:
        with urllib.request.urlopen(address, timeout=20) as response:
            return response.read().decode()
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return ""


def worker_of(process):
    children = [path.read_text().split() for path in Path(f"/proc/{process.pid}/task").glob("*/children")]
    return next((pid for pids in children for pid in pids if is_alive(pid)), "")


def is_alive(pid):
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "State:\tZ" not in status.read_text()


def test_it_serves_replaces_a_killed_worker_and_ends_with_it(server):
    process, address, home = server
    page = wait_for(lambda: opened(f"{address}/v/"))
    assert "/static/vinhdanh/app." in page
    assert [oct((home / "secret.key").stat().st_mode)[-3:], (home / "static" / ".stamp").exists()] == ["600", True]

    first = wait_for(lambda: worker_of(process))
    os.kill(int(first), signal.SIGKILL)
    second = wait_for(lambda: (pid := worker_of(process)) != first and pid)

    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=40) == 0
    assert not is_alive(second)


def test_a_killed_server_takes_its_worker_along(server):
    process, address, _ = server
    wait_for(lambda: opened(f"{address}/v/"))
    worker = wait_for(lambda: worker_of(process))

    process.kill()
    process.wait()

    wait_for(lambda: not is_alive(worker))
