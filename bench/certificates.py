"""Certificates: signing beside a raw RSA signature, LibreOffice beside typst, memory over thousands.

    .venv/bin/python bench/certificates.py [--count 200] [--memory 5200] [--office 24]

Processor time of this process and of its ended children. Compile, sign and raw signature are measured in
turn, certificate by certificate, so that a busy machine weighs on all alike. `--memory` makes so many signed
certificates in the two child processes of the product and reads how much memory they hold on the way.
`--office` needs `soffice`: the same words in a DOCX with the same frame, converted in one batch.
"""

import argparse
import datetime as dt
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOME = tempfile.mkdtemp(prefix="vinhdanh-bench-")
os.environ["VINHDANH_HOME"] = HOME
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vinhdanh.config.settings")
sys.path.insert(0, str(Path(__file__).parent.parent))

import django  # noqa: E402

django.setup()

from docx import Document  # noqa: E402
from docx.enum.section import WD_ORIENT  # noqa: E402
from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: E402
from docx.shared import Mm, Pt  # noqa: E402

from vinhdanh.honours.documents.compile import compile_pdf, compile_png  # noqa: E402
from vinhdanh.honours.documents.fields import Letterhead, document_json, page_of, stamp_of  # noqa: E402
from vinhdanh.honours.documents.keys import signing_key  # noqa: E402
from vinhdanh.honours.documents.signing import PdfSealer, seal  # noqa: E402
from vinhdanh.honours.models import Award, Decision  # noqa: E402
from vinhdanh.kernel.uploads import MEGABYTE, Limited  # noqa: E402
from vinhdanh.rules.certificates import label, new_code  # noqa: E402

DAY = dt.date(2023, 5, 18)
HEAD = Letterhead("party", "Đảng bộ Khối mẫu", "Hà Nội")
KEYS = Path(HOME) / "keys"
NAMES = [
    "Chi bộ Phòng Số hóa tài liệu",
    "Chi bộ Vụ Các vấn đề chung về xây dựng pháp luật",
    "H'Hen Niê K'Đăm Byă",
    "Chi bộ Phòng Nghiên cứu, Tổng hợp và Phát triển Ứng dụng Khoa học Công nghệ trong Lĩnh vực Bảo tồn Di sản",
]


def processor() -> float:
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def words(number: int) -> dict[str, str]:
    decision = Decision(
        number="247-QĐ/ĐU", issuer="Đảng ủy Khối", signer_name="Phạm Đức Bình", signer_post="T/M Ban Thường vụ, Bí thư"
    )
    award = Award(
        form="Bằng khen",
        printed_name=f"{NAMES[number % len(NAMES)]} {number}",
        printed_unit="Đảng bộ Viện Hàn lâm Khoa học và Công nghệ",
        reason="Đã có thành tích xuất sắc trong học tập và làm theo tấm gương, giai đoạn 2021-2023",
        awarded_on=DAY,
    )
    return page_of(award, decision, HEAD, label=label("BK-2023", number), code=new_code())


def data(number: int) -> str:
    return document_json([words(number)], head=HEAD, day=DAY, title=f"Bằng khen {number}")


def signing(count: int) -> dict[str, float]:
    key = signing_key(KEYS, HEAD.organisation)
    sealer = PdfSealer(key, reason="Bằng khen", place=HEAD.place)
    sealer.seal(compile_pdf("bang-khen", data(0), stamp_of(DAY)))
    spent = {"words and QR": 0.0, "compile": 0.0, "sign": 0.0, "raw RSA": 0.0}
    for number in range(count):
        at = processor()
        content = data(number)
        spent["words and QR"] += (now := processor()) - at
        pdf = compile_pdf("bang-khen", content, stamp_of(DAY))
        spent["compile"] += (after := processor()) - now
        sealer.seal(pdf)
        spent["sign"] += (signed := processor()) - after
        key.sign(pdf)
        spent["raw RSA"] += processor() - signed
    return {name: 1000 * seconds / count for name, seconds in spent.items()}


def memory(count: int) -> None:
    """How much the two children and this process hold, from the 100th certificate on."""
    with Limited(memory=1536 * MEGABYTE, cpu=60) as press, Limited(memory=1024 * MEGABYTE, cpu=60) as signer:
        held: dict[int, list[float]] = {}
        started, wall = processor(), time.monotonic()
        for number in range(1, count + 1):
            pdf = press.call(compile_pdf, "bang-khen", data(number), stamp_of(DAY))
            signer.call(seal, pdf, str(KEYS), HEAD.organisation, "Bằng khen", HEAD.place)
            if number == 100 or number % 500 == 0 or number == count:
                held[number] = [resident(os.getpid()), resident(press._process.pid), resident(signer._process.pid)]
                print(f"  #{number}: {sum(held[number]):.0f} MB (here, compiler, signer: {held[number]})", flush=True)
    first, last = sum(held[100]), sum(held[count])
    print(f"memory #100 -> #{count}: {100 * (last / first - 1):+.1f} %   (bar: <= +20 %)")
    each = 1000 * (processor() - started) / count
    print(f"{count} signed certificates in children: {each:.1f} ms each, {time.monotonic() - wall:.0f} s of the clock")


def resident(pid: int) -> float:
    fields = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines() if ":" in line)
    return round(int(fields["VmRSS"].split()[0]) / 1024, 1)


def office(count: int) -> float | None:
    """Milliseconds for one certificate by python-docx and LibreOffice, all files in one conversion."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return None
    folder = Path(HOME) / "office"
    folder.mkdir()
    picture = folder / "frame.png"
    blank = dict.fromkeys(words(0), "") | {"qr": words(0)["qr"], "url": "x"}
    picture.write_bytes(compile_png("bang-khen", document_json([blank], head=HEAD, day=DAY, title="x"), 100))
    command = [program, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf"]
    write_docx(folder / "first.docx", words(0), picture)
    subprocess.run([*command, "--outdir", folder, folder / "first.docx"], check=True, capture_output=True)
    started = processor()
    paths = [folder / f"{number}.docx" for number in range(count)]
    for number, path in enumerate(paths):
        write_docx(path, words(number), picture)
    subprocess.run([*command, "--outdir", folder, *paths], check=True, capture_output=True)
    assert len(list(folder.glob("*.pdf"))) == count + 1
    return 1000 * (processor() - started) / count


def write_docx(path: Path, page: dict[str, str], picture: Path) -> None:
    document = Document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.header.paragraphs[0].add_run().add_picture(str(picture), width=Mm(40))
    lines = ("country", "issuer", "gives", "title", "title_en", "name", "unit", "reason", "label_line")
    for name in (*lines, "decision_line", "url_line", "code_line", "place_date", "signer_post", "signed", "signer"):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(page[name])
        run.font.name, run.font.size = "Liberation Serif", Pt(36 if name in ("title", "name") else 13)
    document.save(str(path))


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--count", type=int, default=200)
    asked.add_argument("--memory", type=int, default=0)
    asked.add_argument("--office", type=int, default=24)
    options = asked.parse_args()
    spent = signing(options.count)
    print(json.dumps({name: round(value, 2) for name, value in spent.items()}), "ms each")
    ratio = (spent["compile"] + spent["sign"]) / (spent["compile"] + spent["raw RSA"])
    print(f"(compile + sign) / (compile + raw RSA) = {ratio:.2f}   (bar: <= 1.9)")
    if options.office and (theirs := office(options.office)):
        ours = spent["words and QR"] + spent["compile"]
        print(f"LibreOffice batch {theirs:.0f} ms, ours {ours:.1f} ms: {theirs / ours:.1f} x   (bar: >= 4)")
    elif options.office:
        print("LibreOffice is not installed here: not compared")
    if options.memory:
        memory(options.memory)


if __name__ == "__main__":
    try:
        main()
    finally:
        shutil.rmtree(HOME, ignore_errors=True)
