"""`vinhdanh init` and `vinhdanh load`: what they answer and how they end."""

import io
import json

import pytest
import yaml
from django.core.management import CommandError, call_command

from vinhdanh.organisation.models import Office, Person, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.database]
UNITS = """Mã đơn vị;Tên đơn vị;Loại;Cấp trên;Ngày thành lập
000;Công ty Mẫu;Công ty;;01/01/2000
01;Phòng A;Phòng;000;31/02/2001
02;Phòng B;Phòng;000;01/01/2001
"""
PEOPLE = "Mã nhân viên;Họ tên;Phòng;Tình trạng\nN1;Lê Văn An;02;Đang làm\n"
OFFICE = {
    "organisation": {"name": "Công ty Mẫu", "root": "000", "layout": "plain"},
    "levels": {"root": "Công ty", "cell": "Phòng"},
}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "1-phong.csv").write_text(UNITS, encoding="utf-8")
    (tmp_path / "2-nhan-vien.csv").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "office.yaml").write_text(yaml.safe_dump(OFFICE, allow_unicode=True), encoding="utf-8")
    (tmp_path / "ghi-chu.docx").write_bytes(b"not looked at")
    return tmp_path


def told(*words):
    out = io.StringIO()
    call_command(*map(str, words), stdout=out)
    return out.getvalue()


def exit_code(*words):
    with pytest.raises((CommandError, SystemExit)) as ended:
        told(*words)
    return getattr(ended.value, "returncode", getattr(ended.value, "code", None))


def test_a_folder_is_loaded_with_its_answers(folder):
    answer = json.loads(told("load", folder, "--json"))

    assert [(file["file"], file["sheets"][0]["kind"], file["sheets"][0]["accepted"]) for file in answer["files"]] == [
        ("1-phong.csv", "organisation.units", 2),
        ("2-nhan-vien.csv", "organisation.people", 1),
    ]
    assert [
        {name: problem[name] for name in ("row", "column", "severity", "problem")}
        for problem in answer["files"][0]["sheets"][0]["problems"]
    ] == [{"row": 3, "column": "E", "severity": "reject", "problem": "ngày không có thật"}]
    assert (Office.objects.get().name, Unit.objects.count(), Person.objects.count()) == ("Công ty Mẫu", 2, 1)


def test_the_same_again_changes_nothing(folder):
    told("load", folder)

    total = json.loads(told("load", folder, "--json"))["total"]

    assert (total["created"], total["changed"], total["unchanged"]) == (0, 0, 3)


def test_a_trial_keeps_not_even_the_answers(folder):
    answer = json.loads(told("load", folder, "--dry-run", "--json"))

    assert (answer["dry_run"], answer["total"]["created"]) == (True, 3)
    assert (Office.objects.count(), Unit.objects.count()) == (0, 0)


def test_what_was_understood_is_printed_corrected_and_given_back(folder):
    guess = yaml.safe_load(told("load", folder / "1-phong.csv", "--guess"))
    assert [column["field"] for column in guess["files"][0]["sheets"][0]["columns"]] == [
        "code",
        "name",
        "kind",
        "parent",
        "started_on",
    ]
    guess["files"][0]["sheets"][0]["columns"][4]["field"] = ""
    corrected = folder / "khai.yaml"
    corrected.write_text(yaml.safe_dump(guess), encoding="utf-8")

    answer = json.loads(told("load", folder / "1-phong.csv", "--mapping", corrected, "--json"))

    assert (answer["total"]["accepted"], answer["total"]["rejected"]) == (3, 0)


def test_people_in_a_terminal_read_sentences(folder):
    said = told("load", folder)

    assert "  - (Danh sách đơn vị): 3 dòng, nhận 2, sửa 0, xem lại 0, loại 1" in said
    assert "E3       loại     ngày không có thật" in said


def test_wrong_use_ends_with_2(tmp_path):
    assert exit_code("load", tmp_path / "nothing.xlsx") == 2
    assert exit_code("load", tmp_path) == 2
    assert exit_code("init", "--office", tmp_path / "office.yaml") == 2


def test_a_refused_file_ends_with_1_and_the_others_are_loaded(folder):
    (folder / "3-hong.xlsx").write_bytes(b"PK\x03\x04")

    assert exit_code("load", folder) == 1
    assert Unit.objects.count() == 2


@pytest.mark.parametrize("content", ["[1, 2]", "levels: [a]", "{", "\x00"])
def test_answers_that_are_none_are_refused(tmp_path, content):
    (tmp_path / "office.yaml").write_text(content, encoding="utf-8")

    assert exit_code("load", tmp_path) == 1
    assert not Office.objects.exists()


def test_init_may_run_twice_and_takes_the_answers(folder):
    told("init", "--office", folder / "office.yaml")
    told("init", "--office", folder / "office.yaml")

    assert list(Office.objects.values_list("name", "root_code", "layout")) == [("Công ty Mẫu", "000", "plain")]
