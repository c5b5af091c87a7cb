"""Work on what strangers sent is done in a child process with little memory and little time.

`run_limited(function, *args)` starts one for a single call (about a hundredth of a second);
`with Limited() as child: child.call(function, *args)` keeps one warm for many calls. The function
must be importable by name from a module that does not need Django, and answer with plain values
(numbers, texts, bytes, days, lists, dicts): a taken-over child cannot hand us anything else.
"""

import datetime as dt
import decimal
import io
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

from vinhdanh.kernel import limited_child
from vinhdanh.rules.reasons import Reason, Refused

MEGABYTE = 2**20
_PLAIN = {("datetime", name): getattr(dt, name) for name in ("date", "datetime", "time", "timedelta", "timezone")}
_PLAIN[("decimal", "Decimal")] = decimal.Decimal


class OverLimit(Refused):
    """The work needed more time or memory than it was given: "file.too_slow" or "file.too_heavy"."""


class ChildError(RuntimeError):
    """The function itself raised: the text is that of its exception."""


class _PlainValues(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        try:
            return _PLAIN[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"a limited child may not answer with {module}.{name}") from None


class Limited:
    """A child process under limits. `cpu` and `seconds` (wall clock) are counted anew for each call."""

    def __init__(self, *, memory: int = 768 * MEGABYTE, cpu: int = 20, seconds: float = 60) -> None:
        self.memory, self.cpu, self.seconds = memory, cpu, seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._sock: socket.socket | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Start the process now; otherwise the first call does."""
        ours, theirs = socket.socketpair()
        path = pickle.dumps([os.path.abspath(entry) for entry in sys.path], protocol=2).hex()
        environment = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "2"}
        environment["RAYON_NUM_THREADS"] = "1"
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 our own interpreter and script
                [sys.executable, "-I", "-S", limited_child.__file__, str(theirs.fileno()), str(self.memory), path],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=environment,
            )
        self._sock = ours

    def call[T](self, function: Callable[..., T], *arguments: Any) -> T:
        """The answer of `function`; raises what `Refused` it raised, `OverLimit` or `ChildError`."""
        return self.call_named(function.__module__, function.__qualname__, *arguments)

    def call_named(self, module: str, name: str, *arguments: Any) -> Any:
        """Call a function that only the child shall load."""
        if self._process is None:
            self.start()
        request = pickle.dumps((module, name, self.cpu, arguments), protocol=5)
        frame = self._exchange(request)
        outcome, value = _PlainValues(io.BytesIO(frame)).load()
        if outcome == "done":
            return value
        if outcome == "memory":
            self.close()
            raise OverLimit(Reason("file.too_heavy"))
        if outcome == "refused":
            raise Refused(*(Reason(code, facts) for code, facts in value))
        raise ChildError(value)

    def _exchange(self, request: bytes) -> bytes:
        if self._sock is None:
            raise ValueError("the limited child was closed")
        until = time.monotonic() + self.seconds
        frame = b""
        try:
            self._sock.settimeout(self.seconds)
            limited_child.send(self._sock, request)
            frame = _receive(self._sock, until=until)
        except TimeoutError:
            self._process.kill()  # type: ignore[union-attr]
            self.close()
            raise OverLimit(Reason("file.too_slow")) from None
        except (BrokenPipeError, ConnectionResetError):
            frame = b""
        if frame:
            return frame
        code = self.close()
        raise OverLimit(Reason("file.too_slow" if code == -signal.SIGXCPU else "file.too_heavy"))

    def close(self) -> int | None:
        """End the child; its exit code. A later call starts a new one."""
        process, sock = self._process, self._sock
        self._process = self._sock = None
        if process is None or sock is None:
            return None
        sock.close()
        try:
            return process.wait(timeout=0.5)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()


def _receive(sock: socket.socket, *, until: float) -> bytes:
    """One frame before `until` on the monotonic clock, or empty when the child is gone."""
    size, got = limited_child.LENGTH.size, bytearray()
    while len(got) < size or len(got) < size + limited_child.LENGTH.unpack_from(got)[0]:
        left = until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        sock.settimeout(left)
        part = sock.recv(1 << 20)
        if not part:
            return b""
        got += part
    return bytes(memoryview(got)[size:])


def run_limited[T](
    function: Callable[..., T],
    *arguments: Any,
    memory: int = 768 * MEGABYTE,
    cpu: int = 20,
    seconds: float = 60,
) -> T:
    """Call `function` once in a child of its own. Paths are cheaper to hand over than their content."""
    with Limited(memory=memory, cpu=cpu, seconds=seconds) as child:
        return child.call(function, *(str(a) if isinstance(a, Path) else a for a in arguments))
