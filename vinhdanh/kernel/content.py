"""What a file is, judged by its content alone, and whether it may come in.

Runs in a limited child (`uploads.run_limited`), so it needs no Django. Refused are: everything not on
the list, packages that unpack to far more than they weigh, entity declarations, macros, content that
pulls other files in, drawings and pages that carry scripts, and files that are two things at once.
"""

import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from vinhdanh.rules.reasons import Reason, Refused

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
CSV, TEXT, PNG, JPEG = "text/csv", "text/plain", "image/png", "image/jpeg"
EXTENSIONS = {PDF: ".pdf", DOCX: ".docx", XLSX: ".xlsx", ODS: ".ods", CSV: ".csv", TEXT: ".txt"}
EXTENSIONS |= {PNG: ".png", JPEG: ".jpg"}

MOST_ENTRIES = 5_000
MOST_UNPACKED = 800 * 2**20
MOST_RATIO = 200  # asked of parts above RATIO_FROM: small parts may well be all one letter
RATIO_FROM = 8 * 2**20
MOST_PIXELS = 120_000_000

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(
    rb"^\s*(?:<!--.*?-->\s*)*<(?:!doctype|html|svg|\?xml|script|body|head|iframe)", re.IGNORECASE | re.DOTALL
)
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PULLS_IN = re.compile(
    rb"/(?:attachedTemplate|oleObject|frame|subDocument)\"[^>]*TargetMode=\"External\"", re.IGNORECASE
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def refused(code: str, **facts: object) -> Refused:
    return Refused(Reason(code, facts))


def content_type_of(path: str) -> str:
    """The media type of the file at `path`; raises `Refused` with one clear reason."""
    with open(path, "rb") as file:
        start = file.read(4096)
        file.seek(0, 2)
        size = file.tell()
        file.seek(max(0, size - 2048))
        end = file.read()
    if size == 0:
        raise refused("file.empty")
    if start.startswith(b"PK\x03\x04"):
        return Package(path).content_type()
    if start.startswith(_OLD_OFFICE):
        raise refused("file.old_office")
    kind = _plain_kind(path, start, end)
    if zipfile.is_zipfile(path):
        raise refused("file.two_in_one")
    return kind


def _plain_kind(path: str, start: bytes, end: bytes) -> str:
    if start.startswith(b"%PDF-"):
        if b"%%EOF" not in end:
            raise refused("file.damaged")
        return PDF
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        check_png(path)
        return PNG
    if start.startswith(b"\xff\xd8\xff"):
        check_jpeg(path)
        return JPEG
    if _MARKUP.match(_as_ascii(start)):
        raise refused("file.script_inside")
    return text_kind(path)


def _as_ascii(start: bytes) -> bytes:
    """The first letters of text in UTF-8 or UTF-16 alike, for looking at markup only."""
    return start.removeprefix(b"\xef\xbb\xbf").replace(b"\xff\xfe", b"").replace(b"\xfe\xff", b"").replace(b"\x00", b"")


def text_kind(path: str) -> str:
    """Text of any legacy code page: no control characters, read in whole."""
    content = Path(path).read_bytes()
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            content = content.decode("utf-16").encode()
        except UnicodeDecodeError:
            raise refused("file.unknown_type") from None
    if _CONTROL.search(content):
        raise refused("file.unknown_type")
    lines = [line for line in content.split(b"\n")[:20] if line.strip()]
    for mark in (b";", b",", b"\t"):
        counts = {line.count(mark) for line in lines}
        if len(lines) > 1 and min(counts) > 0:
            return CSV
    return TEXT


def check_png(path: str) -> None:
    """Chunks from IHDR to IEND, nothing behind, not more pixels than a large scan has."""
    with open(path, "rb") as file:
        file.seek(8)
        first = True
        while True:
            head = file.read(8)
            if len(head) < 8:
                raise refused("file.damaged")
            length, name = int.from_bytes(head[:4]), head[4:]
            if first:
                if name != b"IHDR" or length != 13:
                    raise refused("file.damaged")
                size = file.read(8)
                if int.from_bytes(size[:4]) * int.from_bytes(size[4:]) > MOST_PIXELS:
                    raise refused("file.too_heavy")
                file.seek(-8, 1)
                first = False
            file.seek(length + 4, 1)
            if name == b"IEND":
                if file.read(1):
                    raise refused("file.two_in_one")
                return


def check_jpeg(path: str) -> None:
    """Segments up to the picture itself, and not more pixels than a large scan has."""
    with open(path, "rb") as file:
        file.seek(2)
        while True:
            head = file.read(4)
            if len(head) < 4 or head[0] != 0xFF:
                raise refused("file.damaged")
            length = int.from_bytes(head[2:])
            if head[1] in range(0xC0, 0xD0) and head[1] not in (0xC4, 0xC8, 0xCC):
                frame = file.read(5)
                if int.from_bytes(frame[1:3]) * int.from_bytes(frame[3:5]) > MOST_PIXELS:
                    raise refused("file.too_heavy")
                return
            file.seek(length - 2, 1)


@dataclass
class Package:
    """A zip that claims to be a document: every part is unpacked once, counted and looked through."""

    path: str

    def content_type(self) -> str:
        try:
            with zipfile.ZipFile(self.path) as package:
                entries = package.infolist()
                if len(entries) > MOST_ENTRIES:
                    raise refused("file.bomb")
                self._check_names(entries)
                kind = self._kind(package)
                self._read_all(package, entries)
        except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError, KeyError, zlib.error):
            raise refused("file.damaged") from None
        return kind

    def _check_names(self, entries: list[zipfile.ZipInfo]) -> None:
        names = [entry.filename for entry in entries]
        if len(set(names)) != len(names):
            raise refused("file.two_in_one")
        for entry in entries:
            name = entry.filename.lower()
            if name.startswith("/") or ".." in name.split("/") or "\\" in name:
                raise refused("file.damaged")
            if entry.flag_bits & 0x1:
                raise refused("file.locked")
            if "vbaproject" in name or "/activex/" in name or name.startswith(("basic/", "scripts/")):
                raise refused("file.macro")

    def _kind(self, package: zipfile.ZipFile) -> str:
        if "[Content_Types].xml" in package.NameToInfo:
            with package.open("[Content_Types].xml") as part:
                types = part.read(2**20)
            if b"macroEnabled" in types or b"vbaProject" in types:
                raise refused("file.macro")
            if b"wordprocessingml.document.main+xml" in types:
                return DOCX
            if b"spreadsheetml.sheet.main+xml" in types:
                return XLSX
        elif "mimetype" in package.NameToInfo:
            with package.open("mimetype") as part:
                if part.read(200).strip() == ODS.encode():
                    return ODS
        raise refused("file.unknown_type")

    def _read_all(self, package: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
        """Sizes are counted while unpacking: what the directory claims may be a lie."""
        total = 0
        for entry in entries:
            if entry.is_dir():
                continue
            is_markup = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
            size, tail = 0, b""
            with package.open(entry) as part:
                while block := part.read(2**18):
                    size += len(block)
                    total += len(block)
                    if total > MOST_UNPACKED or (size > RATIO_FROM and size > MOST_RATIO * max(1, entry.compress_size)):
                        raise refused("file.bomb")
                    if is_markup:
                        self._check_markup(
                            entry.filename, _as_ascii(tail + block) if b"\x00" in block[:64] else tail + block
                        )
                        tail = block[-256:]

    def _check_markup(self, name: str, text: bytes) -> None:
        found = _DECLARES.search(text)
        if found and not (name == "META-INF/manifest.xml" and found.group().upper() == b"<!DOCTYPE"):
            raise refused("file.entities")
        if name.endswith(".rels") and _PULLS_IN.search(text):
            raise refused("file.pulls_in")
