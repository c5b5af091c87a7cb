"""Reports and figures in the terminal."""

import csv
import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

from vinhdanh.reports.words import inert

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def printed(monkeypatch):
    """`printed(words…)`: what a command writes to the terminal."""

    def say(*words):
        out = io.StringIO()
        with monkeypatch.context() as terminal:
            terminal.setattr(sys, "stdout", out)
            call_command(*words, stdout=out, stderr=io.StringIO())
        return out.getvalue()

    return say


def test_a_report_is_json_with_every_figure(answered, tree, printed):
    told = json.loads(printed("report", "review"))

    assert told["figures"]["org.cells"] == {
        "value": 3,
        "unit": "chi bộ",
        "rule": "ngày thành lập <= 18/05/2023 và chưa kết thúc vào ngày ấy"
        " (không có ngày kết thúc, hoặc ngày kết thúc > 18/05/2023)",
        "records": 3,
        "record_ids_sha256": told["figures"]["org.cells"]["record_ids_sha256"],
    }
    assert (told["period"], told["as_of"]) == (["2021-05-18", "2023-05-18"], "2023-05-18")


def test_a_report_of_another_period_and_unit(answered, tree, printed, new_meeting):
    new_meeting(tree["001001"])
    new_meeting(tree["002001"])

    told = json.loads(printed("report", "review", "--from", "2022-01-01", "--to", "31/12/2022", "--unit", "001"))

    assert (told["figures"]["act.meetings"]["value"], told["as_of"], told["unit"]) == (1, "2022-12-31", "001")


@pytest.mark.parametrize("kind", ["json", "pdf", "docx", "xlsx"])
def test_a_report_is_written_into_a_file(answered, tree, tmp_path, printed, kind):
    path = tmp_path / f"report.{kind}"

    printed("report", "review", "--format", kind, "-o", str(path))

    assert path.read_bytes()[:2] == {"json": b"{\n", "pdf": b"%P", "docx": b"PK", "xlsx": b"PK"}[kind]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["report", "review", "--unit", "999"], 1),
        (["report", "review", "--from", "2023-01-01", "--to", "2022-01-01"], 2),
        (["report", "review", "--format", "pdf"], 2),
        (["report", "review", "-o", "/no/such/folder/report.json"], 1),
        (["figures", "no.such"], 1),
        (["figures", "--rows"], 2),
    ],
)
def test_what_cannot_be_done_is_told_with_its_exit_code(answered, tree, printed, words, code):
    with pytest.raises(CommandError) as error:
        printed(*words)

    assert (error.value.returncode, "%(" in str(error.value)) == (code, False)


def test_without_an_office_there_is_nothing_to_report(db, printed):
    with pytest.raises(CommandError) as error:
        printed("report", "review")

    assert error.value.returncode == 1


def test_the_keys_are_listed_with_their_values(answered, tree, printed):
    lines = printed("figures").splitlines()

    assert "org.cells\t3\tchi bộ\tSố chi bộ" in lines


def test_the_rows_behind_a_figure_are_csv(answered, tree, printed, new_study):
    new_study(tree["001"], content="=1+1")

    rows = list(csv.reader(io.StringIO(printed("figures", "act.studies", "--rows"))))

    assert rows == [
        ["Mã đơn vị", "Tên đơn vị", "Ngày", "Nội dung", "Hình thức", "Số người dự"],
        ["001", "Đảng bộ Cục Lưu trữ", "06/01/2022", "'=1+1", "", "100"],
    ]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t1"])
def test_no_cell_is_a_formula(text):
    assert inert(text) == f"'{text}"


def test_other_cells_stay_as_they_are():
    assert [inert(text) for text in ("Chi bộ", "", "1-2", 5)] == ["Chi bộ", "", "1-2", 5]
