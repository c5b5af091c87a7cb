"""A batch stores what is good in one transaction, says what is not, and a trial leaves no trace."""

import datetime as dt

import pytest

from vinhdanh.kernel.actor import Machine
from vinhdanh.kernel.models import Event, Intake, IntakeProblem
from vinhdanh.kernel.sheets.batch import FileResult, SheetResult
from vinhdanh.kernel.sheets.context import Context
from vinhdanh.kernel.sheets.intake import load_files, look_again, understood
from vinhdanh.kernel.sheets.reading import grid_of
from vinhdanh.kernel.sheets.recognise import recognised
from vinhdanh.kernel.sheets.summary import summary
from vinhdanh.organisation.models import Person, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.database]
UNITS = [
    ["STT", "Mã đơn vị", "Tên đơn vị", "Loại", "Cấp trên", "Ngày thành lập"],
    [1.0, "000", "Đảng bộ Khối", "Đảng bộ Khối", "", "01/01/2000"],
    [2.0, "001", "Đảng bộ A", "Đảng bộ cơ sở", "000", "01/01/2001"],
    [3.0, "001001", "Chi bộ B", "Chi bộ", "001", "31/02/2001"],
    [4.0, "001002", "Chi bộ C", "Chi bộ", "001", "01/01/2002"],
]
PEOPLE = [
    ["STT", "Mã nhân sự", "Họ và tên", "Mã đơn vị", "Trạng thái"],
    [1.0, "01", "LÊ VĂN AN", "001", "Đang công tác"],
    [2.0, "02", "Trần Thị Bình", "1002", "Đang công tác"],
    [3.0, "03", "Ngô Chí Công", "999", "Đang công tác"],
]


@pytest.fixture
def context(db):
    return Context(answers={}, as_of=dt.date(2023, 5, 18), actor=Machine("kiểm thử"))


@pytest.fixture
def batch(context):
    """`batch({"Đơn vị": rows}, …)` loads these sheets as one file."""

    def load(sheets, *, file="bang.xlsx", **options):
        fresh = Context(answers=context.answers, as_of=context.as_of, actor=context.actor)
        grids = [grid_of(rows, file=file, sheet=name) for name, rows in sheets.items()]
        results = [SheetResult(recognised(grid, fresh)) for grid in grids]
        look_again(results, fresh)
        return load_files([FileResult(file, results)], context=fresh, **options)

    return load


def said(result):
    """(row, column, severity, code) of every problem."""
    return [
        (row.number, row.layout.letter(problem.column), problem.severity, problem.code)
        for sheet in result.sheets
        for row in sheet.problem_rows
        for problem in row.problems
    ]


def test_good_rows_are_stored_beside_bad_ones(batch):
    result = batch({"Đơn vị": UNITS, "Nhân sự": PEOPLE})

    assert said(result) == [
        (4, "F", "reject", "date.impossible"),
        (2, "C", "repair", "name.capitals"),
        (3, "D", "repair", "code.lost_zeros"),
        (4, "D", "reject", "unit.unknown"),
    ]
    assert sorted(Unit.objects.values_list("code", flat=True)) == ["000", "001", "001002"]
    assert sorted(Person.objects.values_list("name", "unit__code")) == [
        ("Lê Văn An", "001"),
        ("Trần Thị Bình", "001002"),
    ]


def test_the_order_of_sheets_does_not_matter(batch):
    batch({"Nhân sự": PEOPLE, "Đơn vị": UNITS})

    assert Person.objects.count() == 2


def test_a_trial_finds_the_same_and_stores_nothing(batch):
    trial = batch({"Đơn vị": UNITS, "Nhân sự": PEOPLE}, dry_run=True)

    assert (Unit.objects.count(), Person.objects.count(), Intake.objects.count()) == (0, 0, 0)
    assert said(trial) == said(batch({"Đơn vị": UNITS, "Nhân sự": PEOPLE}))


def test_the_summary_counts_rows_once(batch):
    total = summary(batch({"Đơn vị": UNITS, "Nhân sự": PEOPLE}), sentence=str)["total"]

    assert total == {
        "rows": 7,
        "accepted": 5,
        "repaired": 2,
        "warned": 0,
        "rejected": 2,
        "created": 5,
        "changed": 0,
        "unchanged": 0,
    }


def test_loading_the_same_again_leaves_no_trace(batch):
    batch({"Đơn vị": UNITS, "Nhân sự": PEOPLE})
    before = (Intake.objects.count(), IntakeProblem.objects.count(), Event.objects.count())

    again = batch({"Đơn vị": UNITS, "Nhân sự": PEOPLE})

    assert again.changed_nothing
    assert (Intake.objects.count(), IntakeProblem.objects.count(), Event.objects.count()) == before


def test_a_mended_file_takes_the_place_of_the_faulty_one(batch):
    batch({"Nhân sự": PEOPLE, "Đơn vị": UNITS})
    mended = [*PEOPLE[:3], [3.0, "03", "Ngô Chí Công", "001", "Đang công tác"]]

    batch({"Nhân sự": mended, "Đơn vị": UNITS})

    assert list(Intake.objects.order_by("pk").values_list("state", flat=True)) == ["superseded", "loaded"]
    assert Person.objects.filter(code="03", unit__code="001").count() == 1


def test_problems_are_kept_with_the_place_where_they_stand(batch):
    batch({"Nhân sự": PEOPLE, "Đơn vị": UNITS})

    assert list(
        IntakeProblem.objects.filter(severity="reject", sheet="Nhân sự").values_list("row", "column", "header", "value")
    ) == [(4, "D", "Mã đơn vị", "999")]


def test_a_sheet_nobody_knows_is_named_and_the_others_are_loaded(batch):
    result = batch({"Đơn vị": UNITS, "Thực đơn": [["Món", "Giá"], ["Phở", 50_000.0], ["Bún", 40_000.0]]})

    assert [bool(sheet.layout.reason) for sheet in result.sheets] == [False, True]
    assert Unit.objects.count() == 3


def test_a_way_of_writing_is_a_note_and_not_a_fault_in_every_row(batch):
    people = [
        PEOPLE[0],
        *([float(n), f"{n:02d}", f"LÊ VĂN {c * 2}", "001", "Đang công tác"] for n, c in enumerate("ABCDEFGH")),
    ]

    result = batch({"Đơn vị": UNITS, "Nhân sự": people})

    assert [problem for problem in said(result) if problem[3] == "name.capitals"] == []
    assert result.sheets[1].layout.notes == ["Họ và tên: tên viết hoa toàn bộ (8 ô)"]


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_read(context, tmp_path, workbook):
    broken = tmp_path / "a.xlsx"
    broken.write_bytes(b"PK\x03\x04")

    files = understood([broken, workbook({"Đơn vị": UNITS})], context=context)

    assert [(file.name, [reason.code for reason in file.refused], len(file.sheets)) for file in files] == [
        ("a.xlsx", ["file.damaged"], 0),
        ("bang.xlsx", [], 1),
    ]


def test_units_of_the_same_batch_tell_which_column_of_another_sheet_names_them(batch):
    people = [
        ["Số thẻ", "Họ tên", "Nơi làm", "Tình trạng"],
        ["1", "Lê An", "001", "Còn"],
        ["2", "Ngô Bé", "001002", "Còn"],
    ]

    result = batch({"Đơn vị": UNITS, "Danh sách cán bộ": people})

    assert result.sheets[1].layout.columns["unit"] == 2
    assert Person.objects.count() == 2
