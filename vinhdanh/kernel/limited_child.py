"""The other end of `uploads.Limited`: a bare process that calls one function at a time under limits.

It is started by path, imports nothing of Django, and reaches no network where the system allows that.
"""

import importlib
import os
import pickle
import resource
import socket
import struct
import sys
from typing import Any

LENGTH = struct.Struct(">Q")


def receive(sock: socket.socket) -> bytes:
    """One frame: its length, then so many bytes. Empty when the other end is gone."""
    head = _exactly(sock, LENGTH.size)
    return _exactly(sock, LENGTH.unpack(head)[0]) if head else b""


def _exactly(sock: socket.socket, count: int) -> bytes:
    parts = bytearray(count)
    view, at = memoryview(parts), 0
    while at < count:
        got = sock.recv_into(view[at:], min(count - at, 1 << 20))
        if not got:
            return b""
        at += got
    return bytes(parts)


def send(sock: socket.socket, frame: bytes) -> None:
    sock.sendall(LENGTH.pack(len(frame)))
    sock.sendall(frame)


def confine(memory: int) -> None:
    """No core files, no more memory than given, no network where an own network space can be had."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    try:
        os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)
    except (OSError, AttributeError):
        return


def allow_cpu(seconds: int) -> None:
    """The next call may use so many seconds of processor time; then the system ends this process."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(usage.ru_utime + usage.ru_stime) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, resource.RLIM_INFINITY))


def answer_to(module: str, name: str, arguments: tuple[Any, ...]) -> tuple[str, Any]:
    try:
        return "done", getattr(importlib.import_module(module), name)(*arguments)
    except MemoryError:
        return "memory", None
    except Exception as error:
        reasons = getattr(error, "reasons", None)
        if reasons is not None:
            return "refused", [(reason.code, dict(reason.facts)) for reason in reasons]
        return "failed", f"{type(error).__name__}: {error}"[:2000]


def main() -> None:
    descriptor, memory = int(sys.argv[1]), int(sys.argv[2])
    sys.path[:] = pickle.loads(bytes.fromhex(sys.argv[3]))  # noqa: S301 written by our own parent
    confine(memory)
    with socket.socket(fileno=descriptor) as sock:
        while request := receive(sock):
            module, name, cpu, arguments = pickle.loads(request)  # noqa: S301 written by our own parent
            allow_cpu(cpu)
            answer = answer_to(module, name, arguments)
            try:
                frame = pickle.dumps(answer, protocol=5)
            except MemoryError:
                frame = pickle.dumps(("memory", None))
            send(sock, frame)


if __name__ == "__main__":
    main()
