"""What was guessed can be read, corrected and given back."""

import pytest
import yaml

from vinhdanh.kernel.sheets.batch import FileResult, SheetResult
from vinhdanh.kernel.sheets.mapping import Mapping, mapping_of
from vinhdanh.kernel.sheets.reading import grid_of
from vinhdanh.rules.reasons import Refused

ROWS = [
    ["DANH SÁCH PHÒNG BAN"],
    ["STT", "Mã", "Gọi là", "Thuộc về", "Năm 2021", "Ghi chú"],
    [1.0, "001", "Phòng A", "", 5.0, ""],
    [2.0, "002", "Phòng B", "001", 6.0, ""],
]


@pytest.fixture
def grid():
    return grid_of(ROWS, file="phong.xlsx", sheet="Phòng ban")


@pytest.fixture
def given():
    def make(**changes):
        sheet = {
            "sheet": "Phòng ban",
            "kind": "organisation.units",
            "header_rows": [2],
            "columns": [{"column": "B", "field": "code"}, {"column": "C", "field": "name"}],
        } | changes
        return Mapping({"files": [{"file": "phong.xlsx", "sheets": [sheet]}]})

    return make


def test_a_guess_given_back_is_the_same_layout(context, understood):
    rows = [ROWS[0], ["STT", "Mã phòng ban", "Tên phòng ban", "Thuộc", "Ngày lập", "Ghi chú"], *ROWS[2:]]
    layout = understood(rows, file="phong.xlsx", sheet="Phòng ban")
    printed = yaml.safe_dump(
        {"files": [mapping_of(FileResult("phong.xlsx", [SheetResult(layout)]))]}, allow_unicode=True
    )

    again = Mapping(yaml.safe_load(printed)).layout_for(layout.grid)

    assert (again.kind, again.columns, list(again.rows), again.header_rows) == (
        layout.kind,
        layout.columns,
        list(layout.rows),
        layout.header_rows,
    )


def test_a_person_says_what_no_guess_could(grid, given):
    layout = given(
        columns=[
            {"column": letter, "field": name} for letter, name in zip("BCD", ("code", "name", "parent"), strict=True)
        ]
    ).layout_for(grid)

    assert (layout.columns, list(layout.rows)) == ({"code": 1, "name": 2, "parent": 3}, [3, 4])


def test_last_and_first_row_bound_the_data(grid, given):
    assert list(given(first_row=4).layout_for(grid).rows) == [4]
    assert list(given(last_row=3).layout_for(grid).rows) == [3]


def test_years_of_a_series_are_given_one_by_one(grid, given):
    layout = given(
        kind="directives.commitments",
        columns=[{"column": "B", "field": "unit"}, {"column": "E", "field": "collectives.2021"}],
    ).layout_for(grid)

    assert layout.series == {"collectives": {2021: 4}}


def test_a_sheet_may_be_left_out(grid, given):
    assert given(kind="").layout_for(grid).reason


def test_a_sheet_that_is_not_mentioned_is_guessed(grid):
    assert Mapping({"files": []}).layout_for(grid) is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": "organisation.planets"}, "mapping.unknown_kind"),
        ({"header_rows": []}, "mapping.bad_header_rows"),
        ({"header_rows": [99]}, "mapping.bad_header_rows"),
        ({"header_rows": [1, 3]}, "mapping.bad_header_rows"),
        ({"columns": [{"column": "B", "field": "code"}]}, "mapping.missing_columns"),
        ({"columns": [{"column": "Z", "field": "code"}]}, "mapping.bad_column"),
        ({"columns": [{"column": "?", "field": "code"}]}, "mapping.bad_column"),
        ({"columns": [{"column": "B", "field": "colour"}]}, "mapping.bad_column"),
        ({"columns": [{"column": "B", "field": "code.2021"}]}, "mapping.bad_column"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_reason(grid, given, changes, code):
    with pytest.raises(Refused) as refused:
        given(**changes).layout_for(grid)

    assert [reason.code for reason in refused.value.reasons] == [code]


@pytest.mark.parametrize("wrong", [None, [], "files", {"files": 3}])
def test_what_is_no_mapping_is_refused(wrong):
    with pytest.raises(Refused):
        Mapping(wrong)
