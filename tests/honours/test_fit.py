"""Whatever the names are: everything printed stays inside its place, or the paper is not made."""

import html
import json
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from vinhdanh.honours.documents import compile as compiling
from vinhdanh.honours.documents.compile import compile_pdf
from vinhdanh.honours.documents.fields import SURELY_FITS, qr_svg
from vinhdanh.rules.reasons import Refused

LAYOUT = json.loads((Path(compiling.__file__).parent / "templates/bang-khen/layout.json").read_text())
SLOTS = {slot["id"]: slot for slot in LAYOUT["slots"]}
MM = 72 / 25.4
WORDS = ["Chi", "bộ", "Phòng", "NGHIÊN", "CỨU", "Khoa", "học", "Ứng", "dụng", "Ẩm", "thực", "H'Hen", "K'Đăm", "Nguyễn"]
WORDS += ["Xã-hội", "20/10", "WWWWWWWWWW", "(đợt", "III),", "Trường", "Ỷ", "ỄỄỄỄỄ", "gggjjjqqq", "—", "“Người”"]
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=70).map(" ".join)
wild = st.text(st.characters(codec="utf-8", categories=("Lu", "Ll", "Nd", "Po", "Zs")), min_size=1, max_size=300).map(
    lambda text: " ".join(text.split()) or "A"
)


def page(name, unit="Đảng bộ Cục Lưu trữ", reason="Đã có thành tích xuất sắc"):
    return {
        "country": "ĐẢNG CỘNG SẢN VIỆT NAM",
        "issuer": "ĐẢNG ỦY KHỐI",
        "gives": "TẶNG",
        "title": "BẰNG KHEN",
        "title_en": "Certificate of Merit",
        "name": name,
        "unit": unit,
        "reason": reason,
        "label_line": "Số vào sổ: BK-2023-0001",
        "decision_line": "Theo Quyết định số 247-QĐ/ĐU ngày 18/05/2023",
        "url_line": "Tra cứu tại https://khen.example.vn/v/",
        "code_line": "Mã: 00000-00000-00000-00000-000000",
        "url": "https://khen.example.vn/v/00000000000000000000000000",
        "place_date": "Hà Nội, ngày 18 tháng 5 năm 2023",
        "signer_post": "T/M BAN THƯỜNG VỤ, BÍ THƯ",
        "signed": "(Đã ký số)",
        "signer": "Phạm Đức Bình",
        "qr": qr_svg("https://khen.example.vn/v/00000000000000000000000000"),
    }


def compiled(fields):
    data = {"document": {"title": "t", "author": "a", "lang": "vi", "date": [2023, 5, 18]}, "pages": [fields]}
    return compile_pdf("bang-khen", json.dumps(data), 0)


def compiled_or_refused(fields):
    """The paper, or the code of the reason and the place that was too small."""
    try:
        return compiled(fields), ""
    except Refused as refused:
        (reason,) = refused.reasons
        return b"", f"{reason.code.removeprefix('certificate.')}:{reason.facts.get('slot', '')}"


def boxes(pdf, folder):
    """Every printed word with where it stands: (text, left, top, right, bottom) in points; and the page count."""
    (folder / "a.pdf").write_bytes(pdf)
    run = subprocess.run(["pdftotext", "-bbox", folder / "a.pdf", "-"], capture_output=True, check=True)
    shown = run.stdout.decode()
    pattern = r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>'
    found = [(html.unescape(t), *map(float, where)) for *where, t in re.findall(pattern, shown)]
    return found, shown.count("<page ")


def assert_inside(pdf, folder, fields):
    """Nothing crosses the inner frame, and name, unit and reason keep to their own bands."""
    words, pages = boxes(pdf, folder)
    assert pages == 1
    for text, left, top, right, bottom in words:
        assert left >= 21 * MM, text
        assert right <= (297 - 21) * MM, text
        assert top >= 21 * MM, text
        assert bottom <= (210 - 21) * MM, text
    for slot_id in ("name", "unit", "reason"):
        slot = SLOTS[slot_id]
        band = {w for w in fields[slot_id].split() if len(w) > 6} - {
            w for other, words_of in fields.items() if other != slot_id for w in words_of.split()
        }
        for text, left, top, right, bottom in words:
            if text in band:
                assert top >= slot["y"] * MM - 2, (slot_id, text)
                assert bottom <= (slot["y"] + slot["h"]) * MM + 2, (slot_id, text)
                assert left >= slot["x"] * MM - 1, (slot_id, text)
                assert right <= (slot["x"] + slot["w"]) * MM + 1, (slot_id, text)


checked = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@checked
@given(name=texts, unit=texts, reason=texts)
@example(name="W" * 300, unit="Đảng bộ", reason="a")
@example(name="Ý", unit="Ỷ", reason="ị")
def test_vietnamese_words_of_any_number_stay_inside_or_are_refused(tmp_path_factory, name, unit, reason):
    fields = page(name, unit, reason)
    pdf, reason = compiled_or_refused(fields)
    if pdf:
        assert_inside(pdf, tmp_path_factory.mktemp("fit"), fields)
    assert reason in ("", "name_too_long:name", "unit_too_long:unit", "reason_too_long:reason")


@checked
@given(name=wild)
def test_any_letters_at_all_stay_inside_or_are_refused(tmp_path_factory, name):
    fields = page(name)
    pdf, reason = compiled_or_refused(fields)
    if pdf:
        assert_inside(pdf, tmp_path_factory.mktemp("fit"), fields)
    assert reason in ("", "name_too_long:name", "letter_unknown:")


def test_texts_that_are_not_tried_first_fit_even_when_they_are_wide(tmp_path):
    wide = "NGHIÊNNGHIÊNNGHIÊN "  # 18 letters, the longest word that is not tried
    lengths = {"name": "printed_name", "unit": "printed_unit", "reason": "reason"}
    fields = page(**{slot: (wide * 20)[: SURELY_FITS[field]].strip() for slot, field in lengths.items()})
    assert_inside(compiled(fields), tmp_path, fields)


def test_a_refusal_names_the_place_that_is_too_small():
    tried = (page("W" * 200), page("Chi bộ", unit="W" * 300), page("Chi bộ", reason="W" * 300))
    refusals = [compiled_or_refused(fields)[1] for fields in tried]
    assert refusals == ["name_too_long:name", "unit_too_long:unit", "reason_too_long:reason"]


def test_a_letter_that_the_fonts_lack_is_named():
    with pytest.raises(Refused) as refused:
        compiled(page("Chi bộ 中"))
    assert [(r.code, r.facts) for r in refused.value.reasons] == [("certificate.letter_unknown", {"letter": "中"})]


def test_text_that_looks_like_markup_is_printed_as_it_is(tmp_path):
    name = '#panic("x") *đậm* \\ $x$ {name} @tệp [a]'
    words, _ = boxes(compiled(page(name)), tmp_path)
    printed = " ".join(text for text, *_ in words)
    assert "#panic(“x”)" in printed or '#panic("x")' in printed
    assert "{name}" in printed
