"""Secrets that the first start makes for itself and keeps to itself (mode 0600)."""

import os
import secrets
from pathlib import Path


def kept_secret(path: Path) -> str:
    """The secret in `path`, made on the first call. Two starts at once agree on one secret."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(descriptor, "w", encoding="ascii") as kept:
        secret = secrets.token_urlsafe(50)
        kept.write(secret)
    return secret
