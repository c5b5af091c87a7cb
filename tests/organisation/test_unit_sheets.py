"""Units, their changes and their people as lists tell them: stored through time, faults where they stand."""

import datetime as dt

import pytest
from django.utils.translation import override

from vinhdanh.kernel.actor import Machine
from vinhdanh.kernel.sheets.batch import FileResult, SheetResult
from vinhdanh.kernel.sheets.context import Context
from vinhdanh.kernel.sheets.intake import load_files
from vinhdanh.kernel.sheets.reading import grid_of
from vinhdanh.kernel.sheets.recognise import recognised
from vinhdanh.organisation.models import (
    FOREVER,
    OrgChange,
    Person,
    Placement,
    Succession,
    Unit,
    UnitKind,
    UnitName,
    UnitPath,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]
AS_OF = dt.date(2023, 5, 18)
UNIT_HEAD = ["STT", "Mã đơn vị", "Tên đơn vị", "Loại", "Mã đơn vị cấp trên", "Ngày thành lập", "Ngày kết thúc"]
CHANGE_HEAD = ["STT", "Loại biến động", "Ngày hiệu lực", "Số văn bản"]
CHANGE_HEAD += ["Mã trước", "Tên trước", "Cấp trên trước", "Mã sau", "Tên sau", "Cấp trên sau"]
PEOPLE_HEAD = ["STT", "Mã nhân sự", "Họ và tên", "Giới tính", "Ngày sinh", "Mã đơn vị", "Ngày vào Đảng", "Trạng thái"]
ANSWERS = {
    "organisation": {"root": "000"},
    "levels": {"root": "Đảng bộ Khối", "base": "Đảng bộ cơ sở", "cell": "Chi bộ"},
    "cells": ["cell"],
    "people": {"active": ["Đang công tác"], "left": ["Nghỉ hưu"]},
}


def unit(n, code, name, kind, parent, start="01/01/2010", end=""):
    return [float(n), code, name, kind, parent, start, end]


UNITS = [
    unit(1, "000", "Đảng bộ Khối", "Đảng bộ Khối", ""),
    unit(2, "001", "Đảng bộ A", "Đảng bộ cơ sở", "000"),
    unit(3, "002", "Đảng bộ B", "Đảng bộ cơ sở", "000"),
    unit(4, "001001", "Chi bộ Một", "Chi bộ", "001"),
    unit(5, "001002", "Chi bộ Hai", "Chi bộ", "002"),
    unit(6, "001003", "Chi bộ Ba", "Chi bộ", "001", "01/01/2010", "01/07/2022"),
    unit(7, "001004", "Chi bộ Bốn mới", "Chi bộ", "001"),
]
CHANGES = [
    [1.0, "Chuyển", "01/03/2022", "QĐ 1", "001002", "Chi bộ Hai", "001", "001002", "Chi bộ Hai", "002"],
    [2.0, "Đổi tên", "01/04/2022", "QĐ 2", "001004", "Chi bộ Bốn", "001", "001004", "Chi bộ Bốn mới", "001"],
    [
        3.0,
        "Sáp nhập",
        "01/07/2022",
        "QĐ 3",
        "001003; 001001",
        "Chi bộ Ba; Chi bộ Một",
        "001",
        "001001",
        "Chi bộ Một",
        "001",
    ],
]


@pytest.fixture
def load(db):
    """`load(units=rows, changes=rows, people=rows)` and what was said: (sheet, row, column, severity, code)."""

    def loading(*, answers=ANSWERS, **sheets):
        context = Context(answers=answers, as_of=AS_OF, actor=Machine("kiểm thử"))
        heads = {"units": UNIT_HEAD, "changes": CHANGE_HEAD, "people": PEOPLE_HEAD}
        names = {"units": "Đơn vị", "changes": "Biến động", "people": "Nhân sự"}
        results = [
            SheetResult(recognised(grid_of([heads[name], *rows], file="f", sheet=names[name]), context))
            for name, rows in sheets.items()
        ]
        batch = load_files([FileResult("f", results)], context=context)
        return batch, [
            (row.layout.sheet, row.number, row.layout.letter(problem.column), problem.severity, problem.code)
            for result in batch.sheets
            for row in result.problem_rows
            for problem in row.problems
        ]

    return loading


def placed_on(code, day):
    return Placement.objects.get(unit__code=code, valid_from__lte=day, valid_to__gt=day).parent.code


def test_a_clean_list_is_stored_without_a_word(load):
    assert load(units=UNITS, changes=CHANGES)[1] == []
    assert Unit.objects.count() == 7


def test_a_moved_unit_stood_elsewhere_before(load):
    load(units=UNITS, changes=CHANGES)

    moved = dt.date(2022, 3, 1)
    assert [placed_on("001002", day) for day in (moved - dt.timedelta(days=1), moved)] == ["001", "002"]
    old, new = UnitPath.objects.filter(unit__code="001002").order_by("valid_from").values_list("path", flat=True)
    paths = dict(Unit.objects.values_list("code", "path"))
    assert (old[:-4], new[:-4], new) == (paths["001"], paths["002"], paths["001002"])


def test_a_renamed_unit_keeps_the_name_of_its_day(load):
    load(units=UNITS, changes=CHANGES)

    assert list(
        UnitName.objects.filter(unit__code="001004").order_by("valid_from").values_list("name", "valid_to")
    ) == [
        ("Chi bộ Bốn", dt.date(2022, 4, 1)),
        ("Chi bộ Bốn mới", FOREVER),
    ]


def test_a_merged_unit_lives_on_in_its_successor(load):
    load(units=UNITS, changes=CHANGES)

    assert list(Succession.objects.values_list("unit__code", "successor__code", "on_date")) == [
        ("001003", "001001", dt.date(2022, 7, 1))
    ]


def test_changes_that_come_later_move_the_units_of_an_earlier_load(load):
    load(units=UNITS)
    assert placed_on("001002", dt.date(2020, 1, 1)) == "002"

    load(changes=CHANGES)

    assert placed_on("001002", dt.date(2020, 1, 1)) == "001"


def test_levels_are_those_of_the_office(load):
    load(units=UNITS)

    assert list(UnitKind.objects.values_list("code", "word", "is_cell", "is_base")) == [
        ("root", "Đảng bộ Khối", False, False),
        ("base", "Đảng bộ cơ sở", False, True),
        ("cell", "Chi bộ", True, False),
    ]


def test_without_answers_the_words_of_the_list_are_its_levels_and_its_leaves_the_cells(load):
    load(units=[*UNITS[:5], *(unit(9 + n, f"9{n}", f"Chi bộ {n}", "Chi bộ", "002") for n in range(20))], answers={})

    assert sorted(UnitKind.objects.values_list("word", "is_cell")) == [
        ("Chi bộ", True),
        ("Đảng bộ Khối", False),
        ("Đảng bộ cơ sở", False),
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (unit(8, 1005.0, "Chi bộ Năm", "Chi bộ", "001"), ("B", "repair", "code.lost_zeros")),
        (unit(8, "001005", "Chi bộ Năm", "Chi bộ", "001005"), ("E", "reject", "unit.own_parent")),
        (unit(8, "001005", "Chi bộ Năm", "Chi bộ", "001", "31/02/2022"), ("F", "reject", "date.impossible")),
        (
            unit(8, "001005", "Chi bộ Năm", "Chi bộ", "001", "01/01/2020", "01/06/2015"),
            ("G", "reject", "unit.ends_before_start"),
        ),
        (unit(8, "001005", "", "Chi bộ", "001"), ("C", "reject", "cell.missing")),
        (unit(8, "001005", "Chi bộ Năm", "Chi bộ", "99999"), ("E", "reject", "unit.unknown_parent")),
        (unit(8, "001005", "Chi\u00a0bộ Năm", "Chi bộ", "001"), ("C", "repair", "name.odd_spaces")),
        (unit(8, "001005", "Chi bộ Năm", "Chi bộ", "001", "26/8/13"), ("F", "repair", "date.two_digit_year")),
        (unit(8, "001005", "Chi bộ Năm", "chi bô ", "001"), ("D", "repair", "choice.near")),
        (unit(8, "001004", "Chi bộ khác", "Chi bộ", "001"), ("B", "reject", "unit.code_used")),
        (unit(8, "001005", "Chi bộ Năm", "Chi bộ", "Đảng bộ A"), ("E", "repair", "code.name_given")),
        (unit(8, "001005", "Chi bộ Năm", "", "001"), ("D", "warn", "unit.no_kind")),
        (unit(8, "001005", "Chi bộ Năm", "Chi bộ", "001", ""), ("F", "warn", "cell.missing")),
    ],
)
def test_a_faulty_unit_is_named_with_its_cell(load, row, said):
    assert load(units=[*UNITS, row])[1] == [("Đơn vị", 9, *said)]


def test_a_mended_code_is_stored_with_its_zeros(load):
    load(units=[*UNITS, unit(8, 1005.0, "Chi bộ Năm", "Chi bộ", "001")])

    assert Unit.objects.filter(code="001005", parent__code="001").exists()


def test_a_code_without_its_zeros_in_a_file_of_texts_is_seen_by_its_neighbours(load):
    units = [*UNITS, unit(8, "1005", "Chi bộ Năm", "Chi bộ", "001"), unit(9, "77", "Chi bộ Sáu", "Chi bộ", "001")]

    assert load(units=units)[1] == [("Đơn vị", 9, "B", "repair", "code.lost_zeros")]
    assert sorted(Unit.objects.filter(parent__code="001").values_list("code", flat=True))[-2:] == ["001005", "77"]


def test_a_mistyped_code_comes_with_the_one_it_could_be(load):
    units = [*UNITS, unit(8, "001005", "Chi bộ Năm", "Chi bộ", "0O1")]

    batch, _ = load(units=units, people=[person(1, "01", "Vi Bình", at="0O1003")])

    assert [[p.suggestion for row in sheet.problem_rows for p in row.problems] for sheet in batch.sheets] == [
        ["001"],
        ["001003"],
    ]


def test_faults_are_told_in_the_language_of_the_page(load):
    with override("en"):
        batch, _ = load(units=[*UNITS, unit(8, "001005", "Chi bộ Năm", "Chi bộ", "99999")])

    assert batch.sheets[0].problem_rows[0].problems[0].text == "no unit has the code of the parent"


def test_a_unit_under_a_rejected_one_stands_under_the_root_until_that_is_mended(load):
    units = [*UNITS, unit(8, "003", "", "Đảng bộ cơ sở", "000"), unit(9, "003001", "Chi bộ Ba Một", "Chi bộ", "003")]

    said = load(units=units)[1]

    assert said == [
        ("Đơn vị", 9, "C", "reject", "cell.missing"),
        ("Đơn vị", 10, "E", "warn", "unit.parent_rejected"),
    ]
    assert Unit.objects.get(code="003001").parent.code == "000"


def test_units_in_a_circle_are_rejected_all_of_them(load):
    units = [*UNITS, unit(8, "A", "Chi bộ A", "Chi bộ", "B"), unit(9, "B", "Chi bộ B", "Chi bộ", "A")]

    assert [(row, code) for _, row, _, _, code in load(units=units)[1]] == [(9, "unit.circle"), (10, "unit.circle")]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ([4.0, "Sáp nhập", "01/07/2022", "QĐ", "001003", "", "", "88888888", "", ""], ("H", "reject", "unit.unknown")),
        ([4.0, *CHANGES[2][1:]], ("D", "reject", "change.repeated")),
        ([4.0, "Giải thể", "01/08/2022", "QĐ", "001003", "", "", "", "", ""], ("C", "warn", "change.day_differs")),
        ([4.0, "Giải thể", "01/07/2022", "", "001003", "", "", "", "", ""], ("D", "warn", "cell.missing")),
        ([4.0, "Giải thể", "01/07/2022", "QĐ", "", "", "", "", "", ""], ("E", "reject", "change.no_units")),
        ([4.0, "Bay lên", "01/07/2022", "QĐ", "001003", "", "", "", "", ""], ("B", "reject", "choice.unknown")),
        ([4.0, "giai the", "01/07/2022", "QĐ", "001003", "", "", "", "", ""], ("B", "repair", "choice.near")),
    ],
)
def test_a_faulty_change_is_named_with_its_cell(load, row, said):
    assert load(units=UNITS, changes=[*CHANGES, row])[1] == [("Biến động", 5, *said)]


def person(n, code, name, *, gender="Nam", born="02/03/1980", at="001001", joined="01/01/2005", status="Đang công tác"):
    return [float(n), code, name, gender, born, at, joined, status]


PEOPLE = [
    person(1, "01", "Nguyễn Văn An"),
    person(2, "02", "H'Wit Êban", gender="Nữ"),
    person(3, "03", "Lê Bình", status="Nghỉ hưu", at="001003"),
]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (person(4, "01", "Trần Khác"), ("B", "reject", "person.code_used")),
        (person(4, "04", "VI CÔNG BÌNH"), ("C", "repair", "name.capitals")),
        (person(4, "04", ""), ("C", "reject", "cell.missing")),
        (person(4, "04", "Vi Bình", at="7777"), ("F", "reject", "unit.unknown")),
        (person(4, "04", "Vi Bình", at="001003"), ("F", "warn", "person.unit_ended")),
        (person(4, "04", "Vi Bình", at="1001"), ("F", "repair", "code.lost_zeros")),
        (person(4, "04", "Vi Bình", born=1964.0), ("E", "warn", "date.only_year")),
        (person(4, "04", "Vi Bình", born="08/03/2035"), ("E", "reject", "person.born_in_future")),
        (person(4, "04", "Đ0àn Khoa"), ("C", "warn", "name.strange")),
        (person(4, "04", "Vi Bình", born="02/03/1990"), ("G", "warn", "person.joined_young")),
        (person(4, "04", "Vi Bình", gender="N"), ("D", "warn", "choice.unknown")),
        (person(4, "04", "Nguyễn Văn An"), ("B", "warn", "person.double")),
    ],
)
def test_a_faulty_person_is_named_with_the_cell(load, row, said):
    assert load(units=UNITS, people=[*PEOPLE, row])[1] == [("Nhân sự", 5, *said)]


def test_people_are_stored_with_their_keys_and_whether_they_are_there(load):
    load(units=UNITS, people=[*PEOPLE, person(4, "04", "Đỗ Cường", born=1964.0)])

    assert list(Person.objects.order_by("code").values_list("name_key", "gender", "is_active", "birth_year")) == [
        ("nguyen van an", "male", True, 1980),
        ("hwit eban", "female", True, 1980),
        ("le binh", "male", False, 1980),
        ("do cuong", "male", True, 1964),
    ]


def test_everything_again_changes_nothing(load):
    load(units=UNITS, changes=CHANGES, people=PEOPLE)
    before = list(UnitPath.objects.order_by("pk").values_list("pk", "path"))

    batch, _ = load(units=UNITS, changes=CHANGES, people=PEOPLE)

    assert batch.changed_nothing
    assert list(UnitPath.objects.order_by("pk").values_list("pk", "path")) == before
    assert OrgChange.objects.count() == 3
