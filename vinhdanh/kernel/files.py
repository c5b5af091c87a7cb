"""Files are kept once, under the hash of their content, and are what their content says."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.http import FileResponse

from vinhdanh.kernel.content import EXTENSIONS, content_type_of
from vinhdanh.kernel.models import StoredFile
from vinhdanh.kernel.uploads import MEGABYTE, run_limited
from vinhdanh.rules.reasons import Reason, Refused
from vinhdanh.rules.text import clean

BLOCK = 2**18


def store_file(content: Any, *, name: str, most_bytes: int = 0) -> StoredFile:
    """Keep what somebody sent: bytes, an open file or an uploaded one. Raises `Refused` with the reason.

    The content is judged in a limited child before the file is kept; a name that claims another type
    gets the ending of what the content is.
    """
    with _spooled(_blocks(content), most=most_bytes or settings.UPLOAD_MAX_BYTES) as spooled:
        content_type = run_limited(content_type_of, spooled.name, memory=512 * MEGABYTE, cpu=20, seconds=60)
        _to_its_place(spooled)
    fitting = _fitting_name(name, content_type)
    return row_of_content(spooled.sha256, size=spooled.size, name=fitting, content_type=content_type)


def keep_made_file(content: bytes, *, name: str, content_type: str) -> StoredFile:
    """Keep a file that we made ourselves: nothing to judge."""
    return row_of_content(put_content(content), size=len(content), name=name, content_type=content_type)


def put_content(content: bytes) -> str:
    """Write bytes of our own to their place and give their hash; the row may follow in a later transaction."""
    with _spooled([content], most=len(content)) as spooled:
        _to_its_place(spooled)
        return spooled.sha256


def row_of_content(sha256: str, *, size: int, name: str, content_type: str) -> StoredFile:
    """The row of a content that lies in its place."""
    facts = {"size": size, "content_type": content_type, "name": name}
    return StoredFile.objects.get_or_create(sha256=sha256, defaults=facts)[0]


def path_of(sha256: str) -> Path:
    return Path(settings.FILES_DIR) / sha256[:2] / sha256[2:4] / sha256


def open_file(stored: StoredFile) -> IO[bytes]:
    return path_of(stored.sha256).open("rb")


def file_response(stored: StoredFile, *, name: str = "") -> FileResponse:
    """A download that no browser opens as a page of ours."""
    response = FileResponse(
        open_file(stored), as_attachment=True, filename=name or stored.name, content_type=stored.content_type
    )
    return as_download(response)


def as_download[R: Any](response: R) -> R:
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _blocks(content: Any) -> Iterable[bytes]:
    if isinstance(content, bytes):
        return [content]
    if hasattr(content, "chunks"):
        return content.chunks(BLOCK)
    return iter(lambda: content.read(BLOCK), b"")


class _spooled:
    """Content on its way in: a private file beside its later place, hashed while it is written."""

    def __init__(self, blocks: Iterable[bytes], *, most: int) -> None:
        self.blocks, self.most = blocks, most
        self.size = 0
        self.sha256 = ""
        self.name = ""

    def __enter__(self) -> "_spooled":
        waiting = Path(settings.FILES_DIR) / "incoming"
        waiting.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, self.name = tempfile.mkstemp(dir=waiting)
        digest = hashlib.sha256()
        try:
            with os.fdopen(descriptor, "wb") as file:
                for block in self.blocks:
                    self.size += len(block)
                    if self.size > self.most:
                        raise Refused(Reason("file.too_large", {"most": max(1, self.most // MEGABYTE)}))
                    digest.update(block)
                    file.write(block)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            self.__exit__()
            raise
        self.sha256 = digest.hexdigest()
        return self

    def __exit__(self, *_: object) -> None:
        Path(self.name).unlink(missing_ok=True)


def _to_its_place(spooled: _spooled) -> None:
    """Whole or not at all, and on the disk before anybody is told."""
    place = path_of(spooled.sha256)
    if place.exists():
        return
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.replace(spooled.name, place)
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _fitting_name(name: str, content_type: str) -> str:
    """The file's own name without folders, with the ending of its content."""
    own = clean(name.replace("\\", "/").rsplit("/", 1)[-1].replace("\x00", ""))[:200].strip(". ") or "tep"
    ending = EXTENSIONS[content_type]
    if own.lower().endswith(ending) or (ending == ".jpg" and own.lower().endswith(".jpeg")):
        return own
    if ending in (".csv", ".txt") and own.lower().endswith((".csv", ".txt", ".tsv")):
        return own
    return own + ending
