"""What may come in, what is refused with which sentence, and that a stored file is what was sent."""

import io
import math
import os
import struct
import time
import zipfile
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from vinhdanh.kernel.content import content_type_of
from vinhdanh.kernel.files import file_response, keep_made_file, open_file, path_of, store_file
from vinhdanh.kernel.models import StoredFile
from vinhdanh.kernel.uploads import ChildError, Limited, OverLimit, run_limited
from vinhdanh.rules.reasons import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.database]

MAIN_PART = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SHEET = b'<Types><Override ContentType="' + MAIN_PART + b'"/></Types>'
MACRO_SHEET = b'<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
PDF_BYTES = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"


def package(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("[Content_Types].xml", parts.pop("types", SHEET))
        for name, content in parts.items():
            target.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


def named_package(name, content=b"x"):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr("[Content_Types].xml", SHEET)
        target.writestr(name, content)
    return out.getvalue()


def png(width=2, height=2, tail=b""):
    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\x00" * 6)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"") + tail


def bomb():
    return package(xl__sheet=b"\x20" * (60 * 2**20))


def many_entries():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr("[Content_Types].xml", SHEET)
        for number in range(6000):
            target.writestr(f"p{number}", b"")
    return out.getvalue()


HOSTILE = {
    "empty": (b"", "file.empty"),
    "bomb": (bomb(), "file.bomb"),
    "too many entries": (many_entries(), "file.bomb"),
    "entity": (package(xl__a=b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "file.entities"),
    "entity in UTF-16": (package(xl__a='<!DOCTYPE a [<!ENTITY b "c">]>'.encode("utf-16")), "file.entities"),
    "entity over a block's edge": (package(xl__a=b" " * (2**18 - 4) + b'<!ENTITY b "c">'), "file.entities"),
    "macro part": (named_package("xl/vbaProject.bin"), "file.macro"),
    "macro type": (package(types=MACRO_SHEET), "file.macro"),
    "active control": (named_package("xl/activeX/activeX1.bin"), "file.macro"),
    "remote template": (
        named_package(
            "word/_rels/settings.xml.rels",
            b'<R Type="http://x/attachedTemplate" Target="http://e" TargetMode="External"/>',
        ),
        "file.pulls_in",
    ),
    "path out of the package": (named_package("../../etc/cron.d/x"), "file.damaged"),
    "unknown package": (package(types=b"<Types/>"), "file.unknown_type"),
    "cut off": (package(xl__a=b"abc" * 1000)[:-40], "file.damaged"),
    "old office": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "file.old_office"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "file.script_inside"),
    "svg behind xml": (b'\xef\xbb\xbf<?xml version="1.0"?><svg onload="x()"/>', "file.script_inside"),
    "svg behind a comment": (b"<!-- hi --> <SVG/>", "file.script_inside"),
    "html in UTF-16": ("<!doctype html><script>1</script>".encode("utf-16"), "file.script_inside"),
    "program": (b"\x7fELF\x02\x01\x01" + b"\x00" * 64, "file.unknown_type"),
    "pdf cut off": (PDF_BYTES[:-7], "file.damaged"),
    "pdf with a package behind": (PDF_BYTES + package() + b"\n%%EOF", "file.two_in_one"),
    "png with a page behind": (png(tail=b"<script>alert(1)</script>"), "file.two_in_one"),
    "png of a billion pixels": (png(width=40_000, height=40_000), "file.too_heavy"),
    "png cut off": (png()[:-16], "file.damaged"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_one_clear_reason_and_is_not_kept(name, settings):
    content, code = HOSTILE[name]

    with pytest.raises(Refused) as refused:
        store_file(content, name="ho-so.pdf")

    assert [reason.code for reason in refused.value.reasons] == [code]
    assert StoredFile.objects.count() == 0
    assert list((settings.FILES_DIR / "incoming").iterdir()) == []


GOOD = {
    "pdf": (PDF_BYTES, "application/pdf", "a.pdf"),
    "xlsx": (package(xl__a=b"<a/>"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "a.xlsx"),
    "csv": ("Mã;Tên\n001;Đảng bộ\n".encode(), "text/csv", "a.csv"),
    "text": ("Chi bộ Phòng Số hóa".encode(), "text/plain", "a.txt"),
    "old Vietnamese text": (b"Ho so" + b"\xb5\xb6\xb7\xf5", "text/plain", "a.txt"),
    "png": (png(), "image/png", "a.png"),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_file_is_kept_whole_under_what_its_content_says(name):
    content, content_type, own_name = GOOD[name]

    stored = store_file(SimpleUploadedFile("a" if name == "pdf" else own_name, content), name=own_name)

    assert (stored.content_type, stored.size, stored.name) == (content_type, len(content), own_name)
    assert open_file(stored).read() == content
    assert oct(path_of(stored.sha256).stat().st_mode)[-3:] == "600"


def test_the_same_content_is_kept_once():
    first = store_file(PDF_BYTES, name="mot.pdf")
    again = store_file(PDF_BYTES, name="hai.pdf")
    assert again == first


def test_a_name_that_claims_another_type_gets_its_true_ending_and_loses_its_folders():
    stored = store_file(PDF_BYTES, name="..\\..\\etc/anh.png")
    assert stored.name == "anh.png.pdf"


def test_a_file_above_the_limit_is_refused_with_the_limit_named():
    with pytest.raises(Refused) as refused:
        store_file(b"a" * (2**20 + 1), name="a.txt", most_bytes=2**20)
    assert [(r.code, r.facts) for r in refused.value.reasons] == [("file.too_large", {"most": 1})]


def test_a_download_is_never_a_page_of_ours():
    response = file_response(keep_made_file(b"%PDF", name="Bằng khen.pdf", content_type="application/pdf"))

    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert b"".join(response.streaming_content) == b"%PDF"


def test_a_limited_child_ends_work_that_takes_too_long():
    started = time.monotonic()
    with pytest.raises(OverLimit) as over:
        run_limited(time.sleep, 60, seconds=0.5)
    assert over.value.reasons[0].code == "file.too_slow"
    assert time.monotonic() - started < 5


def test_a_limited_child_ends_work_that_eats_processor_time_or_memory():
    with Limited(cpu=1) as child:
        with pytest.raises(OverLimit) as slow:
            child.call(math.factorial, 50_000_000)
        with pytest.raises(OverLimit) as heavy:
            child.call(bytearray, 4 * 2**30)
        assert (slow.value.reasons[0].code, heavy.value.reasons[0].code) == ("file.too_slow", "file.too_heavy")
        assert child.call(math.sqrt, 4.0) == 2.0


def test_a_limited_child_answers_with_plain_values_only_and_tells_what_failed():
    with Limited() as child:
        with pytest.raises(ChildError, match="ValueError: math domain error"):
            child.call(math.sqrt, -1.0)
        with pytest.raises(Exception, match="may not answer with"):
            child.call(os.stat, "/")


def test_content_is_judged_the_same_with_and_without_the_child(tmp_path):
    (tmp_path / "a").write_bytes(PDF_BYTES)
    assert run_limited(content_type_of, tmp_path / "a") == content_type_of(str(tmp_path / "a"))
